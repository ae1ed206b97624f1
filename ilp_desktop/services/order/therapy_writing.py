"""The medicines that stand in the therapy of a note: a doubtful dose is stored only when it is said to be right."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.orders.written_therapy import doubts_since, told_doubts
from ilp_desktop.forms.answered import number
from ilp_desktop.forms.schema import Answer
from ilp_desktop.services.core.unit_of_work import Work

THERAPY = "therapy"
WEIGHT = "berat"


class Told(NamedTuple):
    """A therapy as it is to be stored, as it stood before, and which of its lines were said to be right."""

    text: str
    stood: str = ""
    sure: frozenset[str] = frozenset()


def dosed_by(born: date, day: date, answers: Mapping[str, Mapping[str, Answer]]) -> DosedChild:
    """Return what a dose depends on: age, and the weight of this visit."""
    measured = {code: value for form in answers.values() for code, value in form.items()}
    return DosedChild(age_on(born, day), number(measured, WEIGHT))


def settle_therapy(work: Work, encounter_id: UUID, told: Told, person: DosedChild) -> None:
    """Name what was confirmed in the audit; raises ``WrongAnswers`` while a doubtful dose is not said to be right."""
    doubts = doubts_since(told.text, told.stood, person) if told.text != told.stood else ()
    wrong = told_doubts(doubt for doubt in doubts if doubt.line not in told.sure)
    if wrong:
        raise WrongAnswers({THERAPY: wrong})
    if doubts:
        work.touch("encounter", encounter_id, therapy_confirmed=[doubt.says for doubt in doubts])
