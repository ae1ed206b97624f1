"""People with hypertension or diabetes, told to the services visit by visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.work.signed_in import SignedIn
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at

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
    lab = {"lipids": {"kolesterol_total": "241", "ldl": "162", "hdl": "38", "trigliserida": "210"}}
    risk = {"riwayat_diri": "hipertensi, diabetes", "status_merokok": "aktif"}
    first = {**risk, "sistolik": "168", "diastolik": "98", "kolesterol_total": "241"}
    later = {**risk, "sistolik": "152", "diastolik": "94", "kolesterol_total": "228"}
    body = {"berat": "74", "tinggi": "163", "lingkar_perut": "97"}
    visits = [
        Visit(
            date(2024, 11, 20), ("I10", "E11.9"), {**pressure(168, 98, **body), **sugar(gdp="182", hba1c="9,1"), **lab}
        ),
        Visit(date(2024, 12, 18), ("I10", "E11.9"), {**pressure(158, 96), **sugar(gdp="151"), "cvd_risk_lab": first}),
        Visit(date(2025, 1, 20), ("I10", "E11.9"), {**pressure(146, 92), **sugar(gdp="139", gd2pp="188")}),
        Visit(date(2025, 3, 17), ("I10", "E11.9"), {**pressure(138, 86), **sugar(gdp="128", hba1c="7,4")}),
        Visit(date(2025, 6, 16), ("I10", "E11.9"), {**pressure(132, 82), **sugar(gdp="121")}),
        Visit(date(2025, 9, 15), ("I10", "E11.9"), {**pressure(136, 84), **sugar(gdp="126", hba1c="6,9")}),
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
                "chronic_care": {"prolanis": "ya", "prolanis_sejak": "12032025", "prb": "tidak"},
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
    for visit in visits:
        attend(clinic, man, visit)
    at(clinic, TODAY)
    return man
