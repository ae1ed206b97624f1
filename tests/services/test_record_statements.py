"""Opening a record sends at most fifteen statements to a full first screen, however much is written in it.

And none of them looks through what is everybody's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import SimpleNamespace
from typing import cast
from uuid import UUID

from sqlalchemy import Engine, event

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.services.chart.listing import PAGE
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import OrderDraft
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.benchmarks.long_record import fill
from tests.house_fixtures import TODAY, Clinic
from tests.services.charted import VITALS, colleague, filled, next_day, write
from tests.services.test_encounters import letter
from tests.services.test_late_entries import paper
from tests.services.test_orders import AMLODIPINE, HB
from tests.services.test_plans import asked_for, passed_over
from tests.services.test_visit_moves import move
from ui.widgets.room.opened_visit import read_letter, read_visit
from ui.widgets.room.world import RoomWorld

MOST_STATEMENTS = 15


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is read from the database meanwhile."""
    asked: list[str] = []

    def note(*args: object) -> None:
        text = str(args[2])
        if text.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append(text)

    event.listen(Engine, "after_cursor_execute", note)
    yield asked
    event.remove(Engine, "after_cursor_execute", note)


def rich(clinic: Clinic) -> UUID:
    """Return a visit with everything in it, of somebody with a past in two klaster and a visit that moved there."""
    person = clinic.register().person_id
    other = colleague(clinic)
    write(clinic, person, other, klaster=Klaster.INFECTIOUS)
    next_day(clinic)
    write(clinic, person, clinic.doctor)
    next_day(clinic)
    clinic.house.allergies.add(clinic.doctor, NewAllergy(clinic.new_id(), person, "Udang"))
    for code in ("I10", "E11.9"):
        clinic.house.problems.add(clinic.doctor, person, code, date(2024, 1, 5))
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person))
    move(clinic, write(clinic, clinic.register("Ibu Keliru").person_id, clinic.doctor), person)
    next_day(clinic)
    visit = clinic.visit(person).encounter_id
    wanted = Examination(
        *(clinic.new_id(), visit, 1, SoapNote(subjective="Pusing", plan="Kontrol")),
        diagnoses=(GivenDiagnosis("I10", new_case=False), GivenDiagnosis("E11.9")),
        forms=(filled("vital_signs", VITALS),),
        referral=letter(clinic, planned_on=TODAY + timedelta(days=10)),
        actions=(GivenAction("89.52"), GivenAction("93.94")),
        orders=OrderDraft((HB,), (AMLODIPINE,)),
    )
    clinic.house.encounters.record(clinic.doctor, wanted)
    clinic.house.signing.sign(clinic.doctor, visit)
    return visit


def test_a_record_with_note_action_letter_orders_and_signature_takes_no_more(any_clinic: Clinic) -> None:
    visit = rich(any_clinic)
    with statements() as asked:
        file = any_clinic.house.encounters.open(any_clinic.doctor, visit)
    full = (file.note, file.diagnoses, file.answers, file.actions, file.orders, file.referrals, file.problems)
    assert all(full)
    assert len(file.timeline) == 5
    assert file.signatures
    assert any(row.moved for row in file.timeline)
    assert any(row.written_later for row in file.timeline)
    assert 8 < len(asked) <= MOST_STATEMENTS, asked


def room_of(clinic: Clinic) -> RoomWorld:
    """Return what a room asks of, as far as reading goes."""
    return cast("RoomWorld", SimpleNamespace(house=clinic.house, user=clinic.doctor))


def test_a_letter_is_read_when_it_is_wanted_and_is_the_same(any_clinic: Clinic) -> None:
    visit, world = rich(any_clinic), room_of(any_clinic)
    opened = read_visit(world, visit, frozenset(), with_letter=False)
    assert opened.letter is None
    assert read_visit(world, visit, frozenset()).letter == read_letter(world, opened.file.patient.person_id)


def test_all_the_room_shows_first_of_a_long_record_takes_no_more_and_reads_its_own_rows(clinic: Clinic) -> None:
    person = clinic.register().person_id
    fill(clinic, person, 60)
    visit, engine, world = clinic.visit(person).encounter_id, clinic.database.engine, room_of(clinic)
    clinic.house.accounts.still(clinic.doctor)
    with asked_for() as asked:
        opened = read_visit(world, visit, frozenset(), with_letter=False)
    assert opened.services.items
    assert len(opened.file.timeline) == PAGE
    assert 8 < len(asked) <= MOST_STATEMENTS, asked
    assert passed_over(engine, asked) == set()
