"""Stages of several people: moved as one write, taken back where nobody has changed them since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ftd_desktop.programme import cohorts, stages
from ftd_desktop.programme.stages import TakenBack
from ftd_desktop.store.file import DataFile
from tests.ui.world import make


def test_moved_together_and_taken_back_but_for_what_changed(tmp_path: Path) -> None:
    world = make(tmp_path)
    with DataFile.open_with_key(world.path, world.key) as file:
        extra = file.insert("ftd_profil", {"nama": "Orang Baru (contoh)"})
        members = stages.newest(file, [*world.ids, extra, "nobody"])
        assert [one.participant_id for one in members] == list(world.ids)
        before = file.rows("SELECT * FROM membership ORDER BY _id")
        ids = [one.id for one in members]
        moved = stages.move(file, [*ids, "gone"], "left", since=date(2022, 12, 1), reason="pindah", officer_id="o1")
        assert [cohorts.stage_history(file, one)[0].reason for one in ids] == ["pindah"] * 4
        cohorts.set_stage(file, ids[0], "alumnus", since=date(2022, 12, 2), reason="salah", officer_id="o1")
        assert stages.take_back(file, moved) == TakenBack(3, 1)
        after = file.rows("SELECT * FROM membership ORDER BY _id")
        assert [row for row in after if row["_id"] != ids[0]] == [row for row in before if row["_id"] != ids[0]]
        assert cohorts.member(file, ids[0]).stage == "alumnus"  # type: ignore[union-attr]
        assert len(cohorts.stage_history(file, ids[1])) == 3  # the history keeps both steps
