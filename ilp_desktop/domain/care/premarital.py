"""The package of somebody about to marry: what of it is done, waits for a result, or lacks, by all the record has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any


class PartState(Enum):
    """How one part of a package stands; the value is what people read."""

    DONE = "sudah"
    WAITING = "menunggu hasil"
    MISSING = "belum"


class PackageState(Enum):
    """How the package of somebody stands as a whole; the value is what people read."""

    NOT_BEGUN = "belum dimulai"
    INCOMPLETE = "belum lengkap"
    COMPLETE = "lengkap"


@dataclass(frozen=True)
class PackagePart:
    """One part of a package: done when every question has a result, or one of its forms was filled in.

    Attributes:
        missing, waiting: answers that say that there is no result, and that one is still to come.
        sex: who gets it; empty is everybody.
        forms: forms that do it as a whole.
        waits_by: questions that say besides that a result is still to come.
        tests: by question, codes of tests; while one is asked for and not answered, its result is still to come.
        lasting: whether a result counts however old it is.
        doses: whether doses of tetanus vaccine on record tell it too.
    """

    label: str
    questions: tuple[str, ...]
    missing: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    sex: str = ""
    forms: tuple[str, ...] = ()
    waits_by: tuple[str, ...] = ()
    tests: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lasting: bool = False
    doses: bool = False


@dataclass(frozen=True)
class PackageFacts:
    """What the record has.

    Attributes:
        since: the first day whose results count.
        answers: by question, days and answers, the newest first.
        forms: the last day each form was filled in.
        ordered: codes of tests that were asked for and not answered.
        dose_on: the last dose of tetanus vaccine that counts; None where there is none.
    """

    since: date
    answers: Mapping[str, Sequence[tuple[date, Any]]] = field(default_factory=dict)
    forms: Mapping[str, date] = field(default_factory=dict)
    ordered: frozenset[str] = frozenset()
    dose_on: date | None = None


@dataclass(frozen=True)
class PartStanding:
    """How a part stands, and when it was done, where a day is known; ``by_dose`` where a dose on record tells it."""

    label: str
    state: PartState
    day: date | None = None
    by_dose: bool = False

    @property
    def is_done(self) -> bool:
        """Say whether it is done."""
        return self.state is PartState.DONE


@dataclass(frozen=True)
class Package:
    """The package of somebody.

    Attributes:
        begun_on: when its form was filled in last; None where it was not within its time.
        parts: how each part stands by the record, also before the form was filled in.
    """

    begun_on: date | None
    parts: tuple[PartStanding, ...]

    @property
    def state(self) -> PackageState:
        """Return how it stands as a whole."""
        if self.begun_on is None:
            return PackageState.NOT_BEGUN
        return PackageState.INCOMPLETE if lacking(self.parts) else PackageState.COMPLETE

    @property
    def begun(self) -> tuple[PartStanding, ...] | None:
        """Return how each part stands; None where it was not begun."""
        return None if self.begun_on is None else self.parts


def package_standing(parts: Sequence[PackagePart], facts: PackageFacts, sex: str) -> tuple[PartStanding, ...]:
    """Return how each part stands that somebody of a sex gets."""
    return tuple(_standing(part, facts) for part in parts if part.sex in ("", sex))


def lacking(package: Sequence[PartStanding]) -> tuple[str, ...]:
    """Return the labels of the parts that are not done."""
    return tuple(one.label for one in package if not one.is_done)


def _standing(part: PackagePart, facts: PackageFacts) -> PartStanding:
    by_form = [facts.forms[code] for code in part.forms if facts.forms.get(code, date.min) >= facts.since]
    if by_form:
        return PartStanding(part.label, PartState.DONE, max(by_form))
    if part.doses and facts.dose_on is not None:
        return PartStanding(part.label, PartState.DONE, facts.dose_on, by_dose=True)
    found = [_of_question(part, facts, code) for code in part.questions]
    states = {state for state, _ in found}
    days = [day for _, day in found if day is not None and day != date.min]
    day = max(days, default=None)
    if states == {PartState.DONE}:
        return PartStanding(part.label, PartState.DONE, day)
    if PartState.MISSING not in states or any(_waits(part, facts, code) for code in part.waits_by):
        return PartStanding(part.label, PartState.WAITING)
    return PartStanding(part.label, PartState.MISSING)


def _of_question(part: PackagePart, facts: PackageFacts, code: str) -> tuple[PartState, date | None]:
    """Return the newest result of a question; a later answer without one takes none away."""
    since = date.min if part.lasting else facts.since
    told = [(day, answer) for day, answer in facts.answers.get(code, ()) if day >= since and _is_told(answer)]
    no_result = part.missing | part.waiting
    done = next((day for day, answer in told if not _any_of(answer, no_result)), None)
    if done is not None:
        return PartState.DONE, done
    waits = _waits(part, facts, code) or part.tests.get(code, frozenset()) & facts.ordered
    return (PartState.WAITING if waits else PartState.MISSING), None


def _waits(part: PackagePart, facts: PackageFacts, code: str) -> bool:
    """Say whether the newest answer to a question is that a result is still to come."""
    newest = next((answer for day, answer in facts.answers.get(code, ()) if day >= facts.since), None)
    return newest is not None and _any_of(newest, part.waiting)


def _is_told(answer: object) -> bool:
    return bool(answer) if isinstance(answer, list | tuple) else answer not in (None, "")


def _any_of(answer: object, words: Collection[str]) -> bool:
    return bool(set(answer) & set(words)) if isinstance(answer, list | tuple) else answer in words
