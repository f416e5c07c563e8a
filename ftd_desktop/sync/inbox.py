"""The inbox: what each of many bundles would change in the master, found out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import arrival, parcel, suspects
from ftd_desktop.sync.parcel import Parcel
from ftd_desktop.sync.preview import Preview
from ftd_desktop.sync.suspects import Person

__all__ = ["Preview", "Progress", "in_order", "inspect"]

Progress = Callable[[int, int, str], None]


class _LookedAt(Exception):  # noqa: N818 - ends a write that was only tried
    pass


def inspect(master: DataFile, paths: Sequence[Path], progress: Progress = lambda done, total, words: None,
            cancelled: Callable[[], bool] = lambda: False, *, now: datetime | None = None) -> list[Preview]:
    """What the files at `paths` would do if they were merged together, in the order in which they would be.

    The merge is tried and rolled back, so the preview cannot differ from the merge; nothing is written.
    """
    moment = now or datetime.now().astimezone()

    def pulse(done: int, words: str) -> None:
        if cancelled():
            raise Cancelled
        progress(done, 2 * len(paths), words)

    opened = []
    for done, path in enumerate(paths):
        pulse(done, path.name)
        opened.append(_opened(master, path))
    previews, arrived = in_order(opened), []
    try:
        with master.write():
            for n, one in enumerate(previews):
                pulse(len(paths) + n, one.officer)
                previews[n], people = _tried(master, one, moment)
                arrived.append(people)
            raise _LookedAt
    except _LookedAt:
        return _compared(master, previews, arrived)


def in_order(previews: Sequence[Preview]) -> list[Preview]:
    """Bundles by sender and by their place in the sender's log, then parts with attachments, refused ones last."""
    def place(one: Preview) -> tuple[int, str, int, int]:
        if one.parcel is not None:
            return 0, one.parcel.device_id, one.parcel.first, one.parcel.last
        if one.part is not None:
            return 1, one.part.set_id, one.part.number, 0
        return 2, one.path.name, 0, 0

    return sorted(previews, key=place)


def _opened(master: DataFile, path: Path) -> Preview:
    try:
        found = parcel.read(master, path)
    except UserError as refusal:
        return Preview(path, refusal=refusal)
    return Preview(path, parcel=found) if isinstance(found, Parcel) else Preview(path, part=found)


def _tried(master: DataFile, one: Preview, now: datetime) -> tuple[Preview, list[Person]]:
    """The preview with what its file did to the master as the ones before left it, and which participants came with
    it; a bad one leaves no trace.
    """
    try:
        with master.write():
            if one.part is not None:
                return replace(one, taken=arrival.take_part(master, one.part, keep=False)), []
            if one.parcel is None:
                return one, []
            taken = arrival.take(master, one.parcel, now=now)
            return replace(one, taken=taken), suspects.people(master, taken.effect.fresh)
    except UserError as refusal:
        return replace(one, refusal=refusal), []


def _compared(master: DataFile, previews: Sequence[Preview], arrived: Sequence[list[Person]]) -> list[Preview]:
    """The previews with the participants who look like known ones or like each other, now that nothing is written."""
    within = {one.participant_id: one for one in suspects.among_each_other([p for people in arrived for p in people])}
    found = []
    for one, people in zip(previews, arrived, strict=True):
        if one.taken is not None and people:
            known = {suspect.participant_id: suspect for suspect in suspects.known_alike(master, people)}
            alike = [known.get(p.id) or within[p.id] for p in people if p.id in known or p.id in within]
            one = replace(one, taken=replace(one.taken, suspects=tuple(alike)))
        found.append(one)
    return found
