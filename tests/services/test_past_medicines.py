"""What was prescribed before may be prescribed again: each medicine once, as last, and only as far as one may know."""

from dataclasses import replace
from uuid import UUID

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.domain.orders.written_line import ALLERGY
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.order_data import OrderDraft, Prescribed
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.services.charted import Written, change, colleague, next_day, write
from tests.services.test_orders import AMLODIPINE, FREE, TLD, Blind

PAST = Written(("I10",), SoapNote(subjective="Kontrol"), ())
SEALED = Written(("B20.0", "I10"), SoapNote(subjective="Kontrol ARV"), ())


def prescribed(
    clinic: Clinic, person_id: UUID, *lines: Prescribed, by: SignedIn | None = None, written: Written = PAST
) -> UUID:
    """Let somebody be prescribed something, and a day pass; returns the visit."""
    doctor = by or clinic.doctor
    klaster = Klaster.ADULT_ELDERLY if by is None else Klaster.INFECTIOUS
    visit = write(clinic, person_id, doctor, written, klaster, finish=False)
    change(clinic, doctor, visit, orders=OrderDraft(medicines=lines))
    next_day(clinic)
    return visit


def offered(clinic: Clinic, person_id: UUID) -> list[tuple[str, str]]:
    """Return what may be prescribed again at a visit of today: medicine, and how it was taken."""
    beside = clinic.visit(person_id).encounter_id
    found = clinic.house.past_medicines.earlier(clinic.doctor, beside)
    return [(one.line.label, one.line.signa) for one in found]


def test_each_medicine_stands_once_as_it_was_prescribed_last(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    prescribed(any_clinic, person, AMLODIPINE, FREE)
    prescribed(any_clinic, person, replace(AMLODIPINE, signa="1x2 malam", confirmed=frozenset()))
    assert offered(any_clinic, person) == [("Amlodipin tablet 5 mg", "1x2 malam"), ("Madu asli", "1x1 sendok makan")]


def test_a_line_is_taken_with_all_that_makes_it_but_what_was_once_confirmed(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    line = replace(AMLODIPINE, quantity=60, days=60, note="sisa habiskan dulu", confirmed=frozenset({ALLERGY}))
    prescribed(any_clinic, person, line)
    beside = any_clinic.visit(person).encounter_id
    (found,) = any_clinic.house.past_medicines.earlier(any_clinic.doctor, beside)
    assert found.line == replace(line, form="tablet", strength="5 mg", confirmed=frozenset())
    assert (found.by, found.listed) == ("dr. Ratna Contoh", True)


def test_what_was_cancelled_and_what_is_prescribed_today_is_not_offered(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = prescribed(any_clinic, person, AMLODIPINE, FREE)
    pill = next(one for one in any_clinic.house.encounters.open(any_clinic.doctor, visit).orders if one.here)
    any_clinic.house.orders.cancel(any_clinic.doctor, OrderKind.MEDICINE, pill.id, "keliru menulis")
    today = write(any_clinic, person, any_clinic.doctor, PAST, finish=False)
    change(any_clinic, any_clinic.doctor, today, orders=OrderDraft(medicines=(AMLODIPINE,)))
    found = any_clinic.house.past_medicines.earlier(any_clinic.doctor, today)
    assert [one.line.label for one in found] == ["Madu asli"]


def test_a_restricted_medicine_is_offered_to_whoever_treats_with_leave(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    prescribed(any_clinic, person, TLD, AMLODIPINE)
    beside, blind = any_clinic.visit(person).encounter_id, Blind(**vars(any_clinic.doctor))
    medicines = any_clinic.house.past_medicines
    assert len(medicines.earlier(any_clinic.doctor, beside)) == 2
    assert [one.line.label for one in medicines.earlier(blind, beside)] == ["Amlodipin tablet 5 mg"]


def test_what_stands_beside_a_sealed_diagnosis_of_another_klaster_is_not_offered(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    prescribed(any_clinic, person, AMLODIPINE, by=colleague(any_clinic), written=SEALED)
    prescribed(any_clinic, person, FREE)
    assert offered(any_clinic, person) == [("Madu asli", "1x1 sendok makan")]
