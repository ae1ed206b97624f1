"""School immunisation: the list by class, and a whole school day in one save."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from ilp_desktop.services.school.school_doses import SchoolChild, SchoolDay, SchoolFilter
from ilp_desktop.services.school.schools import Enrolment, NewSchool
from tests.house_fixtures import TODAY, Clinic
from tests.services.immunised import received, refused, supply_keys

HEALTHY = {
    "kebersihan_diri": "bersih",
    "konjungtiva_pucat": "tidak",
    "telapak_pucat": "tidak",
    "mata_luar": "normal",
    "buta_warna": "normal",
    "visus_kanan": "v6_6",
    "visus_kiri": "v6_6",
    "rongga_mulut": "normal",
    "telinga_luar_kanan": "normal",
    "telinga_luar_kiri": "normal",
    "bisik_kanan": "5",
    "bisik_kiri": "5",
    "kebersihan_mulut": "baik",
    "karies": "tidak",
}
FIRST, FIFTH = date(2019, 8, 10), date(2015, 3, 10)


def pupil(clinic: Clinic, name: str, birth_date: date = FIRST, sex: Sex = Sex.FEMALE) -> UUID:
    """Register a schoolchild."""
    return clinic.register(name, birth_date=birth_date, sex=sex).person_id


def seen_in(clinic: Clinic, child: UUID, number: int) -> None:
    """Let a child be seen in a class today."""
    visit = clinic.visit(child, sick=False).encounter_id
    form = FilledForm("school_screening", HEALTHY | {"kelas": str(number)})
    wanted = Examination(clinic.new_id(), visit, 1, SoapNote(), (), (form,))
    clinic.house.encounters.record(clinic.doctor, wanted)


def listed(clinic: Clinic, **wanted: object) -> tuple[SchoolChild, ...]:
    """Return the list."""
    return clinic.house.school_doses.listed(clinic.doctor, SchoolFilter(**wanted), None, 50)  # type: ignore[arg-type]


def needs(child: SchoolChild) -> list[tuple[str, int, bool]]:
    """Return what a child needs: antigen, the class it is for, and whether it is late."""
    return [(need.antigen, need.school_class, need.late) for need in child.needs]


def day(clinic: Clinic, *children: tuple[UUID, int], **changes: object) -> SchoolDay:
    """Return a school day that may be stored, but for what a test changes."""
    wanted: dict[str, object] = {
        "day": TODAY,
        "antigen": "DT",
        "school": "SDN Contoh 1",
        "batch": "DT-9",
        "expires_on": date(2027, 6, 30),
        "given_by": clinic.doctor.staff_id,
    }
    return SchoolDay(clinic.new_id(), children=children, **(wanted | changes))  # type: ignore[arg-type]


def test_each_child_is_listed_with_what_its_class_needs_this_month(any_clinic: Clinic) -> None:
    pupil(any_clinic, "Adi", sex=Sex.MALE)
    pupil(any_clinic, "Citra", FIFTH)
    pupil(any_clinic, "Dodi", FIFTH, Sex.MALE)
    any_clinic.register("Bayi", birth_date=date(2026, 1, 1))
    found = {child.name: needs(child) for child in listed(any_clinic)}
    assert found == {
        "Adi": [("DT", 1, False), ("MR", 1, True)],
        "Citra": [("HPV", 5, True), ("Td", 5, False)],
        "Dodi": [("Td", 5, False)],
    }
    assert [child.name for child in listed(any_clinic, school_class=5)] == ["Citra", "Dodi"]
    assert [child.name for child in listed(any_clinic, antigen="HPV")] == ["Citra"]
    assert [child.name for child in listed(any_clinic, search="od")] == ["Dodi"]
    assert listed(any_clinic, school_class=5, antigen="MR") == ()


def test_class_a_child_was_seen_in_goes_before_its_age(any_clinic: Clinic) -> None:
    child = pupil(any_clinic, "Eka", date(2018, 8, 10))
    assert needs(listed(any_clinic)[0]) == [("Td", 2, False)]
    assert listed(any_clinic)[0].in_class is None
    seen_in(any_clinic, child, 1)
    assert needs(listed(any_clinic)[0]) == [("DT", 1, False), ("MR", 1, True)]
    assert listed(any_clinic)[0].in_class == 1


def test_child_on_the_list_of_a_school_is_found_by_it(any_clinic: Clinic) -> None:
    child = pupil(any_clinic, "Fajar", date(2018, 8, 10))
    pupil(any_clinic, "Gita", date(2018, 8, 10))
    house = any_clinic.house
    place = house.schools.add(any_clinic.desk, NewSchool(any_clinic.new_id(), "SDN Melati", "sd"))
    house.schools.enrol(any_clinic.desk, Enrolment(any_clinic.new_id(), child, place, "1"))
    found = listed(any_clinic, search="melati")
    assert [(one.name, one.in_class, one.school) for one in found] == [("Fajar", 1, "SDN Melati")]
    assert needs(found[0]) == [("DT", 1, False), ("MR", 1, True)]


def test_list_goes_on_page_by_page(any_clinic: Clinic) -> None:
    for number in range(5):
        pupil(any_clinic, f"Anak {number}")
    school, names, after = any_clinic.house.school_doses, list[str](), None
    while page := school.listed(any_clinic.doctor, SchoolFilter(), after, 2):
        names += [child.name for child in page]
        after = page[-1]
    assert names == [f"Anak {number}" for number in range(5)]


def test_school_day_is_stored_at_once_and_the_list_empties(any_clinic: Clinic) -> None:
    children = [pupil(any_clinic, f"Anak {number}") for number in range(3)]
    wanted = day(any_clinic, *((child, 1) for child in children[:2]))
    result = any_clinic.house.school_doses.give_day(any_clinic.doctor, wanted)
    assert (result.given, result.refused) == (2, ())
    assert any_clinic.house.school_doses.give_day(any_clinic.doctor, wanted).given == 2
    recorded = any_clinic.house.immunisations.file(any_clinic.doctor, children[0]).recorded
    assert [(one.label, one.batch, one.place, one.giver, one.site) for one in recorded] == [
        ("DT (BIAS)", "DT-9", "Sekolah SDN Contoh 1", "dr. Ratna Contoh", "Lengan atas kiri")
    ]
    assert [child.name for child in listed(any_clinic, antigen="DT")] == ["Anak 2"]


def test_child_that_may_not_get_it_is_named_and_the_others_are_stored(any_clinic: Clinic) -> None:
    old, small = pupil(any_clinic, "Cukup Umur"), pupil(any_clinic, "Masih Kecil", date(2023, 1, 1))
    result = any_clinic.house.school_doses.give_day(any_clinic.doctor, day(any_clinic, (old, 1), (small, 1)))
    assert result.given == 1
    assert [name for name, _ in result.refused] == ["Masih Kecil"]
    assert "terlalu dini" in result.refused[0][1]


def test_opened_vial_is_emptied_before_the_next_one_is_opened(any_clinic: Clinic) -> None:
    received(any_clinic, "DT", doses_per_vial=2, vials=3)
    children = [(pupil(any_clinic, f"Anak {number}"), 1) for number in range(3)]
    key = supply_keys(any_clinic, "DT")[0]
    wanted = day(any_clinic, *children, batch="", expires_on=None, supply=key)
    assert any_clinic.house.school_doses.give_day(any_clinic.doctor, wanted).given == 3
    row = any_clinic.house.vaccine_stock.stock(any_clinic.doctor).rows[0]
    assert (row.closed_vials, [vial.doses_left for vial in row.open_vials]) == (1, [1])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": None}, "given_on"),
        ({"day": TODAY + timedelta(days=1)}, "given_on"),
        ({"batch": ""}, "batch"),
        ({"expires_on": None}, "expires_on"),
        ({"given_by": None}, "given_by"),
        ({"expires_on": TODAY - timedelta(days=1)}, "expires_on"),
        ({"school": "x" * 81}, "place"),
    ],
)
def test_what_is_wrong_with_the_whole_day_stores_nothing(
    clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    child = pupil(clinic, "Anak")
    with pytest.raises(WrongAnswers) as caught:
        clinic.house.school_doses.give_day(clinic.doctor, day(clinic, (child, 1), **changes))
    assert field in caught.value.fields
    assert clinic.house.immunisations.file(clinic.doctor, child).recorded == ()


def test_nobody_ticked_is_told(clinic: Clinic) -> None:
    with refused("Centang anak"):
        clinic.house.school_doses.give_day(clinic.doctor, day(clinic))
