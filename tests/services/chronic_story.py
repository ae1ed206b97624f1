"""People with hypertension or diabetes, told to the services visit by visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.start.access import NewStaff
from tests.house_fixtures import PASSWORD, TODAY, Clinic
from tests.services.kia_story import at, start_pregnancy

FINE = {"keluhan_hipertensi": "tidak_ada", "obat_hipertensi": "ya"}
SWEET = {"keluhan_diabetes": "tidak_ada", "obat_diabetes": "ya"}


@dataclass(frozen=True)
class Visit:
    """One visit of a story: the day, the diagnoses, and the forms with what is typed into them."""

    day: date
    codes: Sequence[str] = ()
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    therapy: str = ""
    confirmed: frozenset[str] = frozenset()


def pressure(systolic: int, diastolic: int, **more: str) -> dict[str, dict[str, str]]:
    """Return the monthly control of a hypertension with these values."""
    return {"hypertension_control": {**FINE, "sistolik": str(systolic), "diastolik": str(diastolic), **more}}


def sugar(**values: str) -> dict[str, dict[str, str]]:
    """Return the monthly control of a diabetes with these values."""
    return {"diabetes_control": {**SWEET, **values}}


def attend(clinic: Clinic, person_id: UUID, visit: Visit, by: SignedIn | None = None) -> None:
    """Let somebody come on a day, and be examined."""
    at(clinic, visit.day)
    ticket = clinic.visit(person_id)
    forms = tuple(FilledForm(code, dict(typed), visit.confirmed) for code, typed in visit.forms.items())
    diagnoses = tuple(GivenDiagnosis(code, number == 0) for number, code in enumerate(visit.codes))
    note = SoapNote(subjective="kontrol", therapy=visit.therapy)
    clinic.house.encounters.record(
        by or clinic.doctor, Examination(clinic.new_id(), ticket.encounter_id, 1, note, diagnoses, forms)
    )


def both(clinic: Clinic) -> UUID:
    """Let a man with hypertension and diabetes come for two years, and come back to today; returns him."""
    man = clinic.register("Pak Manis Tinggi", sex=Sex.MALE, birth_date=date(1966, 4, 2)).person_id
    risk = {"riwayat_diri": "hipertensi, diabetes", "status_merokok": "aktif"}
    body = {"berat": "74", "tinggi": "163", "lingkar_perut": "97"}
    for visit in (*_first_year(risk, body), *_second_year(risk)):
        attend(clinic, man, visit)
    at(clinic, TODAY)
    return man


def _first_year(risk: dict[str, str], body: dict[str, str]) -> list[Visit]:
    lab = {"lipids": {"kolesterol_total": "241", "ldl": "162", "hdl": "38", "trigliserida": "210"}}
    first = {**risk, "sistolik": "168", "diastolik": "98", "kolesterol_total": "241"}
    return [
        Visit(
            date(2024, 11, 20), ("I10", "E11.9"), {**pressure(168, 98, **body), **sugar(gdp="182", hba1c="9,1"), **lab}
        ),
        Visit(date(2024, 12, 18), ("I10", "E11.9"), {**pressure(158, 96), **sugar(gdp="151"), "cvd_risk_lab": first}),
        Visit(date(2025, 1, 20), ("I10", "E11.9"), {**pressure(146, 92), **sugar(gdp="139", gd2pp="188")}),
        Visit(date(2025, 3, 17), ("I10", "E11.9"), {**pressure(138, 86), **sugar(gdp="128", hba1c="7,4")}),
        Visit(date(2025, 6, 16), ("I10", "E11.9"), {**pressure(132, 82), **sugar(gdp="121")}),
        Visit(date(2025, 9, 15), ("I10", "E11.9"), {**pressure(136, 84), **sugar(gdp="126", hba1c="6,9")}),
    ]


def _second_year(risk: dict[str, str]) -> list[Visit]:
    later = {**risk, "sistolik": "152", "diastolik": "94", "kolesterol_total": "228"}
    return [
        Visit(
            date(2025, 12, 15),
            ("I10", "E11.9"),
            {
                "cvd_risk_lab": {**later, "sistolik": "138", "diastolik": "84"},
                "lipids": {"kolesterol_total": "228", "ldl": "141"},
            },
        ),
        Visit(date(2026, 4, 13), ("I10", "E11.9"), {**pressure(148, 90, berat="77"), **sugar(gdp="141")}),
        Visit(
            date(2026, 7, 13),
            ("I10", "E11.9"),
            {
                **pressure(144, 88),
                **sugar(gds="212"),
                "chronic_care": {"prolanis": "ya", "prolanis_sejak": "12032025"},
                "kidney_liver": {"kreatinin": "1,2", "ureum": "34", "apri_diperiksa": "tidak"},
            },
        ),
        Visit(
            date(2026, 9, 14),
            ("I10", "E11.9"),
            {
                **pressure(150, 92, keluhan_hipertensi="pusing", obat_hipertensi="kadang"),
                **sugar(gdp="148", hba1c="7,8"),
                "chronic_complications": {"ekg": "normal", "protein_urin": "negatif", "kaki": "rasa_kurang"},
                "cvd_risk_lab": later,
            },
            "Amlodipin 10 mg 1x1, Metformin 500 mg 3x1",
        ),
    ]


NURSE = NewStaff("Ns. Sari Contoh", "Perawat", "SIPP/003", "perawat", PASSWORD, frozenset({Role.NURSE}))


@dataclass(frozen=True)
class Told:
    """Who is who."""

    clinic: Clinic
    both: UUID
    steady: UUID
    by_nurse: UUID
    lost: UUID
    well: UUID
    pregnant: UUID


def tell(clinic: Clinic) -> Told:
    """Let all of it happen."""
    clinic.house.access.add_staff(clinic.head, NURSE)
    nurse = clinic.house.access.sign_in("perawat", PASSWORD)
    return Told(
        clinic,
        both(clinic),
        _steady(clinic),
        _seen_by(clinic, nurse),
        _lost(clinic),
        _well(clinic),
        _pregnant(clinic),
    )


def _steady(clinic: Clinic) -> UUID:
    """Let a woman of another RT be controlled every month, the last time by the doctor seven weeks ago."""
    who = clinic.register("Ibu Terkendali", birth_date=date(1972, 8, 1), rt="003").person_id
    for day, codes in ((date(2026, 9, 12), ("I10",)), (date(2026, 10, 12), ()), (date(2026, 11, 12), ())):
        attend(clinic, who, Visit(day, codes, pressure(128, 78)))
    at(clinic, TODAY)
    return who


def _seen_by(clinic: Clinic, nurse: SignedIn) -> UUID:
    who = clinic.register("Ibu Perawat", birth_date=date(1972, 8, 1)).person_id
    attend(clinic, who, Visit(date(2026, 11, 10), ("I10",), pressure(130, 80)), nurse)
    at(clinic, TODAY)
    return who


def _lost(clinic: Clinic) -> UUID:
    who = clinic.register("Bapak Putus", sex=Sex.MALE, birth_date=date(1955, 8, 1)).person_id
    attend(clinic, who, Visit(date(2026, 8, 22), ("I10", "E11.9"), {**pressure(134, 80), **sugar(gdp="120")}))
    at(clinic, TODAY)
    return who


def _well(clinic: Clinic) -> UUID:
    who = clinic.register("Ibu Sehat", birth_date=date(1980, 8, 1)).person_id
    vitals = {"sistolik": "118", "diastolik": "76", "berat": "58", "tinggi": "155"}
    attend(clinic, who, Visit(date(2026, 11, 10), ("J06.9",), {"vital_signs": vitals}))
    at(clinic, TODAY)
    return who


def _pregnant(clinic: Clinic) -> UUID:
    who = clinic.register("Ibu Hamil Tinggi", birth_date=date(1990, 8, 1)).person_id
    attend(clinic, who, Visit(date(2026, 5, 10), ("I10",), pressure(150, 96)))
    at(clinic, TODAY)
    start_pregnancy(clinic, who, TODAY - timedelta(weeks=12))
    return who
