"""What comes next in a pregnancy: the next contact, services due, and counts that are not full yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.antenatal_package import SERVICES
from ilp_desktop.forms.risk_course import RiskCourse
from ilp_desktop.reference import edition_on
from ilp_desktop.services.antenatal.pregnancy_record import PregnancyRecord
from ilp_desktop.services.antenatal.pregnancy_risks import SHORT_TITLES
from ilp_desktop.services.due.due_services import PersonServices
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, AntenatalRow

CONTACT = "anc_t"
TETANUS_DOSE = "dose:Td:"
LABORATORY = "Laboratorium"
OPEN = (ServiceState.LATE, ServiceState.DUE, ServiceState.COMING)


@dataclass(frozen=True)
class NextService:
    """One thing that comes next.

    Attributes:
        when: its days in words.
        state: None for a count that is no service of its own.
        form: code of the form that does it; empty where none does.
    """

    label: str
    when: str
    state: ServiceState | None = None
    form: str = ""
    why: str = ""


def next_services(
    record: PregnancyRecord, services: PersonServices, risks: Sequence[RiskCourse]
) -> tuple[NextService, ...]:
    """Return the next contact, then what is late, due and coming of this pregnancy, then counts not full yet."""
    own = {row["code"] for row in edition_on(SERVICES, record.today).body["service"]}
    tests = {test.service: test.label for test in record.package.tests if test.service}
    items = [item for item in services.items if item.state in OPEN and _belongs(item, own)]
    contacts = [item for item in items if item.service.startswith(CONTACT)]
    lab = [item for item in items if item.service in tests]
    others = [item for item in items if item not in contacts and item not in lab]
    services_next = [*(_service(record, item, risks) for item in others), *_laboratory(record, lab, tests)]
    return (
        *_contact(record, contacts),
        *sorted(services_next, key=lambda one: OPEN.index(one.state or ServiceState.COMING)),
        *_unanswered(record, risks, {item.form for item in items}),
        *_counts(record),
    )


def agreed_visit(row: AntenatalRow) -> date | None:
    """Return the day agreed for the next visit."""
    said = row.answers.get("tanggal_kontrol")
    return date.fromisoformat(said) if isinstance(said, str) else None


def _belongs(item: OfferedService, own: set[str]) -> bool:
    if item.service.startswith("waiting:"):
        return False
    return item.service in own or item.service.startswith(TETANUS_DOSE)


def _contact(record: PregnancyRecord, items: Sequence[OfferedService]) -> Iterator[NextService]:
    """Give the next contact with its window, and the day that was agreed."""
    number = len(record.file.contacts.contacts) + 1
    visits = record.file.visits
    agreed = agreed_visit(visits[-1]) if visits else None
    told = "" if agreed is None else f"disepakati {indonesian_date(agreed)}"
    state = None if agreed is None or agreed >= record.today else ServiceState.LATE
    if items:
        first = min(items, key=lambda item: (item.due_from, item.late_from or item.due_from))
        worst = state or min((item.state for item in items), key=OPEN.index)
        late = sum(1 for item in items if item.state is ServiceState.LATE)
        more = f"{late} kontak terlambat" if late > 1 else ""
        when = "; ".join(part for part in (told, _window(first), more) if part)
        yield NextService(f"Kontak K{number}", when, worst, ANC_FORM, first.why)
    elif told:
        yield NextService(f"Kontak K{number}", told, state, ANC_FORM)


def _service(record: PregnancyRecord, item: OfferedService, risks: Sequence[RiskCourse]) -> NextService:
    if item.service.startswith(TETANUS_DOSE):
        return _tetanus(record, item)
    course = next((one for one in risks if one.form == item.form), None)
    when = _days(record, item)
    if course is not None:
        left = len(course.now.open)
        told = f"{left} butir perlu ditanyakan" if left else "semua butir terbaca dari catatan"
        when = f"{when}; {told}" if when else told
    return NextService(item.label, when, item.state, item.form, item.why)


def _laboratory(
    record: PregnancyRecord, items: Sequence[OfferedService], tests: dict[str, str]
) -> Iterator[NextService]:
    """Give the tests of one state as one line."""
    for state in OPEN:
        mine = [item for item in items if item.state is state]
        if mine:
            names = ", ".join(tests[item.service] for item in mine)
            yield NextService(f"{LABORATORY}: {names}", _days(record, mine[0]), state, ANC_FORM, mine[0].why)


def _unanswered(record: PregnancyRecord, risks: Sequence[RiskCourse], due: set[str]) -> Iterator[NextService]:
    """Give risk forms with questions that neither form nor record has answered, unless the form itself is due."""
    for course in risks:
        if course.now.open and course.form not in due:
            title, count = SHORT_TITLES[course.form], len(course.now.open)
            yield NextService(
                f"{title}: {count} butir belum ditanyakan", "", None, course.form, "; ".join(course.now.open)
            )


def _counts(record: PregnancyRecord) -> Iterator[NextService]:
    tablets = record.tablets
    if tablets.given < tablets.target:
        yield NextService(tablets.kind, f"{tablets.given} dari {tablets.target} tablet", None, ANC_FORM)
    classes = record.file.classes
    if not classes.complete:
        yield NextService("Kelas ibu hamil", classes.text, None, ANC_FORM)


def _tetanus(record: PregnancyRecord, item: OfferedService) -> NextService:
    """Return the next dose, and that a status was told of which the doses are not on record."""
    told, known = record.td_text, record.tetanus.text
    when = f"dinyatakan {told}, dosisnya belum dicatat" if told > known else f"status {known}"
    return NextService(item.label, when, item.state, "", item.why)


def _days(record: PregnancyRecord, item: OfferedService) -> str:
    """Return since when a service is late, when it begins, or its last day where that comes before the birth does."""
    if item.state is ServiceState.LATE and item.late_from is not None:
        return f"sejak {indonesian_date(item.late_from)}"
    if item.state is ServiceState.COMING:
        return f"mulai {indonesian_date(item.due_from)}"
    last = _last_day(item)
    return "" if last is None or last > record.file.due_on else f"s.d. {indonesian_date(last)}"


def _window(item: OfferedService) -> str:
    last, begins = _last_day(item), indonesian_date(item.due_from)
    return f"mulai {begins}" if last is None else f"{begins} s.d. {indonesian_date(last)}"


def _last_day(item: OfferedService) -> date | None:
    return None if item.closes_on is None else item.closes_on - timedelta(days=1)
