from datetime import date, timedelta

from ftd_desktop.programme import rounds
from ftd_desktop.programme.rounds import LOST_AFTER, Round


def test_months_end_on_the_last_day_where_needed() -> None:
    assert rounds.add_months(date(2022, 11, 30), 3) == date(2023, 2, 28)
    assert rounds.add_months(date(2022, 9, 30), 12) == date(2023, 9, 30)


def test_rounds_fall_due_from_the_end_of_the_cohort() -> None:
    starts, ends = date(2022, 8, 1), date(2022, 9, 30)
    assert rounds.due("baseline", starts, ends) == starts
    assert rounds.due("endline", starts, ends) == ends
    assert rounds.due("tl6", starts, ends) == date(2023, 3, 30)
    assert rounds.due("tl6", starts, None) is None


def test_marks() -> None:
    today = date(2022, 12, 1)
    assert Round("baseline", "complete").mark(today) == "c"
    assert Round("endline", "draft", due=date(2022, 9, 30)).mark(today) == "d"
    assert Round("endline", "none", due=date(2022, 9, 30)).mark(today) == "l"
    assert Round("endline", "none", due=date(2022, 11, 20)).mark(today) == "o"
    assert Round("endline", "none", due=today - timedelta(LOST_AFTER)).mark(today) == "l"
    assert Round("endline", "none", due=today - timedelta(LOST_AFTER + 1)).mark(today) == "x"
    assert Round("tl6", "none").mark(today) == "o"


def test_what_comes_before() -> None:
    assert rounds.before("tl3") == ("endline", "baseline")
    assert rounds.before("baseline") == ()
    assert rounds.before("unknown") == ()
