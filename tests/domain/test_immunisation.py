from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus, next_doses
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_record import DoseEffect, dose_effect, dose_problem
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.span import Span
from tests.domain.cases import TODAY, cases, told
from tests.domain.vaccine_records import record_of, records
from tests.every_row import every_row

BIRTH = date(2024, 1, 10)
DOSES = [(dose.antigen, dose.dose) for dose in schedule_on(TODAY).doses]


def _by_label(statuses: tuple[DoseStatus, ...]) -> dict[str, DoseStatus]:
    return {status.label: status for status in statuses}


def _on_schedule(antigen: str, before: int) -> list[GivenDose]:
    schedule = schedule_on(TODAY)
    return [
        GivenDose(dose.antigen, dose.dose, dose.start.after(BIRTH))
        for dose in schedule.doses
        if dose.antigen == antigen and dose.dose < before
    ]


@every_row("row", cases("immunisation_states"), ids=told)
def test_dose_of_a_child_on_schedule_has_the_state_of_its_age(row: dict[str, str]) -> None:
    planned = next(dose for dose in schedule_on(TODAY).doses if dose.label == row["label"])
    given_before = _on_schedule(planned.antigen, planned.dose)
    statuses = next_doses(BIRTH, given_before, date.fromisoformat(row["today"]), je_endemic=True)
    assert _by_label(statuses)[row["label"]].state.value == row["state"]


@every_row("row", cases("immunisation_problems"), ids=told)
def test_dose_is_warned_of_when_too_early_too_late_or_out_of_turn(row: dict[str, str]) -> None:
    found = dose_problem(
        row["antigen"], int(row["dose"]), BIRTH, record_of(row["given"]), date.fromisoformat(row["on"])
    )
    assert " ".join(warning.code for warning in found) == row["codes"]
    assert all(warning.message.endswith(".") and warning.source for warning in found)


def test_newborn_is_due_for_hb0_bcg_and_first_polio() -> None:
    due = [status.label for status in next_doses(BIRTH, [], BIRTH) if status.state is DoseState.DUE]
    assert due == ["HB0", "BCG", "OPV1"]


def test_two_months_old_child_is_due_for_the_first_doses() -> None:
    given_doses = record_of("HB0:1@2024-01-10;BCG:1@2024-01-20;OPV:1@2024-01-20")
    statuses = next_doses(BIRTH, given_doses, date(2024, 3, 10))
    assert [status.label for status in statuses if status.state is DoseState.DUE] == [
        "OPV2",
        "DPT-HB-Hib 1",
        "PCV1",
        "RV1",
    ]


def test_given_dose_shows_its_day() -> None:
    status = _by_label(next_doses(BIRTH, record_of("BCG:1@2024-01-20"), date(2024, 3, 10)))["BCG"]
    assert (status.state, status.given_on, status.warnings) == (DoseState.GIVEN, date(2024, 1, 20), ())


def test_next_dose_waits_for_the_interval_after_a_late_one() -> None:
    statuses = _by_label(next_doses(BIRTH, record_of("DPT-HB-Hib:1@2024-05-20"), date(2024, 6, 1)))
    second = statuses["DPT-HB-Hib 2"]
    assert (second.state, second.due_from) == (DoseState.NOT_YET, date(2024, 6, 17))
    assert statuses["DPT-HB-Hib 3"].note == "Menunggu DPT-HB-Hib 2."


def test_series_is_continued_and_never_started_again() -> None:
    record = record_of("DPT-HB-Hib:1@2024-03-10")
    statuses = _by_label(next_doses(BIRTH, record, date(2026, 3, 10)))
    assert statuses["DPT-HB-Hib 1"].state is DoseState.GIVEN
    assert statuses["DPT-HB-Hib 2"].state is DoseState.CATCH_UP


def test_rotavirus_not_begun_in_time_is_closed_with_all_its_doses() -> None:
    statuses = _by_label(next_doses(BIRTH, [], date(2024, 6, 10)))
    assert [statuses[label].state for label in ("RV1", "RV2", "RV3")] == [DoseState.CLOSED] * 3
    assert statuses["RV2"].note == "RV1 tidak dimulai lagi pada umur 5 bulan ke atas."


def test_last_rotavirus_dose_that_no_longer_fits_is_closed() -> None:
    record = record_of("RV:1@2024-05-20;RV:2@2024-07-20")
    assert _by_label(next_doses(BIRTH, record, date(2024, 7, 21)))["RV3"].state is DoseState.CLOSED


def test_japanese_encephalitis_is_listed_in_endemic_areas_or_when_given() -> None:
    day = date(2024, 11, 10)
    assert "JE" not in _by_label(next_doses(BIRTH, [], day))
    assert _by_label(next_doses(BIRTH, [], day, je_endemic=True))["JE"].state is DoseState.DUE
    assert _by_label(next_doses(BIRTH, record_of("JE:1@2024-11-10"), day))["JE"].state is DoseState.GIVEN


def test_measles_waits_four_weeks_after_another_live_vaccine() -> None:
    record = record_of("BCG:1@2024-10-01")
    status = _by_label(next_doses(BIRTH, record, date(2024, 10, 12)))["MR1"]
    assert (status.state, status.due_from) == (DoseState.NOT_YET, date(2024, 10, 29))


def test_two_live_vaccines_on_one_day_are_allowed() -> None:
    record = record_of("BCG:1@2024-10-12")
    assert _by_label(next_doses(BIRTH, record, date(2024, 10, 12)))["MR1"].state is DoseState.DUE


def test_dose_given_too_early_stays_on_record_and_is_open_again() -> None:
    status = _by_label(next_doses(BIRTH, record_of("MR:1@2024-09-10"), date(2024, 12, 1)))["MR1"]
    assert (status.state, status.given_on) == (DoseState.LATE, None)
    assert [(each.given.on, each.reason) for each in status.uncounted] == [
        (date(2024, 9, 10), "MR1 terlalu dini: mulai umur 9 bulan, 10-10-2024.")
    ]


def test_message_names_the_first_day_that_would_have_done() -> None:
    (warning,) = dose_problem("OPV", 3, BIRTH, record_of("OPV:1@2024-03-10;OPV:2@2024-05-01"), date(2024, 5, 20))
    assert warning.message == "OPV3 terlalu cepat: paling cepat 29-05-2024, 28 hari setelah OPV2."


def test_dose_recorded_after_today_does_not_count_yet() -> None:
    statuses = next_doses(BIRTH, record_of("BCG:1@2024-02-20"), date(2024, 2, 19))
    assert _by_label(statuses)["BCG"].state is DoseState.LATE


def test_unknown_dose_is_a_fault() -> None:
    with pytest.raises(LookupError):
        dose_problem("OPV", 9, BIRTH, [], TODAY)


def test_span_is_told_in_months_or_days() -> None:
    assert (Span(months=4).text, Span(days=56).text) == ("4 bulan", "56 hari")


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 70), st.integers(0, 60), st.integers(-5, 2300))
def test_span_is_over_from_the_day_it_is_completed(start: date, months: int, days: int, passed: int) -> None:
    span, day = Span(months=months, days=days), start + timedelta(days=passed)
    assert span.over(start, day) == (day >= span.after(start))
    assert span.over(start, span.after(start))
    assert not span.over(start, span.after(start) - timedelta(days=1))


RECORDS = records(BIRTH)
LIVED = st.integers(0, 2200)


@given(RECORDS, LIVED)
def test_every_dose_has_one_state_and_a_source(record: tuple[GivenDose, ...], lived: int) -> None:
    statuses = next_doses(BIRTH, record, BIRTH + timedelta(days=lived), je_endemic=True)
    assert [(status.antigen, status.dose) for status in statuses] == DOSES
    assert all(status.source for status in statuses)
    assert all((status.state is DoseState.GIVEN) == (status.given_on is not None) for status in statuses)


@given(RECORDS, LIVED)
def test_dose_offered_today_is_not_warned_of(record: tuple[GivenDose, ...], lived: int) -> None:
    today = BIRTH + timedelta(days=lived)
    known = [dose for dose in record if dose.on <= today]
    for status in next_doses(BIRTH, record, today, je_endemic=True):
        if status.state in (DoseState.DUE, DoseState.LATE, DoseState.CATCH_UP):
            assert dose_problem(status.antigen, status.dose, BIRTH, known, today) == ()


@given(RECORDS, LIVED)
def test_dose_not_offered_today_would_be_warned_of(record: tuple[GivenDose, ...], lived: int) -> None:
    today = BIRTH + timedelta(days=lived)
    known = [dose for dose in record if dose.on <= today]
    for status in next_doses(BIRTH, record, today, je_endemic=True):
        if status.state is DoseState.NOT_YET:
            assert status.due_from > today
            assert dose_effect(BIRTH, known, GivenDose(status.antigen, status.dose, today)) != DoseEffect("", ())


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), LIVED)
def test_closed_dose_never_opens_again(birth: date, lived: int) -> None:
    today = birth + timedelta(days=lived)
    closed = {s.label for s in next_doses(birth, [], today) if s.state is DoseState.CLOSED}
    later = {s.label for s in next_doses(birth, [], today + timedelta(days=30)) if s.state is DoseState.CLOSED}
    assert closed <= later


def test_dose_recorded_for_a_day_to_come_is_shown_as_not_counting_yet() -> None:
    status = _by_label(next_doses(BIRTH, record_of("BCG:1@2024-02-20"), date(2024, 2, 19)))["BCG"]
    assert [each.reason for each in status.uncounted] == ["BCG tercatat pada 20-02-2024, hari yang belum tiba."]


def test_injection_after_one_in_vain_takes_its_place_under_any_number() -> None:
    record = record_of("DPT-HB-Hib:1@2024-03-10;DPT-HB-Hib:2@2024-03-20;DPT-HB-Hib:3@2024-04-20")
    statuses = _by_label(next_doses(BIRTH, record, date(2024, 4, 21)))
    second, third = statuses["DPT-HB-Hib 2"], statuses["DPT-HB-Hib 3"]
    assert (second.state, second.given_on) == (DoseState.GIVEN, date(2024, 4, 20))
    assert [warning.message for warning in second.warnings] == ["DPT-HB-Hib 3 dihitung sebagai DPT-HB-Hib 2."]
    assert [each.given.on for each in second.uncounted] == [date(2024, 3, 20)]
    assert (third.state, third.due_from) == (DoseState.NOT_YET, date(2024, 5, 18))


def test_second_dose_on_one_day_and_a_number_that_counts_are_refused() -> None:
    known = record_of("OPV:1@2024-01-10")
    assert dose_effect(BIRTH, known, GivenDose("OPV", 2, date(2024, 1, 10))).refusal == (
        "Vaksin ini sudah tercatat pada tanggal itu."
    )
    assert dose_effect(BIRTH, known, GivenDose("OPV", 1, date(2024, 5, 10))).refusal == (
        "Dosis ini sudah tercatat pada 10-01-2024 dan dihitung."
    )


@pytest.mark.parametrize(("antigen", "words"), [("DPT-HB-Hib", "DT dan Td"), ("MR", "MR"), ("OPV", "umur 60 bulan")])
def test_child_above_the_age_is_told_what_follows(antigen: str, words: str) -> None:
    statuses = [each for each in next_doses(BIRTH, (), date(2029, 1, 10)) if each.antigen == antigen]
    assert {each.state for each in statuses} == {DoseState.CLOSED}
    assert all(words in each.note for each in statuses)
