"""What lists may say of a service they know by its code alone: its name, its group, and who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.queries.due_counts import Barred
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_shifted
from ilp_desktop.domain.care.referral_dues import CONTROL_SERVICE, EXPIRED_SERVICE, UNANSWERED_SERVICE
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.contraception.planning_dues import RETURN_LABEL, RETURN_SERVICE
from ilp_desktop.domain.due.due import DOSE
from ilp_desktop.domain.due.due_results import AWAITED, CLOSED, FOLLOW_UP, REFER, REPEAT
from ilp_desktop.domain.due.service_plan import WAITING, ServicePlan
from ilp_desktop.domain.due.service_registers import Register
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.orders.order_words import ORDER, OrderKind
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.schema import Header
from ilp_desktop.reference import edition_on
from ilp_desktop.services.due.due_book import PACKAGE_PREFIX, DueEdition, packages

IMMUNISATION, AFTERWARDS, FORMS, OTHER = "Imunisasi", "Tindak lanjut hasil", "Skrining lain", "Lainnya"
TELLING_ANCHORS = ("diagnosis", "household", "form", "answer")
LIFE_COURSE = ("antenatal", "postnatal", "child", "school", "catin", "adult", "elderly", "chronic", "infectious")
PACKAGE_TITLE = "Paket layanan "
ORDERED = {kind.value: kind.label for kind in OrderKind}
AGREED = {
    UNANSWERED_SERVICE: "Rujukan belum dijawab",
    EXPIRED_SERVICE: "Rujukan kedaluwarsa, belum dijawab",
    CONTROL_SERVICE: "Kontrol rujuk balik",
}
OF_FINDINGS = {
    FOLLOW_UP: "Tindak lanjut: {}",
    REPEAT: "Ulang {}",
    REFER: "Rujukan hasil {}",
    AWAITED: "Belum ada hasil: {}",
}


@dataclass(frozen=True)
class ServiceName:
    """A service as lists show it.

    Attributes:
        restricted: seen only by those with leave for restricted things.
        restricted_below_years: restricted for people younger than this.
        tells_illness: being due for it says what somebody has or had, so that it is never named in public.
    """

    code: str
    label: str
    group: str
    restricted: bool = False
    restricted_below_years: int = 0
    tells_illness: bool = False

    def public_code(self, birth_date: date, today: date) -> str | None:
        """Return the code where it may be named in public of somebody, else None."""
        return None if self.tells_illness or self.hidden_for(birth_date, today) else self.code

    def hidden_for(self, birth_date: date, today: date) -> bool:
        """Say whether those without leave for restricted things may not see it of somebody."""
        below = self.restricted_below_years
        return self.restricted or (below > 0 and birth_date > born_after(below, today))


def born_after(years: int, today: date) -> date:
    """Return the last birth date of those who have completed an age; who was born later is younger."""
    return months_shifted(today, -MONTHS_A_YEAR * years)


@dataclass(frozen=True)
class ServiceNames:
    """The names of a day.

    Attributes:
        groups: in the order of the packages, then immunisation and what results ask for.
    """

    known: Mapping[str, ServiceName]
    groups: tuple[str, ...]
    day: date
    _forms: Mapping[str, Header] = field(repr=False)
    _closed_forms: frozenset[str] = field(repr=False)

    def of(self, code: str) -> ServiceName:
        """Return the name of a code; one that nobody knows is restricted, since nobody knows what it tells."""
        found = self.known.get(code)
        if found is not None:
            return found
        kind, _, rest = code.removeprefix(CLOSED).partition(":")
        if kind == DOSE:
            closed = code.startswith(CLOSED)
            return ServiceName(code, _dose_label(rest, self.day), IMMUNISATION, closed, tells_illness=closed)
        if kind == WAITING and rest in self.known:
            plan = self.known[rest]
            return replace(plan, code=code, label=f"Menunggu hasil: {plan.label}", group=AFTERWARDS, tells_illness=True)
        if kind in (*AGREED, ORDER, RETURN_SERVICE):
            return _of_what_was_agreed(code, kind, rest, self.day)
        form = self._forms.get(rest)
        if kind in OF_FINDINGS and form is not None:
            label = OF_FINDINGS[kind].format(form.title)
            restricted = code.startswith(CLOSED) or rest in self._closed_forms
            return ServiceName(code, label, AFTERWARDS, restricted, tells_illness=True)
        return ServiceName(code, "Layanan lain", OTHER, restricted=True, tells_illness=True)

    def barred(self) -> Barred:
        """Return what those without leave for restricted things may not see."""
        closed = {one for code, name in self.known.items() if name.restricted for one in _codes(code)}
        closed |= {f"{kind}:{form}" for form in self._closed_forms for kind in OF_FINDINGS}
        years = sorted({name.restricted_below_years for name in self.known.values()} - {0})
        young = tuple(
            (
                born_after(limit, self.day),
                frozenset(
                    one
                    for code, name in self.known.items()
                    if name.restricted_below_years == limit
                    for one in _codes(code)
                ),
            )
            for limit in years
        )
        return Barred(frozenset(closed), young, CLOSED)


def _of_what_was_agreed(code: str, kind: str, rest: str, day: date) -> ServiceName:
    """Return the name of what is awaited of a referral, an order or a next visit; which tells of somebody."""
    if kind == RETURN_SERVICE:
        named = RETURN_LABEL
    elif kind == ORDER:
        named = f"{ORDERED[rest]} ditunggu" if rest in ORDERED else "Hasil ditunggu"
    else:
        known = referral_rules_on(day).kinds.get(rest)
        named = AGREED[kind]
        named += f": {known.label}" if known is not None else ""
    return ServiceName(code, named, AFTERWARDS, code.startswith(CLOSED), tells_illness=True)


def _codes(code: str) -> tuple[str, str]:
    """Return the codes a service is stored under: its own, and that of a result of it that is awaited."""
    return code, f"{WAITING}:{code}"


def names_on(edition: DueEdition, forms: Sequence[Header], day: date) -> ServiceNames:
    """Return the names of the services in force on a day."""
    by_code = {form.code: form for form in forms}
    groups = _groups(day)
    closed = edition.rules.restricted_forms
    known = {
        plan.code: _named(plan, groups.get(plan.code, FORMS), closed, edition.registers) for plan in edition.rules.plans
    }
    ordered = (*dict.fromkeys(groups.values()), IMMUNISATION, AFTERWARDS, FORMS, OTHER)
    return ServiceNames(known, ordered, day, by_code, closed)


def _needed(plan: ServicePlan, registers: Sequence[Register]) -> frozenset[str]:
    """Return the registers a service tells of; one that is for people in none of them tells of none."""
    if plan.who is None:
        return frozenset()
    nobody = {register.code: False for register in registers}
    anybody = ({**nobody, "jenis_kelamin": sex.value, "hamil": pregnant} for sex in Sex for pregnant in (True, False))
    return frozenset() if any(plan.who.holds(person) for person in anybody) else plan.who.names


def _named(plan: ServicePlan, group: str, closed_forms: frozenset[str], registers: Sequence[Register]) -> ServiceName:
    kind, _, event = plan.anchor.partition(":")
    told = [register for register in registers if register.code in {event, *_needed(plan, registers)}]
    closed = any(register.restricted for register in told) or plan.form in closed_forms
    restricted = plan.restricted or closed
    return ServiceName(
        code=plan.code,
        label=plan.label,
        group=group,
        restricted=restricted,
        restricted_below_years=plan.restricted_below_years,
        tells_illness=restricted or bool(told) or kind in TELLING_ANCHORS,
    )


def _groups(day: date) -> dict[str, str]:
    """Return the package each service stands in, packages by the course of life."""
    found: dict[str, str] = {}
    for name in sorted(packages(), key=_place_in_life):
        edition = edition_on(name, day)
        title = edition.title.removeprefix(PACKAGE_TITLE)
        found |= {row["code"]: title[:1].upper() + title[1:] for row in edition.body["service"]}
    return found


def _place_in_life(package: str) -> int:
    stage = package.removeprefix(PACKAGE_PREFIX)
    return LIFE_COURSE.index(stage) if stage in LIFE_COURSE else len(LIFE_COURSE)


def _dose_label(rest: str, day: date) -> str:
    antigen, _, number = rest.rpartition(":")
    if not number.isdigit():
        return f"{IMMUNISATION} {rest}"
    return f"{IMMUNISATION} {_scheduled_label(antigen, int(number), day) or f'{antigen} dosis {number}'}"


def _scheduled_label(antigen: str, number: int, day: date) -> str:
    """Return the label of a schedule; an antigen that adults get too has none that fits everybody."""
    if antigen == edition_on("immunisation_tetanus", day).body["antigen"]:
        return ""
    rows = edition_on("immunisation_school", day).body["dose"]
    labels = {(row["antigen"], row["dose"]): str(row["label"]) for row in rows}
    labels |= {(dose.antigen, dose.dose): dose.label for dose in schedule_on(day).doses}
    return labels.get((antigen, number), "")
