"""What is doubtful in a prescription is stored only with a reason; an allergy speaks whenever it was told."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import PrescriptionLine
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.allergy import AllergyKind
from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.domain.orders.written_line import TWICE
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.order.order_data import OrderDraft, Prescribed
from ilp_desktop.services.order.order_writing import doubts_about, medicine_problems
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.record.encounters import Examination
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.test_orders import AMLODIPINE, saved, visited


def test_a_doubt_said_to_be_right_is_stored_with_the_line(any_clinic: Clinic) -> None:
    doubted = replace(AMLODIPINE, signa="1x3", quantity=90, confirmed=frozenset({"single", "daily"}))
    wanted = visited(any_clinic, orders=OrderDraft((), (doubted,)))
    with pytest.raises(WrongAnswers) as refused:
        saved(any_clinic, wanted)
    assert "Tulis alasannya" in refused.value.fields["orders.medicines"]
    sure = replace(doubted, reason="anjuran spesialis")
    file = saved(any_clinic, replace(wanted, orders=OrderDraft((), (sure,))))
    assert "dipastikan: anjuran spesialis" in file.orders[0].detail
    with any_clinic.database.reading() as session:
        line = session.scalars(select(PrescriptionLine)).one()
        assert "paling banyak 10 mg" in line.confirmed
        assert line.confirmed_reason == "anjuran spesialis"


def test_a_reason_without_a_doubt_is_not_stored(any_clinic: Clinic) -> None:
    saved(any_clinic, visited(any_clinic, orders=OrderDraft((), (replace(AMLODIPINE, reason="tertinggal"),))))
    with any_clinic.database.reading() as session:
        assert session.scalars(select(PrescriptionLine.confirmed_reason)).one() == ""


def test_a_dose_for_a_child_is_judged_by_the_weight_of_this_visit(any_clinic: Clinic) -> None:
    syrup = Prescribed("Amoksisilin", "amoxicillin/sirup 250 mg/5 ml", signa="2x10 ml", quantity=1, days=5)
    child = {"birth_date": date(2024, 11, 1)}
    unweighed = visited(any_clinic, person=child, orders=OrderDraft((), (syrup,)))
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.encounters.record(any_clinic.doctor, unweighed)
    assert "Timbang dahulu" in refused.value.fields["orders.medicines"]
    weighed = replace(unweighed, client_id=any_clinic.new_id(), forms=(FilledForm("vital_signs", {"berat": "11"}),))
    assert len(saved(any_clinic, weighed).orders) == 1


def test_an_allergy_on_record_stops_the_medicine_and_one_told_later_marks_it(any_clinic: Clinic) -> None:
    pill = Prescribed("Amoksisilin", "amoxicillin/tablet 500 mg", signa="3x1", quantity=15, days=5)
    file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((), (pill,))))
    assert file.orders[0].allergy == ""
    any_clinic.house.registration.add_allergy(any_clinic.desk, file.patient.person_id, "Penisilin", "ruam")
    after = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id)
    assert after.orders[0].allergy.startswith("Alergi Penisilin: Amoksisilin")
    assert [alert.match.drug for alert in after.patient.drug_alerts] == ["Amoksisilin"]
    again = Examination(
        any_clinic.new_id(), file.encounter_id, after.version, after.note, orders=OrderDraft((), (pill,))
    )
    with pytest.raises(WrongAnswers) as refused:
        any_clinic.house.encounters.record(any_clinic.doctor, again)
    assert "Alergi Penisilin" in refused.value.fields["orders.medicines"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("amlodipine/tablet 5 mg", "amlodipine/tablet 10 mg", "Amlodipin tablet 5 mg sudah ada pada resep ini."),
        ("paracetamol/tablet 500 mg", "paracetamol/sirup 120 mg/5 ml", "sudah ada pada resep ini."),
        ("ketoconazole/tablet 200 mg", "ketoconazole/krim 2%", ""),
        ("amlodipine/tablet 5 mg", "captopril/tablet 25 mg", ""),
    ],
)
def test_the_same_medicine_twice_in_one_prescription_is_asked(first: str, second: str, told: str) -> None:
    lines = [Prescribed(key.split("/")[0], key, signa="1x1 ml" if "sirup" in key else "1x1") for key in (first, second)]
    person = DosedChild(age_on(date(1980, 1, 1), date(2026, 11, 23)))
    says = [doubt.says for doubt in doubts_about(lines[1], person, lines[:1]) if doubt.key == TWICE]
    assert says == [] if not told else told in says[0]
    typed = Prescribed("amlo 10 mg", signa="1x1 tablet")
    assert [one.key for one in doubts_about(typed, person, (AMLODIPINE,))] == [TWICE]


def test_a_medicine_twice_is_stored_only_with_a_reason(any_clinic: Clinic) -> None:
    again = replace(AMLODIPINE, key="amlodipine/tablet 10 mg", signa="1x1 malam")
    wanted = visited(any_clinic, orders=OrderDraft((), (AMLODIPINE, again)))
    with pytest.raises(WrongAnswers) as refused:
        saved(any_clinic, wanted)
    assert "sudah ada pada resep ini" in refused.value.fields["orders.medicines"]
    sure = replace(again, confirmed=frozenset({TWICE}), reason="pagi 5 mg, malam 10 mg")
    file = saved(any_clinic, replace(wanted, orders=OrderDraft((), (AMLODIPINE, sure))))
    assert [one.title for one in file.orders] == ["Amlodipin tablet 5 mg", "Amlodipin tablet 10 mg"]


def test_a_length_that_contradicts_how_it_is_taken_is_refused() -> None:
    day = date(2026, 11, 23)
    line = replace(AMLODIPINE, signa="1x1 pagi 5 hari", days=7, quantity=7)
    assert medicine_problems(line, day) == {"days": "Aturan pakai menyebut 5 hari, lamanya 7 hari: samakan."}
    assert medicine_problems(replace(line, days=5, quantity=5), day) == {}
    assert medicine_problems(replace(line, days=None, quantity=5), day) == {}


def test_the_paper_tells_the_weight_of_this_visit_and_the_room(any_clinic: Clinic) -> None:
    weighed = (FilledForm("vital_signs", {"berat": "61,5"}),)
    for forms, told in ((weighed, "61,5 kg"), ((), "tidak ditimbang pada kunjungan ini")):
        file = saved(any_clinic, visited(any_clinic, orders=OrderDraft((), (AMLODIPINE,)), forms=forms))
        text = " ".join(text_of(any_clinic.house.orders.pdf(any_clinic.doctor, file.encounter_id)).split())
        assert f"Berat badan : {told}" in text
        assert "Ruangan : " in text


def prescribed(clinic: Clinic, line: Prescribed) -> tuple[UUID, UUID]:
    """Prescribe a medicine; return the person and its order."""
    file = saved(clinic, visited(clinic, orders=OrderDraft((), (line,))))
    return file.patient.person_id, file.orders[0].id


def alerted(clinic: Clinic, person: UUID, days: int) -> list[str]:
    """Return the drugs told when an allergy to penicillin is told so many days later."""
    clinic.clock.forward(timedelta(days=days))
    told = NewAllergy(clinic.new_id(), person, "Penisilin", AllergyKind.DRUG)
    alerts = clinic.house.allergies.add(clinic.doctor, told)
    header = clinic.house.encounters.open(clinic.doctor, clinic.visit(person).encounter_id).patient
    assert header.drug_alerts == alerts
    return [alert.match.drug for alert in alerts]


LONG = Prescribed(
    "Fenoksimetil penisilin", "phenoxymethyl_penicillin/tablet 250 mg", signa="2x1", quantity=180, days=90
)
SURE = replace(LONG, confirmed=frozenset({"long"}), reason="profilaksis demam reumatik")


@pytest.mark.parametrize(("days", "told"), [(1, True), (60, True), (90, True), (91, False)])
def test_a_medicine_is_held_against_a_later_allergy_as_long_as_it_lasts(
    any_clinic: Clinic, days: int, *, told: bool
) -> None:
    person, order = prescribed(any_clinic, SURE)
    any_clinic.house.orders.done(any_clinic.doctor, OrderKind.MEDICINE, order)
    assert alerted(any_clinic, person, days) == (["Fenoksimetil penisilin"] if told else [])


def test_a_prescription_that_still_waits_is_held_against_it_however_old_it_is(any_clinic: Clinic) -> None:
    pill = Prescribed("Amoksisilin", "amoxicillin/tablet 500 mg", signa="3x1", quantity=15, days=5)
    person, _ = prescribed(any_clinic, pill)
    assert alerted(any_clinic, person, 120) == ["Amoksisilin"]


def test_one_that_was_taken_back_is_not(any_clinic: Clinic) -> None:
    person, order = prescribed(any_clinic, SURE)
    any_clinic.house.orders.cancel(any_clinic.doctor, OrderKind.MEDICINE, order, "salah obat")
    assert alerted(any_clinic, person, 1) == []
