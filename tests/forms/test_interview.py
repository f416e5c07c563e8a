"""The interview as its callers see it: what a change brings about, what comes back, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ftd_desktop.forms.interview import Block, Interview, RowSet
from tests.forms.conftest import CONTEXT, Start

BASIC = """
| survey |
| | type        | name  | label | relevant | required | constraint | constraint_message | calculation | read_only |
| | integer     | umur  | Umur       |              | yes      | . >= 0 and . < 120 | Umur 0 s.d. 119 | | |
| | begin_group | g     | Pekerjaan  | ${umur} > 17 |          | | | | |
| | text        | kerja | Pekerjaan  |              | yes      | | | | |
| | decimal     | gaji  | Gaji       | ${kerja} != '' |        | | | | |
| | end_group   |       |            |              |          | | | | |
| | calculate   | ganda |            |              |          | | | ${umur} * 2 | |
| | text        | tetap | Tetap      |              |          | | | | yes |
"""


def test_a_change_tells_whose_state_is_new(start: Start) -> None:
    interview = start(BASIC)
    changes = interview.set("/data/umur", "20")
    assert changes.refs == {"/data/umur", "/data/g/kerja", "/data/ganda"}
    assert not changes.structure
    assert interview.state("/data/g/kerja").relevant
    assert not interview.state("/data/g/gaji").relevant
    assert interview.state("/data/ganda").value == "40"


def test_setting_the_same_value_changes_nothing(start: Start) -> None:
    interview = start(BASIC)
    interview.set("/data/umur", "20")
    assert interview.set("/data/umur", "20").refs == frozenset()
    assert interview.set("/data/umur", " 020 ").refs == frozenset()


def test_what_is_not_relevant_is_blank_in_expressions_and_comes_back(start: Start) -> None:
    interview = start(BASIC)
    for ref, value in (("/data/umur", "20"), ("/data/g/kerja", "petani"), ("/data/g/gaji", "1.5")):
        interview.set(ref, value)
    interview.set("/data/umur", "10")
    assert interview.rows()["data"][0]["gaji"] is None
    assert interview.values()["/data/g/gaji"] == "1.5"
    interview.set("/data/umur", "30")
    assert interview.rows()["data"][0] == {"umur": 30, "kerja": "petani", "gaji": 1.5, "ganda": "60"}


def test_problems_are_told_in_order_with_their_kind(start: Start) -> None:
    interview = start(BASIC)
    assert [(p.ref, p.kind, p.severity) for p in interview.problems()] == [("/data/umur", "required", "error")]
    assert interview.state("/data/umur").error is None
    interview.set("/data/umur", "200")
    error = interview.state("/data/umur").error
    assert error is not None and (error.kind, error.message) == ("constraint", "Umur 0 s.d. 119")
    interview.set("/data/umur", "dua puluh")
    assert [(p.ref, p.kind) for p in interview.problems()] == [("/data/umur", "type")]


def test_a_note_has_no_value_and_no_column(start: Start) -> None:
    interview = start(BASIC)
    assert interview.form.questions["/data/tetap"].control == "note"
    assert "/data/tetap" in interview.refs()
    assert "/data/tetap" not in interview.values()


def test_unknown_refs(start: Start) -> None:
    interview = start(BASIC)
    for ref in ("/data/tidakada", "/lain/umur", "umur", "", "/data/umur[1]/x"):
        with pytest.raises(KeyError):
            interview.set(ref, "1")
    again = start(BASIC, {"/data/umur": "5", "/data/hilang": "x"})
    assert again.left_over == {"/data/hilang": "x"}
    assert again.state("/data/umur").value == "5"


ROWS = """
| survey |
| | type         | name  | label | repeat_count | calculation | default |
| | integer      | n     | N     | | | |
| | begin_repeat | bebas | Bebas | | | |
| | text         | a     | A     | | | awal |
| | calculate    | ke    |       | | position(..) | |
| | end_repeat   |       |       | | | |
| | begin_repeat | tetap | Tetap | ${n} | | |
| | text         | b     | B     | | | |
| | end_repeat   |       |       | | | |
| | calculate    | banyak |      | | count(${bebas}) + count(${tetap}) | |
"""


def test_rows_come_and_go(start: Start) -> None:
    interview = start(ROWS)
    assert interview.state("/data/bebas[1]/a").value == "awal"
    assert interview.state("/data/banyak").value == "1"
    changes = interview.add_repeat("/data/bebas")
    assert changes.structure and "/data/bebas[2]/a" in changes.refs and "/data/banyak" in changes.refs
    interview.set("/data/bebas[2]/a", "dua")
    changes = interview.remove_repeat("/data/bebas[1]")
    assert changes.structure and "/data/bebas[1]/ke" in changes.refs
    assert (interview.state("/data/bebas[1]/a").value, interview.state("/data/bebas[1]/ke").value) == ("dua", "1")
    interview.remove_repeat("/data/bebas[1]")
    assert interview.rows()["data__bebas"] == []
    interview.add_repeat("/data/bebas")
    assert interview.state("/data/bebas[1]/a").value == "awal"


def test_a_count_makes_rows_and_gives_them_back(start: Start) -> None:
    interview = start(ROWS)
    assert interview.rows()["data__tetap"] == []
    changes = interview.set("/data/n", "2")
    assert changes.structure
    interview.set("/data/tetap[2]/b", "isi")
    interview.set("/data/n", "1")
    assert len(interview.rows()["data__tetap"]) == 1
    interview.set("/data/n", "2")
    assert interview.state("/data/tetap[2]/b").value == "isi"
    interview.set("/data/n", "-3")
    assert interview.rows()["data__tetap"] == []


def test_an_absurd_count_ends(start: Start) -> None:
    interview = start(ROWS)
    interview.set("/data/n", "999999999999")
    assert len(interview.rows()["data__tetap"]) == 2_000


def test_rows_are_restored(start: Start) -> None:
    interview = start(ROWS)
    interview.add_repeat("/data/bebas")
    interview.set("/data/bebas[2]/a", "x")
    interview.set("/data/n", "3")
    again = Interview(interview.form, interview.values(), context=CONTEXT)
    assert again.values() == interview.values()
    interview.remove_repeat("/data/bebas[2]")
    interview.remove_repeat("/data/bebas[1]")
    assert Interview(interview.form, interview.values(), context=CONTEXT).values() == interview.values()


def test_no_row_of_that_kind(start: Start) -> None:
    interview = start(ROWS)
    for ref in ("/data/bebas[9]", "/data/n", "/data/bebas"):
        with pytest.raises(KeyError):
            interview.remove_repeat(ref)
    with pytest.raises(KeyError):
        interview.add_repeat("/data/n")


def test_the_layout_shows_sections_blocks_and_rows(start: Start) -> None:
    interview = start("""
    | survey |
    | | type         | name | label | relevant | appearance |
    | | text         | satu | Satu  | | |
    | | begin_group  | g    | Bagian | | field-list |
    | | text         | a    | A     | | |
    | | begin_group  | h    | Dalam | ${a} = 'x' | |
    | | text         | b    | B     | | |
    | | end_group    |      |       | | |
    | | begin_repeat | r    | Baris | | |
    | | text         | c    | C     | | |
    | | end_repeat   |      |       | | |
    | | end_group    |      |       | | |
    | | text         | dua  | Dua   | | |
    """)
    first, group, last = interview.layout()
    assert (first.ref, first.label, first.items) == ("/data", "", ("/data/satu",))
    assert (group.ref, group.label, group.appearance, group.relevant) == ("/data/g", "Bagian", "field-list", True)
    a, inner, rows = group.items
    assert a == "/data/g/a"
    assert isinstance(inner, Block)
    assert (inner.ref, inner.relevant, inner.items) == ("/data/g/h", False, ("/data/g/h/b",))
    assert isinstance(rows, RowSet) and (rows.ref, rows.label, rows.fixed) == ("/data/g/r", "Baris", False)
    assert [row.ref for row in rows.rows] == ["/data/g/r[1]"]
    assert last.items == ("/data/dua",)
    assert (group.answered, group.asked) == (0, 2)
    interview.set("/data/g/a", "x")
    assert interview.progress(interview.layout()[1]) == (1, 3)
    assert interview.progress() == (1, 5)


LANGUAGES = """
| survey |
| | type    | name | label::Indonesia (id) | label::English (en) | hint::Indonesia (id) | constraint | constraint_message::Indonesia (id) | constraint_message::English (en) |
| | integer | umur | Umur | Age | Tahun | . < 10 | Harus di bawah 10 | Must be below 10 |
| | select_one jk | jk | Jenis kelamin anak ${umur} tahun | Sex of a child of ${umur} | | | | |
| choices |
| | list_name | name | label::Indonesia (id) | label::English (en) |
| | jk | L | Laki-laki | Male |
| | jk | P | Perempuan | Female |
"""  # noqa: E501


def test_languages(start: Start) -> None:
    interview = start(LANGUAGES)
    assert interview.form.languages == ("Indonesia (id)", "English (en)")
    changes = interview.set("/data/umur", "5")
    assert "/data/jk" in changes.refs
    assert interview.state("/data/jk").label == "Jenis kelamin anak 5 tahun"
    assert [c.label for c in interview.state("/data/jk").choices] == ["Laki-laki", "Perempuan"]
    assert interview.set_language("en").refs >= {"/data/umur", "/data/jk"}
    state = interview.state("/data/jk")
    assert (state.label, [c.label for c in state.choices]) == ("Sex of a child of 5", ["Male", "Female"])
    assert interview.state("/data/umur").hint == "Tahun"  # there is no English hint
    interview.set("/data/umur", "11")
    error = interview.state("/data/umur").error
    assert error is not None and error.message == "Must be below 10"


def test_the_language_can_be_chosen_at_the_start(start: Start) -> None:
    assert start(LANGUAGES, language="English (en)").state("/data/umur").label == "Age"
    assert start(LANGUAGES, language="tidak ada").state("/data/umur").label == "Umur"


def test_defaults_metadata_and_instance_name(start: Start) -> None:
    interview = start("""
    | survey |
    | | type     | name   | label | default | calculation |
    | | start    | mulai  |       | | |
    | | end      | selesai |      | | |
    | | today    | hari   |       | | |
    | | username | siapa  |       | | |
    | | deviceid | alat   |       | | |
    | | date     | tgl    | Tanggal | today() | |
    | | integer  | tahun  | Tahun | int(format-date(today(), '%Y')) - 1 | |
    | | text     | teks   | Teks  | tetap | |
    | settings |
    | | instance_name |
    | | concat(${teks}, ' ', ${tahun}) |
    """)
    row = interview.rows()["data"][0]
    assert row["mulai"] == "2026-11-24T10:42:00.000+07:00" == row["selesai"]
    assert (row["hari"], row["siapa"], row["alat"], row["tgl"]) == ("2026-11-24", "P01", "ftd:1", "2026-11-24")
    assert (row["tahun"], row["teks"]) == (2025, "tetap")
    assert interview.values()["/data/meta/instanceName"] == "tetap 2025"
    assert interview.values()["/data/meta/instanceID"].startswith("uuid:")


def test_a_restored_record_keeps_its_beginning(start: Start) -> None:
    text = """
    | survey |
    | | type  | name  | label | default | calculation |
    | | start | mulai |       | | |
    | | date  | tgl   | Tanggal | today() | |
    | | calculate | sekali | | | once(random()) |
    """
    interview = start(text)
    later = replace(CONTEXT, now=lambda: datetime(2027, 1, 1, tzinfo=UTC))
    again = Interview(interview.form, interview.values(), context=later)
    assert again.values() == interview.values()


def test_setvalue_follows_a_change(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | calculation | trigger |
    | | text | kota | Kota  | | |
    | | text | pos  | Pos   | concat('pos-', ${kota}) | ${kota} |
    | | text | dua  | Dua   | concat(${pos}, '!') | ${pos} |
    """)
    assert interview.state("/data/pos").value == ""
    changes = interview.set("/data/kota", "Medan")
    assert {"/data/pos", "/data/dua"} <= changes.refs
    assert interview.state("/data/dua").value == "pos-Medan!"
    interview.set("/data/pos", "20111")
    assert interview.state("/data/dua").value == "20111!"
    assert interview.state("/data/pos").value == "20111"


def test_earlier_rows_can_be_read(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | calculation |
    | | integer | awal | Awal | |
    | | begin_repeat | r | R | |
    | | integer | masuk | Masuk | |
    | | calculate | buka | | if(position(..) = 1, ${awal}, indexed-repeat(${tutup}, ${r}, position(..) - 1)) |
    | | calculate | tutup | | ${buka} + ${masuk} |
    | | end_repeat | | | |
    """)
    interview.set("/data/awal", "100")
    for row in (1, 2, 3):
        if row > 1:
            interview.add_repeat("/data/r")
        interview.set(f"/data/r[{row}]/masuk", str(row))
    assert [row["tutup"] for row in interview.rows()["data__r"]] == ["101", "103", "106"]
    interview.set("/data/awal", "0")
    assert [row["tutup"] for row in interview.rows()["data__r"]] == ["1", "3", "6"]
    interview.remove_repeat("/data/r[1]")
    assert [row["tutup"] for row in interview.rows()["data__r"]] == ["2", "5"]


def test_nested_rows_have_a_place(start: Start) -> None:
    text = """
    | survey |
    | | type | name | label |
    | | begin_repeat | rumah | Rumah |
    | | text | alamat | Alamat |
    | | begin_repeat | orang | Orang |
    | | text | nama | Nama |
    | | end_repeat | | |
    | | end_repeat | | |
    """
    interview = start(text)
    interview.set("/data/rumah[1]/orang[1]/nama", "Ani")
    interview.add_repeat("/data/rumah")
    interview.add_repeat("/data/rumah[2]/orang")
    interview.add_repeat("/data/rumah[2]/orang")
    interview.set("/data/rumah[2]/orang[2]/nama", "Budi")
    rows = interview.rows()
    assert [(r["_parent_position"], r["_position"], r["nama"]) for r in rows["data__rumah__orang"]] == [
        (1, 1, "Ani"), (2, 1, None), (2, 2, "Budi")]
    from ftd_desktop.forms.interview import rows_to_values

    again = Interview(interview.form, rows_to_values(interview.form, rows), context=CONTEXT)
    assert again.rows() == rows


def test_a_soft_check_asks_for_a_reason(start: Start) -> None:
    interview = start("""
    | survey |
    | | type    | name | label | bind::ftd:warn | bind::ftd:warnMsg | bind::ftd:warnMsg_en | bind::ftd:reason |
    | | integer | omzet | Omzet | . > 100 | Besar sekali | Very large | true() |
    | | integer | lain  | Lain  | . > ${omzet} | | | |
    | settings |
    | | namespaces |
    | | ftd="http://ftd-desktop.org/xforms" |
    """)
    changes = interview.set("/data/omzet", "500")
    assert "/data/omzet" in changes.refs
    warning = interview.state("/data/omzet").warning
    assert warning is not None and (warning.message, warning.needs_reason) == ("Besar sekali", True)
    assert interview.set_reason("/data/omzet", "pesanan besar").refs == {"/data/omzet"}
    assert [(p.kind, p.severity, p.needs_reason) for p in interview.problems()] == [("warning", "warning", False)]
    assert interview.reasons() == {"/data/omzet": "pesanan besar"}
    interview.set("/data/lain", "600")
    assert interview.state("/data/lain").warning is not None
    changes = interview.set("/data/omzet", "700")
    assert "/data/lain" in changes.refs and interview.state("/data/lain").warning is None


def test_a_broken_rule_at_run_time_stops_nobody(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | constraint |
    | | text | pola | Pola  | |
    | | text | isi  | Isi   | regex(., ${pola}) |
    """)
    interview.set("/data/pola", "(")
    interview.set("/data/isi", "abc")
    assert interview.state("/data/isi").value == "abc"
    assert [(p.ref, p.severity) for p in interview.problems()] == [("/data/isi", "warning")]
    interview.set("/data/pola", "[a-z]+")
    assert interview.problems() == []


def test_pictures_and_sounds_of_labels_and_choices(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label::Indonesia (id) | label::English (en) | image::Indonesia (id) | audio::English (en) |
    | | select_one l | a | A | A | peta.png | a.mp3 |
    | choices |
    | | list_name | name | label::Indonesia (id) | label::English (en) | image::Indonesia (id) |
    | | l | satu | Satu | One | satu.jpg |
    | | l | dua | Dua | Two | |
    """)
    state = interview.state("/data/a")
    assert dict(state.media) == {"image": "peta.png"}
    assert [state.choices.media(place) for place in range(2)] == [{"image": "satu.jpg"}, {}]
    interview.set_language("en")
    assert dict(interview.state("/data/a").media) == {"image": "peta.png", "audio": "a.mp3"}


def test_a_draft_loses_nothing(start: Start) -> None:
    from ftd_desktop.forms.interview import rows_to_values

    interview = start(BASIC)
    for name, value in (("umur", "20"), ("g/kerja", "petani"), ("umur", "10"), ("g/gaji", "dua")):
        interview.set(f"/data/{name}", value)
    assert interview.rows()["data"][0]["kerja"] is None
    assert interview.rows(whole=True)["data"][0]["kerja"] == "petani"
    assert interview.misfits() == {"/data/g/gaji": "dua"}
    values = rows_to_values(interview.form, interview.rows(whole=True)) | interview.misfits()
    again = Interview(interview.form, values, context=CONTEXT)
    assert {**again.values(), "/data/meta/instanceID": ""} == {**interview.values(), "/data/meta/instanceID": ""}


def test_a_choice_that_is_set_before_its_filter(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | choice_filter |
    | | select_one kab | kab | Kab | |
    | | select_one desa | desa | Desa | kab=${kab} |
    | choices |
    | | list_name | name | label | kab |
    | | kab | k1 | Kab 1 | |
    | | desa | d1 | Desa 1 | k1 |
    """)
    interview.set("/data/desa", "d1")
    assert (interview.state("/data/desa").value, interview.state("/data/desa").cleared) == ("", "d1")
    changes = interview.set("/data/kab", "k1")
    assert "/data/desa" in changes.refs and interview.state("/data/desa").value == "d1"


def test_ids_follow_the_record(start: Start) -> None:
    text = """
    | survey |
    | | type | name | label | save_to |
    | | text | nama | Nama | nama |
    | entities |
    | | list_name | label |
    | | orang | ${nama} |
    """
    known = replace(CONTEXT, preload={"instanceID": "0192-aa"})
    first, second = start(text, context=known), start(text, {"/data/nama": "Ani"}, context=known)
    assert first.values()["/data/meta/instanceID"] == "uuid:0192-aa" == second.values()["/data/meta/instanceID"]
    assert first.entities()[0].id == second.entities()[0].id != ""
    assert start(text).entities()[0].id != start(text).entities()[0].id
    assert start(text, {"/data/nama": "Ani"}).values()["/data/meta/instanceID"].startswith("uuid:")


def test_a_change_names_a_blank_select_with_other_choices(start: Start) -> None:
    interview = start("""
| survey |
| | type | name | label | choice_filter |
| | select_one kab | kab | Kabupaten | |
| | select_one kec | kec | Kecamatan | kab = ${kab} |
| choices |
| | list_name | name | label | kab |
| | kab | a | A | |
| | kab | b | B | |
| | kec | a1 | A1 | a |
| | kec | b1 | B1 | b |
""")
    assert interview.set("/data/kab", "a").refs == {"/data/kab", "/data/kec"}
    assert list(interview.state("/data/kec").choices.values()) == ["a1"]


def test_a_repeat_without_rows_has_its_label(start: Start) -> None:
    interview = start("""
| survey |
| | type | name | label | repeat_count |
| | integer | banyak | Banyak | |
| | begin_repeat | anak | Anak | ${banyak} |
| | text | nama | Nama | |
| | end_repeat | | | |
""")
    rows = interview.layout()[1].items[0]
    assert isinstance(rows, RowSet) and rows.rows == () and rows.label == "Anak"


def test_a_state_has_the_words_for_a_blank_required_answer(start: Start) -> None:
    interview = start("""
| survey |
| | type | name | label | required | required_message |
| | text | nama | Nama | yes | Tulis nama lengkap. |
| | text | usaha | Usaha | yes | |
""")
    assert interview.state("/data/nama").required_message == "Tulis nama lengkap."
    assert interview.state("/data/usaha").required_message == ""
