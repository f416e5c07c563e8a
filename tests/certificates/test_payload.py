"""The signed text of the QR: deterministic, small, without NIK, and nothing altered is accepted."""

from __future__ import annotations

import random
import string
from dataclasses import fields, replace
from datetime import date

import base45
import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.certificates.payload import PREFIX, Facts, Material, digest, encode, seal, unseal
from ftd_desktop.certificates.signing import Signer, take_apart
from ftd_desktop.certificates.trust import TrustedKey, TrustList
from ftd_desktop.certificates.verify import judge

FACTS = Facts("500.3/0001/CONTOH/2022", "Siti Contoh br. Ginting", "Program Contoh Tahun 2022 Angkatan 01",
              date(2022, 8, 1), date(2022, 9, 30), 48, date(2022, 10, 3), digest([Material("Foto", 48)]))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_the_text_is_the_same_every_time_and_small(signer: Signer) -> None:
    text = seal(FACTS, signer)
    assert text == seal(FACTS, Signer(bytes(range(32))))
    assert text.startswith(PREFIX) and len(text) < 340
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"), "QR's alphanumeric mode"


def test_the_text_says_only_the_agreed_facts() -> None:
    assert {field.name for field in fields(Facts)} == {
        "number", "name", "programme", "starts", "ends", "jp", "issued", "materials",
    }
    assert sorted(cbor2.loads(encode(FACTS))) == [1, 2, 3, 4, 5, 6, 7, 8]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(max_size=40), DAYS, DAYS,
       st.floats(0, 1000, allow_nan=False).map(lambda jp: round(jp, 2)))
def test_what_is_sealed_is_read_back(name: str, number: str, starts: date, issued: date, jp: float) -> None:
    signer = Signer(bytes(32))
    said = replace(FACTS, name=name, number=number, starts=starts, issued=issued, jp=jp)
    sealed = unseal(seal(said, signer))
    assert sealed.facts == said
    assert sealed.signed.good(signer.public)


def test_another_key_did_not_sign_it(signer: Signer) -> None:
    other = Signer(b"x" * 32)
    assert not unseal(seal(FACTS, signer)).signed.good(other.public)
    assert unseal(seal(FACTS, signer)).signed.key_id == signer.key_id


def test_ten_thousand_altered_codes_are_refused(signer: Signer) -> None:
    trust = TrustList(signer.public, "Contoh", date(2023, 1, 1), (TrustedKey(signer.public, "C", date(2020, 1, 1)),))
    text, chance = seal(FACTS, signer), random.Random(7)
    assert judge(text, trust).genuine
    for _ in range(10_000):
        altered = _altered(text, chance)
        assert altered == text or not judge(altered, trust).genuine, altered


_SIGNS = string.digits + string.ascii_uppercase + " $%*+-./:"


def _altered(text: str, chance: random.Random) -> str:
    """One code changed as bytes (so that it still decodes) or as text."""
    if chance.random() < 0.6:
        data = bytearray(base45.b45decode(text.removeprefix(PREFIX)))
        for _ in range(chance.choice((1, 1, 2, 5))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return PREFIX + base45.b45encode(bytes(data)).decode()
    at = chance.randrange(len(text) + 1)
    match chance.randrange(3):
        case 0:
            return text[:at] + chance.choice(_SIGNS) + text[at + 1 :]
        case 1:
            return (text[:at] + text[at + 1 :]).rstrip()
        case _:
            return text[:at] + chance.choice(_SIGNS[:-1]) + text[at:] if at not in (0, len(text)) else text[:-3]


@pytest.mark.parametrize("rewrite", [
    lambda parts: [parts[0], {1: 2}, parts[2], parts[3]],
    lambda parts: [*parts, b""],
    lambda parts: [cbor2.dumps({1: -7, 4: b"12345678"}), {}, parts[2], parts[3]],
    lambda parts: [parts[0], {}, parts[2], parts[3] + b"\0"],
    lambda parts: [parts[0], {}, None, parts[3]],
])
def test_another_shape_of_signature_is_refused(signer: Signer, rewrite) -> None:  # type: ignore[no-untyped-def]
    parts = cbor2.loads(signer.sign(b"x")).value
    with pytest.raises(ValueError):
        take_apart(cbor2.dumps(cbor2.CBORTag(18, rewrite(list(parts)))))


def test_the_same_facts_written_in_another_order_are_refused(signer: Signer) -> None:
    entries = list(cbor2.loads(encode(FACTS)).items())
    backwards = cbor2.dumps(dict(reversed(entries)))
    with pytest.raises(ValueError, match="deterministic"):
        unseal(PREFIX + base45.b45encode(signer.sign(backwards)).decode())


@pytest.mark.parametrize("text", ["", "FTD1:", "FTD1:::::", "https://contoh", "FTD1:" + "A" * 5000, "FTD1:Ä", "FTD2:0"])
def test_what_is_no_code_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        unseal(text)


def test_the_digest_stands_for_subjects_and_jp() -> None:
    table = [Material("Foto", 24), Material("Toko", 24)]
    assert digest(table) == digest(list(table)) and len(digest(table)) == 16
    assert digest(table) != digest([Material("Foto", 24), Material("Toko", 23.5)])
    assert digest(table) != digest(table[::-1])
