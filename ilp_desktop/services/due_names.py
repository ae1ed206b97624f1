"""What lists may say of a service they know by its code alone: its name, its group, and who may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.queries.due_counts import Barred
from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_shifted
from ilp_desktop.domain.due import DOSE
from ilp_desktop.domain.due_results import AWAITED, FOLLOW_UP, REFER, REPEAT
from ilp_desktop.domain.immunisation_schedule import schedule_on
from ilp_desktop.domain.service_plan import ServicePlan
from ilp_desktop.domain.service_registers import Register
from ilp_desktop.forms.schema import Header, Sensitivity
from ilp_desktop.reference import edition_on
from ilp_desktop.services.due_book import PACKAGE_PREFIX, DueEdition, packages

IMMUNISATION, AFTERWARDS, FORMS, OTHER = "Imunisasi", "Tindak lanjut hasil", "Skrining lain", "Lainnya"
TELLING_ANCHORS = ("diagnosis", "household", "form", "answer")
LIFE_COURSE = ("antenatal", "postnatal", "child", "school", "catin", "adult", "elderly", "chronic", "infectious")
PACKAGE_TITLE = "Paket layanan "
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
        return self.restricted or birth_date > born_after(self.restricted_below_years, today)


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

    def of(self, code: str) -> ServiceName:
        """Return the name of a code; one that nobody knows is restricted, since nobody knows what it tells."""
        found = self.known.get(code)
        if found is not None:
            return found
        kind, _, rest = code.partition(":")
        if kind == DOSE:
            return ServiceName(code, _dose_label(rest, self.day), IMMUNISATION)
        form = self._forms.get(rest)
        if kind in OF_FINDINGS and form is not None:
            label = OF_FINDINGS[kind].format(form.title)
            return ServiceName(code, label, AFTERWARDS, _is_restricted(form), tells_illness=True)
        return ServiceName(code, "Layanan lain", OTHER, restricted=True, tells_illness=True)

    def barred(self) -> Barred:
        """Return what those without leave for restricted things may not see."""
        closed = {code for code, name in self.known.items() if name.restricted}
        closed |= {
            f"{kind}:{form.code}" for form in self._forms.values() for kind in OF_FINDINGS if _is_restricted(form)
        }
        years = sorted({name.restricted_below_years for name in self.known.values()} - {0})
        young = tuple(
            (
                born_after(limit, self.day),
                frozenset(code for code, name in self.known.items() if name.restricted_below_years == limit),
            )
            for limit in years
        )
        return Barred(frozenset(closed), young)


def names_on(edition: DueEdition, forms: Sequence[Header], day: date) -> ServiceNames:
    """Return the names of the services in force on a day."""
    by_code = {form.code: form for form in forms}
    groups = _groups(day)
    known = {
        plan.code: _named(plan, groups.get(plan.code, FORMS), by_code, edition.registers)
        for plan in edition.rules.plans
    }
    return ServiceNames(known, (*dict.fromkeys(groups.values()), IMMUNISATION, AFTERWARDS, FORMS, OTHER), day, by_code)


def _named(plan: ServicePlan, group: str, forms: Mapping[str, Header], registers: Sequence[Register]) -> ServiceName:
    form = forms.get(plan.form)
    kind, _, event = plan.anchor.partition(":")
    asked = {event, *(plan.who.names if plan.who is not None else ())}
    told = [register for register in registers if register.code in asked]
    closed = any(register.restricted for register in told) or (form is not None and _is_restricted(form))
    restricted = plan.restricted or closed
    return ServiceName(
        code=plan.code,
        label=plan.label,
        group=group,
        restricted=restricted,
        restricted_below_years=plan.restricted_below_years,
        tells_illness=restricted or bool(told) or kind in TELLING_ANCHORS,
    )


def _is_restricted(form: Header) -> bool:
    return form.sensitivity is Sensitivity.RESTRICTED


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
