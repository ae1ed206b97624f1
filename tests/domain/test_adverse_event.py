"""Events after immunisation: every reaction, criterion and outcome, and whether it makes a report serious."""

from datetime import timedelta

from ilp_desktop.domain.immunisation.adverse_event import event_verdict, event_words
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

WORDS = event_words(TODAY)


@every_row("row", cases("adverse_events"), ids=told)
def test_report_is_serious_by_its_reaction_criterion_or_outcome(row: dict[str, str]) -> None:
    reactions, criteria = row["reactions"].split(), row["criteria"].split()
    verdict = event_verdict(reactions, criteria, row["outcome"], TODAY)
    assert verdict.serious == (row["serious"] == "ya")
    assert verdict.ended == (row["look_again_days"] == "")
    expected = None if verdict.ended else TODAY + timedelta(days=int(row["look_again_days"]))
    assert verdict.look_again_on == expected
    assert bool(verdict.reasons) == verdict.serious
    assert verdict.source


def test_every_word_is_among_the_cases() -> None:
    rows = cases("adverse_events")
    assert {code for row in rows for code in row["reactions"].split()} == set(WORDS.reactions)
    assert {code for row in rows for code in row["criteria"].split()} == set(WORDS.criteria)
    assert {row["outcome"] for row in rows if row["outcome"]} == set(WORDS.outcomes)


@every_row("code", [*WORDS.reactions])
def test_serious_reaction_has_an_alarm_in_words(code: str) -> None:
    verdict = event_verdict([code], (), "belum", TODAY)
    assert len(verdict.alarms) == (2 if verdict.serious else 0)
    assert all(alarm.endswith(".") for alarm in verdict.alarms)


def test_alarm_of_the_reaction_is_silent_once_it_has_ended() -> None:
    verdict = event_verdict(["kejang"], (), "sembuh", TODAY)
    assert [alarm[:11] for alarm in verdict.alarms] == ["KIPI serius"]
