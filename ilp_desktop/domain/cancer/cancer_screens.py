"""The cancer screens of a day, how somebody stands after one, and when it is done again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from ilp_desktop.domain.due.service_occurrence import occurrence
from ilp_desktop.domain.due.service_plan import ANSWER, ServicePlan
from ilp_desktop.reference import edition_on

TABLE = "cancer_screening"


class ScreenState(Enum):
    """How somebody stands after a screen, the most pressing first; the value is what people read."""

    UNREFERRED = "belum dirujuk"
    UNANSWERED = "rujukan belum dijawab"
    AWAITED = "belum ada hasil"
    RECALL = "waktunya skrining ulang"
    SETTLED = "sudah ditindaklanjuti"
    WAITING = "menunggu jadwal ulang"

    @property
    def rank(self) -> int:
        """Return its place from the most pressing on."""
        return list(ScreenState).index(self)

    @property
    def is_open(self) -> bool:
        """Say whether a result asks for something before the next screen counts."""
        return self in (ScreenState.UNREFERRED, ScreenState.UNANSWERED, ScreenState.AWAITED)


@dataclass(frozen=True)
class CancerScreen:
    """One screen.

    Attributes:
        form, service: the form that tells its result, and the service that says for whom, from when and how often.
        treated: questions and answers that say that a positive result was dealt with here.
    """

    code: str
    label: str
    form: str
    service: str
    treated: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=16)
def screens_on(day: date) -> tuple[CancerScreen, ...]:
    """Return the screens in force on a day, in the order in which they are shown."""
    return tuple(
        CancerScreen(
            row["code"],
            row["label"],
            row["form"],
            row["service"],
            tuple((question, answer) for question, answer in row.get("treated", ())),
        )
        for row in edition_on(TABLE, day).body["screen"]
    )


def result_questions(plan: ServicePlan) -> tuple[str, ...]:
    """Return the questions whose answers are results of a screen by themselves."""
    keys = (key.split(":", 1) for key in plan.done_by)
    return tuple(rest for kind, rest in keys if kind == ANSWER and "=" not in rest)


def recall_on(plan: ServicePlan, birth_date: date, screened_on: date, named_days: int | None) -> date | None:
    """Return when a screen is done again, None where the person is then out of its ages.

    The day that the result names goes before the interval of the service, where the service says so.
    """
    named = screened_on + timedelta(days=named_days) if plan.recall and named_days is not None else None
    done: Sequence[date] = (screened_on,)
    found, _ = occurrence(plan, birth_date, done, screened_on, named)
    return None if found is None else found.due_from
