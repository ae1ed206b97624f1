"""Slips from Posyandu and Pustu: written without a visit, coming in at once, received when the person registers."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Referral
from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.referral.field_slips import NewSlip, WrittenSlip
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralView
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.referred import answer, dues_of, file_of, letter, other, pass_days

SLIP = other("community")


def write(clinic: Clinic, person_id: UUID, user: SignedIn | None = None) -> WrittenSlip:
    """Write a slip as the desk, or whoever works in the field."""
    return clinic.house.field_slips.write(user or clinic.desk, NewSlip(clinic.new_id(), person_id, SLIP))


def incoming(clinic: Clinic, klaster: int) -> list[UUID]:
    """Return what comes in to a klaster."""
    wanted = ReferralFilter(ReferralView.INCOMING, klaster)
    return [row.id for row in clinic.house.referral_lists.listed(clinic.doctor, wanted, None, 10)]


def test_a_slip_goes_its_whole_way_from_the_posyandu_and_back(any_clinic: Clinic) -> None:
    house, person = any_clinic.house, any_clinic.register().person_id
    slip = write(any_clinic, person)
    assert (slip.number, slip.name) == ("0001/RJP/P9999/XI/2026", "Siti Aminah")
    assert incoming(any_clinic, 3) == [slip.id]
    assert incoming(any_clinic, 2) == []
    assert file_of(any_clinic, slip.id).state is ReferralState.SENT
    any_clinic.visit(person)
    file = file_of(any_clinic, slip.id)
    assert (file.state, [step.act for step in file.steps]) == (
        ReferralState.RECEIVED,
        [ReferralAct.CREATE, ReferralAct.RECEIVE],
    )
    assert file.sent_from == "Posyandu Melati"
    assert file.reason.startswith("Tekanan darah tinggi")
    assert incoming(any_clinic, 3) == [slip.id]
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, slip.id, control_on=None))
    assert incoming(any_clinic, 3) == []
    back = " ".join(text_of(house.referral_answers.pdf(any_clinic.doctor, slip.id)).split())
    assert "Posyandu Melati" in back
    assert "Amlodipin 10 mg" in back


def test_it_comes_in_to_the_klaster_of_the_age_and_then_of_the_visit(any_clinic: Clinic) -> None:
    child = any_clinic.register("Adik Kecil", birth_date=date(2024, 5, 1)).person_id
    slip = write(any_clinic, child)
    assert (incoming(any_clinic, 2), incoming(any_clinic, 3)) == ([slip.id], [])


def test_a_slip_nobody_came_with_is_chased(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    slip = write(any_clinic, person)
    pass_days(any_clinic, 8)
    assert dues_of(any_clinic, person) == {"reply:community": ServiceState.DUE}
    chased = any_clinic.house.referral_lists.listed(any_clinic.desk, ReferralFilter(ReferralView.CHASE), None, 10)
    assert [row.id for row in chased] == [slip.id]
    assert any_clinic.house.field_slips.offer(any_clinic.desk, person).on_the_way[0][0] == slip.number


def test_those_of_the_home_are_offered_first(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    offer = any_clinic.house.field_slips.offer(any_clinic.desk, person)
    assert offer.origins[0].startswith("Posyandu ")
    assert offer.on_the_way == ()


def test_a_double_click_writes_one(any_clinic: Clinic) -> None:
    wanted = NewSlip(any_clinic.new_id(), any_clinic.register().person_id, SLIP)
    first, again = (any_clinic.house.field_slips.write(any_clinic.desk, wanted) for _ in range(2))
    assert first == again
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Referral)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_place": " "}, "from_place"),
        ({"brought_by": ""}, "brought_by"),
        ({"problems": (), "reason_note": ""}, "problems"),
        ({"reason_note": "x" * 20_000}, "reason_note"),
    ],
)
def test_what_is_missing_stands_beside_its_field(clinic: Clinic, changes: dict[str, object], field: str) -> None:
    draft = replace(SLIP, **changes)  # type: ignore[arg-type]
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.field_slips.write(clinic.desk, NewSlip(clinic.new_id(), clinic.register().person_id, draft))
    assert refused.value.fields.keys() == {field}


def test_no_letter_to_a_hospital_leaves_from_the_field(clinic: Clinic) -> None:
    with pytest.raises(WrongAnswers):
        clinic.house.field_slips.write(
            clinic.desk, NewSlip(clinic.new_id(), clinic.register().person_id, letter(clinic))
        )


def test_whoever_wrote_it_prints_it_and_nobody_else_of_the_desk(any_clinic: Clinic) -> None:
    slips, slip = any_clinic.house.field_slips, write(any_clinic, any_clinic.register().person_id)
    said = " ".join(text_of(slips.pdf(any_clinic.desk, slip.id)).split())
    for words in (slip.number, "Posyandu Melati", "Tekanan darah tinggi", "Kader Ani"):
        assert words in said
    slips.note_printed(any_clinic.desk, slip.id)
    assert "SALINAN ke-1" in text_of(slips.pdf(any_clinic.desk, slip.id))
    with pytest.raises(UserError, match="tidak ada"):
        slips.pdf(any_clinic.doctor, slip.id)
