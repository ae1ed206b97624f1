"""Certificates of couples to be and of deaths: what they rest on and never say; on both databases."""

from datetime import date
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.people.death_writing import DeathFacts
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.certified import draft, examine, issue, page, refused

CATIN = {
    "skrining_jiwa": "normal",
    "sistolik": "118",
    "diastolik": "76",
    "berat": "54,5",
    "tinggi": "158",
    "lila": "25",
    "hb_status": "menunggu",
    "golongan_darah": "O",
    "rhesus": "positif",
    "hiv": "reaktif",
    "sifilis": "nonreaktif",
    "hbsag": "nonreaktif",
    "status_t": "T5",
    "konseling_catin": "gizi",
}


def catin(clinic: Clinic, name: str, **changes: str) -> UUID:
    """Examine somebody about to marry and return the visit."""
    visit = clinic.visit(clinic.register(name).person_id).encounter_id
    forms = (FilledForm("catin", {**CATIN, **changes}),)
    clinic.house.encounters.record(
        clinic.doctor, Examination(clinic.new_id(), visit, 1, SoapNote(subjective="Catin"), (), forms)
    )
    return visit


def test_a_bridal_certificate_says_what_lacks_of_both_and_no_result(any_clinic: Clinic) -> None:
    partner = catin(any_clinic, "Calon Pasangan", hb_status="ada_hasil", hb="12,5")
    number = any_clinic.house.encounters.open(any_clinic.doctor, partner).patient.record_number
    visit = catin(any_clinic, "Siti Aminah")
    wanted = draft(any_clinic, "catin", partner=number)
    asked = refused(any_clinic, visit, wanted)
    assert asked == {"note": "Paket belum lengkap: hemoglobin. Surat akan menyebutnya. Tetap diterbitkan?"}
    said = page(any_clinic, issue(any_clinic, visit, wanted, sure=True).id)
    assert "BELUM LENGKAP. Yang belum: hemoglobin." in said
    assert "Nama pasangan : Calon Pasangan" in said
    assert said.count("Pemeriksaan laboratorium infeksi : sudah") == 2
    assert not [word for word in ("eaktif", "HIV", "ifilis", "HBsAg") if word in said]


def test_without_its_form_there_is_no_bridal_certificate(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id)
    with pytest.raises(UserError, match="Formulir calon pengantin belum diisi"):
        issue(any_clinic, visit, draft(any_clinic, "catin"))


def dead(clinic: Clinic) -> UUID:
    """Return the visit of somebody who died today."""
    person = clinic.register(birth_date=date(1950, 5, 17)).person_id
    visit = examine(clinic, person, "I21.9")
    clinic.house.deaths.record(clinic.doctor, person, DeathFacts(TODAY, "06.40", "Rumah"))
    return visit


def test_a_death_certificate_rests_on_the_record_of_the_death(any_clinic: Clinic) -> None:
    visit = dead(any_clinic)
    row = issue(any_clinic, visit, draft(any_clinic, "kematian"))
    said = page(any_clinic, row.id)
    for words in ("Senin, 23 November 2026", "06.40 WIB", "Rumah", "0001/SKM/P9999/XI/2026"):
        assert words in said
    assert "Penyebab" not in said
    with pytest.raises(UserError, match=f"Sudah terbit nomor {row.number}"):
        issue(any_clinic, visit, draft(any_clinic, "kematian"))
    with pytest.raises(UserError, match="tercatat meninggal"):
        issue(any_clinic, visit, draft(any_clinic, "sakit"))


def test_the_cause_of_a_death_stands_there_by_the_doctors_choice(any_clinic: Clinic) -> None:
    visit = dead(any_clinic)
    cause = {"tells_cause": True, "cause": "I21.9", "cause_words": "Serangan jantung mendadak"}
    assert refused(any_clinic, visit, draft(any_clinic, "kematian", tells_cause=True)).keys() == {"cause"}
    told = refused(any_clinic, visit, draft(any_clinic, "kematian", **{**cause, "cause": "B24"}))
    assert told.keys() == {"cause"}
    said = page(any_clinic, issue(any_clinic, visit, draft(any_clinic, "kematian", **cause)).id)
    assert "Serangan jantung mendadak; I21.9" in said


def test_nobody_who_lives_has_a_death_certificate(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id)
    with pytest.raises(UserError, match="tidak tercatat meninggal"):
        issue(any_clinic, visit, draft(any_clinic, "kematian"))
