"""What is due is stored in the transaction that changes a fact, and shown with its reason."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, event, select

from db.models import Due, Person
from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.due.due_answers import AnswerToService
from ilp_desktop.services.due.due_book import DueBook
from ilp_desktop.services.due.due_services import PersonServices
from ilp_desktop.services.due.due_store import DueStore
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.immunised import labelled

KK = "3201010101200003"


def _stored(clinic: Clinic, person_id: UUID) -> dict[str, Due]:
    with clinic.database.reading() as session:
        return {row.service: row for row in session.scalars(select(Due).where(Due.person_id == person_id))}


def _state(found: PersonServices, service: str) -> ServiceState | None:
    return next((one.state for one in found.items if one.service == service), None)


def _record(clinic: Clinic, encounter: UUID, *codes: str, **forms: dict[str, str]) -> None:
    wanted = Examination(
        clinic.new_id(),
        encounter,
        clinic.house.encounters.open(clinic.doctor, encounter).version,
        SoapNote(subjective="Kontrol"),
        tuple(GivenDiagnosis(code) for code in codes),
        tuple(FilledForm(code, typed) for code, typed in forms.items()),
    )
    clinic.house.encounters.record(clinic.doctor, wanted)


def _answer(clinic: Clinic, person_id: UUID, service: str, **changes: object) -> AnswerToService:
    wanted = AnswerToService(clinic.new_id(), person_id, service, declined=True, reason="Tidak sempat")
    return replace(wanted, **changes)  # type: ignore[arg-type]


def test_services_are_stored_when_a_person_is_registered(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    rows = _stored(any_clinic, person)
    assert {"blood_pressure", "glucose", "puma", "cervical"} <= set(rows)
    assert rows["glucose"].due_from == date(2010, 5, 17)
    assert rows["glucose"].village_id == any_clinic.village_id


def test_measuring_moves_the_service_in_the_same_save(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    visit = any_clinic.visit(person).encounter_id
    _record(any_clinic, visit, vital_signs={"sistolik": "120", "diastolik": "80"})
    assert "blood_pressure" not in _stored(any_clinic, person)
    found = any_clinic.house.dues.of_person(any_clinic.doctor, person, visit)
    assert _state(found, "blood_pressure") is ServiceState.DONE


def test_diagnosis_puts_a_person_into_monthly_control(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    _record(any_clinic, any_clinic.visit(person).encounter_id, "I10")
    assert _stored(any_clinic, person)["hypertension_doctor"].due_from == date(2026, 12, 23)


def test_tb_of_one_concerns_everybody_of_the_family(any_clinic: Clinic) -> None:
    house, desk = any_clinic.house, any_clinic.desk
    ill = house.registration.register(desk, replace(any_clinic.person("Ayah"), kk_number=KK)).person_id
    mother = replace(any_clinic.person("Ibu"), kk_number=KK, relation=FamilyRelation.SPOUSE)
    wife = house.registration.register(desk, mother).person_id
    neighbour = any_clinic.register("Tetangga").person_id
    _record(any_clinic, any_clinic.visit(ill).encounter_id, "A15.0")
    assert "tb_household" in _stored(any_clinic, wife)
    assert "tb_household" not in _stored(any_clinic, neighbour)
    assert "tb_household" not in _stored(any_clinic, ill)
    own, family = house.dues.with_family(any_clinic.doctor, ill)
    assert own == house.dues.of_person(any_clinic.doctor, ill)
    assert [member.person_id for member in family] == [wife]
    assert _state(family[0].services, "tb_household") is ServiceState.DUE


def test_pregnancy_makes_its_contacts_due_and_ends_what_is_for_others(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1990, 5, 17)).person_id
    assert "cervical" in _stored(any_clinic, person)
    started = NewPregnancy(any_clinic.new_id(), person, TODAY - timedelta(weeks=10), 1, 0, 0)
    any_clinic.house.pregnancies.start(any_clinic.doctor, started)
    rows = _stored(any_clinic, person)
    assert "anc_t1" in rows
    assert "cervical" not in rows


def test_corrected_birth_date_moves_every_service(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    data = replace(any_clinic.person(birth_date=date(2000, 5, 17)).data)
    any_clinic.house.registration.change(any_clinic.desk, person, 1, data)
    rows = _stored(any_clinic, person)
    assert "glucose" not in rows
    assert rows["blood_pressure"].due_from == date(2018, 5, 17)


def test_dose_given_is_no_longer_open(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak", birth_date=TODAY - timedelta(days=20)).person_id
    assert "dose:BCG:1" in _stored(any_clinic, child)
    label = labelled(any_clinic, "BCG", "B1")
    dose = NewDose(any_clinic.new_id(), child, "BCG", 1, TODAY, confirmed=True, **label)
    any_clinic.house.children.give(any_clinic.doctor, dose)
    assert "dose:BCG:1" not in _stored(any_clinic, child)


def test_declining_keeps_who_when_and_why_and_offers_again_later(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    any_clinic.house.dues.answer(any_clinic.doctor, _answer(any_clinic, person, "glucose"))
    assert _stored(any_clinic, person)["glucose"].due_from == TODAY + timedelta(days=30)
    found = any_clinic.house.dues.of_person(any_clinic.doctor, person)
    shown = next(one for one in found.items if one.service == "glucose")
    assert (shown.state, shown.note) == (
        ServiceState.DECLINED,
        "Ditolak 23-11-2026, dicatat dr. Ratna Contoh: Tidak sempat",
    )


def test_declining_twice_with_one_save_is_one_answer(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    wanted = _answer(any_clinic, person, "glucose")
    any_clinic.house.dues.answer(any_clinic.doctor, wanted)
    any_clinic.house.dues.answer(any_clinic.doctor, replace(wanted, until=TODAY + timedelta(days=3)))
    assert _stored(any_clinic, person)["glucose"].due_from == TODAY + timedelta(days=30)


@pytest.mark.parametrize(
    ("changes", "field"), [({"reason": " "}, "reason"), ({"reason": "x" * 201}, "reason"), ({"until": TODAY}, "until")]
)
def test_answer_that_cannot_be_kept_is_refused_beside_its_field(
    any_clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.dues.answer(any_clinic.doctor, _answer(any_clinic, person, "glucose", **changes))
    assert field in refused.value.fields
    assert _stored(any_clinic, person)["glucose"].due_from < TODAY


def test_unwell_person_is_screened_later_but_controlled_today(any_clinic: Clinic) -> None:
    person = any_clinic.register("Sakit", birth_date=date(1970, 5, 17)).person_id
    sick = any_clinic.visit(person, sick=True).encounter_id
    found = any_clinic.house.dues.of_person(any_clinic.doctor, person, sick)
    postponed = next(one for one in found.items if one.service == "puma")
    assert (postponed.state, postponed.proposed_on) == (ServiceState.PUT_OFF, TODAY + timedelta(days=14))
    assert _state(found, "tb_adult") is ServiceState.DUE


def test_nothing_is_offered_in_an_emergency(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    visit = any_clinic.visit(person, "1").encounter_id
    found = any_clinic.house.dues.of_person(any_clinic.doctor, person, visit)
    assert (found.emergency, found.items) == (True, ())


def test_restricted_services_are_absent_for_the_desk(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1990, 5, 17)).person_id
    for user, sees in ((any_clinic.doctor, True), (any_clinic.desk, False), (any_clinic.head, True)):
        found = any_clinic.house.dues.of_person(user, person)
        assert (_state(found, "mental_adult") is not None) is (sees and user.may(Act.SEE_RESTRICTED))


def test_people_are_worked_out_anew_when_a_setting_changes_and_others_are_left_alone(any_clinic: Clinic) -> None:
    for number in range(5):
        any_clinic.register(f"Anak {number}", birth_date=date(2025, 11, 1), sex=Sex.MALE)
    dues, head = any_clinic.house.dues, any_clinic.head
    assert dues.stale(head) == 0
    any_clinic.house.facilities.set_je_endemic(head, endemic=True)
    assert dues.stale(head) == 5
    first = dues.refresh_some(head, 2)
    assert (first, dues.stale(head)) == (2, 3)
    assert (dues.refresh_some(head, 10), dues.stale(head)) == (3, 0)


def test_services_are_worked_out_anew_on_the_day_they_change(any_clinic: Clinic) -> None:
    baby = any_clinic.register("Bayi", birth_date=TODAY - timedelta(days=2)).person_id
    assert "kn1" in _stored(any_clinic, baby)
    any_clinic.clock.forward(timedelta(days=1))
    assert any_clinic.house.dues.stale(any_clinic.doctor) >= 1
    any_clinic.house.dues.refresh_some(any_clinic.doctor, 50)
    assert {"kn1", "kn2"} & set(_stored(any_clinic, baby)) == {"kn2"}


@pytest.mark.parametrize("why", list(Leaving))
def test_nothing_is_due_for_who_left_until_they_are_back(any_clinic: Clinic, why: Leaving) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    registration = any_clinic.house.registration
    registration.leave(any_clinic.desk, person, 1, why, TODAY)
    assert _stored(any_clinic, person) == {}
    assert any_clinic.house.dues.of_person(any_clinic.doctor, person).items == ()
    registration.leave(any_clinic.desk, person, 2, None, None)
    assert "glucose" in _stored(any_clinic, person)


def test_no_visit_is_opened_for_somebody_who_died(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    any_clinic.house.registration.leave(any_clinic.desk, person, 1, Leaving.DIED, TODAY)
    with pytest.raises(UserError, match="meninggal"):
        any_clinic.visit(person)


@pytest.mark.parametrize("day", [None, date(1970, 5, 16), TODAY + timedelta(days=1)])
def test_leaving_on_an_impossible_day_is_refused(any_clinic: Clinic, day: date | None) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.registration.leave(any_clinic.desk, person, 1, Leaving.DIED, day)
    assert "left_on" in refused.value.fields
    assert _stored(any_clinic, person)


def test_only_those_with_leave_may_decline(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    with pytest.raises(NotAllowed):
        any_clinic.house.dues.answer(any_clinic.desk, _answer(any_clinic, person, "glucose"))


def test_working_out_one_person_anew_takes_at_most_twelve_statements(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    statements: list[str] = []
    any_clinic.house.dues.answer(any_clinic.doctor, _answer(any_clinic, person, "puma"))
    store = DueStore(DueBook(any_clinic.house.screening.catalogue))
    with any_clinic.house.uow.writing(any_clinic.doctor, Act.SEE_DUES) as work:
        work.session.execute(delete(Due).where(Due.person_id == person, Due.service == "glucose"))
        event.listen(any_clinic.database.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
        store.refresh_in(work.session, work.facility_id, [person], TODAY)
        work.touch("person", person)
        counted = len(statements)
    assert "glucose" in _stored(any_clinic, person)
    assert 0 < counted <= 12, statements


def test_nothing_is_due_for_who_was_merged_into_another(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=date(1970, 5, 17)).person_id
    with any_clinic.house.uow.writing(any_clinic.desk, Act.CHANGE_PERSON) as work:
        row = work.session.get_one(Person, person)
        row.removed_at, row.removed_reason = work.now, "digabung"
        work.touch("person", person)
        work.due_for(person)
    assert _stored(any_clinic, person) == {}
