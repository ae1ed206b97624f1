"""Vials: until when an opened one is used, what is used first, what must not be, and what the figures mean."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.immunisation.vaccine import vaccines_on
from ilp_desktop.domain.immunisation.vaccine_stock import Expiry, Supply, Usage, stock_rules_on, usable, why_unusable
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
RULES, VACCINES = stock_rules_on(TODAY), vaccines_on(TODAY)


def supply(**changes: object) -> Supply:
    """Return a supply that may be used, but for what a test changes."""
    wanted: dict[str, object] = {
        "key": "lot:1",
        "batch": "B1",
        "expires_on": date(2027, 1, 31),
        "vvm": "A",
        "opened": False,
        "doses_left": 10,
        "use_until": None,
    }
    return Supply(**(wanted | changes))  # type: ignore[arg-type]


@every_row("row", cases("vaccine_open_vials"), ids=told)
def test_opened_vial_is_used_until_its_time_is_over(row: dict[str, str]) -> None:
    vaccine = VACCINES.of_code(row["vaccine"])
    assert vaccine is not None
    opened = datetime.fromisoformat(row["opened"]).replace(tzinfo=ZONE)
    asked = datetime.fromisoformat(row["asked"]).replace(tzinfo=ZONE)
    expires_on = date.fromisoformat(row["expires_on"])
    vial = supply(opened=True, expires_on=expires_on, use_until=vaccine.discard_at(opened, expires_on))
    assert (why_unusable(vial, asked, RULES) == "") == (row["usable"] == "ya")


def test_every_vaccine_that_can_stand_open_is_among_the_cases() -> None:
    assert {row["vaccine"] for row in cases("vaccine_open_vials")} == {one.code for one in VACCINES.listed}


def test_every_antigen_of_the_schedules_has_a_vaccine() -> None:
    from ilp_desktop.domain.immunisation.immunisation_rules import rules_on  # noqa: PLC0415 - only here

    antigens = {*rules_on(TODAY).series, rules_on(TODAY).tetanus.antigen}
    assert {antigen for antigen in antigens if VACCINES.of_antigen(antigen) is None} == set()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"expires_on": date(2026, 11, 22)}, "sudah kedaluwarsa 22-11-2026"),
        ({"vvm": "C"}, "VVM batch B1 sudah C"),
        ({"vvm": "D"}, "VVM batch B1 sudah D"),
        ({"doses_left": 0}, "sudah habis"),
        ({"opened": True, "use_until": NOW}, "melewati masa pakai 23-11-2026 09.00"),
    ],
)
def test_what_must_not_be_used_says_why(changes: dict[str, object], words: str) -> None:
    assert words in why_unusable(supply(**changes), NOW, RULES)
    assert usable([supply(**changes)], NOW, RULES) == ()


@pytest.mark.parametrize("changes", [{"expires_on": date(2026, 11, 23)}, {"vvm": "B"}, {"vvm": ""}])
def test_last_day_and_second_state_of_the_monitor_are_still_good(changes: dict[str, object]) -> None:
    assert why_unusable(supply(**changes), NOW, RULES) == ""


SUPPLIES = st.lists(
    st.builds(
        supply,
        key=st.uuids().map(str),
        expires_on=st.dates(date(2026, 11, 1), date(2027, 12, 1)),
        vvm=st.sampled_from(["", "A", "B", "C", "D"]),
        opened=st.booleans(),
        doses_left=st.integers(0, 20),
    ),
    max_size=8,
)


@given(SUPPLIES)
def test_opened_comes_first_then_what_expires_first(supplies: list[Supply]) -> None:
    found = usable(supplies, NOW, RULES)
    assert set(found) == {one for one in supplies if why_unusable(one, NOW, RULES) == ""}
    assert [one.opened for one in found] == sorted((one.opened for one in found), reverse=True)
    closed = [one.expires_on for one in found if not one.opened]
    assert closed == sorted(closed)


@pytest.mark.parametrize(
    ("expires_on", "expiry"),
    [
        (date(2026, 11, 22), Expiry.EXPIRED),
        (date(2026, 11, 23), Expiry.NEAR),
        (date(2027, 2, 22), Expiry.NEAR),
        (date(2027, 2, 23), Expiry.SOON),
        (date(2027, 5, 22), Expiry.SOON),
        (date(2027, 5, 23), Expiry.FAR),
    ],
)
def test_expiry_is_told_three_and_six_months_ahead(expires_on: date, expiry: Expiry) -> None:
    assert RULES.expiry(expires_on, TODAY) is expiry


@pytest.mark.parametrize(("left", "used", "low"), [(10, 120, False), (9, 120, True), (0, 0, False), (0, 1, True)])
def test_less_than_a_week_of_use_is_low(left: int, used: int, low: bool) -> None:
    assert RULES.is_low(left, used) is low


@given(st.integers(0, 500), st.integers(0, 50), st.integers(0, 500))
def test_index_and_wastage_say_what_became_of_the_doses(doses: int, vials: int, wasted: int) -> None:
    usage = Usage(doses, vials, wasted)
    assert (usage.index is None) == (vials == 0)
    assert usage.index is None or usage.index * vials == pytest.approx(doses)
    assert (usage.wastage_percent is None) == (doses + wasted == 0)
    assert usage.wastage_percent is None or 0 <= usage.wastage_percent <= 100


def test_time_over_is_never_later_than_the_end_of_the_last_day() -> None:
    opened = datetime(2026, 11, 23, 23, 0, tzinfo=ZONE)
    for vaccine in VACCINES.listed:
        until = vaccine.discard_at(opened, date(2026, 11, 23))
        assert opened < until <= datetime(2026, 11, 24, 0, 0, tzinfo=ZONE)
        assert vaccine.discard_at(opened, date(2030, 1, 1)) >= opened + timedelta(hours=1)
