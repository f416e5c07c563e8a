"""Makes the files in `vectors/` anew, with the keys of made-up machines: python -m tests.sync.make_vectors FOLDER.

Only when a format has changed on purpose; what older programs wrote stays in `vectors/older/` and must stay readable.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ftd_desktop.store import keys
from ftd_desktop.store.changes import log
from ftd_desktop.sync import enrolment, machine, receipt, returns
from tests.sync import world


def make(target: Path) -> None:
    """One file of each kind, and `keys.json` with what opens and signs them and what stands in the bundle."""
    with TemporaryDirectory() as name, world.found(Path(name)) as master:
        folder = Path(name)
        made = enrolment.assign(master, name="Budi Contoh", code="BUDI")
        with enrolment.accept(folder / "budi.ftdb", made.data, made.code, world.PASSPHRASE) as budi:
            row = world.insert(budi, "Siti Aminah (rekaan)", "081200000000", 3.597031)
            world.child(budi, row, "Ani (rekaan)")
            budi.update(world.FORM, row, {"hp": "081200000001"})
            sent = world.send(budi, folder)
            world.receive(master, sent)
            told = receipt.write(master, made.device_id, folder)
            world.insert(master, "Rina (rekaan)", "081200000002")
            back = returns.write(master, made.device_id, folder).path
            _keys(target / "keys.json", master, budi, made)
        for kind, data in (("assignment", made.data), ("bundle", sent.read_bytes()), ("receipt", told.read_bytes()),
                           ("return", back.read_bytes())):
            (target / f"{kind}.ftd").write_bytes(data)


def _keys(place: Path, master: world.DataFile, budi: world.DataFile, made: enrolment.Assignment) -> None:
    office, laptop = machine.keys(master), machine.keys(budi)
    changes = [dict(zip(log.COLUMNS, change, strict=True)) for change in log.own(budi, 0)]
    for one in changes:  # as text, for what reads JSON numbers as floating point
        one |= {name: None if one[name] is None else str(one[name]) for name in ("rnd", "prnd", "sv")}
    place.write_text(json.dumps({
        "note": "Keys of made-up machines, for tests only.", "code": made.code, "device": made.device_id,
        "device_sign_public": laptop.public.sign, "device_sign_seed": laptop.sign_seed.hex(),
        "device_box_identity": laptop.box_text, "province_sign_public": office.public.sign,
        "province_sign_seed": office.sign_seed.hex(), "province_box_identity": office.box_text, "changes": changes,
    }, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    keys.ITERATIONS, keys.MEMORY_KIB = 1, 64
    make(Path(sys.argv[1]))
