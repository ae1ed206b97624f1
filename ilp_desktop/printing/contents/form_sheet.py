"""What stands above the questions of a printed form."""

from dataclasses import dataclass

from ilp_desktop.printing.paper import Letterhead


@dataclass(frozen=True)
class SheetHeading:
    """Whose sheet it is.

    Attributes:
        person: label and value for each line about the person; an empty value leaves a line to write on.
        examiner: who asked and measured; empty leaves room to sign.
    """

    letterhead: Letterhead
    person: tuple[tuple[str, str], ...]
    examiner: str = ""
