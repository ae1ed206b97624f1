"""Where a letter of a kind may go: every level against every kind, known or not, with or without emergencies."""

import pytest

from ilp_desktop.domain.care.destination_fit import Goal, goal_words, is_offered, unfit
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from tests.house_fixtures import TODAY

RULES = referral_rules_on(TODAY)
FIRST = ("puskesmas", "primary_clinic", "practice", "hospital_first")
HIGHER = ("main_clinic", "hospital_d", "hospital_c", "hospital_b", "hospital_a", "hospital_special")


def fits(kind: str, level: str, *, emergency: bool | None = None) -> bool:
    """Say whether a letter may go there."""
    return not unfit(RULES, RULES.kind(kind), Goal("Tujuan", level, emergency))


@pytest.mark.parametrize("level", [*FIRST, *HIGHER])
def test_a_letter_to_a_higher_tier_goes_there_alone_and_one_to_the_first_likewise(level: str) -> None:
    assert fits("hospital", level) is (level in HIGHER)
    assert fits("horizontal", level) is (level in FIRST)


@pytest.mark.parametrize("kind", ["hospital", "horizontal", "emergency"])
def test_where_nobody_said_what_it_is_nothing_is_refused(kind: str) -> None:
    assert fits(kind, "")


@pytest.mark.parametrize("level", [*FIRST, *HIGHER])
def test_an_emergency_goes_wherever_emergencies_are_taken(level: str) -> None:
    assert fits("emergency", level, emergency=True)
    assert fits("emergency", level)
    assert not fits("emergency", level, emergency=False)


def test_no_letter_of_a_patient_goes_to_an_agency_and_the_message_says_which_kind_does() -> None:
    told = unfit(RULES, RULES.kind("hospital"), Goal("UPTD PPA", "agency"))
    assert told == (
        "UPTD PPA tercatat sebagai Instansi sosial atau hukum, bukan FKRTL (rumah sakit atau klinik utama); "
        "pakai rujukan sosial dan hukum."
    )
    assert unfit(RULES, RULES.kind("hospital"), Goal("PKM Sebelah", "puskesmas")).endswith("pakai rujukan FKTP lain.")
    assert unfit(RULES, RULES.kind("horizontal"), Goal("RSUD", "hospital_c")).endswith("pakai surat rujukan RS.")


def test_the_list_of_a_hospital_letter_holds_a_puskesmas_that_takes_emergencies() -> None:
    hospital, horizontal = RULES.kind("hospital"), RULES.kind("horizontal")
    poned, plain = Goal("PKM PONED", "puskesmas", emergency_room=True), Goal("PKM", "puskesmas")
    assert (is_offered(RULES, hospital, poned), is_offered(RULES, hospital, plain)) == (True, False)
    assert is_offered(RULES, horizontal, plain)
    assert not is_offered(RULES, horizontal, Goal("RSUD", "hospital_b", emergency_room=True))


def test_what_it_is_is_told_in_a_few_words() -> None:
    assert goal_words(RULES, Goal("RSUD", "hospital_c", emergency_room=True)) == "RS umum kelas C, IGD"
    assert goal_words(RULES, Goal("RSUD")) == ""
