from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.life_stage import klaster_for, life_stage, life_stages
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row


@every_row("row", cases("life_stages"), ids=told)
def test_age_belongs_to_its_stage_and_klaster(row: dict[str, str]) -> None:
    age = age_on(date.fromisoformat(row["birth_date"]), date.fromisoformat(row["day"]))
    klaster, source = klaster_for(age, maternal=row["maternal"] == "ya")
    assert life_stage(age).code == row["stage"]
    assert klaster.value == int(row["klaster"])
    assert source.startswith("KMK HK.01.07/MENKES/2015/2023")


def test_stages_are_told_in_indonesian_with_their_group() -> None:
    stage = life_stage(age_on(TODAY - timedelta(days=10), TODAY))
    assert (stage.label, stage.group) == ("Bayi baru lahir", "Bayi, balita dan anak prasekolah")


def test_klaster_has_the_name_of_its_tab() -> None:
    assert [klaster.label for klaster in Klaster] == [
        "1 Manajemen",
        "2 Ibu & Anak",
        "3 Dewasa & Lansia",
        "4 Penyakit Menular",
        "Lintas Klaster",
    ]


@given(st.integers(0, 44000))
def test_every_age_has_one_stage_and_stages_never_go_back(lived: int) -> None:
    stages = life_stages(TODAY)
    today, tomorrow = (
        stages.index(life_stage(age_on(date(1900, 1, 1), date(1900, 1, 1) + timedelta(days=days))))
        for days in (lived, lived + 1)
    )
    assert tomorrow - today in (0, 1)
