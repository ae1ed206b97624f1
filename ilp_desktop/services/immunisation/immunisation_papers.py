"""The plan for parents and the immunisation card, filled from the record."""

from datetime import date

from sqlalchemy.orm import Session

from db.models import Person
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.immunisation.immunisation_book import BookRow
from ilp_desktop.domain.immunisation.immunisation_complete import Completeness, CompleteState
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.pregnancy.kia_book import book_text
from ilp_desktop.printing.contents.immunisation import CardRow, CardSheet, PlanSheet, PlanVisit
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile, RecordedDose
from ilp_desktop.services.kia_sheet import address_of
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, nik_words, numbers_of, posyandu_of
from ilp_desktop.services.pregnancy.kia_books import books_of_children

MOST_FOLLOWING = 6
FROM_OUTSIDE = "dari luar"


def plan_sheet(session: Session, person: Person, file: ImmunisationFile, today: date, printed_by: str) -> PlanSheet:
    """Return the plan of a person for whoever brings them."""
    vaccines = vaccines_on(today)
    posyandu = posyandu_of(session, person.village_id, person.rw, person.rt)
    visits = [
        PlanVisit(visit.day, age_on(person.birth_date, visit.day).short_text, tuple(dose.label for dose in visit.doses))
        for visit in file.plan.visits
    ]
    antigens = dict.fromkeys(dose.antigen for visit in file.plan.visits for dose in visit.doses)
    named = [vaccine for antigen in antigens if (vaccine := vaccines.of_antigen(antigen)) is not None]
    numbers = numbers_of(session, person.id)
    return PlanSheet(
        name=person.name,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, today).text,
        mother=person.mother_name,
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        day=today,
        place=f"Posyandu {posyandu} atau Puskesmas" if posyandu else "Puskesmas atau Posyandu terdekat",
        visits=tuple(visits),
        protects=tuple((vaccine.code, vaccine.protects_from) for vaccine in named),
        lost=lost_lines(file),
        printed_by=printed_by,
    )


def lost_lines(file: ImmunisationFile) -> tuple[str, ...]:
    """Return what can no longer be given, one sentence for doses lost for the same reason."""
    by_reason: dict[str, list[str]] = {}
    for label, reason in file.plan.lost:
        by_reason.setdefault(reason, []).append(label)
    return tuple(f"{', '.join(labels)}: {reason}" for reason, labels in by_reason.items())


def card_sheet(session: Session, person: Person, file: ImmunisationFile, today: date, printed_by: str) -> CardSheet:
    """Return the card of a person."""
    numbers = numbers_of(session, person.id)
    recorded = {(dose.antigen, dose.given_on): dose for dose in file.recorded}
    in_book = {(row.status.antigen, row.status.dose) for row in file.book}
    return CardSheet(
        name=person.name,
        sex=person.sex.word,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, today).text,
        nik=nik_words(session, person, numbers),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        mother=person.mother_name,
        address=address_of(session, person),
        day=today,
        columns=tuple(column.label for column in file.columns),
        rows=tuple(_row(row, recorded) for row in file.book),
        later=tuple(
            (status.label, status.given_on, *_where(recorded.get((status.antigen, status.given_on))))
            for status in file.statuses
            if status.given_on is not None and (status.antigen, status.dose) not in in_book
        ),
        complete=tuple(complete_line(one) for one in file.complete),
        following=_following(file, today),
        remarks=_remarks(file),
        printed_by=printed_by,
        source=schedule_on(today).source,
        kia_book=book_text(books_of_children(session, [person.id]).get(person.id, ())),
    )


def complete_line(one: Completeness) -> str:
    """Return IDL or IBL in words, with what is missing."""
    words = f"{one.label} ({one.code}): {one.state.value}"
    if one.completed_on is not None:
        return f"{words}, {indonesian_date(one.completed_on)}"
    until = f" sebelum {indonesian_date(one.until)}" if one.state is CompleteState.RUNNING else ""
    return f"{words}, kurang {', '.join(one.missing)}{until}"


def _row(row: BookRow, recorded: dict[tuple[str, date], RecordedDose]) -> CardRow:
    status = row.status
    dose = None if status.given_on is None else recorded.get((status.antigen, status.given_on))
    batch, place = _where(dose)
    return CardRow(
        label=status.label,
        windows=row.windows,
        given_column=row.given_column,
        given_on=status.given_on,
        batch=batch,
        place=place,
        following=_due(status),
    )


def _where(dose: RecordedDose | None) -> tuple[str, str]:
    """Return batch and place; a dose that was only told of says so."""
    if dose is None:
        return "", ""
    words = (dose.place, FROM_OUTSIDE if dose.told else "")
    return dose.batch, ", ".join(part for part in words if part)


def _due(status: DoseStatus) -> str:
    if status.given_on is not None:
        return ""
    if status.state is DoseState.CLOSED:
        return str(status.state.value)
    again = ", diulang" if status.uncounted else ""
    if status.state is DoseState.NOT_YET:
        return f"mulai {indonesian_date(status.due_from)}{again}"
    return f"{status.state.value}, paling lambat {indonesian_date(status.last_on)}{again}"


def _following(file: ImmunisationFile, today: date) -> tuple[str, ...]:
    lines = []
    for visit in file.plan.visits[:MOST_FOLLOWING]:
        when = "Hari ini" if visit.day == today else indonesian_date(visit.day)
        lines.append(f"{when}: {', '.join(dose.label for dose in visit.doses)}")
    return tuple(lines)


def _remarks(file: ImmunisationFile) -> tuple[str, ...]:
    vain = [f"{dose.label} {indonesian_date(dose.given_on)}: {dose.why_not}" for dose in file.recorded if dose.why_not]
    events = [f"KIPI {indonesian_date(event.onset_on)}: {event.reaction_text}" for event in file.events]
    return (*vain, *events)
