"""Tables, computed values and conclusions of several parts are stored and read back; old editions stay readable."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from db.models import FormResponse, Observation
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.parsing import lines_as_typed
from ilp_desktop.forms.scoring import PARTIAL
from ilp_desktop.services.answers.conclusions import read_conclusion, stored_conclusion
from ilp_desktop.services.answers.screening import FilledForm, Screening, StoredResponse
from ilp_desktop.services.record.encounters import Encounters, Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from ilp_desktop.services.referral.referrals import Referrals
from tests.forms.rich_sample import rich
from tests.house_fixtures import TODAY, Clinic, as_owner

TYPED = {
    "tahun_merokok": "10",
    "batang_per_hari": "20",
    "butir_1": "ya",
    "butir_2": "1",
    "butir_3": "ya",
    "obat": lines_as_typed([{"nama": "Kaptopril", "dosis": "25"}]),
}


@pytest.fixture
def screening(any_clinic: Clinic, tmp_path: Path) -> Screening:
    """Return the screening of a Puskesmas that has one form of its own."""
    (tmp_path / "kaya.toml").write_text(rich(), encoding="utf-8")
    return Screening(any_clinic.house.uow, Catalogue(tmp_path), {})


def stored(clinic: Clinic, screening: Screening, typed: dict[str, str]) -> StoredResponse:
    """Store a filled form and return what the history tells of it."""
    house = clinic.house
    encounters = Encounters(
        house.uow, screening, Referrals(house.uow, house.codes, house.screening.catalogue), house.codes
    )
    person_id = clinic.register("Ibu Uji", birth_date=date(1960, 5, 17)).person_id
    encounter_id = clinic.visit(person_id).encounter_id
    note, forms = SoapNote(subjective="kontrol"), (FilledForm("kaya", typed),)
    encounters.record(clinic.doctor, Examination(clinic.new_id(), encounter_id, 1, note, forms=forms))
    return screening.history(clinic.doctor, person_id, "kaya")[0]


def test_table_is_stored_as_plain_lines_and_has_no_observation(any_clinic: Clinic, screening: Screening) -> None:
    response = stored(any_clinic, screening, TYPED)
    assert response.answers["obat"] == [{"nama": "Kaptopril", "dosis": 25.0}]
    with any_clinic.database.reading() as session:
        assert set(session.scalars(select(Observation.code))) == set(TYPED) - {"obat"}


def test_conclusion_is_stored_with_its_parts_and_who_asked(any_clinic: Clinic, screening: Screening) -> None:
    response = stored(any_clinic, screening, TYPED)
    assert (response.day, response.recorded_by, response.conclusion) == (TODAY, any_clinic.doctor.name, "Putus asa")
    assert response.found is not None
    assert [(one.code, one.score, one.label) for one in response.found.members] == [
        ("despair", None, ""),
        ("high", 5, "Risiko paru"),
        ("complaint", 2, "Keluhan jiwa"),
    ]
    assert response.found.parts[0].refer_to == "FKRTL"
    assert response.found.parts[1].follow_up == "kaya"
    assert read_conclusion(stored_conclusion(response.found), response.found.source) == response.found


def test_alarm_of_a_form_with_blanks_is_stored_with_it(any_clinic: Clinic, screening: Screening) -> None:
    response = stored(any_clinic, screening, {"butir_3": "ya"})
    assert response.found is not None
    assert (response.found.urgency, response.found.flags) == (Urgency.EMERGENCY, (PARTIAL,))


def test_conclusion_stored_by_an_earlier_program_is_read(any_clinic: Clinic, screening: Screening) -> None:
    response = stored(any_clinic, screening, TYPED)
    with as_owner(any_clinic.database) as session:
        row = session.get_one(FormResponse, response.id)
        row.conclusion = {
            "code": "low",
            "conclusion": "Rendah",
            "urgency": "none",
            "score": 1.0,
            "advice": "",
        }
        person_id = row.person_id
    (response,) = screening.history(any_clinic.doctor, person_id, "kaya")
    assert response.found is not None
    assert (response.conclusion, response.found.parts, response.found.repeat_days) == ("Rendah", (), None)
