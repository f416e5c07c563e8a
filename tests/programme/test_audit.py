"""What the audit of a record tells, and where it is kept."""

from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ftd_desktop.cli import forms
from ftd_desktop.cli.main import main
from ftd_desktop.forms.definition import Form, load
from ftd_desktop.programme import audit
from ftd_desktop.programme.audit import Wishes
from ftd_desktop.programme.journal import snapshot_entry
from ftd_desktop.store import attachments, form_tables, records
from ftd_desktop.store.file import DataFile
from tests.forms.conftest import TableMedia, table_xform
from tests.programme.world import desk

FORM = """
| survey |
| | type | name | label | parameters |
| | audit | audit | | track-changes=true identify-user=true |
| | text | nama | Nama | |
| | begin_repeat | r | R | |
| | text | isi | Isi | |
| | end_repeat | | | |
| settings |
| | form_id | version |
| | diaudit | 1 |
"""
ZERO = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def form(text: str = FORM) -> Form:
    return load(table_xform(text), TableMedia({}))


def installed(file: DataFile) -> Form:
    form_tables.install(file, form(), table_xform(FORM), TableMedia({}))
    return form()


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_events_of_a_sitting() -> None:
    at = [ZERO + timedelta(seconds=n) for n in range(5)]
    entries = [("/d/a", "1", at[1]), ("*", snapshot_entry({"/d/a": "1", "/d/r[1]/b": "", "/d/r[2]/b": ""})[1], at[2]),
               ("!/d/a", "memang begitu", at[3])]
    events = audit.sitting(entries, {"/d/a": "0", "/d/r[1]/b": ""}, begun=at[0], ended=at[4], resumed=False,
                           finished=True, user="P01")
    told = [(e.event, e.node, e.old, e.new, e.reason) for e in events]
    assert told == [
        ("form start", "", "", "", ""), ("question", "/d/a", "0", "1", ""), ("add repeat", "/d/r[2]", "", "", ""),
        ("change reason", "/d/a", "", "", "memang begitu"), ("form save", "", "", "", ""),
        ("form exit", "", "", "", ""), ("form finalize", "", "", "", "")]
    assert (events[1].start, events[1].end) == (at[0], at[1])


@pytest.mark.parametrize(("parameters", "columns"), [
    ("", ["event", "node", "start", "end"]),
    ("track-changes=true", ["event", "node", "start", "end", "old-value", "new-value"]),
    ("location-priority=balanced location-min-interval=10 location-max-age=60",
     ["event", "node", "start", "end", "latitude", "longitude", "accuracy"]),
    ("track-changes=true track-changes-reasons=on-form-edit identify-user=true",
     ["event", "node", "start", "end", "old-value", "new-value", "user", "change-reason"]),
])
def test_the_columns_are_those_the_form_asks_for(parameters: str, columns: list[str]) -> None:
    question = audit.question_of(form(FORM.replace("track-changes=true identify-user=true", parameters)))
    assert question is not None
    events = audit.sitting([], {}, begun=ZERO, ended=ZERO, resumed=True, finished=False, user="")
    rows = table(audit.written(events, Wishes.of(question)))
    assert list(rows[0]) == columns
    assert rows[0]["start"] == str(int(ZERO.timestamp() * 1000))
    assert ("location providers disabled" in [row["event"] for row in rows]) == ("latitude" in columns)


def test_no_audit_where_none_is_asked() -> None:
    assert audit.question_of(form("| survey |\n| | type | name | label |\n| | text | a | A |")) is None


def test_a_record_keeps_its_audit_over_all_sittings(file: DataFile) -> None:
    made = installed(file)
    record = desk(file).start("diaudit")
    record.answer("/data/nama", "Siti (contoh)")
    record.write(record.pending())
    record.leave()
    again = desk(file).resume(record.record_id)
    again.answer("/data/nama", "Sita (contoh)")
    assert again.finish() == []
    stored = records.load(file, made, record.record_id)
    kept = attachments.data(file, stored.rows["diaudit"][0]["audit"])
    assert kept is not None
    rows = table(kept)
    assert [row["event"] for row in rows] == [
        "form start", "question", "form save", "form exit",
        "form resume", "question", "form save", "form exit", "form finalize"]
    assert [(row["old-value"], row["new-value"]) for row in rows if row["event"] == "question"] == [
        ("", "Siti (contoh)"), ("Siti (contoh)", "Sita (contoh)")]
    assert {row["user"] for row in rows} == {"RINA"}
    exported = table(audit.exported(file, made, audit.names(file, made)))
    assert [row["instance ID"] for row in exported] == [f"uuid:{record.record_id}"] * 9


def test_nothing_answered_leaves_no_audit(file: DataFile) -> None:
    installed(file)
    desk(file).start("diaudit").leave()
    assert file.value("SELECT count(*) FROM diaudit") == 0


def test_the_record_saved_last_gives_defaults(file: DataFile) -> None:
    text = """
    | survey |
    | | type | name | label | default |
    | | text | desa | Desa | ${last-saved#desa} |
    | settings |
    | | form_id | version |
    | | kunjungan | 1 |
    """
    form_tables.install(file, form(text), table_xform(text), TableMedia({}))
    first = desk(file).start("kunjungan")
    assert first.interview.values()["/data/desa"] == ""
    first.answer("/data/desa", "Lau Cih")
    first.leave()
    second = desk(file).start("kunjungan")
    assert second.interview.values()["/data/desa"] == "Lau Cih"
    assert second.interview.values()["/data/meta/instanceID"] == f"uuid:{second.record_id}"
    assert desk(file).resume(first.record_id).interview.values()["/data/desa"] == "Lau Cih"


def test_the_audits_are_written_to_a_folder(file: DataFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    installed(file)
    record = desk(file).start("diaudit")
    record.answer("/data/nama", "Siti (contoh)")
    record.leave()
    monkeypatch.setattr(forms, "open_file", lambda _: nullcontext(file))
    assert main(["forms", "audit", "rina.ftdb", str(tmp_path / "jejak")]) == 0
    rows = table((tmp_path / "jejak" / "diaudit-audit.csv").read_bytes())
    assert [row["event"] for row in rows] == ["form start", "question", "form save", "form exit"]
    assert "diaudit-audit.csv: jejak 1 catatan" in capsys.readouterr().out
