"""One answer after another set to everything it can be, from the case of a form in which nothing is found."""

from collections.abc import Iterator
from dataclasses import dataclass

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.filling import limit_for
from ilp_desktop.forms.groups import Wording
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Kind, Question
from ilp_desktop.forms.scoring import assess, readings
from tests.forms import ways
from tests.forms.form_cases import FormCase, cases_of, confirmed

LOWEST, HIGHEST = "lowest", "highest"


@dataclass(frozen=True)
class Green:
    """An answer with which a form concludes that nothing is asked for.

    Attributes:
        told: the choice, or which of the extremes of a number it is.
        acting: what the readings say all the same that somebody has to act upon.
    """

    form: Form
    question: Question
    told: str
    acting: tuple[Assessment, ...]

    @property
    def name(self) -> str:
        """Return the form and the question."""
        return f"{self.form.code}.{self.question.code}"

    @property
    def is_counted(self) -> bool:
        """Say whether a scale gives points for it: then its cut-off decides, or a whole official sheet does."""
        scored = {code for scoring in self.form.scorings for code in scoring.questions}
        choice = self.question.choice(self.told)
        points = choice.score if choice else float(self.told == "ya")
        return self.question.code in scored and (bool(points) or self.form.wording is Wording.OFFICIAL)


def greenest(form: Form) -> FormCase | None:
    """Return the reference case with the most answers of those in which a form finds nothing."""
    return max((case for case in cases_of(form) if case.is_green), key=lambda case: len(case.typed), default=None)


def greens(form: Form) -> Iterator[Green]:
    """Give every single answer that leaves the greenest case of a form green."""
    base = greenest(form)
    if base is None:
        return
    for question in form.questions:
        if question.code in base.checked.asked:
            for told, text in _texts(question, base):
                checked = confirmed(form, {**base.typed, question.code: text}, base.facts)
                found = None if checked.errors else assess(form, checked, base.facts, DOMAIN_RULES)
                if found is not None and found.urgency is Urgency.NONE:
                    said = readings(form, checked, base.facts, DOMAIN_RULES).get(question.code, ())
                    yield Green(form, question, told, _acting(form, question, said))


def _acting(form: Form, question: Question, said: tuple[Assessment, ...]) -> tuple[Assessment, ...]:
    least = min((one.joins_from.rank for one in form.readings if one.question == question.code), default=0)
    return tuple(one for one in said if one.urgency.rank >= least)


def _texts(question: Question, base: FormCase) -> Iterator[tuple[str, str]]:
    if question.kind is Kind.BOOLEAN:
        yield from (("ya", "ya"), ("tidak", "tidak"))
    elif question.kind.is_chosen:
        yield from ((choice.value, choice.value) for choice in question.choices)
    elif question.kind.is_number:
        values = base.checked.values(base.facts)
        limit = limit_for(question.hard, values)
        if limit is not None:
            yield LOWEST, ways.as_text(question, limit.low)
            yield HIGHEST, ways.as_text(question, limit.high)
