"""Background work, and the only threads of the program.

Everything asked here runs elsewhere and is answered on the GUI thread. Callbacks and results are let go on the GUI
thread too, since a Qt object may not be destroyed by another one; for the same reason Python's automatic garbage
collection is off and run by a timer here.
"""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from ilp_desktop.domain.errors import OutOfOrder, UserError
from ilp_desktop.services.core.sending_again import until_stored
from ui.asked_job import Done, Failed, Job
from ui.gui_collector import GuiCollector
from ui.long_job import Cancelled, LongJob, Progress

Result = TypeVar("Result")

READERS = 2
PAPER_WORKERS = 2
PATIENCE_S = 5
NO_ANSWER = "Belum ada jawaban."
NETWORK_WORKERS = 2


class UnexpectedFault(UserError):
    """A fault of the program, told to whoever asked so that the screen can go on; ``crashed`` carries the rest."""

    def __init__(self) -> None:
        super().__init__("Terjadi kesalahan pada program.", "Pekerjaan ini belum selesai. Silakan coba lagi.")


class _Lane:
    """Threads that take work from one queue, in order."""

    def __init__(self, name: str, threads: int, answered: Callable[[Job], None]) -> None:
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._answered = answered
        self._threads = [Thread(target=self._loop, name=f"{name}-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def put(self, job: Job) -> None:
        self._queue.put(job)

    def forget(self) -> None:
        """Drop what is queued and not begun."""
        while not self._queue.empty():
            with suppress(Empty):
                self._queue.get_nowait()

    def close(self) -> None:
        """Finish what is queued and stop."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _loop(self) -> None:
        while (job := self._queue.get()) is not None:
            job.run()
            self._answered(job)


class Jobs(QObject):
    """Reads, saves, paper and long jobs in the background, each kind in its own lane.

    Signals:
        problem(UserError): something to put right that nobody took with ``failed``.
        save_failed(UserError): a save failed after its screen was closed.
        crashed(Exception): a fault of the program.
        out_of_order(OutOfOrder): the disk or the server refused; whoever asked is told as well.
        idle(): everything asked for has been answered.
    """

    problem = Signal(object)
    save_failed = Signal(object)
    crashed = Signal(object)
    out_of_order = Signal(object)
    idle = Signal()
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._newest: dict[tuple[int, str], Job] = {}
        self._closed = False
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        self._readers = _Lane("read", READERS, self._answered)
        self._writer = _Lane("write", 1, self._answered)
        self._paper = _Lane("paper", PAPER_WORKERS, self._answered)
        self._long = _Lane("long", 1, self._answered)
        self._network = _Lane("network", NETWORK_WORKERS, self._answered)
        self._long_jobs: list[LongJob] = []
        self._under_way = 0
        self._collector = GuiCollector(self, lambda: not self.is_idle())

    def read(
        self,
        work: Callable[[], Result],
        done: Done[Result],
        *,
        owner: QObject,
        failed: Failed | None = None,
        key: str = "",
    ) -> None:
        """Read something; dropped when the owner is gone or has asked again with the same key (if one is given)."""
        if self._closed:
            return
        job = Job(work, done, owner, failed)
        if key:
            job.key = (id(owner), key)
            older = self._newest.get(job.key)
            if older is not None:
                older.superseded = True
            self._newest[job.key] = job
        self._start(self._readers, job)

    def write(
        self, work: Callable[[], Result], done: Done[Result], *, owner: QObject, failed: Failed | None = None
    ) -> None:
        """Save something; saves keep their order, and a failure is told even when the owner is gone.

        A save that clashed with another's is sent again; what it stores is stored once, by its client id.
        """
        if self._closed:
            raise RuntimeError("a save was asked after closing")
        job = Job(lambda: until_stored(work), done, owner, failed)
        job.keep_result = True
        self._start(self._writer, job)

    def paper(
        self, work: Callable[[], Result], done: Done[Result], *, owner: QObject, failed: Failed | None = None
    ) -> None:
        """Make paper or speak to the network; dropped when the owner is gone."""
        if not self._closed:
            self._start(self._paper, Job(work, done, owner, failed))

    def network(
        self, work: Callable[[], Result], done: Done[Result], *, owner: QObject, failed: Failed | None = None
    ) -> None:
        """Ask something of the network that may not answer for long; dropped when the owner is gone."""
        if not self._closed:
            self._start(self._network, Job(work, done, owner, failed))

    def long(
        self,
        work: Callable[[Progress], Result],
        done: Done[Result],
        *,
        owner: QObject,
        failed: Failed | None = None,
        paper: bool = False,
    ) -> LongJob:
        """Start a long job (export, paper of many pages), which stands before nothing else; it may be cancelled."""
        handle = LongJob(self)
        progress = Progress(lambda fraction, text: self._note(handle, fraction, text), handle.is_cancelled)
        job = Job(lambda: work(progress), done, owner, failed)
        job.handle = handle
        if self._closed:
            return handle
        self._long_jobs.append(handle)
        self._start(self._paper if paper else self._long, job)
        return handle

    def limited(
        self,
        work: Callable[[], Result],
        done: Done[Result],
        *,
        owner: QObject,
        failed: Failed = lambda _error: None,
        seconds: float = PATIENCE_S,
    ) -> None:
        """Ask what may never answer, such as a key store; after a while it has failed, and no answer counts.

        Nothing waits for it: no other work stands behind it, and the program closes without its answer.
        """
        if self._closed:
            return
        job = Job(work, done, owner, failed)

        def ask() -> None:
            job.run()
            if shiboken6.isValid(self):
                self._inbox.put(lambda: None if job.superseded else self._deliver(job))
                self._woken.emit()

        def give_up() -> None:
            if job.done is not None:
                self._under_way -= 1
                job.superseded = True
                job.let_go()
                failed(UserError(NO_ANSWER))

        self._under_way += 1
        Thread(target=ask, name="limited", daemon=True).start()
        QTimer.singleShot(round(seconds * 1000), owner, give_up)

    def is_idle(self) -> bool:
        """Tell whether everything asked for has been answered."""
        return self._under_way == 0

    def is_closed(self) -> bool:
        """Tell whether nothing more can be asked for."""
        return self._closed

    def close(self) -> None:
        """Finish every save and sheet, drop what was only to be read, stop the threads and tell what came of it."""
        if self._closed:
            return
        self._closed = True
        for handle in self._long_jobs:
            handle.cancel()
        for lane in (self._readers, self._long, self._network):
            lane.forget()
        for lane in (self._writer, self._readers, self._paper, self._long, self._network):
            lane.close()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        self._collector.stop()

    def _start(self, lane: _Lane, job: Job) -> None:
        self._under_way += 1
        lane.put(job)

    def _answered(self, job: Job) -> None:
        """Send a job home; called on its worker thread."""
        self._inbox.put(lambda: self._deliver(job))
        self._woken.emit()

    def _note(self, handle: LongJob, fraction: float, text: str) -> None:
        """Pass on how far a long job is, once for as many reports as came meanwhile; on its worker thread."""
        if handle.note(fraction, text):
            self._inbox.put(handle.tell)
            self._woken.emit()

    def _on_woken(self) -> None:
        if not self._inbox.empty():
            self._inbox.get()()

    def _deliver(self, job: Job) -> None:
        self._under_way -= 1
        try:
            self._end_long(job)
            if job.key is not None and self._newest.get(job.key) is job:
                del self._newest[job.key]
            if job.superseded or isinstance(job.error, Cancelled):
                return
            if job.error is not None:
                self._tell_failure(job, job.error)
            elif job.done is not None and self._alive(job):
                job.done(job.result)
        finally:
            job.let_go()
            if self.is_idle():
                self.idle.emit()

    def _end_long(self, job: Job) -> None:
        if job.handle is not None:
            self._long_jobs.remove(job.handle)
            job.handle.ended.emit()
            job.handle.deleteLater()

    def _tell_failure(self, job: Job, error: Exception) -> None:
        if isinstance(error, OutOfOrder):
            self.out_of_order.emit(error)
        if isinstance(error, UserError):
            told = error
        else:
            told = UnexpectedFault()
            self.crashed.emit(error)
        if not self._alive(job):
            if job.keep_result:
                self.save_failed.emit(told)
        elif job.failed is not None:
            job.failed(told)
        elif told is error:
            self.problem.emit(told)

    def _alive(self, job: Job) -> bool:
        return job.owner is not None and shiboken6.isValid(job.owner)
