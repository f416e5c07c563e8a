"""The envelope opens for its recipient and for nobody and nothing else."""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import zlib
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.sync import envelope
from ftd_desktop.sync.envelope import Refused, open_sealed, seal
from ftd_desktop.sync.identity import Identity, new_code, normal_code, short

OFFICER, OFFICE, STRANGER = Identity.generate(), Identity.generate(), Identity.generate()
PAYLOAD = b"Siti Aminah br. Ginting (rekaan) " * 200


def sealed(payload: bytes = PAYLOAD, *, sender: Identity = OFFICER, to: Identity = OFFICE) -> bytes:
    return seal("bundle", {"device": "d1"}, payload, sender=sender, to=to.public.box)


def opened(data: bytes, *, me: Identity = OFFICE, known: Identity = OFFICER) -> envelope.Opened:
    return open_sealed(data, me=me, trusted=lambda key: key == known.public.sign, kinds=("bundle",), name="a.ftd")


def refusal(data: bytes, **others: Identity) -> str:
    with pytest.raises(Refused) as caught:
        opened(data, **others)
    assert "a.ftd" in str(caught.value)
    return caught.value.reason


def resigned(change: dict[str, object], packed: bytes = lzma.compress(PAYLOAD)) -> bytes:
    """A file whose faulty header is truly signed by the known officer."""
    plain = envelope.sign("bundle", {}, PAYLOAD, sender=OFFICER, to=OFFICE.public.box)
    length = envelope._LENGTH
    end = length.stop + int.from_bytes(plain[length], "big")
    text = json.dumps({**json.loads(plain[length.stop:end]), **change}).encode()
    start, tail = plain[:envelope._SENDER.stop], len(text).to_bytes(4, "big") + text
    return envelope.encrypt(start + OFFICER.sign(start + tail) + tail + packed, OFFICE.public.box)


def test_what_was_sealed_is_opened() -> None:
    found = opened(sealed())
    assert (found.sender, found.kind, found.payload) == (OFFICER.public.sign, "bundle", PAYLOAD)
    assert found.header["device"] == "d1"


def test_two_sealings_share_no_byte_pattern() -> None:
    assert sealed()[200:] != sealed()[200:]


def test_nothing_of_the_payload_is_readable() -> None:
    assert b"Siti" not in sealed()


def test_wrong_key() -> None:
    assert refusal(sealed(), me=STRANGER) == "misdirected"


def test_foreign_signer() -> None:
    assert refusal(sealed(sender=STRANGER)) == "stranger"


def test_reencrypted_to_another_office_is_refused() -> None:
    """A recipient may not pass a signed file on as if it had been meant for somebody else."""
    plain = envelope.decrypt(sealed(), OFFICE, "a.ftd")
    assert refusal(envelope.encrypt(plain, STRANGER.public.box), me=STRANGER) == "misdirected"


def test_every_truncation_is_refused() -> None:
    data = sealed()
    for length in [*range(0, 250, 7), len(data) // 2, len(data) - 1]:
        assert refusal(data[:length]) in ("damaged", "misdirected")


def test_flipped_bits_are_refused_before_anything_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "_unpack", lambda *_: pytest.fail("unpacked a damaged payload"))
    data, dice = sealed(), random.Random(4)
    for _ in range(300):
        torn = bytearray(data)
        torn[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        assert refusal(bytes(torn)) in ("damaged", "misdirected")


def test_flipped_bits_inside_the_encryption_are_refused_too() -> None:
    plain = envelope.decrypt(sealed(), OFFICE, "a.ftd")
    reasons = set()
    for at in range(0, len(plain)):
        torn = bytearray(plain)
        torn[at] ^= 4
        reasons.add(refusal(envelope.encrypt(bytes(torn), OFFICE.public.box)))
    assert reasons == {"damaged", "newer", "stranger", "forged"}


def test_a_bomb_is_not_inflated() -> None:
    zeros = bytes(20_000_000)
    for packing, bomb in (("zlib", zlib.compress(zeros)), ("xz", lzma.compress(zeros, preset=0))):
        signed = {"sha256": hashlib.sha256(bomb).hexdigest(), "packing": packing}
        assert refusal(resigned({**signed, "size": 100}, bomb)) == "damaged"
        assert refusal(resigned({**signed, "size": 2**40}, bomb)) == "oversized"


def test_large_payloads_are_packed_faster() -> None:
    large = bytes(range(256)) * 20_000
    found = opened(sealed(large))
    assert (found.payload, found.header["packing"]) == (large, "zlib")


@pytest.mark.parametrize(("change", "reason"), [
    ({"format": 2}, "newer"), ({"kind": "receipt"}, "kind"), ({"size": "many"}, "damaged"), ({"to": None}, "damaged"),
    ({"size": -1}, "oversized"), ({"sha256": "00"}, "damaged"),
    ({"packing": "zstd"}, "newer"), ({"packing": "zlib"}, "damaged"),
])
def test_faulty_headers_of_a_known_laptop(change: dict[str, object], reason: str) -> None:
    assert refusal(resigned(change)) == reason


def test_not_a_file_of_ours() -> None:
    assert refusal(b"%PDF-1.4 ...") == "damaged"
    assert refusal(b"") == "damaged"


def test_unreadable_path_is_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"hilang\.ftd"):
        envelope.read_file(tmp_path / "hilang.ftd")


def test_codes_survive_a_telephone() -> None:
    code = new_code()
    assert len(code) == 19
    assert normal_code(f"  {code.lower()} ") == normal_code(code) == code.replace("-", "")
    assert normal_code("o0-il-1u") == "00111V"


def test_short_name_of_a_device() -> None:
    assert short("0192f3a1-7c4e-7abc-8def-0123456789ab") == "456789ab"
