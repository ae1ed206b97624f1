"""A finished sheet on its way to preview and printer."""

from collections.abc import Callable
from dataclasses import dataclass, field

TICKET = "tiket"


@dataclass(frozen=True)
class Paper:
    """A sheet to show, and then to print or save.

    Attributes:
        file_name: a name that names no person.
        kind: chooses the printer.
        secret: whether it may be printed only, and is never written into a file nor kept for later.
        sample: whether it only tries a printer, so that nothing is lost when none takes it.
        roll: makes the same sheet in the language of roll printers, where there is such a one; called on a worker.
    """

    title: str
    file_name: str
    pdf: bytes
    kind: str = "surat"
    sample: bool = False
    secret: bool = False
    roll: Callable[[], bytes] | None = field(default=None, compare=False)
