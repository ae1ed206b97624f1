"""The header of a patient: who it is, and every warning in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.record.encounters import EncounterFile
from tests.house_fixtures import Clinic
from ui.palette import Tone
from ui.widgets.patient_header import NO_ALLERGY, PRECAUTION, PatientHeaderBar, neutral

LONG_NAME = "Raden Ajeng Kusumaningtyas Puspitaningrum Wijayakusuma binti Abdurrahman Wahidin"


@pytest.fixture
def bar(themed: QApplication, in_window: Callable[..., QWidget]) -> PatientHeaderBar:
    made = PatientHeaderBar()
    in_window(made)
    return made


def opened(clinic: Clinic, person_id: object, triage: str = "0") -> EncounterFile:
    """Return the file of a fresh visit."""
    ticket = clinic.visit(person_id, triage)  # type: ignore[arg-type]
    return clinic.house.encounters.open(clinic.doctor, ticket.encounter_id)


def alert(conclusion: str, urgency: Urgency = Urgency.REFER) -> Assessment:
    """Return something that has to be acted on."""
    return Assessment("test", conclusion, urgency, "Permenkes 1/2000", advice="Rujuk.")


def test_identity_stands_in_one_line(clinic: Clinic, bar: PatientHeaderBar) -> None:
    person = clinic.register(payer=Payer.BPJS_PBI, bpjs="0001234567890", bpjs_status=BpjsStatus.ACTIVE)
    bar.show_file(opened(clinic, person.person_id))
    assert bar.name_label.text() == "Siti Aminah"
    assert bar.facts_label.text() == (
        "36 th 6 bl 6 hr · Perempuan · lahir 17-05-1990 · RM 000001-00 · BPJS PBI (aktif)"
    )
    assert bar.complaint_label.text() == "Keluhan: pusing"


def test_no_allergy_on_record_is_not_called_no_allergy(clinic: Clinic, bar: PatientHeaderBar) -> None:
    bar.show_file(opened(clinic, clinic.register().person_id))
    assert bar.pill_texts() == (NO_ALLERGY, "Posyandu Melati")


def test_allergies_stand_first_and_in_full_on_hovering(clinic: Clinic, bar: PatientHeaderBar) -> None:
    many = tuple((substance, "") for substance in ("amoksisilin", "sulfametoksazol", "ibuprofen", "udang", "kacang"))
    wanted = replace(clinic.person(), allergies=many)
    person = clinic.house.registration.register(clinic.desk, wanted)
    bar.show_file(opened(clinic, person.person_id))
    assert bar.pill_texts()[0].startswith("Alergi: amoksisilin, sulfametoksazol")
    assert "kacang" in bar._pills[0].toolTip()


def test_pregnancy_is_told_in_weeks_with_the_day_it_is_due(clinic: Clinic, bar: PatientHeaderBar) -> None:
    person_id = clinic.register().person_id
    wanted = NewPregnancy(clinic.new_id(), person_id, date(2026, 8, 28), gravida=1, para=0, abortus=0)
    clinic.house.pregnancies.start(clinic.doctor, wanted)
    bar.show_file(opened(clinic, person_id))
    assert "Hamil 12 minggu 3 hari · HPL 04-06-2027" in bar.pill_texts()


def test_precaution_is_told_with_its_reason(clinic: Clinic, bar: PatientHeaderBar) -> None:
    bar.show_file(opened(clinic, clinic.register().person_id, "2"))
    assert PRECAUTION in bar.pill_texts()


def test_alerts_follow_the_warnings_and_more_than_two_are_counted(clinic: Clinic, bar: PatientHeaderBar) -> None:
    bar.show_file(opened(clinic, clinic.register().person_id))
    bar.show_alerts([alert("demam tinggi"), *(alert(f"tanda {n}") for n in range(4))])
    assert bar.pill_texts() == (NO_ALLERGY, "Posyandu Melati", "Demam tinggi", "Tanda 0", "+3")
    assert "tanda 3" in bar._alert_pills[-1].toolTip()
    bar.show_alerts([])
    assert bar.pill_texts() == (NO_ALLERGY, "Posyandu Melati")


def test_two_forms_that_warn_of_the_same_show_it_once(clinic: Clinic, bar: PatientHeaderBar) -> None:
    bar.show_file(opened(clinic, clinic.register().person_id))
    bar.show_alerts([alert("demam tinggi"), alert("tanda 0"), alert("demam tinggi")])
    assert bar.pill_texts() == (NO_ALLERGY, "Posyandu Melati", "Demam tinggi", "Tanda 0")


def test_next_patient_leaves_nothing_of_the_one_before(clinic: Clinic, bar: PatientHeaderBar) -> None:
    wanted = replace(clinic.person(), allergies=(("udang", ""),))
    first = clinic.house.registration.register(clinic.desk, wanted)
    bar.show_file(opened(clinic, first.person_id, "2"))
    bar.show_alerts([alert("demam tinggi")])
    bar.show_file(opened(clinic, clinic.register("Budi Santoso").person_id))
    assert bar.name_label.text() == "Budi Santoso"
    assert bar.pill_texts() == (NO_ALLERGY, "Posyandu Melati")


def test_long_name_gives_way_and_pushes_nothing_out(clinic: Clinic, bar: PatientHeaderBar) -> None:
    bar.show_file(opened(clinic, clinic.register(LONG_NAME).person_id))
    QApplication.sendPostedEvents()
    assert bar.name_label.toolTip() == LONG_NAME
    for part in (bar.name_label, bar.facts_label, bar.visit_label):
        assert part.geometry().right() <= bar.width()
    assert bar.facts_label.width() >= bar.facts_label.sizeHint().width()


def test_alerts_stand_in_the_order_of_their_urgency(bar: PatientHeaderBar) -> None:
    bar.show_alerts([alert("Rujuk"), alert("Rujuk juga"), alert("Gawat", Urgency.EMERGENCY), alert("Gawat")])
    assert bar.pill_texts() == ("Gawat", "Rujuk", "+1")
    assert "Rujuk juga" in bar._alert_pills[-1].toolTip()


def test_alert_of_a_restricted_form_is_told_in_words_that_others_may_read(bar: PatientHeaderBar) -> None:
    bar.show_alerts([neutral(alert("HIV reaktif")), neutral(alert("Pikiran bunuh diri", Urgency.EMERGENCY))])
    assert bar.pill_texts() == ("Ada hasil terbatas yang perlu tindakan",)
    (pill,) = bar._alert_pills
    assert pill.tone() is Tone.BAD
    assert pill.toolTip() == "Ada hasil terbatas yang perlu tindakan\nKesimpulannya ada pada formulirnya."
