"""Referrals that nobody answered in time, and who inside the house sees and answers what is asked of it."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralView
from tests.house_fixtures import Clinic
from tests.services.referred import (
    REMINDERS,
    act,
    answer,
    dues_of,
    file_of,
    letter,
    other,
    pass_days,
    refer,
    stored_dues,
)


def test_a_letter_that_expired_unanswered_stays_asked_for_until_somebody_acts(any_clinic: Clinic) -> None:
    house, chase = any_clinic.house, ReferralFilter(ReferralView.CHASE)
    people = [any_clinic.register(f"Warga {number}").person_id for number in range(3)]
    closed, answered, void = (refer(any_clinic, person, letter(any_clinic)) for person in people)
    pass_days(any_clinic, 90)
    assert dues_of(any_clinic, people[0]) == {"reply:hospital": ServiceState.LATE}
    assert {row.state for row in house.referral_lists.listed(any_clinic.desk, chase, None, 10)} == {
        ReferralState.CREATED
    }
    pass_days(any_clinic, 5)
    house.dues.refresh_some(any_clinic.doctor, 500)
    rows = house.referral_lists.listed(any_clinic.desk, chase, None, 10)
    assert {(row.id, row.state) for row in rows} == {(one, ReferralState.EXPIRED) for one in (closed, answered, void)}
    assert house.referral_lists.counts(any_clinic.desk)[ReferralView.CHASE] == 3
    for person in people:
        items = house.dues.of_person(any_clinic.doctor, person).items
        (item,) = (one for one in items if one.service.startswith(REMINDERS))
        assert item.service == "expired:hospital"
        assert "kedaluwarsa, belum dijawab. Tutup tanpa jawaban; bila masih perlu, tulis surat baru." in item.why
        assert stored_dues(any_clinic, person) == {"expired:hospital"}
    pass_days(any_clinic, 700)
    assert dues_of(any_clinic, people[0]) == {"expired:hospital": ServiceState.LATE}
    act(any_clinic, closed, ReferralAct.CLOSE, "Pasien sembuh")
    act(any_clinic, void, ReferralAct.VOID, "Tidak jadi")
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, answered, control_on=None))
    assert [stored_dues(any_clinic, person) for person in people] == [set(), set(), set()]
    assert house.referral_lists.listed(any_clinic.desk, chase, None, 10) == ()


@pytest.mark.parametrize("role", [Role.LABORATORY, Role.PHARMACY])
def test_laboratory_and_pharmacy_see_and_answer_what_is_asked_inside_and_nothing_else(
    any_clinic: Clinic, role: Role
) -> None:
    house, user = any_clinic.house, replace(any_clinic.doctor, roles=frozenset({role}))
    person = any_clinic.register().person_id
    asked = refer(any_clinic, person, other("internal"))
    outside = refer(any_clinic, person, letter(any_clinic))
    slip = refer(any_clinic, person, other("community"))
    for view in ReferralView:
        rows = house.referral_lists.listed(user, ReferralFilter(view), None, 10)
        assert {row.id for row in rows} <= {asked}
    (row,) = house.referral_lists.listed(user, ReferralFilter(ReferralView.INCOMING), None, 10)
    assert row.id == asked
    assert house.referral_lists.counts(user)[ReferralView.INCOMING] == 1
    assert [file.id for file in house.referral_loop.of_person(user, person)] == [asked]
    assert house.referral_loop.counts_of_person(user, person) == (1, 1)
    for other_one in (outside, slip):
        version = file_of(any_clinic, other_one).version
        with pytest.raises(UserError):
            house.referral_loop.file(user, other_one)
        with pytest.raises(UserError):
            house.referral_answers.record(user, answer(any_clinic, other_one, control_on=None))
        with pytest.raises(UserError):
            house.referral_loop.act(user, any_clinic.new_id(), other_one, version, (ReferralAct.CLOSE.value, "x"))
        assert file_of(any_clinic, other_one).version == version
    file = house.referral_loop.file(user, asked)
    assert ReferralAct.ANSWER in file.acts
    assert not {ReferralAct.VOID, ReferralAct.CORRECT} & set(file.acts)
    house.referral_answers.record(user, answer(any_clinic, asked, control_on=None, advice="Hb 9,8 g/dL"))
    answered = file_of(any_clinic, asked)
    assert (answered.state, answered.answers[0].advice) == (ReferralState.ANSWERED, "Hb 9,8 g/dL")
