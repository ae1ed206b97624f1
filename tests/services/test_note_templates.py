"""Templates of notes: each one's own, by name, without measurements."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.services.record.note_templates import LONGEST_NAME, LONGEST_PART, MOST, KeptTemplate
from tests.house_fixtures import Clinic

ISPA = {"subjective": "Batuk pilek", "plan": "Kontrol bila sesak", "education": "Minum cukup"}


def wanted(clinic: Clinic, name: str = "ISPA anak", **changes: object) -> KeptTemplate:
    """Return a template as it is to be kept."""
    return replace(KeptTemplate(clinic.new_id(), None, name, ISPA), **changes)  # type: ignore[arg-type]


def test_a_template_is_ones_own_and_can_be_renamed_and_removed(any_clinic: Clinic) -> None:
    templates, doctor, head = any_clinic.house.note_templates, any_clinic.doctor, any_clinic.head
    (row,) = templates.keep(doctor, wanted(any_clinic, "  ISPA   anak "))
    assert (row.name, dict(row.parts)) == ("ISPA anak", ISPA)
    assert templates.listed(head) == ()
    with pytest.raises(UserError):
        templates.remove(head, row.id)
    with pytest.raises(UserError):
        templates.keep(head, wanted(any_clinic, "Punya orang", template_id=row.id))
    rows = templates.keep(doctor, wanted(any_clinic, "Batuk pilek anak", template_id=row.id, parts={"plan": "Kontrol"}))
    assert [(one.id, one.name, dict(one.parts)) for one in rows] == [(row.id, "Batuk pilek anak", {"plan": "Kontrol"})]
    assert templates.remove(doctor, row.id) == ()


def test_the_same_press_twice_keeps_one(any_clinic: Clinic) -> None:
    templates, once = any_clinic.house.note_templates, wanted(any_clinic)
    templates.keep(any_clinic.doctor, once)
    assert len(templates.keep(any_clinic.doctor, once)) == 1


def test_two_of_one_name_are_refused_whatever_the_capitals(any_clinic: Clinic) -> None:
    templates = any_clinic.house.note_templates
    templates.keep(any_clinic.doctor, wanted(any_clinic))
    with pytest.raises(WrongAnswers) as refused:
        templates.keep(any_clinic.doctor, wanted(any_clinic, "ispa ANAK"))
    assert set(refused.value.fields) == {"name"}
    assert len(templates.keep(any_clinic.head, wanted(any_clinic))) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * (LONGEST_NAME + 1)}, "name"),
        ({"parts": {}}, "subjective"),
        ({"parts": {"therapy": "Amlodipin"}}, "subjective"),
        ({"parts": {"plan": "x" * (LONGEST_PART + 1)}}, "plan"),
        ({"parts": {"objective": "Kompos mentis\nTD 150/90"}}, "objective"),
    ],
)
def test_what_cannot_be_a_template_is_refused_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.note_templates.keep(clinic.doctor, wanted(clinic, **changes))  # type: ignore[arg-type]
    assert set(refused.value.fields) == {field}
    assert clinic.house.note_templates.listed(clinic.doctor) == ()


def test_there_is_an_end_to_them(clinic: Clinic) -> None:
    templates = clinic.house.note_templates
    for number in range(MOST):
        templates.keep(clinic.doctor, wanted(clinic, f"Templat {number}"))
    with pytest.raises(UserError, match=str(MOST)):
        templates.keep(clinic.doctor, wanted(clinic, "Satu lagi"))


def test_the_desk_has_none(clinic: Clinic) -> None:
    with pytest.raises(NotAllowed):
        clinic.house.note_templates.listed(clinic.desk)
