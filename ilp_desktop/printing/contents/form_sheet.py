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
        titles: titles by code of the forms that an empty sheet may name as the next.
        known: names of the facts about the person that an empty sheet need not ask for again.
    """

    letterhead: Letterhead
    person: tuple[tuple[str, str], ...]
    examiner: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    known: Collection[str] = ()


@dataclass(frozen=True)
class SheetAnswers:
    """What a filled sheet holds.

    Attributes:
        asked: the questions to print, so that one asked but not answered shows; None prints those answered.
        computed: values reckoned from the answers, exactly.
        titles: title by code of the forms that conclusions may name as the next.
        readings: what rules read from single answers, by question.
    """

    answers: Answers
    asked: Collection[str] | None = None
    conclusion: Assessment | None = None
    computed: Mapping[str, Fraction] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, tuple[Assessment, ...]] = field(default_factory=dict)
