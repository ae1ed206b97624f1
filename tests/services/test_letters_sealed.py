"""One rule of what few may know: letters close when a diagnosis is added, orders of another klaster are sealed."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from db.models import Encounter, Referral
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.order.order_data import OrderDraft
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralView
from tests.house_fixtures import Clinic
from tests.services.charted import VITALS
from tests.services.referred import answer, dues_of, file_of, letter, pass_days, refer
from tests.services.test_orders import AMLODIPINE, HIV, TLD

HIDDEN, PLAIN = "B24", "I10"
BLANK = OrderDraft()


def record(
    clinic: Clinic, visit: UUID, *codes: str, draft: ReferralDraft | None = None, orders: OrderDraft = BLANK
) -> None:
    """Write the note of a visit anew with other diagnoses."""
    version = clinic.house.encounters.open(clinic.doctor, visit).version
    given = tuple(GivenDiagnosis(code) for code in codes)
    wanted = Examination(clinic.new_id(), visit, version, SoapNote(subjective="Pusing"), given, (), draft)
    clinic.house.encounters.record(clinic.doctor, replace(wanted, orders=orders))


def with_letter(clinic: Clinic, person_id: UUID) -> tuple[UUID, UUID]:
    """Return an open visit with an ordinary letter, and the letter."""
    visit = clinic.visit(person_id).encounter_id
    record(clinic, visit, PLAIN, draft=letter(clinic))
    return visit, clinic.house.encounters.open(clinic.doctor, visit).referrals[0].id


def seen_by_desk(clinic: Clinic) -> list[UUID]:
    """Return the letters the desk finds."""
    rows = clinic.house.referral_lists.listed(clinic.desk, ReferralFilter(ReferralView.ALL), None, 10)
    return [row.id for row in rows]


def test_a_diagnosis_added_later_closes_the_letter_everywhere(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    visit, referral = with_letter(any_clinic, person)
    assert seen_by_desk(any_clinic) == [referral]
    record(any_clinic, visit, PLAIN, HIDDEN)
    assert file_of(any_clinic, referral).restricted
    assert seen_by_desk(any_clinic) == []
    assert house.referral_loop.of_person(any_clinic.desk, person) == ()
    with pytest.raises(UserError, match="tidak ada"):
        house.referral_loop.file(any_clinic.desk, referral)
    pass_days(any_clinic, 20)
    assert dues_of(any_clinic, person) == {"x:reply:hospital": ServiceState.DUE}
    assert dues_of(any_clinic, person, "desk") == {}
    assert house.rederiving.derive_some(any_clinic.head, None, 50).letters == 0


def test_an_answer_that_names_one_closes_it_too(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    any_clinic.house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral, codes=("F20.0",)))
    assert file_of(any_clinic, referral).restricted
    assert seen_by_desk(any_clinic) == []


def test_letters_that_stood_open_before_are_closed_by_the_check(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic), HIDDEN)
    with any_clinic.database.writing() as session, session.begin():
        session.execute(update(Referral).values(restricted=False))
    assert seen_by_desk(any_clinic) == [referral]
    assert any_clinic.house.rederiving.derive_some(any_clinic.head, None, 50).letters == 1
    assert seen_by_desk(any_clinic) == []


def set_visit(clinic: Clinic, visit: UUID, **values: object) -> None:
    """Set klaster or end of a visit."""
    with clinic.database.writing() as session, session.begin():
        session.execute(update(Encounter).where(Encounter.id == visit).values(**values))


def two_visits(clinic: Clinic, klaster: Klaster, *codes: str, orders: OrderDraft) -> tuple[UUID, UUID]:
    """Write orders at a visit of klaster 4 that is over, and return it with one of two days later."""
    person = clinic.register().person_id
    first = clinic.visit(person).encounter_id
    set_visit(clinic, first, klaster=Klaster.INFECTIOUS.value)
    record(clinic, first, *codes, orders=orders)
    set_visit(clinic, first, finished_at=clinic.clock.now())
    clinic.clock.forward(timedelta(days=2))
    second = clinic.visit(person).encounter_id
    set_visit(clinic, second, klaster=klaster.value)
    return first, second


def titles(clinic: Clinic, visit: UUID, user: str) -> list[str]:
    """Return the orders somebody sees at a visit."""
    return [one.title for one in clinic.house.encounters.open(getattr(clinic, user), visit).orders]


def hidden_test(clinic: Clinic, visit: UUID) -> UUID:
    """Return the restricted test as its author sees it."""
    orders = clinic.house.encounters.open(clinic.doctor, visit).orders
    return next(one.id for one in orders if one.kind is OrderKind.TEST)


def test_restricted_orders_of_another_klaster_are_sealed_in_the_visit(any_clinic: Clinic) -> None:
    orders = OrderDraft((HIV,), (AMLODIPINE, TLD))
    _, second = two_visits(any_clinic, Klaster.ADULT_ELDERLY, PLAIN, orders=orders)
    assert titles(any_clinic, second, "head") == ["Amlodipin tablet 5 mg"]
    assert len(titles(any_clinic, second, "doctor")) == 3
    with pytest.raises(UserError):
        any_clinic.house.orders.done(any_clinic.head, OrderKind.TEST, hidden_test(any_clinic, second))


def test_those_of_the_klaster_that_treats_now_are_open_to_it(any_clinic: Clinic) -> None:
    orders = OrderDraft((HIV,), (AMLODIPINE, TLD))
    _, second = two_visits(any_clinic, Klaster.INFECTIOUS, PLAIN, orders=orders)
    assert len(titles(any_clinic, second, "head")) == 3
    any_clinic.house.orders.done(any_clinic.head, OrderKind.TEST, hidden_test(any_clinic, second))


def test_every_order_of_a_visit_with_a_restricted_diagnosis_is_sealed(any_clinic: Clinic) -> None:
    _, second = two_visits(any_clinic, Klaster.ADULT_ELDERLY, HIDDEN, orders=OrderDraft((), (AMLODIPINE,)))
    assert titles(any_clinic, second, "head") == []
    assert titles(any_clinic, second, "doctor") == ["Amlodipin tablet 5 mg"]


def test_an_expired_letter_stays_chased_and_is_marked_so_and_one_received_never_expires(any_clinic: Clinic) -> None:
    house, people = any_clinic.house, [any_clinic.register(name).person_id for name in ("Warga Satu", "Warga Dua")]
    lost, received = (refer(any_clinic, person, letter(any_clinic)) for person in people)
    version = house.referral_loop.file(any_clinic.doctor, received).version
    house.referral_loop.act(any_clinic.doctor, any_clinic.new_id(), received, version, ("diterima", ""))
    chase = ReferralFilter(ReferralView.CHASE)
    pass_days(any_clinic, 90)
    assert {row.id for row in house.referral_lists.listed(any_clinic.desk, chase, None, 9)} == {lost, received}
    pass_days(any_clinic, 1)
    found = {row.id: row.state for row in house.referral_lists.listed(any_clinic.desk, chase, None, 9)}
    assert found == {lost: ReferralState.EXPIRED, received: ReferralState.RECEIVED}
    assert file_of(any_clinic, lost).state is ReferralState.EXPIRED
    assert [dues_of(any_clinic, person) for person in people] == [
        {"expired:hospital": ServiceState.DUE},
        {"reply:hospital": ServiceState.LATE},
    ]


def test_who_filled_in_a_form_alone_is_listed_as_unsigned_like_the_visit_says(any_clinic: Clinic) -> None:
    house = any_clinic.house
    visit, _ = with_letter(any_clinic, any_clinic.register().person_id)
    house.signing.sign(any_clinic.doctor, visit)
    file = house.encounters.open(any_clinic.head, visit)
    vitals = (FilledForm("vital_signs", dict(VITALS)),)
    same = Examination(any_clinic.new_id(), visit, file.version, file.note, file.diagnoses, vitals)
    any_clinic.clock.forward(timedelta(minutes=5))
    house.encounters.record(any_clinic.head, same)
    assert house.encounters.open(any_clinic.head, visit).unsigned
    assert [row.encounter_id for row in house.signing.unsigned(any_clinic.head)] == [visit]
    assert (house.signing.unsigned_count(any_clinic.head), house.signing.unsigned_count(any_clinic.doctor)) == (1, 0)
    house.signing.sign(any_clinic.head, visit)
    assert house.signing.unsigned_count(any_clinic.head) == 0
    assert not house.encounters.open(any_clinic.head, visit).unsigned
