"""Real carried files taken apart, so that a test can put something else into them and sign it again.

What stands here is what a laptop or a province with a faulty (or hostile) program could do: its keys are known, the
signature is good, only the content is wrong.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ftd_desktop.store import attachments
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, enrolment, envelope, inbox, machine, receipt, returns
from ftd_desktop.sync.identity import Identity
from tests.sync import world


@dataclass(frozen=True)
class Sample:
    """A carried file in its pieces; `take` reads one as the program would, `state` is what must not change by it."""

    name: str
    kind: str
    header: Mapping[str, Any]
    payload: bytes
    sender: Identity
    to: str
    take: Callable[[bytes], object]
    state: Callable[[], object]
    packing: str | None = None

    def signed(self) -> bytes:
        """The plain bytes with a good signature."""
        return envelope.sign(self.kind, self.header, self.payload, sender=self.sender, to=self.to, packing=self.packing)

    def sealed(self) -> bytes:
        """The file as it would be carried."""
        return self.seal(self.signed())

    def seal(self, plain: bytes) -> bytes:
        """Plain bytes encrypted to the recipient; an assignment of these tests goes without (its code takes seconds).
        """
        return plain if self.to == enrolment.RECIPIENT else envelope.encrypt(plain, self.to)

    def with_header_text(self, text: bytes) -> bytes:
        """The file with these bytes as its header, signed again."""
        plain = self.signed()
        start = plain[:47]
        tail = len(text).to_bytes(4, "big") + text
        packed = plain[115 + int.from_bytes(plain[111:115], "big"):]
        return self.seal(start + self.sender.sign(start + tail) + tail + packed)

    def without(self, field: str) -> Sample:
        """The same without a field of the header."""
        return replace(self, header={name: value for name, value in self.header.items() if name != field})

    def saying(self, **fields: Any) -> Sample:
        """The same with other fields in the header."""
        return replace(self, header={**self.header, **fields})

    def holding(self, payload: bytes) -> Sample:
        """The same with another payload."""
        return replace(self, payload=payload)


def _apart(plain: bytes) -> tuple[dict[str, Any], bytes]:
    end = 115 + int.from_bytes(plain[111:115], "big")
    header = json.loads(plain[115:end])
    return header, envelope._unpack(plain[end:], header["size"], header["packing"], "x")


def _state(file: DataFile) -> Callable[[], object]:
    tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE "
                                               "'CREATE VIRTUAL%'")]
    counts = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in tables)
    return lambda: (file.raw.in_transaction, file.execute(f"SELECT {counts}").fetchall(),
                    file.execute("SELECT * FROM _setting").fetchall(), file.execute("SELECT * FROM _st").fetchall())


def samples(master: DataFile, budi: DataFile, folder: Path) -> Iterator[Sample]:
    """One of every kind, each with something in it."""
    with budi.write():
        for n in range(20):
            attachments.keep(budi, f"%PDF-1.4 rekaan {n}".encode(), "pdf", None)
            world.child(budi, world.insert(budi, f"Siti {n} (rekaan)", lat=0.1 * n), "Ani (rekaan)")
    budi.update(world.FORM, world.table(budi)[0]["_id"], {"hp": "0813"})
    office, laptop, device = machine.keys(master), machine.keys(budi), machine.person(budi).device_id
    written = bundle.write(budi, folder)
    place = folder / "palsu.ftd"

    def at_the_province(data: bytes) -> object:
        place.write_bytes(data)
        (seen,) = inbox.inspect(master, [place])
        if seen.refusal is not None:
            raise seen.refusal
        return seen

    def on_the_laptop(data: bytes) -> object:
        place.write_bytes(data)
        return returns.accept_any(budi, place)

    up = {"sender": laptop, "to": office.public.box, "take": at_the_province, "state": _state(master)}
    down = {"sender": office, "to": laptop.public.box, "take": on_the_laptop, "state": _state(budi)}
    yield Sample("bundle", "bundle", *_opened(written.path, office), **up)
    yield Sample("part", "attachments", *_opened(written.parts[0].path, office), **up, packing="none")
    world.receive(master, written.path, *(one.path for one in written.parts))
    yield Sample("receipt", "receipt", *_opened(receipt.write(master, device, folder), laptop), **down)
    yield Sample("return", "return", *_opened(returns.write(master, device, folder).path, laptop), **down)
    made = enrolment.assign(master, name="Rina Contoh", code="K9", seal=world.plain)
    path = folder / "rina.ftdb"

    def at_the_first_start(data: bytes) -> object:
        file = enrolment.accept(path, data, made.code, world.PASSPHRASE, unseal=world.plain)
        file.close()
        for one in folder.glob("rina.ftdb*"):
            one.unlink()
        return file

    yield Sample("assignment", "assignment", *_apart(made.data), office, enrolment.RECIPIENT, at_the_first_start,
                 lambda: [one for one in folder.glob("rina.ftdb*") if one.suffix != ".lock"])


def _opened(path: Path, me: Identity) -> tuple[dict[str, Any], bytes]:
    return _apart(envelope.decrypt(path.read_bytes(), me, path.name))


def parts_of(payload: bytes) -> dict[str, bytes]:
    """The parts of a zip payload."""
    with zipfile.ZipFile(io.BytesIO(payload)) as whole:
        return {one.filename: whole.read(one) for one in whole.infolist()}
