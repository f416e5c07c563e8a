"""The rows of a session under any marks: what was noted last stands, once a person, and nobody else is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop.programme.attendance_grid import STATUSES, Mark, _noted

CODES = st.sampled_from(["", *(f"K{n}" for n in range(6))])
ROWS = st.lists(st.fixed_dictionaries({}, optional={"peserta_id": CODES, "hadir": st.sampled_from(["", *STATUSES]),
                                                    "ket": st.sampled_from(["", "catatan"])}), max_size=8)
MARKS = st.dictionaries(st.sampled_from([f"K{n}" for n in range(6)]),
                        st.one_of(st.none(), st.builds(Mark, st.sampled_from(["hadir", "izin", "sakit", "alpa"]))))


@given(ROWS, MARKS)
def test_marks_stand_once_and_the_rest_is_as_it_was(rows: list[dict[str, str]], marks: dict[str, Mark | None]) -> None:
    made = _noted(rows, marks)
    for code, mark in marks.items():
        assert [row["hadir"] for row in made if row.get("peserta_id") == code] == ([mark.status] if mark else [])
    others = [row for row in rows if row.get("peserta_id", "") not in marks and any(row.values())]
    left = [row for row in made if row.get("peserta_id", "") not in marks and any(row.values())]
    assert sorted(map(repr, others)) == sorted(map(repr, left))
