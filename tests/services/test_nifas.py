"""Nifas as forms know it: from the births on record, in the statement that reads the pregnancy."""

from datetime import date, timedelta
from uuid import UUID

from ilp_desktop.forms.facts import Facts
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, birth


def newborn(clinic: Clinic, mother: UUID, born_on: date) -> UUID:
    """Register a child of a mother, and its birth."""
    child = clinic.register(f"Bayi Contoh {born_on:%d%m%y}", birth_date=born_on, mother_id=mother).person_id
    clinic.house.children.record_birth(clinic.doctor, child, birth(clinic, born_on))
    return child


def facts(clinic: Clinic, person_id: UUID) -> Facts:
    return clinic.house.screening.facts(clinic.doctor, person_id)


def test_days_since_the_last_birth_are_a_fact_about_the_mother_alone(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu Contoh").person_id
    assert "masa_nifas" not in facts(any_clinic, mother).values
    newborn(any_clinic, mother, TODAY - timedelta(days=700))
    assert "masa_nifas" not in facts(any_clinic, mother).values
    child = newborn(any_clinic, mother, TODAY - timedelta(days=10))
    assert facts(any_clinic, mother).values["masa_nifas"] == 10
    assert facts(any_clinic, mother).delivered_on == TODAY - timedelta(days=10)
    assert "masa_nifas" not in facts(any_clinic, child).values


def test_nifas_ends_by_itself(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu Contoh").person_id
    newborn(any_clinic, mother, TODAY - timedelta(days=42))
    assert facts(any_clinic, mother).values["masa_nifas"] == 42
    at(any_clinic, TODAY + timedelta(days=1))
    assert "masa_nifas" not in facts(any_clinic, mother).values
