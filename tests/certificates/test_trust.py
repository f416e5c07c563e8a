"""The trust list as a file: read back whole, and refused when anything about it is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from ftd_desktop.certificates import authority, keys, trust
from ftd_desktop.certificates.signing import Signer, dumps
from ftd_desktop.certificates.trust import Revocation, TrustedKey, TrustList
from ftd_desktop.errors import UserError
from tests.certificates.conftest import World

ROOT = Signer(b"r" * 32)
LIST = TrustList(
    ROOT.public, "Dinas Contoh", date(2022, 12, 1),
    (TrustedKey(b"k" * 32, "A", date(2022, 1, 1), date(2022, 12, 31)), TrustedKey(b"l" * 32, "B", date(2022, 2, 1))),
    ((b"12345678", Revocation(date(2022, 3, 1), "hilang")),), (("1/2/3", Revocation(date(2022, 4, 1), "salah")),),
)


def test_it_is_read_back_and_the_same_each_time() -> None:
    assert trust.read(trust.write(LIST, ROOT), ROOT.public) == LIST
    assert trust.write(LIST, ROOT) == trust.write(LIST, ROOT)


def test_every_flipped_byte_is_refused() -> None:
    data = trust.write(LIST, ROOT)
    for place in range(len(data)):
        with pytest.raises(UserError):
            trust.read(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def test_torn_and_foreign_bytes_are_refused() -> None:
    data = trust.write(LIST, ROOT)
    for wrong in (b"", b"PK\3\4", data[:40], data + b"\0", ROOT.sign(b"x"), ROOT.sign(dumps({"format": "lain"}))):
        with pytest.raises(UserError, match="rusak atau bukan"):
            trust.read(wrong)


def test_another_office_is_refused() -> None:
    other = Signer(b"o" * 32)
    with pytest.raises(UserError, match=r"kantor lain \(Dinas Contoh\)"):
        trust.read(trust.write(LIST, ROOT), other.public)
    with pytest.raises(ValueError):
        trust.write(LIST, other)


def test_a_list_that_names_a_root_it_was_not_signed_by_is_refused() -> None:
    forger = Signer(b"f" * 32)
    forger_list = trust.write(TrustList(forger.public, "Dinas Contoh", date(2022, 1, 1)), forger)
    assert trust.read(forger_list).root == forger.public
    with pytest.raises(UserError, match="diubah"):
        trust.read(forger.sign(_payload(trust.write(LIST, ROOT))))


def _payload(data: bytes) -> bytes:
    from ftd_desktop.certificates.signing import take_apart

    return take_apart(data).payload


def test_a_file_without_an_office_key_has_no_list(world: World) -> None:
    with pytest.raises(UserError, match="belum punya kunci kantor"):
        authority.trust_list(world.file, date(2022, 1, 1))


def test_machines_and_revoked_machines_are_told_apart(world: World) -> None:
    world.file.update("office", world.file.value("SELECT _id FROM office"), {"root_key": ROOT.public.hex()})
    good, lost = Signer(b"a" * 32), Signer(b"b" * 32)
    world.file.insert("device", {"sign_key": good.public.hex(), "status": "active", "since": "2022-01-05"})
    world.file.insert("device", {"sign_key": lost.public.hex(), "status": "revoked", "since": "2022-01-05"})
    found = authority.trust_list(world.file, date(2022, 6, 1))
    assert {key.public for key in found.keys} == {good.public, lost.public}
    assert found.key_revocation(lost.key_id) is not None and found.key_revocation(good.key_id) is None


def test_a_withdrawal_carries_the_day_it_was_made(world: World) -> None:
    world.file.update("office", world.file.value("SELECT _id FROM office"), {"root_key": ROOT.public.hex()})
    row = world.file.insert("certificate", {"number": "1/C/2022", "status": "issued", "payload": "FTD1:0"})
    world.file.update("certificate", row, {"status": "void", "reason": "salah nama"})
    found = authority.trust_list(world.file, date.max).number_revocation("1/C/2022")
    assert found is not None and found.reason == "salah nama"
    assert abs((found.day - date.today()).days) <= 1
    assert authority.trust_list(world.file, date(2022, 6, 1)).number_revocation("1/C/2022") == Revocation(
        date(2022, 6, 1), "salah nama"), "never after the day of the list"


def test_an_officers_file_knows_what_it_was_last_told(world: World) -> None:
    world.file.set_setting("role", "officer")
    today = date(2022, 12, 24)
    assert authority.known_on(world.file, today) == today
    world.file.insert("device", {"sign_key": "00", "since": "2022-08-01"})
    assert authority.known_on(world.file, today) == date(2022, 8, 1)
    world.file.execute("INSERT INTO _bundle (file_id, kind, at) VALUES ('x', 'down', '2022-11-13T08:00:00+07:00')")
    assert authority.known_on(world.file, today) == date(2022, 11, 13)
    world.file.set_setting("role", "province")
    assert authority.known_on(world.file, today) == today


def test_a_key_the_office_would_not_trust_is_not_used(world: World) -> None:
    key = Signer(b"a" * 32)
    keys.demand_trusted(world.file, key, date(2022, 1, 1))
    device = world.file.insert("device", {"sign_key": key.public.hex(), "status": "active", "since": "2022-09-05"})
    keys.demand_trusted(world.file, key, date(2022, 9, 5))
    with pytest.raises(UserError, match="mendahului pendaftaran mesin ini"):
        keys.demand_trusted(world.file, key, date(2022, 9, 4))
    world.file.update("device", device, {"status": "revoked"})
    with pytest.raises(UserError, match="sudah dicabut"):
        keys.demand_trusted(world.file, key, date(2022, 9, 5))


def test_only_the_province_publishes(world: World) -> None:
    with pytest.raises(UserError, match="Hanya berkas provinsi"):
        keys.root(world.file)
    world.file.set_secret(keys.ROOT_SECRET, b"r" * 32)
    assert keys.root(world.file).public == ROOT.public
