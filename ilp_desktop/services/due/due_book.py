"""The service packages of a day joined into rules: reference editions, forms that name when they are due, settings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

from ilp_desktop.domain.care.referral_kind import ReferralRules, referral_rules_on
from ilp_desktop.domain.due.due_facts import Series, ServiceRules
from ilp_desktop.domain.due.service_plan import ServicePlan
from ilp_desktop.domain.due.service_reading import read_plan
from ilp_desktop.domain.due.service_registers import Register, registers_on, who_names
from ilp_desktop.domain.elderly.elderly_follow_up import answers_instead
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.own_due import plan_of
from ilp_desktop.forms.schema import Header, Sensitivity
from ilp_desktop.reference import edition_on, editions, names
from ilp_desktop.services.due.due_findings import ClosedForms, LookAgain

PACKAGE_PREFIX = "service_"
ALSO_READ = (
    *("chronic_care", "contraception", "control_targets", "due_rules", "elderly_care", "growth_prematurity"),
    "immunisation",
    *("immunisation_endemic", "immunisation_school", "immunisation_tetanus", "referral_kind"),
)
FINGERPRINT_LETTERS = 12
PLACES_A_PACKAGE = 1000
RULES_OF_THIS_PROGRAM = "9"
"""Raised when the arithmetic of the rules changes, so that everybody's services are worked out anew."""


@dataclass(frozen=True)
class DueEdition:
    """The rules of a day for one Puskesmas.

    Attributes:
        answers: codes of the questions whose answers count.
        mark: changes whenever any part of the rules does; stored beside what was worked out by them.
        until: the day on which the next edition of anything begins; None when none is known.
        postpone_days, decline_days: how long a service is put off that was postponed or declined.
        catin_days: how long somebody counts as about to marry after the form for it.
        closed_forms: tells which conclusions rest on restricted answers.
        look_again: when something to watch is asked again where its form names no day.
        contacts: forms that count as held also where all they came to is a result to come.
        referral_rules: what is chased of referrals.
        series: forms that follow each other.
        no_results, still_to_come: answers that are no result; a result stands out after the latter.
    """

    rules: ServiceRules
    registers: tuple[Register, ...]
    answers: frozenset[str]
    mark: str
    until: date | None
    je_endemic: bool
    postpone_days: int
    decline_days: int
    catin_days: int
    closed_forms: ClosedForms
    look_again: LookAgain
    contacts: frozenset[str]
    no_results: frozenset[str]
    still_to_come: frozenset[str]
    referral_rules: ReferralRules
    series: tuple[Series, ...] = ()


class DueBook:
    """Hands out the rules in force, made once for each combination of editions and settings."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._made: dict[tuple[tuple[str, ...], bool], DueEdition] = {}

    def on(self, day: date, *, je_endemic: bool = False) -> DueEdition:
        """Return the rules in force on a day where Japanese encephalitis is endemic or not."""
        forms = self._catalogue.listed(day)
        due = tuple(f"{form.code} {form.version}" for form in forms if form.due)
        key = ((*_reference_versions(day), *due), je_endemic)
        if key not in self._made:
            self._made[key] = self._make(day, forms, key[0], je_endemic=je_endemic)
        return self._made[key]

    def _make(self, day: date, forms: Sequence[Header], versions: Sequence[str], *, je_endemic: bool) -> DueEdition:
        body = edition_on("due_rules", day).body
        registers = registers_on(day)
        own = [plan_of(form, who_names(day), body["rank_own_forms"] * PLACES_A_PACKAGE) for form in forms if form.due]
        plans = (*packaged_plans(day), *own)
        text = "\n".join((RULES_OF_THIS_PROGRAM, *versions, str(je_endemic)))
        return DueEdition(
            rules=ServiceRules(
                plans=plans,
                registers=tuple(one.code for one in registers),
                titles={form.code: form.title for form in forms},
                sources={form.code: form.source for form in forms},
                restricted_forms=restricted_forms(plans, forms),
                young_forms=young_forms(plans),
                coming_days=body["coming_days"],
                follow_up_late_days=body["follow_up_late_days"],
                follow_up_closes_days=body["follow_up_closes_days"],
                episode_gap_days=body["episode_gap_days"],
                rank_results=body["rank_results"] * PLACES_A_PACKAGE,
                rank_doses=body["rank_doses"] * PLACES_A_PACKAGE,
                instead=answers_instead(day),
                settled_by={row["form"]: (row["by"], tuple(row["forms"])) for row in body.get("settled", ())},
            ),
            registers=registers,
            answers=frozenset(_answers(plans)),
            mark=sha256(text.encode()).hexdigest()[:FINGERPRINT_LETTERS],
            until=self._next_edition(day),
            je_endemic=je_endemic,
            postpone_days=body["postpone_days"],
            decline_days=body["decline_days"],
            catin_days=body["catin_days"],
            closed_forms=ClosedForms(self._catalogue, day),
            look_again=LookAgain(body["watch_repeat_days"], body["watch_repeat_of"]),
            contacts=frozenset(body["contacts"]),
            no_results=frozenset(body["no_results"]),
            still_to_come=frozenset(body["still_to_come"]),
            referral_rules=referral_rules_on(day),
            series=tuple(Series(**row) for row in body["series"]),
        )

    def _next_edition(self, day: date) -> date | None:
        begun = [edition.valid_from for name in (*packages(), *ALSO_READ) for edition in editions(name)]
        begun += [form.valid_from for form in self._catalogue.headers() if form.due]
        return min((start for start in begun if start > day), default=None)


@lru_cache(maxsize=4)
def book_of(catalogue: Catalogue) -> DueBook:
    """Return the book of a catalogue, the same whenever services are joined over it."""
    return DueBook(catalogue)


def restricted_forms(plans: Sequence[ServicePlan], forms: Sequence[Header]) -> frozenset[str]:
    """Return the forms whose results are not for everybody: their own, and those that a restricted service opens.

    One that open services ask for too stays open where the restricted ones look at single answers of it alone; what
    rests on those is told apart by ``ClosedForms``.
    """
    found = {form.code for form in forms if form.sensitivity is Sensitivity.RESTRICTED}
    open_too = {plan.form for plan in plans if not plan.restricted}
    for plan in plans:
        as_a_whole = any(key == f"form:{plan.form}" for key in plan.done_by)
        if plan.restricted and plan.form and (as_a_whole or plan.form not in open_too):
            found.add(plan.form)
    return frozenset(found)


def young_forms(plans: Sequence[ServicePlan]) -> dict[str, int]:
    """Return, by form, below which age its results are not for everybody, where every service that opens it says so."""
    found: dict[str, list[int]] = {}
    for plan in plans:
        if plan.form and not plan.restricted:
            found.setdefault(plan.form, []).append(plan.restricted_below_years)
    return {form: max(years) for form, years in found.items() if all(years)}


def packages() -> tuple[str, ...]:
    """Return the names of the reference tables that hold services."""
    return tuple(name for name in names() if name.startswith(PACKAGE_PREFIX))


@lru_cache(maxsize=512)
def _reference_versions(day: date) -> tuple[str, ...]:
    found = (edition_on(name, day) for name in (*packages(), *ALSO_READ))
    return tuple(f"{edition.name} {edition.version} {edition.valid_from}" for edition in found)


@lru_cache(maxsize=64)
def packaged_plans(day: date) -> tuple[ServicePlan, ...]:
    """Return the services of all packages in force on a day."""
    found: list[ServicePlan] = []
    for name in packages():
        edition = edition_on(name, day)
        first = edition.body["rank"] * PLACES_A_PACKAGE
        found += [
            read_plan(row, edition.source, who_names(day), first + place)
            for place, row in enumerate(edition.body["service"])
        ]
    return tuple(found)


def _answers(plans: Sequence[ServicePlan]) -> list[str]:
    keys = [key for plan in plans for key in (*plan.done_by, plan.anchor)]
    return [key.split(":", 1)[1].split("=")[0] for key in keys if key.startswith("answer:")]
