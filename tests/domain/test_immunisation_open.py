"""The open doses of reference cases: windows, catch-up, school, tetanus."""

from datetime import date

from ilp_desktop.domain.immunisation.immunisation_open import OpenDose, VaccineFacts, open_doses
from ilp_desktop.domain.school_year import SchoolClass
from ilp_desktop.domain.sex import Sex
from tests.domain.cases import cases, date_of, told
from tests.domain.vaccine_records import record_of
from tests.every_row import every_row

BIRTH = date(2024, 1, 10)


def _open_dose(row: dict[str, str]) -> OpenDose | None:
    facts = VaccineFacts(BIRTH, Sex.MALE, record_of(row["given"]), je_endemic=True)
    found = open_doses(facts, date.fromisoformat(row["today"])).doses
    return next((dose for dose in found if dose.antigen == row["antigen"]), None)


def _state(dose: OpenDose | None, today: date) -> str:
    if dose is None:
        return "tertutup"
    if today < dose.due_from:
        return "akan datang"
    return "jatuh tempo" if dose.late_from is None or today < dose.late_from else "terlambat"


@every_row("row", cases("immunisation_windows") + cases("immunisation_catch_up"), ids=told)
def test_next_dose_of_a_child_is_open_in_its_window(row: dict[str, str]) -> None:
    found = _open_dose(row)
    assert _state(found, date.fromisoformat(row["today"])) == row["state"]
    if found is not None:
        assert found.dose == int(row["dose"])
        days = (found.due_from, found.late_from, found.closes_on)
        assert days == tuple(date.fromisoformat(row[name]) for name in ("due_from", "late_from", "closes_on"))


@every_row("row", cases("immunisation_irregular"), ids=told)
def test_series_goes_on_from_the_last_dose_that_counts(row: dict[str, str]) -> None:
    facts = VaccineFacts(BIRTH, Sex.MALE, record_of(row["given"]), je_endemic=True)
    found = open_doses(facts, date.fromisoformat(row["today"]))
    dose = next((dose for dose in found.doses if dose.antigen == row["antigen"]), None)
    assert ("" if dose is None else str(dose.dose)) == row["dose"]
    assert (None if dose is None else dose.due_from) == date_of(row["due_from"])
    if row["changes_on"]:
        assert found.changes_on == date_of(row["changes_on"])


@every_row("row", cases("immunisation_school"), ids=told)
def test_school_dose_is_open_in_its_school_year(row: dict[str, str]) -> None:
    facts = VaccineFacts(
        date.fromisoformat(row["birth"]), Sex(row["sex"]), record_of(row["given"]), school_class=_school(row["school"])
    )
    found = open_doses(facts, date.fromisoformat(row["today"]))
    assert ";".join(_told(dose) for dose in found.doses) == row["open"]
    assert found.changes_on == date_of(row["changes_on"])


@every_row("row", cases("immunisation_women"), ids=told)
def test_next_tetanus_dose_of_a_woman_follows_her_status(row: dict[str, str]) -> None:
    facts = VaccineFacts(
        date.fromisoformat(row["birth"]),
        Sex(row["sex"]),
        record_of(row["given"]),
        pregnant=row["condition"] == "hamil",
        catin=row["condition"] == "catin",
    )
    found = open_doses(facts, date.fromisoformat(row["today"]))
    dose = next((dose for dose in found.doses if dose.antigen == "Td"), None)
    said = "" if dose is None else f"Td {dose.dose} {dose.label[4:6]} {dose.due_from} {dose.closes_on or ''}".rstrip()
    assert said == row["open"]
    if dose is not None:
        assert (dose.label[:2], dose.late_from) == ("Td", None)
    assert found.changes_on == date_of(row["changes_on"])


def test_tetanus_toxoid_is_offered_once_a_day() -> None:
    """A girl about to marry whom school gives DT today waits with Td for what the interval after it says."""
    facts = VaccineFacts(date(2027, 5, 3), Sex.FEMALE, school_class=SchoolClass(1, 2038), catin=True)
    before = open_doses(facts, date(2038, 10, 31))
    assert [dose.label for dose in before.doses if dose.antigen in ("DT", "Td")] == ["Td (T1)", "DT (BIAS)"]
    assert before.changes_on == date(2038, 11, 1)
    assert [dose.antigen for dose in open_doses(facts, date(2038, 11, 1)).doses if dose.antigen in ("DT", "Td")] == [
        "DT"
    ]


def _school(text: str) -> SchoolClass | None:
    return SchoolClass(*map(int, text.split("@"))) if text else None


def _told(dose: OpenDose) -> str:
    return f"{dose.antigen} {dose.dose} {dose.due_from} {dose.late_from} {dose.closes_on}"
