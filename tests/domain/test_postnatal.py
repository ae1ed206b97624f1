"""The days of nifas are counted from the last birth on record, and the visits after it stand in their windows."""

from datetime import date, datetime, timedelta, timezone

import pytest

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.birth.postnatal import BABY_FORM, MOTHER_FORM, WindowState, days_in_nifas, visit_windows
from ilp_desktop.domain.birth.postnatal_care import (
    CareItem,
    HeelPrick,
    contraception,
    heel_prick,
    iron_tablets,
    once,
    vitamin_a,
)
from tests.domain.cases import cases, told
from tests.every_row import every_row

BORN = date(2026, 3, 1)


@pytest.mark.parametrize(("after", "days"), [(-1, None), (0, 0), (2, 2), (42, 42), (43, None)])
def test_nifas_lasts_from_the_day_of_birth_to_its_last_day(after: int, days: int | None) -> None:
    assert days_in_nifas(BORN, BORN + timedelta(days=after)) == days


def test_without_a_birth_on_record_nobody_is_in_nifas() -> None:
    assert days_in_nifas(None, BORN) is None


@every_row("row", cases("postnatal_windows"), ids=told)
def test_a_visit_stands_where_its_window_says(row: dict[str, str]) -> None:
    visits = [BORN + timedelta(days=int(row["visited"]))] if row["visited"] else []
    found = visit_windows(row["form"], BORN, visits, BORN + timedelta(days=int(row["today"])))
    window = next(one for one in found.windows if one.label == row["visit"])
    assert window.state.value == row["state"]
    assert window.words
    assert window.source


def test_all_visits_within_their_windows_are_complete() -> None:
    days = [BORN + timedelta(days=day) for day in (1, 5, 20, 40)]
    last = BORN + timedelta(days=60)
    assert visit_windows(MOTHER_FORM, BORN, days, last).complete
    assert not visit_windows(MOTHER_FORM, BORN, days[:3], last).complete
    assert visit_windows(BABY_FORM, BORN, days[:3], last).complete


def test_a_visit_outside_every_window_is_told_and_not_counted() -> None:
    found = visit_windows(MOTHER_FORM, BORN, [BORN + timedelta(days=43)], BORN + timedelta(days=60))
    assert found.uncounted == (BORN + timedelta(days=43),)
    assert all(one.state is WindowState.MISSED for one in found.windows)


def test_nothing_that_opens_after_a_death_is_expected() -> None:
    found = visit_windows(BABY_FORM, BORN, [], BORN + timedelta(days=30), ended_on=BORN + timedelta(days=4))
    assert [one.label for one in found.windows] == ["KN1", "KN2"]


AT = datetime(2026, 3, 1, 10, 0, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("hours", "words", "urgency"),
    [
        (47.9, "mulai 03-03 pukul 10.00", Urgency.NONE),
        (48, "sekarang", Urgency.WATCH),
        (72, "sekarang", Urgency.WATCH),
        (72.1, "terlambat sejak 04-03 pukul 10.00", Urgency.REFER),
        (28 * 24, "terlambat", Urgency.REFER),
        (29 * 24, "terlewat, sampai 29-03-2026", Urgency.NONE),
    ],
)
def test_the_heel_is_pricked_from_the_48th_to_the_72nd_hour(hours: float, words: str, urgency: Urgency) -> None:
    found = heel_prick(AT, HeelPrick(), AT + timedelta(hours=hours), hour_known=True)
    assert words in found.words
    assert (found.urgency, found.done) == (urgency, False)


def test_without_the_hour_the_days_of_the_heel_prick_count() -> None:
    day = datetime(2026, 3, 1, tzinfo=timezone.utc)
    said = [heel_prick(day, HeelPrick(), day + timedelta(days=n), hour_known=False).words for n in (1, 2, 3, 4)]
    assert [words.split(",")[0].split(" ")[0] for words in said] == ["mulai", "sekarang", "sekarang", "terlambat"]


def test_a_sample_waits_for_its_result_and_a_high_one_is_referred() -> None:
    sampled = heel_prick(AT, HeelPrick(sampled_on=BORN), AT, hour_known=True)
    assert (sampled.urgency, sampled.done) == (Urgency.AWAITED, True)
    normal = heel_prick(AT, HeelPrick(BORN, BORN, "normal"), AT, hour_known=True)
    high = heel_prick(AT, HeelPrick(BORN, BORN, "tinggi"), AT, hour_known=True)
    assert (normal.urgency, high.urgency) == (Urgency.NONE, Urgency.REFER)
    assert heel_prick(AT, HeelPrick(refused=True), AT, hour_known=True).words == "ditolak"


def test_what_the_mother_received_is_counted_against_what_she_should_have() -> None:
    assert vitamin_a(1, BORN, in_nifas=True) == CareItem(
        "vitamin_a", "Vitamin A nifas", "1 dari 2 kapsul", Urgency.WATCH
    )
    assert vitamin_a(2, BORN, in_nifas=True).done
    assert vitamin_a(0, BORN, in_nifas=False).urgency is Urgency.NONE
    assert (iron_tablets(39, BORN, in_nifas=True).done, iron_tablets(40, BORN, in_nifas=True).done) == (False, True)
    assert contraception("", BORN, BORN + timedelta(days=43)).words == "belum, lewat 12-04-2026"
    assert contraception("Implan", BORN, BORN).done
    assert once("mata", "Salep mata", "", still_due=False).urgency is Urgency.NONE
