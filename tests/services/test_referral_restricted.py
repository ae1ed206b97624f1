"""Who may see a referral: cases of violence are nowhere without leave, the desk reads nothing clinical."""

import pytest

from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.referral.referral_lists import ReferralFilter, ReferralView
from tests.house_fixtures import Clinic
from tests.services.referred import answer, dues_of, file_of, letter, other, pass_days, refer


@pytest.mark.parametrize(
    "draft",
    [other("social", unit="women_children", place="UPTD PPA"), other("social", violence=True)],
    ids=["agency", "violence"],
)
def test_a_case_of_violence_is_nowhere_for_those_without_leave(any_clinic: Clinic, draft: object) -> None:
    house, person = any_clinic.house, any_clinic.register("Ibu Terlindung").person_id
    referral = refer(any_clinic, person, draft, "T74.1")  # type: ignore[arg-type]
    pass_days(any_clinic, 30)
    assert file_of(any_clinic, referral).restricted
    assert dues_of(any_clinic, person) == {"x:reply:social": ServiceState.LATE}
    assert dues_of(any_clinic, person, "desk") == {}
    for view in ReferralView:
        assert house.referral_lists.listed(any_clinic.desk, ReferralFilter(view), None, 10) == ()
    assert set(house.referral_lists.counts(any_clinic.desk).values()) == {0}
    assert house.referral_lists.counts(any_clinic.doctor)[ReferralView.CHASE] == 1
    assert house.referral_loop.of_person(any_clinic.desk, person) == ()
    totals = [count.service.code for count in house.due_lists.counts(any_clinic.desk)]
    assert not [code for code in totals if "social" in code]
    for call in (
        lambda: house.referral_loop.file(any_clinic.desk, referral),
        lambda: house.referral_answers.record(any_clinic.desk, answer(any_clinic, referral)),
    ):
        with pytest.raises(UserError, match="tidak ada"):
            call()
    with pytest.raises(NotAllowed):
        house.referrals.pdf(any_clinic.desk, referral)


def test_the_desk_reads_neither_reason_nor_clinic_nor_answer(any_clinic: Clinic) -> None:
    house, referral = any_clinic.house, refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    house.referral_answers.record(any_clinic.doctor, answer(any_clinic, referral))
    seen = house.referral_loop.file(any_clinic.desk, referral)
    assert (seen.reason, seen.answers, seen.is_answered) == ("", (), True)
    (row,) = house.referral_lists.listed(any_clinic.desk, ReferralFilter(ReferralView.ALL), None, 10)
    assert row.clinic == ""
    assert {ReferralAct.CORRECT, ReferralAct.VOID}.isdisjoint(seen.acts)


def test_the_desk_reads_no_note_of_a_step(any_clinic: Clinic) -> None:
    house, referral = any_clinic.house, refer(any_clinic, any_clinic.register().person_id, letter(any_clinic))
    version, told = house.referral_loop.file(any_clinic.doctor, referral).version, "dirawat karena HIV"
    wanted = (ReferralAct.CLOSE.value, told)
    house.referral_loop.act(any_clinic.doctor, any_clinic.new_id(), referral, version, wanted)
    assert told in {step.note for step in house.referral_loop.file(any_clinic.doctor, referral).steps}
    assert {step.note for step in house.referral_loop.file(any_clinic.desk, referral).steps} == {""}
