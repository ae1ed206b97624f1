"""What rests on restricted answers or concerns a pregnant minor reaches neither the desk nor the kader's paper."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.due_rows import DueFilter
from ilp_desktop.services.people.births import NewBirth
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.due_people import MINOR_BORN, pregnant
from tests.services.recorded import record

ADULT_BORN = date(1990, 5, 17)
ANC = {
    "tanda_bahaya": "tidak_ada",
    "sistolik": "110",
    "diastolik": "70",
    "berat": "50",
    "tindak_lanjut": "dokter",
}
HIGH = {"sistolik": "165", "diastolik": "110"}


def _shown(clinic: Clinic, user: SignedIn, person: UUID) -> dict[str, str]:
    return {item.service: item.label for item in clinic.house.dues.of_person(user, person).items}


def _listed(clinic: Clinic, user: SignedIn) -> set[str]:
    rows = clinic.house.due_lists.listed(user, DueFilter(), None, 100)
    return {one.name.code for row in rows for one in row.services}


def _paper(clinic: Clinic) -> str:
    pdf = clinic.house.due_papers.sweeping_list(clinic.doctor, DueFilter(), lambda _done, _text: None)
    return text_of(pdf)


def test_positive_iva_is_told_to_those_with_leave_alone(any_clinic: Clinic) -> None:
    person = any_clinic.register(birth_date=ADULT_BORN).person_id
    record(any_clinic, person, cervical={"inspekulo": "normal", "iva": "positif", "hpv_dna": "tidak"})
    assert _shown(any_clinic, any_clinic.doctor, person)["refer:cervical"] == "Rujuk: IVA atau HPV DNA positif"
    assert "refer:cervical" in _listed(any_clinic, any_clinic.doctor)
    assert not {code for code in _shown(any_clinic, any_clinic.desk, person) if "cervical" in code}
    assert not {code for code in _listed(any_clinic, any_clinic.desk) if "cervical" in code}
    assert "leher rahim" not in _paper(any_clinic)


def test_reactive_hiv_leaves_the_desk_what_a_nonreactive_one_leaves(any_clinic: Clinic) -> None:
    women = {result: pregnant(any_clinic, f"Ibu {result}", ADULT_BORN) for result in ("reaktif", "nonreaktif")}
    for result, woman in women.items():
        record(any_clinic, woman, anc_visit={**ANC, "hiv": result})
    shown = {result: _shown(any_clinic, any_clinic.desk, woman) for result, woman in women.items()}
    assert shown["reaktif"] == shown["nonreaktif"]
    assert "x:refer:anc_visit" in _shown(any_clinic, any_clinic.doctor, women["reaktif"])
    assert "x:refer:anc_visit" in _listed(any_clinic, any_clinic.doctor)
    assert not {code for code in _listed(any_clinic, any_clinic.desk) if code.startswith("x:")}
    assert "Rujukan hasil" not in _paper(any_clinic)
    totals = any_clinic.house.due_lists.totals(any_clinic.desk, DueFilter().place)
    assert not {one.service.code for one in totals if one.service.code.startswith("x:")}


def test_high_blood_pressure_of_a_woman_with_hiv_is_told_to_everybody_without_the_hiv(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", ADULT_BORN)
    record(any_clinic, woman, anc_visit={**ANC, **HIGH, "hiv": "reaktif"})
    desk = _shown(any_clinic, any_clinic.desk, woman)
    assert "refer:anc_visit" in desk
    assert "laboratorium" not in desk["refer:anc_visit"]
    assert {"refer:anc_visit", "x:refer:anc_visit"} <= set(_shown(any_clinic, any_clinic.doctor, woman))


@pytest.mark.parametrize("with_birth", [False, True])
def test_pregnancy_results_and_nifas_of_a_minor_are_told_to_those_with_leave_alone(
    any_clinic: Clinic, with_birth: bool
) -> None:
    girl = pregnant(any_clinic, "Remaja", MINOR_BORN, weeks=39)
    record(any_clinic, girl, four_too={"hamil_pertama": "ya", "jumlah_anak": "0"})
    if with_birth:
        born = TODAY - timedelta(days=1)
        baby = any_clinic.register("Bayi", birth_date=born, mother_id=girl, birth_order=1).person_id
        any_clinic.house.children.record_birth(any_clinic.doctor, baby, NewBirth(any_clinic.new_id(), None))
    desk, room = (set(_shown(any_clinic, user, girl)) for user in (any_clinic.desk, any_clinic.doctor))
    assert not {code for code in desk if "four_too" in code or code.startswith(("kf", "anc", "x:"))}
    assert {code for code in room if "four_too" in code}
    assert ("kf1" in room) is with_birth
    assert not {"kf1", "anc_t3_1"} & _listed(any_clinic, any_clinic.desk)
    assert not {code for code in _listed(any_clinic, any_clinic.desk) if "four_too" in code}
