"""The 12T of each visit of a pregnancy and the panel of its laboratory tests, in the words people read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.antenatal_package import (
    AskFound,
    Package,
    PackageVisit,
    PartMark,
    Standing,
    marks_at,
    once_asked,
    stands,
)
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.antenatal.pregnancy_record import PregnancyRecord
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM


@dataclass(frozen=True)
class VisitMarks:
    """The 12T of one visit."""

    day: date
    marks: tuple[PartMark, ...]

    @property
    def done(self) -> int:
        """Return how many T were done at the visit or before it."""
        return sum(1 for mark in self.marks if mark.standing in (Standing.DONE, Standing.EARLIER))

    @property
    def asked(self) -> int:
        """Return how many T were asked for at the visit."""
        return sum(1 for mark in self.marks if mark.standing is not Standing.NOT_ASKED)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what was asked for at this visit and not done."""
        return tuple(dict.fromkeys(label for mark in self.marks for label in mark.missing))


@dataclass(frozen=True)
class TestLine:
    """One laboratory test: how it stands, its result or its days in words."""

    label: str
    standing: Standing
    text: str


@dataclass(frozen=True)
class PregnancyCare:
    """What was done of the 12T.

    Attributes:
        visits: each visit, the first first.
        today: what a visit of today has done, or is asked for before anything was recorded.
        today_recorded: whether there is a visit of today.
        owed: asked for once, open now, and not done yet.
        lost: asked for once, whose weeks have passed.
        tests: the laboratory panel.
    """

    visits: tuple[VisitMarks, ...]
    today: VisitMarks
    today_recorded: bool
    owed: tuple[str, ...]
    lost: tuple[str, ...]
    tests: tuple[TestLine, ...]
    source: str


def pregnancy_care(record: PregnancyRecord, catalogue: Catalogue, *, restricted: bool) -> PregnancyCare:
    """Return the 12T of a pregnancy; without leave no restricted test stands in it."""
    form = catalogue.form(ANC_FORM, record.today)
    package = _allowed(record.package, frozenset() if restricted else form.restricted_codes())
    visits = record.package_visits
    weeks = record.age_at(record.today).weeks
    marked = tuple(VisitMarks(visit.on, marks_at(package, visits, visit, record.known)) for visit in visits)
    recorded = bool(visits) and visits[-1].on == record.today
    empty = PackageVisit(record.today, weeks, {})
    today = marked[-1] if recorded else VisitMarks(record.today, marks_at(package, visits, empty, record.known))
    tests = [stands(package, test, visits, weeks, record.known) for test in package.tests]
    once = [*tests, *(stands(package, ask, visits, weeks, record.known) for ask in once_asked(package))]
    return PregnancyCare(
        visits=marked,
        today=today,
        today_recorded=recorded,
        owed=_labels(once, Standing.MISSING),
        lost=_labels(once, Standing.LOST),
        tests=tuple(
            TestLine(found.ask.label, found.standing, _text(record, form, found))
            for found in tests
            if found.standing is not Standing.NOT_ASKED
        ),
        source=package.source,
    )


def _allowed(package: Package, hidden: frozenset[str]) -> Package:
    """Return the package without restricted tests."""
    if not hidden:
        return package
    tests = tuple(test for test in package.tests if test.question not in hidden)
    parts = tuple(part.with_asks(ask for ask in part.asks if ask.question not in hidden) for part in package.parts)
    return package.with_parts(parts, tests)


def _labels(found: Sequence[AskFound], standing: Standing) -> tuple[str, ...]:
    return tuple(one.ask.label for one in found if one.standing is standing)


def _text(record: PregnancyRecord, form: Form, found: AskFound) -> str:
    """Return the result with its day, or what is known instead."""
    if found.standing is Standing.WAITING:
        return f"menunggu sejak {_day(found.on)}"
    if found.standing is Standing.DONE:
        if found.on is None:
            return record.person.blood_type or Standing.DONE.value
        return f"{answer_text(form.question(found.ask.question), found.answer)} ({_day(found.on)})"
    if found.standing is Standing.COMING:
        opens = record.file.last_period_on + timedelta(days=found.ask.first_week * DAYS_A_WEEK)
        return f"mulai {_day(opens)}"
    return str(found.standing.value)


def _day(day: date | None) -> str:
    return "" if day is None else indonesian_date(day)
