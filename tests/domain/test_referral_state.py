"""Every act in every state of a referral: where it leads, or that it is refused."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.care.referral_state import (
    UNANSWERED,
    ReferralAct,
    ReferralState,
    acts_in,
    next_state,
    state_on,
    valid_until,
    why_refused,
)

CASES = Path(__file__).parents[1] / "reference_cases" / "referral_states.csv"
TODAY = date(2026, 11, 23)


def cases() -> list[dict[str, str]]:
    """Return the table: state, act, answered, becomes (``-`` where it is refused)."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['state']}-{case['act']}-{case['answered']}")
def test_an_act_leads_where_the_table_says(case: dict[str, str]) -> None:
    found = next_state(ReferralState[case["state"]], ReferralAct[case["act"]], answered=case["answered"] == "ya")
    assert (found.name if found else "-") == case["becomes"]


def test_the_table_holds_every_pair_of_state_and_act() -> None:
    told = {(case["state"], case["act"], case["answered"]) for case in cases()}
    acts = [act.name for act in ReferralAct if act is not ReferralAct.CREATE]
    assert told == {(state.name, act, word) for state in ReferralState for act in acts for word in ("ya", "tidak")}


def test_what_cannot_be_done_is_told_with_what_can() -> None:
    for state in ReferralState:
        message, remedy = why_refused(state)
        assert message.endswith(".")
        assert remedy.endswith(".")


@given(state=st.sampled_from(ReferralState), answered=st.booleans())
def test_what_is_offered_can_be_done_and_all_that_can_be_done_is_offered(
    state: ReferralState,
    answered: bool,
) -> None:
    offered = acts_in(state, answered=answered)
    possible = [
        act
        for act in ReferralAct
        if act is not ReferralAct.PRINT and next_state(state, act, answered=answered) is not None
    ]
    assert list(offered) == possible


@given(acts=st.lists(st.sampled_from([act for act in ReferralAct if act is not ReferralAct.CREATE]), max_size=8))
def test_a_referral_that_was_made_void_stays_so_whatever_is_tried(acts: list[ReferralAct]) -> None:
    state = ReferralState.VOID
    for act in acts:
        state = next_state(state, act) or state
    assert state is ReferralState.VOID


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, ReferralState.SENT), (89, ReferralState.SENT), (90, ReferralState.SENT), (91, ReferralState.EXPIRED)],
)
def test_a_letter_to_a_hospital_is_valid_for_ninety_days(days: int, expected: ReferralState) -> None:
    kind = referral_rules_on(TODAY).kind("hospital")
    last = valid_until(TODAY - timedelta(days=days), kind.validity_days)
    assert state_on(ReferralState.SENT, last, TODAY) is expected


@pytest.mark.parametrize("stored", [state for state in ReferralState if state.name not in ("CREATED", "SENT")])
def test_what_was_received_or_ended_does_not_expire(stored: ReferralState) -> None:
    assert state_on(stored, TODAY - timedelta(days=400), TODAY) is stored


@pytest.mark.parametrize("code", ["emergency", "internal", "community", "social"])
def test_other_kinds_do_not_expire(code: str) -> None:
    assert valid_until(TODAY, referral_rules_on(TODAY).kind(code).validity_days) is None


def test_expired_letters_still_wait_for_an_answer() -> None:
    assert ReferralState.EXPIRED in UNANSWERED
    assert ReferralState.ANSWERED not in UNANSWERED
