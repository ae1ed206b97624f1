"""What holds of the open doses of anybody, on any day, with any record."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.immunisation_open import VaccineFacts, open_doses
from tests.domain.vaccine_records import EDITION_FROM, EDITION_TO, people_and_days

DAY = timedelta(days=1)


@given(people_and_days(), st.integers(0, 1500))
@settings(max_examples=400)
def test_answer_holds_every_day_until_it_changes(case: tuple[VaccineFacts, date], later: int) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO)
    found = open_doses(facts, today)
    last = EDITION_TO if found.changes_on is None else found.changes_on - DAY
    day = min(today + later * DAY, last)
    assert open_doses(facts, day) == found


@given(people_and_days())
@settings(max_examples=400)
def test_answer_is_another_on_the_day_it_changes(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO)
    found = open_doses(facts, today)
    if found.changes_on is not None:
        assert found.changes_on > today
        assert open_doses(facts, found.changes_on).doses != found.doses
        assert open_doses(facts, found.changes_on - DAY) == found
