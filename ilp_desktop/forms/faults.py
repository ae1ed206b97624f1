"""What is wrong with a form's definition, said by file, section and question."""

from collections.abc import Sequence
from dataclasses import dataclass

from ilp_desktop.domain.errors import UserError


@dataclass(frozen=True)
class Fault:
    """One thing to put right in a definition file; section and question are empty where they do not apply."""

    file: str
    section: str
    question: str
    message: str

    def __str__(self) -> str:
        """Return one line for a list of faults."""
        place = " > ".join(part for part in (self.file, self.section, self.question) if part)
        return f"{place}: {self.message}"


class FormFaults(UserError):
    """A form that cannot be used; ``faults`` lists everything that is wrong with its file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        files = ", ".join(sorted({fault.file for fault in faults}))
        super().__init__(f"Formulir {files} tidak dapat dipakai.", "; ".join(map(str, faults)))


class FaultList:
    """Collects the faults of one file while it is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def add(self, message: str, section: str = "", question: str = "") -> None:
        """Note one fault."""
        self.found.append(Fault(self.file, section, question, message))

    def raise_any(self) -> None:
        """Raise ``FormFaults`` when something was noted."""
        if self.found:
            raise FormFaults(self.found)
