"""One piece of background work, from being asked to being answered."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from ilp_desktop.domain.errors import UserError
from ui.long_job import LongJob

Result = TypeVar("Result")
Done = Callable[[Result], object]
Failed = Callable[[UserError], object]


class Job:
    """One piece of work and whom to tell; emptied on the GUI thread when answered."""

    def __init__(self, work: Callable[[], Any], done: Done[Any], owner: QObject, failed: Failed | None) -> None:
        self.work: Callable[[], Any] | None = work
        self.done: Done[Any] | None = done
        self.failed = failed
        self.owner: QObject | None = owner
        self.key: tuple[int, str] | None = None
        self.keep_result = False
        self.superseded = False
        self.handle: LongJob | None = None
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Do the work on the thread that calls this, keeping what comes of it."""
        if self.superseded or self.work is None:
            return
        try:
            self.result = self.work()
        except Exception as error:  # noqa: BLE001, RUF100 the border of every background job
            self.error = error

    def let_go(self) -> None:
        """Drop everything held, on the GUI thread."""
        self.work = self.done = self.failed = self.owner = self.handle = self.result = self.error = None
