"""Reference cases of scored forms: one CSV a form, one row a person with typed answers and what must come of them.

Columns: ``age_months`` (or ``age_days``; empty for an unknown birth date), ``sex``, ``pregnant_weeks``, ``answers``
(``q=v;q=v``, taken in order; ``srq_*=tidak`` answers every question asked whose code fits and that takes this answer,
and what follows replaces it), ``score`` (of the gravest scale; empty: not compared), ``code`` of the conclusion (empty:
there must be none), ``part`` (codes that must be among conclusion and parts) and ``source``.
"""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import DAYS_A_WEEK, Facts
from ilp_desktop.forms.filling import Checked, check
from ilp_desktop.forms.parsing import parse
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Kind
from ilp_desktop.forms.scoring import assess
from tests.forms import ways
from tests.forms.shipped import FORMS

FOLDER = Path(__file__).parent.parent / "reference_cases" / "forms"
WILD = "*"


@dataclass(frozen=True)
class FormCase:
    """One row of a file of reference cases."""

    form: Form
    line: int
    row: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return what names the case in the output of a test run."""
        return f"{self.form.code}-{self.line}-{self.row['code'] or 'none'}"

    @cached_property
    def facts(self) -> Facts:
        """Return the person of the row."""
        sex = Sex(self.row["sex"]) if self.row["sex"] else None
        weeks = self.row["pregnant_weeks"]
        gestation = int(weeks) * DAYS_A_WEEK if weeks else None
        born = None
        if self.row.get("age_days"):
            born = ways.DAY - timedelta(days=int(self.row["age_days"]))
        elif self.row["age_months"]:
            born = ways.person(int(self.row["age_months"])).birth_date
        return Facts(ways.DAY, born, sex, bool(weeks), gestation)

    @cached_property
    def typed(self) -> Mapping[str, str]:
        """Return what is typed for each question."""
        typed: dict[str, str] = {}
        for pattern, text in self._pairs:
            typed |= self._typed(pattern, text, typed)
        return typed

    @cached_property
    def checked(self) -> Checked:
        """Return what comes of the typed answers; what is unusual counts as confirmed."""
        checked = confirmed(self.form, self.typed, self.facts)
        named = {pattern for pattern, _ in self._pairs if WILD not in pattern}
        assert named <= set(checked.asked), f"not asked: {sorted(named - set(checked.asked))}"
        return checked

    @cached_property
    def found(self) -> Assessment | None:
        """Return the conclusion of the form."""
        return assess(self.form, self.checked, self.facts, DOMAIN_RULES)

    @property
    def is_green(self) -> bool:
        """Say whether the form concludes that nothing is asked for."""
        return self.found is not None and self.found.urgency is Urgency.NONE

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        pairs = [pair.partition("=") for pair in filter(None, self.row["answers"].split(";"))]
        return [(pattern.strip(), text.strip()) for pattern, _, text in pairs]

    @property
    def stated(self) -> frozenset[str]:
        """Return the codes the row says must be found, as the conclusion or beside it."""
        return frozenset((*self.row["code"].split(), *(self.row.get("part") or "").split()))

    def _typed(self, pattern: str, text: str, typed: Mapping[str, str]) -> dict[str, str]:
        if WILD not in pattern:
            return {pattern: text}
        asked: tuple[str, ...] = ()
        more: dict[str, str] = {}
        while asked != (asked := check(self.form, {**typed, **more}, self.facts).asked):
            more = {code: text for code in asked if fnmatchcase(code, pattern) and self._takes(code, text)}
        assert more, f"{pattern} fits no question that takes {text}"
        return more

    def _takes(self, code: str, text: str) -> bool:
        question = self.form.question(code)
        closed = question.kind.is_chosen or question.kind is Kind.BOOLEAN
        return closed and parse(question, text, ways.DAY).answer is not None


def confirmed(form: Form, typed: Mapping[str, str], facts: Facts) -> Checked:
    """Return what comes of typed answers when what is unusual is said to be so."""
    first = check(form, typed, facts)
    return check(form, typed, facts, {doubt.key for doubt in first.doubts.values()}) if first.doubts else first


def codes_of(found: Assessment) -> Collection[str]:
    """Return the codes of a conclusion and of everything that stands beside it."""
    return {member.code for member in found.members}


def codes_to_reach(form: Form) -> frozenset[str]:
    """Return the codes of every band and every alarm that a form can conclude with."""
    bands = {band.meaning.code for scoring in form.scorings for band in scoring.bands}
    return frozenset(bands | {alarm.meaning.code for scoring in form.scorings for alarm in scoring.alarms})


def cases_of(form: Form) -> list[FormCase]:
    """Return the reference cases of a form, or none where it has no file."""
    file = FOLDER / f"{form.code}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as rows:
        return [FormCase(form, line, row) for line, row in enumerate(csv.DictReader(rows), start=2)]


CASES = [case for form in FORMS for case in cases_of(form)]
