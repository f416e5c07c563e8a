"""Stops the scripted clerk at random moments and checks that everything shown as saved is in the file."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.forms import media
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary, add_workbook
from ftd_desktop.store import attachments, form_tables
from ftd_desktop.store.file import DataFile
from tests.ui.forms.gallery import versioned

PASSPHRASE = "sawah hijau 7"
WITH_FILES = "ragam"
FILES = (("text", "nama", "Nama", "", ""), ("file", "nota", "Nota", "", ""), ("text", "usaha", "Usaha", "", ""),
         ("image", "foto", "Foto", "", "max-pixels=300"), ("file", "izin", "Izin", "", ""),
         ("image", "lapak", "Foto lapak", "", ""), ("text", "alamat", "Alamat", "", ""))  # fmt: skip
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Told:
    """What the clerk's program said up to a moment: answers in order, and how many it showed as saved."""

    given: list[tuple[str, str]] = field(default_factory=list)
    saved: int = 0

    @classmethod
    def read(cls, log: Path) -> Told:
        told = cls()
        for line in log.read_text("utf-8").splitlines(keepends=True):
            if not line.endswith("\n"):
                break
            kind, rest = line[0], line[2:].rstrip("\n")
            if kind == "S":
                told.saved = int(rest)
            else:
                _, ref, value = rest.split(" ", 2)
                told.given.append((ref, json.loads(value)))
        return told


def prepare(folder: Path) -> Path:
    """A file with the profile form, a cohort, and a form that asks for files."""
    path = folder / "rina.ftdb"
    with DataFile.create(path, PASSPHRASE, role="officer") as file:
        add_workbook(file, resources.path("forms", "ftd_profil.xlsx"), media.shipped())
        programme = cohorts.add_programme(file, "FTD", "Rintisan (contoh)", 2022, "")
        cohorts.add_cohort(file, programme, "01", name="Medan", starts=date(2022, 8, 1), ends=date(2022, 9, 30),
                           jp_total=40, min_share=0.8, needs_endline=True, place="Medan")  # fmt: skip
        form, xform = versioned("1", FILES)
        form_tables.install(file, form, xform, media.shipped())
    return path


def start(path: Path, log: Path, seed: int, form: str = "ftd_profil") -> subprocess.Popen[bytes]:
    """The clerk at work; returns once the first answer is saved."""
    command = [sys.executable, "-m", "tests.ui.forms.scripted_entry", str(path), PASSPHRASE, str(seed), str(log), form]
    clerk = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    until = time.monotonic() + 240
    while not (log.exists() and "S " in log.read_text("utf-8")):
        if clerk.poll() is not None or time.monotonic() > until:
            kill(clerk)
            raise AssertionError("the clerk's program did not start")
        time.sleep(0.01)
    return clerk


def kill(clerk: subprocess.Popen[bytes]) -> None:
    """kill -9."""
    clerk.send_signal(signal.SIGKILL)
    clerk.wait()


def freeze(clerk: subprocess.Popen[bytes], folder: Path, log: Path, copy: Path) -> Told:
    """Hold the program still, take the files as they lie, let it go on: to the files this is a kill."""
    clerk.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, clerk.pid, os.WSTOPPED)
    try:
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*.lock"))
        return Told.read(log)
    finally:
        clerk.send_signal(signal.SIGCONT)


def lost(path: Path, told: Told) -> list[str]:
    """The answers that were shown as saved and are not in the file (or were replaced by none given later).

    Also those that name a file whose bytes are not there, or other bytes.
    """
    with DataFile.open(path, PASSPHRASE) as file:
        desk = Desk(file, FormLibrary(file), now=lambda: datetime.now().astimezone())
        (record_id,) = desk.draft_ids()
        values = desk.resume(record_id).interview.values()
        named = {ref: attachments.data(file, value) for ref, value in values.items()
                 if attachments.NAME.fullmatch(value)}  # fmt: skip
    missing = []
    for ref in {ref for ref, _ in told.given[: told.saved]}:
        last = max(n for n, (given, _) in enumerate(told.given[: told.saved]) if given == ref)
        allowed = {value for given, value in told.given[last:] if given == ref}
        if values.get(ref) not in allowed:
            missing.append(ref)
    return missing + [ref for ref, data in named.items()
                      if data is None or attachments.name(data, values[ref].partition(".")[2]) != values[ref]]


def pause(chance: random.Random) -> None:
    """A random moment later."""
    time.sleep(chance.uniform(0.0, 0.25))
