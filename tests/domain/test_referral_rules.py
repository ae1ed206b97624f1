"""What an answer may say, to whom one may not refer, and what referrals ask of this house later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.facility_name import is_own_facility
from ilp_desktop.domain.care.referral_answer import AnswerWords, answer_problems
from ilp_desktop.domain.care.referral_dues import ControlAgreed, LetterOut, referral_dues
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.care.referral_state import ReferralState

LETTER = date(2026, 11, 10)
TODAY = date(2026, 11, 23)
RULES = referral_rules_on(TODAY)
WELL = AnswerWords(
    date(2026, 11, 20), "dr. Sp. RSUD Contoh", ("I10",), "Amlodipin 10 mg", "Kontrol", date(2026, 12, 20)
)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answered_on": None}, "answered_on"),
        ({"answered_on": date(2026, 11, 9)}, "answered_on"),
        ({"answered_on": date(2026, 11, 24)}, "answered_on"),
        ({"answered_by": "  "}, "answered_by"),
        ({"codes": (), "therapy": " ", "advice": ""}, "advice"),
        ({"control_on": date(2026, 11, 19)}, "control_on"),
        ({"prb": True, "control_on": None}, "control_on"),
        ({"prb": True, "therapy": ""}, "therapy"),
        ({"prb": True, "codes": ()}, "diagnoses"),
        ({"prb": True, "codes": ("J06.9",)}, "diagnoses"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field(changes: dict[str, object], field: str) -> None:
    said = replace(WELL, **changes)  # type: ignore[arg-type]
    found = answer_problems(said, LETTER, TODAY, RULES.prb_disease(said.codes))
    assert set(found) == {field}


@pytest.mark.parametrize("day", [LETTER, date(2026, 11, 11), TODAY])
def test_an_answer_of_the_day_of_the_letter_or_later_is_right(day: date) -> None:
    assert answer_problems(replace(WELL, answered_on=day), LETTER, TODAY, "") == {}


def test_a_patient_referred_back_with_all_that_the_programme_needs_is_right() -> None:
    assert answer_problems(replace(WELL, prb=True), LETTER, TODAY, RULES.prb_disease(WELL.codes)) == {}


@pytest.mark.parametrize(
    ("code", "disease"),
    [
        ("I10", "Hipertensi"),
        ("E11.9", "Diabetes melitus"),
        ("I25.1", "Penyakit jantung"),
        ("J45.9", "Asma"),
        ("J44.1", "PPOK"),
        ("G40.9", "Epilepsi"),
        ("F20.0", "Skizofrenia"),
        ("I63.9", "Stroke"),
        ("M32.1", "SLE"),
        ("J18.9", ""),
        ("F32.0", ""),
    ],
)
def test_the_diseases_of_the_programme_are_known_by_their_codes(code: str, disease: str) -> None:
    assert RULES.prb_disease((code,)) == disease


@pytest.mark.parametrize(
    ("typed", "own"),
    [
        ("Puskesmas Uji Sejahtera", True),
        ("PKM UJI SEJAHTERA", True),
        ("UPTD Puskesmas  uji sejahtera", True),
        ("P9999", True),
        ("p-9999", True),
        ("puskesmas uji sejahtera (P9999)", True),
        ("P9999 PKM Uji Sejahtera", True),
        ("Puskesmas Lain (P9999)", False),
        ("Puskesmas Uji", False),
        ("Puskesmas Uji Sejahtera 2", False),
        ("RSUD Uji Sejahtera", False),
        ("", False),
        ("Puskesmas", False),
    ],
)
def test_a_referral_to_oneself_is_recognised_however_it_is_written(typed: str, own: bool) -> None:
    assert is_own_facility(typed, "Puskesmas Uji Sejahtera", "P9999") is own


def test_every_kind_asks_for_what_it_needs_and_begins_in_a_state() -> None:
    for kind in RULES.kinds.values():
        asked = kind.asks or RULES.kind("hospital").asks
        assert kind.needs <= set(asked), kind.code
        begins = (ReferralState.ANSWERED,) if kind.code == "returned" else (ReferralState.CREATED, ReferralState.SENT)
        assert kind.begins in begins
        assert kind.urgent == "" or kind.urgent in RULES.kinds


def test_an_unanswered_letter_is_asked_after_when_its_days_are_over() -> None:
    found = referral_dues(RULES, [LetterOut("hospital", LETTER, "RSUD Contoh")], (), 7, TODAY)
    assert [(one.code, one.since, one.expected_on) for one in found] == [
        ("reply:hospital", date(2026, 11, 24), date(2026, 12, 1))
    ]
    assert found[0].why == "RSUD Contoh, 10-11-2026: belum ada jawaban."


def test_several_of_one_kind_are_one_reminder_of_the_oldest() -> None:
    letters = [LetterOut("internal", TODAY, "Gizi"), LetterOut("internal", LETTER, "Laboratorium")]
    (found,) = referral_dues(RULES, letters, (), 7, TODAY)
    assert (found.since, found.why) == (LETTER, "Laboratorium, 10-11-2026: belum ada jawaban. Ada 2 rujukan.")


def test_a_restricted_letter_is_stored_under_a_restricted_code() -> None:
    (found,) = referral_dues(RULES, [LetterOut("social", LETTER, "UPTD PPA", restricted=True)], (), 7, TODAY)
    assert (found.code, found.restricted) == ("x:reply:social", True)


@pytest.mark.parametrize(
    ("day", "received", "code", "closes"),
    [
        (LETTER + timedelta(days=90), False, "reply:hospital", LETTER + timedelta(days=91)),
        (LETTER + timedelta(days=91), False, "expired:hospital", None),
        (LETTER + timedelta(days=3000), False, "expired:hospital", None),
        (LETTER + timedelta(days=91), True, "reply:hospital", LETTER + timedelta(days=14 + 365)),
    ],
)
def test_a_letter_that_expired_unanswered_is_asked_after_without_end(
    day: date, received: bool, code: str, closes: date | None
) -> None:
    out = LetterOut("hospital", LETTER, "RSUD Contoh", received=received)
    (found,) = referral_dues(RULES, [out], (), 7, day)
    assert (found.code, found.closes_on) == (code, closes)
    assert ("kedaluwarsa, belum dijawab" in found.why) is code.startswith("expired")


def test_a_restricted_letter_that_expired_stays_restricted() -> None:
    out = LetterOut("hospital", LETTER, "RSUD Contoh", restricted=True)
    (found,) = referral_dues(RULES, [out], (), 7, LETTER + timedelta(days=100))
    assert (found.code, found.restricted) == ("x:expired:hospital", True)


def test_one_that_is_asked_after_no_longer_does_not_hide_the_next() -> None:
    old, young = LetterOut("social", LETTER, "Dinas A"), LetterOut("social", LETTER + timedelta(days=30), "Dinas B")
    day = LETTER + timedelta(days=14 + 365)
    (found,) = referral_dues(RULES, [old, young], (), 7, day)
    assert found.why.startswith("Dinas B")
    assert referral_dues(RULES, [old], (), 7, day) == ()


@given(st.lists(st.tuples(st.sampled_from(("hospital", "horizontal")), st.integers(0, 400)), max_size=5))
def test_no_letter_that_expires_ever_ends_in_silence(letters: list[tuple[str, int]]) -> None:
    out = [LetterOut(kind, TODAY - timedelta(days=ago), "RSUD Contoh") for kind, ago in letters]
    found = {one.code for one in referral_dues(RULES, out, (), 7, TODAY)}
    expected = {f"{'expired' if ago > 90 else 'reply'}:{kind}" for kind, ago in letters}
    assert found == expected


@pytest.mark.parametrize(
    ("examined", "asked"),
    [
        (None, True),
        (date(2026, 11, 20), True),
        (date(2026, 12, 12), True),
        (date(2026, 12, 13), False),
        (date(2026, 12, 20), False),
        (date(2027, 1, 5), False),
    ],
)
def test_a_control_is_done_by_an_examination_about_its_day(examined: date | None, asked: bool) -> None:
    agreed = ControlAgreed(date(2026, 11, 20), date(2026, 12, 20), examined, "RSUD Contoh")
    assert bool(referral_dues(RULES, (), [agreed], 7, TODAY)) is asked


def test_an_examination_on_the_day_of_the_answer_is_not_the_control() -> None:
    soon = ControlAgreed(date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 20), "RSUD Contoh")
    assert len(referral_dues(RULES, (), [soon], 7, TODAY)) == 1
