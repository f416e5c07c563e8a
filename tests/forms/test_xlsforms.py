"""What XLSForms of other offices use: older ways to choose, entities, last-saved values, randomised choices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ftd_desktop.forms.definition import load
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.interview import Interview, rows_to_values
from ftd_desktop.forms.legacy import with_external_choices
from tests.forms.conftest import CONTEXT, Start, TableMedia

KOTA = "name,label,prov\nmdn,Medan,12\nbjy,Binjai,12\nbdg,Bandung,32\n"


def values(interview: Interview, ref: str) -> list[str]:
    return list(interview.state(ref).choices.values())


def test_search_in_the_appearance(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | appearance |
    | | text | cari | Cari | |
    | | select_one kota | semua | Semua | search('kota') |
    | | select_one kota | satu | Satu | minimal search('kota', 'contains', 'label', ${cari}) |
    | | select_one kota | dua | Dua | search('kota', 'matches', 'prov', '12', 'name', ${semua}) |
    | choices |
    | | list_name | name | label |
    | | kota | name | label |
    """, media={"kota.csv": KOTA})
    assert values(interview, "/data/semua") == ["mdn", "bjy", "bdg"]
    assert [c.label for c in interview.state("/data/semua").choices] == ["Medan", "Binjai", "Bandung"]
    changes = interview.set("/data/cari", "MED")
    assert values(interview, "/data/satu") == ["mdn"]
    assert "/data/cari" in changes.refs
    interview.set("/data/semua", "bjy")
    assert values(interview, "/data/dua") == ["bjy"]


def test_external_choices_become_a_list(tmp_path: object) -> None:
    from pyxform.xls2xform import convert

    text = """| survey |
| | type | name | label | choice_filter |
| | text | prov | Prov | |
| | select_one_external kota | kota | Kota | prov=${prov} |
| external_choices |
| | list_name | name | label | prov |
| | kota | mdn | Medan & lain | 12 |
| | kota | bdg | Bandung | 32 |
"""
    result = convert(text)
    form = load(with_external_choices(result.xform, result.itemsets), TableMedia({}))
    interview = Interview(form, context=CONTEXT)
    assert form.questions["/data/kota"].control == "select1"
    assert values(interview, "/data/kota") == []
    interview.set("/data/prov", "12")
    assert [(c.value, c.label) for c in interview.state("/data/kota").choices] == [("mdn", "Medan & lain")]


def test_external_choices_can_stand_in_a_file() -> None:
    from pyxform.xls2xform import convert

    result = convert("""| survey |
| | type | name | label | choice_filter |
| | text | prov | Prov | |
| | select_one_external kota | kota | Kota | prov=${prov} |
| external_choices |
| | list_name | name | label | prov |
| | kota | mdn | Medan | 12 |
| | lain | x | X | 12 |
""")
    interview = Interview(load(result.xform, TableMedia({"itemsets.csv": result.itemsets})), context=CONTEXT)
    interview.set("/data/prov", "12")
    assert values(interview, "/data/kota") == ["mdn"]
    with pytest.raises(FormFaults, match="kota"):
        load(result.xform, TableMedia({}))


def test_files_of_every_kind(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | parameters | choice_filter | calculation |
    | | select_one_from_file kota.csv | a | A | | | |
    | | select_multiple_from_file hewan.xml | b | B | value=kode, label=nama | | |
    | | select_one_from_file titik.geojson | c | C | | | |
    | | calculate | d | | | | pulldata('kota', 'label', 'name', ${a}) |
    """, media={
        "kota.csv": KOTA,
        "hewan.xml": "<root><item><kode>k</kode><nama>Kambing</nama></item>"
                     "<item><kode>s</kode><nama>Sapi</nama></item></root>",
        "titik.geojson": '{"type":"FeatureCollection","features":[{"type":"Feature","id":"p1",'
                         '"properties":{"title":"Pos 1"},"geometry":{"type":"Point","coordinates":[98.6,3.5]}}]}',
    })
    interview.set("/data/a", "bdg")
    assert interview.state("/data/d").value == "Bandung"
    assert [c.label for c in interview.state("/data/b").choices] == ["Kambing", "Sapi"]
    assert [(c.value, c.label) for c in interview.state("/data/c").choices] == [("p1", "Pos 1")]


@pytest.mark.parametrize("chosen", ["", "kota = 'm'"])
def test_filtered_choices_keep_their_place_on_the_map(start: Start, chosen: str) -> None:
    interview = start(f"""
    | survey |
    | | type | name | label | choice_filter |
    | | select_one_from_file titik.geojson | c | C | {chosen} |
    """, media={
        "titik.geojson": '{"type":"FeatureCollection","features":['
                         '{"type":"Feature","id":"p0","properties":{"title":"Pos 0","kota":"b"},'
                         '"geometry":{"type":"Point","coordinates":[99,2]}},'
                         '{"type":"Feature","id":"p1","properties":{"title":"Pos 1","kota":"m"},'
                         '"geometry":{"type":"Point","coordinates":[98.5,3.5]}}]}',
    })
    choices = interview.state("/data/c").choices
    last = len(choices) - 1
    assert choices[last].value == "p1" and choices.cell(last, "geometry").startswith("3.5 98.5")


def test_a_missing_list_file_is_a_fault(start: Start) -> None:
    with pytest.raises(FormFaults, match=r"kota\.csv"):
        start("| survey |\n| | type | name | label |\n| | select_one_from_file kota.csv | a | A |")


def test_entities_of_several_lists_and_rows(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | save_to |
    | | text | rt | RT | rumah#nama |
    | | begin_repeat | org | Org | |
    | | text | nm | Nama | orang#nama |
    | | integer | u | Umur | orang#umur |
    | | end_repeat | | | |
    | entities |
    | | list_name | label | create_if |
    | | rumah | ${rt} | |
    | | orang | ${nm} | ${u} > 17 |
    """)
    interview.set("/data/rt", "Rumah 1")
    interview.set("/data/org[1]/nm", "Ani")
    interview.set("/data/org[1]/u", "40")
    interview.add_repeat("/data/org")
    interview.set("/data/org[2]/nm", "Budi")
    interview.set("/data/org[2]/u", "10")
    person, house = interview.entities()
    assert (house.dataset, house.label, house.create) == ("rumah", "Rumah 1", True)
    assert house.properties == {"nama": "Rumah 1"}
    assert (person.dataset, person.properties, person.ref) == ("orang", {"nama": "Ani", "umur": "40"}, "/data/org[1]")
    assert house.id and person.id and house.id != person.id
    assert [table.name for table in interview.form.tables] == ["data", "data__org"]
    assert [column.name for column in interview.form.tables[1].columns] == ["nm", "u", "entity_id"]
    again = Interview(interview.form, interview.values(), context=CONTEXT)
    assert again.entities() == interview.entities()


def test_entities_of_rows_keep_their_ids(start: Start) -> None:
    """Also where rows before them are taken away, and through the tables of the file."""
    known = replace(CONTEXT, preload={"instanceID": "rekaman-1"})
    interview = start("""
    | survey |
    | | type | name | label | save_to |
    | | begin_repeat | org | Org | |
    | | text | nm | Nama | nama |
    | | end_repeat | | | |
    | entities |
    | | list_name | label |
    | | orang | ${nm} |
    """, context=known)
    for row, name in enumerate(("Ani", "Budi", "Cici"), 1):
        if row > 1:
            interview.add_repeat("/data/org")
        interview.set(f"/data/org[{row}]/nm", name)
    ids = {entity.label: entity.id for entity in interview.entities()}
    assert len(set(ids.values())) == 3
    interview.remove_repeat("/data/org[1]")
    for context in (known, CONTEXT):
        stored = rows_to_values(interview.form, interview.rows(whole=True))
        again = Interview(interview.form, stored, context=context)
        assert {entity.label: entity.id for entity in again.entities()} == {"Budi": ids["Budi"], "Cici": ids["Cici"]}


def test_an_entity_is_updated_with_its_version(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | save_to |
    | | select_one_from_file orang.csv | siapa | Siapa | |
    | | text | hp | HP | hp |
    | entities |
    | | list_name | entity_id |
    | | orang | ${siapa} |
    """, media={"orang.csv": "name,label,__version,hp\nid-1,Ani,3,08\nid-2,Budi,1,09\n"})
    interview.set("/data/siapa", "id-1")
    interview.set("/data/hp", "0812")
    (entity,) = interview.entities()
    assert (entity.id, entity.create, entity.update, entity.properties) == ("id-1", False, True, {"hp": "0812"})
    assert entity.versions["baseVersion"] == "3"


def test_the_last_saved_record_gives_defaults(start: Start) -> None:
    text = """
    | survey |
    | | type | name | label | default |
    | | begin_group | g | G | |
    | | text | desa | Desa | ${last-saved#desa} |
    | | end_group | | | |
    """
    assert start(text).state("/data/g/desa").value == ""
    saved = {"__last-saved": {"/data/g/desa": "Lau Cih", "/data/meta/instanceID": "uuid:1"}}
    interview = start(text, context=replace(CONTEXT, instances=saved))
    assert interview.state("/data/g/desa").value == "Lau Cih"


def test_randomised_choices_keep_their_order_and_values(start: Start) -> None:
    text = """
    | survey |
    | | type | name | label | parameters |
    | | select_one l | a | A | randomize=true seed=42 |
    | choices |
    | | list_name | name | label |
    """ + "\n".join(f"| | l | p{n} | P {n} |" for n in range(8))
    first, second = start(text), start(text)
    assert values(first, "/data/a") == values(second, "/data/a")
    assert values(first, "/data/a") != sorted(values(first, "/data/a"))
    assert sorted(values(first, "/data/a")) == [f"p{n}" for n in range(8)]


def test_or_other_asks_which(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label |
    | | select_one l or_other | a | A |
    | choices |
    | | list_name | name | label |
    | | l | satu | Satu |
    """)
    assert not interview.state("/data/a_other").relevant
    interview.set("/data/a", "other")
    assert interview.state("/data/a_other").relevant


def test_choices_can_be_rows_of_the_form(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | choice_filter | calculation |
    | | begin_repeat | org | Orang | | |
    | | text | nama | Nama | | |
    | | integer | umur | Umur | | |
    | | end_repeat | | | | |
    | | select_one ${nama} | kepala | Kepala keluarga | ${umur} > 17 | |
    | | calculate | sebutan | | | jr:choice-name(${kepala}, '${kepala}') |
    """)
    interview.set("/data/org[1]/nama", "Ani")
    interview.set("/data/org[1]/umur", "40")
    assert values(interview, "/data/kepala") == ["Ani"]
    interview.set("/data/kepala", "Ani")
    assert interview.state("/data/sebutan").value == "Ani"
    interview.set("/data/org[1]/umur", "4")
    state = interview.state("/data/kepala")
    assert (state.value, state.cleared) == ("", "Ani")


def test_one_row_tables_and_likert(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | appearance |
    | | begin_group | t | Tabel | table-list |
    | | select_one yt | a | A | |
    | | select_one yt | b | B | |
    | | end_group | | | |
    | choices |
    | | list_name | name | label |
    | | yt | y | Ya |
    | | yt | t | Tidak |
    """)
    appearances = [q.appearance for q in interview.form.root.questions()]
    assert "label" in appearances and appearances.count("list-nolabel") == 2
    interview.set("/data/t/a", "y")
    assert interview.rows()["data"][0]["a"] == "y"
