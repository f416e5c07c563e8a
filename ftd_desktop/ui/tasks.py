"""Work off the GUI thread: one thread for everything that touches the file, one pool for the rest.

Workers get and return plain data; callbacks run on the GUI thread. After Anki's `taskman`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from ftd_desktop.errors import Cancelled

Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]
Progress = Callable[[int, int, str], object]


class Job:
    """One piece of work under way: what a long one reports through, and how it is cancelled."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._stop = threading.Event()
        self._progress = progress

    def cancel(self) -> None:
        """Ask the work to stop: it raises `Cancelled` (given to `failed`), or is finished already (given to `done`)."""
        self._stop.set()

    def cancelled(self) -> bool:
        """What long work polls; it then raises `Cancelled`."""
        return self._stop.is_set()

    def report(self, done: int, total: int, words: str) -> None:
        """How far the work has come, from any thread; shown on the GUI thread."""
        if self._progress:
            self._progress(done, total, words)


class Tasks(QObject):
    """Runs work and brings its result back to the GUI thread. `fallback` gets errors nobody else takes."""

    _call = Signal(object)
    idle = Signal()

    def __init__(self, fallback: Failed, *, pool_size: int = 2) -> None:
        super().__init__()
        self._fallback = fallback
        self._file_thread = ThreadPoolExecutor(1, thread_name_prefix="file")
        self._pool = ThreadPoolExecutor(pool_size, thread_name_prefix="pool")
        self._latest: dict[str, Job] = {}
        self._running = 0
        self._call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def store(self, work: Callable[..., Any], done: Done | None = None, failed: Failed | None = None,
              progress: Progress | None = None, *, key: str | None = None) -> Job:
        """Run `work` on the file's one thread, in the order asked.

        With `progress`, `work` gets the Job and uses its `report(done, total, words)` and `cancelled`; without, it is
        called bare. With `key`, an earlier job of that key is cancelled and not delivered: only the latest search is.
        Results for a widget that has been deleted meanwhile are dropped (when `done` is its bound method, or a
        `partial` of it).
        """
        return self._start(self._file_thread, work, done, failed, progress, key)

    def pool(self, work: Callable[..., Any], done: Done | None = None, failed: Failed | None = None,
             progress: Progress | None = None, *, key: str | None = None) -> Job:
        """The same on the pool, for work that does not touch the file."""
        return self._start(self._pool, work, done, failed, progress, key)

    @property
    def running(self) -> int:
        """How many jobs have not yet been delivered."""
        return self._running

    def close(self) -> None:
        """Finish what was asked of the file, drop what waits in the pool, deliver what is done, take nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._file_thread.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self)

    def _start(self, executor: Executor, work: Callable[..., Any], done: Done | None, failed: Failed | None,
               progress: Progress | None, key: str | None) -> Job:
        job = Job(None if progress is None else self._across(progress))
        if key is not None:
            if key in self._latest:
                self._latest[key].cancel()
            self._latest[key] = job
        self._running += 1
        future = executor.submit(self._work, job, work, progress is not None)
        future.add_done_callback(lambda f: self._call.emit(lambda: self._deliver(f, job, key, done, failed)))
        return job

    @staticmethod
    def _work(job: Job, work: Callable[..., Any], with_job: bool) -> Any:
        if job.cancelled():
            raise Cancelled
        return work(job) if with_job else work()

    def _across(self, progress: Progress) -> Progress:
        return lambda done, total, words: self._call.emit(lambda: _alive(progress) and progress(done, total, words))

    @Slot(object)
    def _run(self, call: Callable[[], object]) -> None:
        call()

    def _deliver(self, future: Future[Any], job: Job, key: str | None, done: Done | None,
                 failed: Failed | None) -> None:
        self._running -= 1
        wanted = key is None or self._latest.get(key) is job
        if key is not None and wanted:
            del self._latest[key]
        error = Cancelled() if future.cancelled() else future.exception()
        if error is None:
            if wanted and done is not None and _alive(done):
                done(future.result())
        elif wanted and failed is not None and _alive(failed):
            failed(error)
        elif not isinstance(error, Cancelled):
            self._fallback(error)
        if not self._running:
            self.idle.emit()


def _alive(call: Callable[..., Any]) -> bool:
    """False for a method of a Qt object that no longer exists, also with some of its arguments given beforehand."""
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
