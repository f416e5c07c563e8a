"""The lives of the master: each time it is restored it begins another, and what a past life held it may have lost.

Both sides learn. A master learns of lives it knows nothing of (it came out of an older backup than they did) from the
bundles of laptops that heard them, and begins a life that is after all of them. A laptop believes the latest life only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import peers
from ftd_desktop.sync.peers import DOWN

PAST = "province_past"  # setting of a laptop: epochs of the master's past lives
# setting of a laptop: True after the master was restored: the next bundle carries back what had come from it, for it
# may have lost that; then that bundle's id, until a receipt names it
BACK = "carry_back"
OUTDATED, RESTORED, SAME = "outdated", "restored", "same"


def past(master: DataFile) -> set[int]:
    """The epochs of the master's lives before this one, as far as it knows them."""
    now = chain.current(master).number
    return {epoch for (epoch,) in master.execute("SELECT epoch FROM _epoch") if epoch != now}


def learn(master: DataFile, heard: Iterable[int]) -> None:
    """A laptop has `heard` these lives of the master: when one is unknown here, this file was restored or copied, and
    begins a life after it (MERGE.md section 4, the same for the master). Inside an open write.
    """
    known = past(master) | {chain.current(master).number}
    if unknown := set(heard) - known:
        chain.learn(master, unknown)
        chain.new_epoch(master, chain.current(master).after)


def hear(file: DataFile, office: str, head: Mapping[str, Any]) -> str:
    """What a statement's life is to this laptop, inside an open write: OUTDATED (a later statement was read; what a
    past life held counts no more), RESTORED (the first word from a new life: what came before is carried back), SAME.

    Of two lives that do not know each other the one that spoke later is the newer; as clocks may be wrong, the next
    bundle then carries back all the same, and tells the master, who ends the doubt.
    """
    gone, epoch = {*file.setting(PAST, [])}, head["epoch"]
    heard = {peers.epoch_text(one) for (one,) in file.execute(
        "SELECT epoch FROM _peer WHERE peer = ? AND way = ?", (office, DOWN))}
    if epoch in gone:
        return OUTDATED
    if epoch in heard:
        seen = peers.mark(file, office, peers.epoch_number(epoch), DOWN)
        if seen is not None and seen.safe > head["csn"]:
            return OUTDATED
        if file.setting(BACK) in head["files"]:
            file.set_setting(BACK, False)
        file.set_setting(PAST, sorted(gone | {*head["past"]}))
        return SAME
    if heard - gone - {*head["past"]} and _spoke_before(file, office, head):
        file.set_setting(BACK, True)
        return OUTDATED
    file.set_setting(PAST, sorted(gone | heard | {*head["past"]}))
    if not heard:
        return SAME
    file.set_setting(BACK, True)
    return RESTORED


def _spoke_before(file: DataFile, office: str, head: Mapping[str, Any]) -> bool:
    """Whether the statement was made before one that was read."""
    made = datetime.fromisoformat(head["made"])
    return any(datetime.fromisoformat(at) >= made for (at,) in file.execute(
        "SELECT at FROM _bundle WHERE peer = ? AND kind IN ('receipt', 'return')", (office,)))
