"""Kill -9 at 200 random moments of a scripted entry: how often is what was shown as saved there?"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

from ftd_desktop.store import keys
from tests.ui.forms import killing


def main(moments: int = 200, kills: int = 10) -> None:
    """Print the count; most moments freeze the program and copy its files, `kills` of them really kill it."""
    keys.ITERATIONS, keys.MEMORY_KIB = 1, 64
    chance, kept, answers = random.Random(), 0, 0
    for round_ in range(kills):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "kerja").mkdir()
            path = killing.prepare(folder / "kerja")
            form = killing.WITH_FILES if round_ % 2 else "ftd_profil"  # every other clerk also picks files
            clerk = killing.start(path, folder / "log", seed=round_, form=form)
            for n in range(moments // kills - 1):
                killing.pause(chance)
                copy = folder / f"saat-{n}"
                told = killing.freeze(clerk, folder / "kerja", folder / "log", copy)
                kept += not killing.lost(copy / "rina.ftdb", told)
                shutil.rmtree(copy)
            killing.pause(chance)
            killing.kill(clerk)
            told = killing.Told.read(folder / "log")
            answers += len(told.given)
            kept += not killing.lost(path, told)
    print(f"kept whole: {kept} of {moments} ({kills} killed, the rest frozen), {answers} answers keyed")
    sys.exit(kept != moments)


if __name__ == "__main__":
    main()
