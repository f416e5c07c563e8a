"""The desk on a real file: start, keep, leave, recover, finish, correct."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ftd_desktop.cli.demo import answers, people
from ftd_desktop.cli.demo.world import key_in
from ftd_desktop.errors import UserError
from ftd_desktop.forms import media
from ftd_desktop.forms.definition import load
from ftd_desktop.programme import participants
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from tests.programme.world import WIB, desk
from tests.ui.forms.gallery import versioned

PERSON = people.people()[0]
NAME, PHONE = "/data/g_orang/nama", "/data/g_orang/hp"


def registered(file: DataFile) -> str:
    record = desk(file).start("ftd_profil")
    key_in(record, answers.profile(PERSON))
    return record.record_id


def surveyed(file: DataFile, participant_id: str, round_name: str = "baseline") -> str:
    record = desk(file).start("ftd_survei", participant_id, round_name)
    key_in(record, answers.survey(PERSON, round_name, date(2022, 8, 5)))
    return record.record_id


def changes(file: DataFile) -> int:
    return int(file.value("SELECT count(*) FROM _chg"))


def test_a_profile_makes_a_participant_and_registers_for_the_cohort(file: DataFile) -> None:
    participant_id = registered(file)
    person = participants.participant(file, participant_id)
    assert (person.name, person.code, person.stage) == (PERSON.name, "FTD-2022-01-01001", "registered")
    assert [row.name for row in participants.search(file, "ginting")] == [PERSON.name]
    assert participants.count(file, "+62 812 0000 3401") == 1


def test_codes_count_on_and_drafts_keep_theirs(file: DataFile) -> None:
    registered(file)
    draft = desk(file).start("ftd_profil")
    draft.answer("/data/g_setuju/setuju_data", "ya")
    draft.leave()
    third = desk(file).start("ftd_profil")
    assert third.interview.values()["/data/g_meta/peserta_id"] == "FTD-2022-01-01003"


def test_what_was_written_is_there_after_a_kill(file: DataFile) -> None:
    record = desk(file).start("ftd_profil")
    record.answer("/data/g_setuju/setuju_data", "ya")
    record.answer(NAME, "Siti (contoh)")
    record.write(record.pending())
    record.answer(PHONE, "0812")  # given but not written: this is what a kill may take
    draft, = desk(file).drafts()
    assert (draft.record_id, draft.name, draft.recovered) == (record.record_id, "Siti (contoh)", True)
    again = desk(file).resume(record.record_id)
    assert again.last_ref == NAME
    assert again.interview.values()[NAME] == "Siti (contoh)"
    assert again.interview.values()["/data/g_meta/petugas"] == "RINA", "what was prefilled is there too"
    assert again.interview.values()[PHONE] == ""


def test_what_the_form_itself_answered_is_there_after_a_kill(file: DataFile) -> None:
    """The moment of the start and today's date come once; so does what a question sets when it is answered."""
    xform = versioned("1", (
        ("start", "mulai", "", "", ""), ("today", "hari", "", "", ""), ("text", "pemicu", "Pemicu", "", ""),
        ("integer", "banyak", "Banyak", "", ""), ("text", "lain", "Lain", "", ""),
    ))[1]  # fmt: skip
    xform = xform.replace(
        '<input ref="/data/pemicu">', '<input ref="/data/pemicu"><setvalue event="xforms-value-changed" '
        'ref="/data/lain" value="concat(/data/pemicu, \'!\')"/>')
    assert "setvalue" in xform
    form_tables.install(file, load(xform, media.shipped()), xform, media.shipped())
    record = desk(file).start("ragam")
    record.answer("/data/pemicu", "satu")
    record.write(record.pending())
    values = record.interview.values()
    assert values["/data/lain"] == "satu!" and values["/data/mulai"] and values["/data/hari"]
    again = desk(file).resume(record.record_id)
    assert again.interview.values() == values and again.last_ref == "/data/pemicu"


def test_several_choices_are_kept_in_the_order_they_stand_in(file: DataFile) -> None:
    """A question with its choices at random gives them as they are seen; the record keeps the list's own order."""
    xform = versioned("1", (("select_multiple warna", "acak", "Acak", "", "randomize=true seed=7"),))[1]
    form_tables.install(file, load(xform, media.shipped()), xform, media.shipped())
    record = desk(file).start("ragam")
    for given in ("b m", "m b", "b k m"):
        record.answer("/data/acak", given)
        record.write(record.pending())
        again = desk(file).resume(record.record_id)
        assert again.interview.values() == record.interview.values()


def test_a_record_opened_and_left_untouched_leaves_no_trace(file: DataFile) -> None:
    before = changes(file)
    desk(file).start("ftd_profil").leave()
    desk(file).start("ftd_profil")  # killed before the first answer
    assert changes(file) == before
    assert desk(file).drafts() == []


def test_looking_at_a_finished_record_leaves_it_finished(file: DataFile) -> None:
    survey = surveyed(file, registered(file))
    before = changes(file)
    desk(file).resume(survey).leave()
    assert changes(file) == before
    assert file.value("SELECT _status FROM ftd_survei WHERE _id = ?", (survey,)) == "complete"


def test_correcting_a_finished_record_keeps_it_finished_only_while_it_is_right(file: DataFile) -> None:
    survey = surveyed(file, registered(file))
    for jobs, status in (("2", "complete"), ("", "draft")):
        record = desk(file).resume(survey)
        record.answer("/data/s_tk/tk_keluarga", jobs)
        record.leave()
        assert file.value("SELECT _status FROM ftd_survei WHERE _id = ?", (survey,)) == status


def test_last_round_lies_beside_this_one(file: DataFile) -> None:
    participant_id = registered(file)
    surveyed(file, participant_id)
    later = datetime(2022, 10, 4, 9, 0, tzinfo=WIB)
    record = desk(file, later).start("ftd_survei", participant_id, "endline")
    assert record.previous is not None
    assert (record.previous.name, record.previous.day) == ("baseline", date(2022, 8, 5))
    assert record.previous.answers["laba_bulan"] == str(PERSON.before.profit)
    record.answer("/data/s_meta/status_usaha", "jalan")
    record.answer("/data/s_uang/omzet_bulan", str(PERSON.before.sales * 30))
    warning = record.interview.state("/data/s_uang/omzet_bulan").warning
    assert warning is not None, "thirty times last round's sales is worth a question"


def test_one_round_is_held_once(file: DataFile) -> None:
    participant_id = registered(file)
    survey = surveyed(file, participant_id)
    assert desk(file).start("ftd_survei", participant_id, "baseline").record_id == survey


def test_what_is_missing_stands_in_the_way(file: DataFile) -> None:
    record = desk(file).start("ftd_profil")
    record.answer("/data/g_setuju/setuju_data", "ya")
    left = record.finish()
    assert NAME in {problem.ref for problem in left}
    assert file.value("SELECT count(*) FROM ftd_profil") == 0


def test_a_record_that_is_gone_is_said_kindly(file: DataFile) -> None:
    with pytest.raises(UserError, match="tidak ada lagi"):
        desk(file).resume("no-such-record")


def test_repeats_survive_leaving_and_a_kill(file: DataFile) -> None:
    record = desk(file).start("ftd_presensi")
    for position, code in enumerate(("A", "B", "C"), 1):
        if f"/data/presensi[{position}]/peserta_id" not in record.interview.refs():
            record.add_repeat("/data/presensi")
        record.answer(f"/data/presensi[{position}]/peserta_id", code)
    record.remove_repeat("/data/presensi[2]")
    record.write(record.pending())
    again = desk(file).resume(record.record_id)
    kept = [v for r, v in again.interview.values().items() if r.endswith("/peserta_id")]
    assert kept == ["A", "C"]
    again.leave()
    once_more = desk(file).resume(record.record_id)
    assert [v for r, v in once_more.interview.values().items() if r.endswith("/peserta_id")] == ["A", "C"]


def test_a_row_added_before_a_kill_is_not_forgotten_on_leaving(file: DataFile) -> None:
    record = desk(file).start("ftd_presensi")
    record.add_repeat("/data/presensi")
    record.write(record.pending())
    again = desk(file).resume(record.record_id)
    again.leave()
    assert file.value("SELECT _status FROM ftd_presensi WHERE _id = ?", (record.record_id,)) == "draft"


def test_a_draft_keeps_what_is_not_asked_just_now(file: DataFile) -> None:
    record = desk(file).start("ftd_survei", registered(file), "baseline")
    record.answer("/data/s_meta/status_usaha", "jalan")
    record.answer("/data/s_uang/omzet_bulan", "7000000")
    record.answer("/data/s_meta/status_usaha", "henti")
    record.leave()
    again = desk(file).resume(record.record_id)
    again.answer("/data/s_meta/status_usaha", "jalan")
    assert again.interview.state("/data/s_uang/omzet_bulan").value == "7000000"
