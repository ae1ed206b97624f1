"""The log: what the program did and where it failed, never about whom."""

import logging
import traceback
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)
LOG_BYTES = 1_000_000
LOG_FILES = 5
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class FramesOnly(logging.Formatter):
    """Formats a failure as its kind and its frames; what an exception says may hold names and is left out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the text another handler made of the failure is not taken over."""
        own = copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(  # noqa: N802 - logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the kinds of the exceptions and the lines of code they passed."""
        return describe(ei[1]) if ei[1] is not None else ""


def describe(error: BaseException) -> str:
    """Tell where an error arose and of what kind it is, without any value it carries."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        lines.append(f"{type(cause).__module__}.{type(cause).__name__}")
        cause = cause.__cause__
    return "\n".join(lines)


def start_log(folder: Path) -> None:
    """Write the log of this start into a folder, keeping a few old files."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "ilp-desktop.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(FramesOnly(LINE))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


def log_fault(error: BaseException) -> None:
    """Write a fault into the log: kinds and places, no values."""
    log.error("fault", exc_info=error)
