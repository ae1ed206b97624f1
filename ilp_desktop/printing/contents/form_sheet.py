"""What stands above and in a printed form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.schema import Answers
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


@dataclass(frozen=True)
class SheetAnswers:
    """What a filled sheet holds.

    Attributes:
        asked: the questions to print, so that one asked but not answered shows; None prints those answered.
        computed: values reckoned from the answers, exactly.
        titles: title by code of the forms that conclusions may name as the next.
    """

    answers: Answers
    asked: Collection[str] | None = None
    conclusion: Assessment | None = None
    computed: Mapping[str, Fraction] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
