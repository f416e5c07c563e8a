"""One carried file taken into the master, inside an open write: its changes, and what they say about its sender."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ftd_desktop.store import form_tables
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.changeset import Changeset
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import form_notes, lives, package, parcel, peers, returns, union
from ftd_desktop.sync.form_notes import FormNote
from ftd_desktop.sync.parcel import Parcel
from ftd_desktop.sync.parts import Carried, gaps
from ftd_desktop.sync.parts import arrival as part_arrival
from ftd_desktop.sync.peers import UP, Mark
from ftd_desktop.sync.suspects import Suspect
from ftd_desktop.sync.union import Effect

# Nothing of this program can be older than the program.
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
TOLERANCE = timedelta(hours=24)


@dataclass(frozen=True)
class Taken:
    """What a bundle did. `fork`: two machines write under one name; `missing`: log numbers (from, to) not yet here;
    `forms`: versions that differ from the master's; `suspects`: participants who look like known ones (only in a
    preview); `amiss`: forms of which the laptop has other records. Of a part: how many `attachments` were new.
    """

    effect: Effect
    fork: bool = False
    missing: tuple[int, int] | None = None
    odd_stamps: int = 0
    forms: tuple[FormNote, ...] = ()
    suspects: tuple[Suspect, ...] = field(default=(), repr=False)
    attachments: int = 0
    amiss: tuple[str, ...] = ()


def take(master: DataFile, one: Parcel, *, now: datetime, pulse: Callable[[], None] = lambda: None) -> Taken:
    """Bring the bundle in and keep how far its sender has got; UserError as `union.bring_in`, then roll back."""
    changes = one.open()
    try:
        held = peers.mark(master, one.device_id, one.epoch, UP)
        fork = _contradicts(master, one, changes, held)
        _install_known_forms(master, changes)
        effect = union.bring_in(master, changes, one.device_id, pulse=pulse)
        # What was known here already stands there all the same: a laptop may carry back what another one brought first.
        there = effect.rows if effect.arrived == effect.changes else changes.rows()
        odd = _odd_stamps(changes, now)
        notes = form_notes.notes(master, {key: json.loads(cols) for key, cols in changes.versions.items()})
    finally:
        changes.close()
    gaps.told(master, one.device_id, one.wants)
    lives.learn(master, one.applied)
    returns.confirm(master, one.device_id, one.applied, there)
    missing = _missing(master, one, held)
    if not fork and missing is None and (held is None or one.last > held.lsn):
        peers.set_mark(master, one.device_id, one.epoch, UP, Mark(one.last, one.digest, held.safe if held else 0))
    amiss = tuple(dict.fromkeys(form_notes.title(master, table) for table in one.amiss))
    return Taken(effect, fork, missing, odd, notes, amiss=amiss)


def take_part(master: DataFile, one: Carried, *, keep: bool = True) -> Taken:
    """Bring a part with attachments in; with `keep` false the files are only counted. Errors as `take`."""
    effect, new = part_arrival.take(master, one, parcel.content(master, one), keep=keep)
    return Taken(effect, attachments=new)


def _contradicts(master: DataFile, one: Parcel, changes: Changeset, held: Mark | None) -> bool:
    """Whether the sender's past differs from what is held of this epoch: a cloned or restored file (MERGE.md 4).

    Up to the held number every change must be here already, and the digests there must agree.
    """
    if held is None or one.first - 1 > held.lsn:
        return False
    past = [change for lsn, change in parcel.own_ids(changes) if lsn <= held.lsn]
    if held.lsn <= one.last and chain.extend(one.before, past) != held.digest:
        return True
    return any(master.value("SELECT 1 FROM _chg WHERE row = ? AND hlc = ? AND rnd = ?", change) is None
               for change in past)


def _missing(master: DataFile, one: Parcel, held: Mark | None) -> tuple[int, int] | None:
    """The sender's log numbers between what is held and the bundle's first, if there are any."""
    if held is not None:
        upto = held.lsn
    else:
        # A new epoch begins after a point that this master has confirmed; a restored master may have forgotten it.
        known = master.value("SELECT max(lsn) FROM _peer WHERE peer = ? AND way = ?", (one.device_id, UP)) or 0
        upto = one.after if known >= one.after else known
    return (upto + 1, one.first - 1) if one.first - 1 > upto else None


def _install_known_forms(master: DataFile, changes: Changeset) -> None:
    """Make the tables of forms that are kept here but were never set up."""
    unknown = {t for t, _ in changes.versions} - {t for (t,) in master.execute("SELECT t FROM _sync")}
    for form_id in form_tables.forms(master) if unknown else ():
        if any(t == form_id or t.startswith(f"{form_id}__") for t in unknown):
            stored = form_tables.stored(master, form_id)
            if stored is not None:
                package.ready(stored.xform, stored.media).install(master)


def _odd_stamps(changes: Changeset, now: datetime) -> int:
    """How many changes say they were made more than a day from now, or before the program existed."""
    earliest, latest = (int(moment.timestamp() * 1000) for moment in (RELEASED, now + TOLERANCE))
    hlc = log.COLUMNS.index("hlc")
    return sum(1 for change in changes.changes() if not earliest <= change[hlc] <= latest)
