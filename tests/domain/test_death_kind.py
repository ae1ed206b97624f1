"""What kind of death the registers of mother and child count."""

from datetime import date, timedelta

import pytest

from ilp_desktop.domain.birth.death_kind import (
    DeathKind,
    MotherFacts,
    PregnancySpan,
    cause_label,
    causes,
    death_kind,
    is_restricted,
    mother_facts,
    notify_by,
    oldest_child_born,
)
from tests.domain.cases import TODAY, cases, told


@pytest.mark.parametrize("row", cases("death_kinds"), ids=told)
def test_a_death_is_of_the_kind_its_days_say(row: dict[str, str]) -> None:
    born = date.fromisoformat(row["born"])
    died = born + timedelta(days=int(row["days_lived"]))
    mother = None
    if row["pregnant"]:
        since = row["days_since_end"]
        mother = MotherFacts(row["pregnant"] == "ya", died - timedelta(days=int(since)) if since else None)
    found = death_kind(born, died, mother)
    assert (found.value if found else "") == row["kind"]


def test_a_mother_and_a_child_die_of_different_causes() -> None:
    assert ("perdarahan", "Perdarahan") in causes(DeathKind.POSTNATAL, TODAY)
    assert ("asfiksia", "Asfiksia") in causes(DeathKind.EARLY_NEONATAL, TODAY)
    assert not {code for code, _ in causes(DeathKind.POSTNATAL, TODAY)} & {"asfiksia", "bblr"}
    assert cause_label("bblr", TODAY) == "BBLR dan prematuritas"
    assert cause_label("gone", TODAY) == "gone"


def test_the_health_office_is_told_of_a_mother_sooner() -> None:
    assert notify_by(DeathKind.POSTNATAL, TODAY) == TODAY + timedelta(days=1)
    assert notify_by(DeathKind.INFANT, TODAY) == TODAY + timedelta(days=2)


def test_the_death_of_a_minor_tells_of_her_pregnancy() -> None:
    assert is_restricted(DeathKind.POSTNATAL, date(2009, 11, 24), TODAY)
    assert not is_restricted(DeathKind.POSTNATAL, date(2008, 11, 23), TODAY)
    assert not is_restricted(DeathKind.EARLY_NEONATAL, TODAY, TODAY)


def test_nobody_who_may_count_as_a_child_is_left_out() -> None:
    for day in (date(2026, 1, 1), TODAY, date(2028, 2, 29)):
        youngest_not_counted = oldest_child_born(day) - timedelta(days=1)
        assert death_kind(youngest_not_counted, day) is None


PERIOD = TODAY - timedelta(weeks=30)


@pytest.mark.parametrize(
    ("spans", "kind"),
    [
        ([PregnancySpan(PERIOD)], DeathKind.PREGNANT),
        ([PregnancySpan(PERIOD, TODAY, "ibu meninggal")], DeathKind.PREGNANT),
        ([PregnancySpan(PERIOD, TODAY - timedelta(days=9), "pindah")], DeathKind.PREGNANT),
        ([PregnancySpan(PERIOD, TODAY - timedelta(days=9), "tidak hamil")], None),
        ([PregnancySpan(PERIOD, TODAY, "lahir hidup")], DeathKind.DELIVERING),
        ([PregnancySpan(PERIOD, TODAY - timedelta(days=42), "abortus")], DeathKind.POSTNATAL),
        ([PregnancySpan(PERIOD, TODAY - timedelta(days=43), "abortus")], None),
        ([PregnancySpan(PERIOD, TODAY + timedelta(days=1), "lahir hidup")], DeathKind.PREGNANT),
        ([PregnancySpan(TODAY + timedelta(days=1))], None),
        ([PregnancySpan(TODAY - timedelta(weeks=43, days=42))], DeathKind.PREGNANT),
        ([PregnancySpan(TODAY - timedelta(weeks=43, days=43))], None),
        (
            [
                PregnancySpan(PERIOD, TODAY - timedelta(days=150), "pindah"),
                PregnancySpan(PERIOD, TODAY - timedelta(days=60), "abortus"),
            ],
            None,
        ),
    ],
)
def test_a_woman_died_a_mother_by_what_her_pregnancies_were(spans: list[PregnancySpan], kind: DeathKind | None) -> None:
    assert death_kind(date(1995, 5, 5), TODAY, mother_facts(spans, TODAY)) is kind
