"""Whether JE stands in the schedule of a Puskesmas, on both databases."""

from datetime import date

import pytest

from db.models import Facility, Village
from ilp_desktop.domain.immunisation.immunisation import DoseState
from tests.house_fixtures import Clinic


@pytest.mark.parametrize(
    ("code", "setting", "listed"),
    [
        ("", {}, False),
        ("3216012001", {}, False),
        ("5103012001", {}, True),
        ("5103012001", {"je_endemic": False}, False),
        ("3216012001", {"je_endemic": True}, True),
    ],
)
def test_setting_or_province_decides_whether_je_stands_in_the_schedule(
    any_clinic: Clinic, code: str, setting: dict[str, bool], listed: bool
) -> None:
    child = any_clinic.register("Bayi Uji", birth_date=date(2026, 1, 10)).person_id
    with any_clinic.database.writing() as session:
        session.get_one(Village, any_clinic.village_id).code = code
        session.get_one(Facility, any_clinic.doctor.facility_id).settings = setting
        session.commit()
    doses = any_clinic.house.children.doses(any_clinic.doctor, child)
    assert [dose.state for dose in doses if dose.antigen == "JE"] == ([DoseState.DUE] if listed else [])
