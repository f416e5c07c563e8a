from ftd_desktop.programme import journal


def test_answers_lie_over_what_was_saved() -> None:
    entries = [("/d/a", "9"), journal.reason_entry("/d/a", "karena")]
    values, reasons = journal.replay({"/d/a": "1", "/d/b": "2"}, entries)
    assert values == {"/d/a": "9", "/d/b": "2"}
    assert reasons == {"/d/a": "karena"}


def test_a_snapshot_replaces_everything_before_it() -> None:
    entries = [("/d/r[2]/x", "b"), journal.snapshot_entry({"/d/r[1]/x": "b"}), ("/d/r[1]/x", "c")]
    values, _ = journal.replay({"/d/r[1]/x": "a"}, entries)
    assert values == {"/d/r[1]/x": "c"}


def test_where_the_hand_was_last() -> None:
    assert journal.last_ref([]) is None
    assert journal.last_ref([("/d/a", "1"), journal.reason_entry("/d/b", "x"), journal.snapshot_entry({})]) == "/d/b"
