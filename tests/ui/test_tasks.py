"""Work off the GUI thread: order, delivery, cancelling, errors, and widgets that are gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.errors import Cancelled
from ftd_desktop.ui.tasks import Job, Tasks

Settle = Callable[[], None]


def test_the_file_has_one_thread_and_keeps_the_order(tasks: Tasks, settle: Settle) -> None:
    seen: list[tuple[int, int]] = []
    for i in range(50):
        tasks.store(lambda i=i: seen.append((i, threading.get_ident())))
    settle()
    assert [i for i, _ in seen] == list(range(50))
    assert len({thread for _, thread in seen}) == 1 and seen[0][1] != threading.get_ident()


def test_results_arrive_on_the_gui_thread(tasks: Tasks, settle: Settle) -> None:
    got: list[tuple[int, int]] = []
    tasks.pool(lambda: 42, lambda value: got.append((value, threading.get_ident())))
    settle()
    assert got == [(42, threading.get_ident())]


def test_progress_and_cancel(tasks: Tasks, settle: Settle, qtbot: QtBot) -> None:
    told: list[tuple[int, int, str]] = []
    ended: list[BaseException] = []

    def work(job: Job) -> None:
        for i in range(10_000):
            if job.cancelled():
                raise Cancelled
            job.report(i, 10_000, "langkah")
            threading.Event().wait(0.001)

    job = tasks.store(work, failed=ended.append, progress=lambda *step: told.append(step))
    qtbot.waitUntil(lambda: bool(told))
    job.cancel()
    settle()
    assert told[0] == (0, 10_000, "langkah")
    assert isinstance(ended[0], Cancelled)


def test_work_that_finished_in_spite_of_a_late_cancel_is_delivered(tasks: Tasks, settle: Settle) -> None:
    got: list[str] = []
    go_on = threading.Event()
    job = tasks.store(lambda: go_on.wait() and "merged", got.append)
    while not tasks._file_thread._work_queue.empty():  # type: ignore[attr-defined]
        pass
    job.cancel()
    go_on.set()
    settle()
    assert got == ["merged"]


def test_only_the_latest_of_a_key_is_delivered(tasks: Tasks, settle: Settle) -> None:
    ran: list[int] = []
    got: list[int] = []
    gate = threading.Event()
    tasks.store(gate.wait)
    for i in range(20):
        tasks.store(lambda i=i: ran.append(i) or i, got.append, key="search")
    gate.set()
    settle()
    assert got == [19]
    assert ran == [19]  # those overtaken while waiting are never run


def test_an_error_goes_to_failed_else_to_the_fallback(look: QApplication, qtbot: QtBot) -> None:
    fallen: list[BaseException] = []
    told: list[BaseException] = []
    tasks = Tasks(fallen.append)

    def broken() -> None:
        raise LookupError("x")

    tasks.store(broken, failed=told.append)
    tasks.store(broken)
    tasks.pool(broken, key="k")
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert [type(e) for e in told] == [LookupError]
    assert [type(e) for e in fallen] == [LookupError, LookupError]
    tasks.close()


def test_a_result_for_a_deleted_widget_is_dropped(tasks: Tasks, settle: Settle) -> None:
    got: list[object] = []

    class Receiver(QObject):
        def take(self, value: object) -> None:
            got.append(value)

    import shiboken6

    receiver = Receiver()
    tasks.store(lambda: 1, receiver.take)
    tasks.store(lambda: 1, partial(receiver.take))
    shiboken6.delete(receiver)
    settle()
    assert got == []


def test_close_finishes_the_file_and_tells_its_errors(look: QApplication) -> None:
    fallen: list[BaseException] = []
    got: list[int] = []
    tasks = Tasks(fallen.append)
    tasks.store(lambda: 7, got.append)
    tasks.store(lambda: 1 / 0)
    tasks.close()
    assert got == [7]
    assert [type(e) for e in fallen] == [ZeroDivisionError]
    with pytest.raises(RuntimeError):
        tasks.store(lambda: 1)
