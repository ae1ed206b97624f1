"""A letter of a mother or a newborn ticks the danger signs on record and hands over by SBAR."""

from dataclasses import replace
from datetime import time
from uuid import UUID

from ilp_desktop.domain.care.danger_signs import DangerGroup, ticked_labels
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_dangers import DangerOffer
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from tests.house_fixtures import Clinic
from tests.printing.reading import bold_text, text_of
from tests.services.delivery_story import NO_HB0, delivery, mother_at_term, observation
from tests.services.kia_story import examine, family, start_pregnancy


def offer(clinic: Clinic, person: UUID) -> DangerOffer:
    return clinic.house.referrals.dangers(clinic.doctor, person)


def letter(clinic: Clinic, person: UUID, ticked: tuple[str, ...]) -> bytes:
    """Refer somebody today and return the letter."""
    draft = ReferralDraft(
        destination_id=clinic.house.facilities.destinations(clinic.doctor)[0].id,
        clinic="Kebidanan",
        doctor_id=clinic.doctor.staff_id,
        reason_code="3",
        reason_note="Tidak tertangani",
        external_missing=True,
        danger_signs=ticked,
        condition="Sadar, infus terpasang",
        request="Penanganan lanjut",
    )
    ticket = clinic.visit(person)
    note = SoapNote(subjective="lemas", therapy="Oksitosin 20 IU")
    wanted = Examination(clinic.new_id(), ticket.encounter_id, 1, note, (GivenDiagnosis("O72.1"),), (), draft)
    clinic.house.encounters.record(clinic.doctor, wanted)
    (issued,) = clinic.house.encounters.open(clinic.doctor, ticket.encounter_id).referrals
    return clinic.house.referrals.pdf(clinic.doctor, issued.id)


def test_signs_of_the_last_antenatal_visit_are_ticked(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    start_pregnancy(any_clinic, mother)
    assert ticked_labels(offer(any_clinic, mother).signs) == ()
    typed = {"tanda_bahaya": "kejang, sakit_kepala", "sistolik": "150", "diastolik": "95", "tindak_lanjut": "rujuk"}
    examine(any_clinic, mother, "anc_visit", typed | {"berat": "58", "lila": "24"})
    found = offer(any_clinic, mother)
    assert (found.group, found.title) == (DangerGroup.PREGNANT, "ibu hamil")
    assert set(ticked_labels(found.signs)) == {"Kejang", "Sakit kepala berat atau pandangan kabur"}
    assert found.background.startswith("G2P1A0, hamil 25 mg 0 hr, HPHT 01-06-2026")
    assert "ANC 1 kali" in found.background


def test_a_partograph_past_its_line_is_ticked_with_what_it_says(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    for hour, cm, rate in ((1, 4, 140), (8, 6, 190)):
        seen = observation(any_clinic, pregnancy, time(hour, 0), cervix_cm=cm, fetal_heart_rate=rate)
        any_clinic.house.labours.observe(any_clinic.doctor, seen)
    found = offer(any_clinic, mother)
    assert found.group is DangerGroup.LABOUR
    assert set(ticked_labels(found.signs)) == {
        "Partograf melewati garis waspada atau bertindak",
        "DJJ tidak normal",
    }
    assert "Mencapai garis bertindak (08.00, 6 cm)" in found.assessment
    assert "Pembukaan 6 cm pukul 08.00" in found.background


def test_a_haemorrhage_and_a_small_baby_are_ticked_and_printed(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    small = replace(NO_HB0, weight_g=1800, apgar_5=6)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, small, blood_loss_ml=900))
    child = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).deliveries[0].babies[0].child_id
    assert child is not None
    baby = offer(any_clinic, child)
    assert (baby.group, set(ticked_labels(baby.signs))) == (
        DangerGroup.NEWBORN,
        {"Berat lahir di bawah 2000 gram", "APGAR 5 menit di bawah 7, atau diresusitasi"},
    )
    assert "berat lahir 1800 gram, APGAR 8/6/-" in baby.background
    found = offer(any_clinic, mother)
    assert ticked_labels(found.signs) == ("Perdarahan lebih dari 500 ml saat bersalin",)
    pdf = letter(any_clinic, mother, ("+hpp", "sesak"))
    said, bold = text_of(pdf), bold_text(pdf)
    assert "Tanda bahaya ibu nifas" in said
    assert "Sesak atau jantung berdebar" in bold
    assert "Lokia berbau" in said
    assert "Lokia berbau" not in bold
    for words in ("Komunikasi SBAR", "Sadar, infus terpasang", "perdarahan 900 ml", "Penanganan lanjut"):
        assert words in said


def test_nobody_else_is_asked_for_danger_signs(any_clinic: Clinic) -> None:
    man = any_clinic.register("Bapak Lain").person_id
    assert offer(any_clinic, man).group is None
    said = text_of(letter(any_clinic, man, ("kejang",)))
    assert "Tanda bahaya" not in said
    assert "SBAR" not in said
