"""IDL and IBL by birth cohort."""

from datetime import date

import pytest

from ilp_desktop.domain.immunisation.endemic_area import je_endemic
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_complete import completeness
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


def _given(row: dict[str, str], birth: date) -> list[GivenDose]:
    """Return every dose on the first day of its age, but for those left out and those moved."""
    left_out = {tuple(part.split(":")) for part in row["without"].split(";") if part}
    moved = dict(part.split("@") for part in row["moved"].split(";") if part)
    return [
        GivenDose(dose.antigen, dose.dose, _day(moved, f"{dose.antigen}:{dose.dose}", dose.start.after(birth)))
        for dose in schedule_on(TODAY).doses
        if (dose.antigen, str(dose.dose)) not in left_out
    ]


def _day(moved: dict[str, str], dose: str, otherwise: date) -> date:
    return date.fromisoformat(moved[dose]) if dose in moved else otherwise


@every_row("row", cases("immunisation_complete"), ids=told)
def test_sets_of_a_child_stand_where_its_doses_and_cohort_put_them(row: dict[str, str]) -> None:
    birth, today = date.fromisoformat(row["birth"]), date.fromisoformat(row["today"])
    basic, second_year = completeness(birth, _given(row, birth), today, je_endemic=row["je"] == "ya")
    assert (basic.code, basic.state.value, " ".join(basic.missing)) == ("IDL", row["idl"], row["missing_idl"])
    assert (second_year.code, second_year.state.value) == ("IBL", row["ibl"])
    assert set(basic.missing) <= set(second_year.missing)
    for each in (basic, second_year):
        assert (each.completed_on is None) == bool(each.missing)
        assert each.source


def test_set_is_completed_on_the_day_of_its_last_dose() -> None:
    birth = date(2024, 1, 10)
    row = {"without": "", "moved": "OPV:4@2024-12-01"}
    (basic, _) = completeness(birth, _given(row, birth), date(2025, 1, 1))
    assert (basic.completed_on, basic.until, basic.label) == (
        date(2024, 12, 1),
        date(2025, 1, 10),
        "Imunisasi dasar lengkap",
    )


@pytest.mark.parametrize(
    ("province", "said", "expected"),
    [
        ("51", None, True),
        ("34", None, True),
        ("61", None, True),
        ("32", None, False),
        ("", None, False),
        ("51", False, False),
        ("32", True, True),
    ],
)
def test_setting_of_the_puskesmas_goes_before_the_list_of_provinces(
    province: str, said: bool | None, expected: bool
) -> None:
    assert je_endemic(province, TODAY, said=said) is expected
