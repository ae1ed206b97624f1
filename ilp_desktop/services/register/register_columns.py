"""The columns of a register as its reference table lists them, for a year or a month, as far as a user may see them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ilp_desktop import reference
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.closed import closed_of
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.reference import edition_on
from ilp_desktop.services.register.register_facts import ANSWERS, EVERYBODY, NAMED, Asked, Fact
from ilp_desktop.services.register.register_facts_adult import ADULT
from ilp_desktop.services.register.register_facts_book import BOOK
from ilp_desktop.services.register.register_facts_cancer import CANCER
from ilp_desktop.services.register.register_facts_certificate import CERTIFICATES
from ilp_desktop.services.register.register_facts_child import CHILD, DEVELOPMENT
from ilp_desktop.services.register.register_facts_chronic import CHRONIC, CHRONIC_FIGURES
from ilp_desktop.services.register.register_facts_couple import COUPLES
from ilp_desktop.services.register.register_facts_dose import DOSES
from ilp_desktop.services.register.register_facts_mother import MOTHER
from ilp_desktop.services.register.register_facts_referral import REFERRALS
from ilp_desktop.services.register.register_rows import RegisterColumn, RegisterInfo

PREFIX = "register_"
FACTS: Mapping[str, Fact] = {
    **EVERYBODY,
    **ANSWERS,
    **BOOK,
    **CHILD,
    **DOSES,
    **MOTHER,
    **CHRONIC,
    **REFERRALS,
    **ADULT,
    **CERTIFICATES,
    **CANCER,
    **COUPLES,
}
NUMBER = "number"
MONTHLY = "month"
USUAL_LETTERS = 12
MONTH_WORD = "{month}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
FIGURES = frozenset(
    {
        "number",
        "age_months",
        "weight",
        "length",
        "sum",
        "birth_weight_g",
        "birth_length_cm",
        "z",
        "delivery_blood_loss_ml",
        "referral_answer_days",
        *CHRONIC_FIGURES,
    }
)


@dataclass(frozen=True)
class PlannedColumn:
    """One column and what stands in it.

    Attributes:
        fact: None for the number of the row.
        tallied: whether it is told above the list how often each word stands in it.
    """

    shown: RegisterColumn
    fact: Fact | None
    asked: Asked
    tallied: bool = False


def register_names() -> tuple[str, ...]:
    """Return the names of all registers."""
    return tuple(name for name in reference.names() if name.startswith(PREFIX))


def infos_on(day: date) -> tuple[RegisterInfo, ...]:
    """Return every register, in the order of their tables."""
    found = [(edition_on(name, day).body["order"], info_on(name, day)) for name in register_names()]
    return tuple(info for _, info in sorted(found, key=lambda one: one[0]))


def info_on(code: str, day: date) -> RegisterInfo:
    """Return what a register is."""
    edition = edition_on(code, day)
    body = edition.body
    klaster = Klaster(body["klaster"])
    states = tuple((state, word) for state, word in body.get("states", ()))
    about = (body["rows"], body["about"], edition.source, edition.verified)
    return RegisterInfo(code, edition.title, *about, klaster, states, bool(body.get("restricted")))


def shipped_columns(code: str, day: date) -> Sequence[Mapping[str, Any]]:
    """Return the columns that ship with the program."""
    rows: Sequence[Mapping[str, Any]] = edition_on(code, day).body["column"]
    return rows


def planned_columns(
    listed: Sequence[Mapping[str, Any]], day: date, months: Sequence[date], may_see: "Leave"
) -> tuple[PlannedColumn, ...]:
    """Return columns in their order; those of each month stand together, month after month."""
    rows = [row for row in listed if may_see.column(row)]
    found: list[PlannedColumn] = []
    for monthly, block in groupby(rows, key=lambda row: row.get("each") == MONTHLY):
        some = list(block)
        for month in months if monthly else (None,):
            found += [_planned(row, month or _fixed_month(row, day.year), named=monthly) for row in some]
    return tuple(found)


def forms_of(columns: Iterable[PlannedColumn], catalogue: Catalogue, day: date) -> frozenset[str]:
    """Return the forms whose answers some columns tell of."""
    named = {form for column in columns for form in _forms(column)}
    listed = {header.code for header in catalogue.listed(day) if header.code.startswith(DEVELOPMENT)}
    return frozenset(named - {DEVELOPMENT} | (listed if DEVELOPMENT in named else set()))


def months_of(year: int, month: int) -> tuple[date, ...]:
    """Return the first day of the month wanted, or of each of the year."""
    return tuple(date(year, one, 1) for one in ((month,) if month else range(1, MONTHS_A_YEAR + 1)))


class Leave:
    """Which columns somebody may see: restricted questions, and what rests on them, need leave."""

    def __init__(self, catalogue: Catalogue, day: date, *, restricted: bool) -> None:
        self._catalogue = catalogue
        self._day = day
        self._restricted = restricted

    def column(self, row: Mapping[str, Any]) -> bool:
        """Say whether a column may be seen."""
        return self._restricted or not self.is_restricted(row)

    def is_restricted(self, row: Mapping[str, Any]) -> bool:
        """Say whether a column tells something restricted, or its table says so."""
        name, _, argument = str(row["fact"]).partition(":")
        fact = FACTS.get(name)
        form, question = fact.question(argument) if fact else ("", "")
        return bool(row.get("restricted")) or (bool(form) and self._tells(form, question))

    def _tells(self, code: str, question: str) -> bool:
        if not self._catalogue.asks_restricted(code, self._day):
            return False
        form = self._catalogue.form(code, self._day)
        if form.sensitivity is Sensitivity.RESTRICTED:
            return True
        if question:
            return question in form.restricted_codes()
        closed = closed_of(form)
        return bool(closed.scales or closed.alarms)


def _fixed_month(row: Mapping[str, Any], year: int) -> date | None:
    return date(year, row["in_month"], 1) if "in_month" in row else None


def _planned(row: Mapping[str, Any], month: date | None, *, named: bool) -> PlannedColumn:
    name, _, argument = str(row["fact"]).partition(":")
    heading = str(row["label"])
    if named and month is not None:
        heading = heading.replace(MONTH_WORD, MONTHS[month.month - 1])
    shown = RegisterColumn(heading, max(row.get("letters", USUAL_LETTERS), len(heading) + 1), name in FIGURES)
    tallied = bool(row.get("tally"))
    return PlannedColumn(shown, None if name == NUMBER else FACTS[name], Asked(argument, month), tallied)


def _forms(column: PlannedColumn) -> Iterator[str]:
    if column.fact is None:
        return
    yield from column.fact.forms
    if column.fact.asks == NAMED:
        yield column.fact.question(column.asked.argument)[0]
