"""A pregnancy may end otherwise than by the birth of a child registered here, and ends by itself for the rules."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import StaleRecord, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy_end import TOLD_ENDS, PregnancyEnd
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.services.due_people import MINOR_BORN, pregnant

BORN = date(1990, 5, 17)
FOR_THOSE_WHO_ARE_NOT = {"cervical", "breast", "mental_adult", "body_mass"}
YESTERDAY = TODAY - timedelta(days=1)


def _end(clinic: Clinic, woman: UUID, end: PregnancyEnd | None, day: date | None = YESTERDAY) -> None:
    file = clinic.house.pregnancies.current(clinic.doctor, woman)
    assert file is not None
    clinic.house.pregnancies.end(clinic.doctor, EndedPregnancy(file.id, file.version, end, day))


def _open(clinic: Clinic, woman: UUID) -> set[str]:
    items = clinic.house.dues.of_person(clinic.doctor, woman).items
    return {item.service for item in items if item.state in (ServiceState.DUE, ServiceState.LATE)}


@pytest.mark.parametrize("end", TOLD_ENDS, ids=lambda end: end.name)
def test_services_follow_the_end_of_a_pregnancy_at_once(any_clinic: Clinic, end: PregnancyEnd) -> None:
    early = end in (PregnancyEnd.MISCARRIAGE, PregnancyEnd.ECTOPIC, PregnancyEnd.MOLAR)
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=12 if early else 36)
    assert not FOR_THOSE_WHO_ARE_NOT & _open(any_clinic, woman)
    _end(any_clinic, woman, end)
    found = _open(any_clinic, woman)
    assert found >= FOR_THOSE_WHO_ARE_NOT
    assert not {code for code in found if code.startswith(("anc", "hb_", "kspr"))}
    assert ("kf1" in found) is (end in (PregnancyEnd.STILLBIRTH, PregnancyEnd.BORN_ELSEWHERE))
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, woman) is None


def test_forms_know_the_nifas_after_a_stillbirth(clinic: Clinic) -> None:
    woman = pregnant(clinic, "Ibu", BORN, weeks=36)
    _end(clinic, woman, PregnancyEnd.STILLBIRTH)
    facts = clinic.house.screening.facts(clinic.doctor, woman)
    assert (facts.pregnant, facts.delivered_on) == (False, YESTERDAY)


@pytest.mark.parametrize(
    ("end", "day", "field"),
    [
        (None, YESTERDAY, "outcome"),
        (PregnancyEnd.MISCARRIAGE, None, "ended_on"),
        (PregnancyEnd.MISCARRIAGE, TODAY + timedelta(days=1), "ended_on"),
        (PregnancyEnd.MISCARRIAGE, TODAY - timedelta(weeks=11), "ended_on"),
    ],
)
def test_impossible_end_is_refused(any_clinic: Clinic, end: PregnancyEnd | None, day: date | None, field: str) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN)
    before = any_clinic.house.pregnancies.current(any_clinic.doctor, woman)
    assert before is not None
    with pytest.raises(WrongAnswers) as refused:
        _end(any_clinic, woman, end, day)
    assert set(refused.value.fields) == {field}
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, woman) == before


def test_pregnancy_that_somebody_else_ended_is_not_ended_twice(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN)
    file = any_clinic.house.pregnancies.current(any_clinic.doctor, woman)
    assert file is not None
    _end(any_clinic, woman, PregnancyEnd.MISTAKEN)
    for version in (file.version, file.version + 1):
        wanted = EndedPregnancy(file.id, version, PregnancyEnd.MISCARRIAGE, YESTERDAY)
        with pytest.raises(StaleRecord):
            any_clinic.house.pregnancies.end(any_clinic.doctor, wanted)
    assert any_clinic.house.pregnancies.current(any_clinic.doctor, woman) is None


def test_pregnancy_nobody_ended_counts_no_more_after_43_weeks_and_its_end_is_asked_for(any_clinic: Clinic) -> None:
    woman = pregnant(any_clinic, "Ibu", BORN, weeks=42)
    assert "cervical" not in _open(any_clinic, woman)
    any_clinic.clock.forward(timedelta(weeks=1))
    assert any_clinic.house.dues.stale(any_clinic.doctor) >= 1
    found = _open(any_clinic, woman)
    assert found >= {"pregnancy_end", *FOR_THOSE_WHO_ARE_NOT}
    assert not any_clinic.house.screening.facts(any_clinic.doctor, woman).pregnant
    _end(any_clinic, woman, PregnancyEnd.BORN_ELSEWHERE)
    assert "pregnancy_end" not in _open(any_clinic, woman)


def test_end_of_the_pregnancy_of_a_minor_is_asked_for_among_those_with_leave_alone(any_clinic: Clinic) -> None:
    girl = pregnant(any_clinic, "Remaja", MINOR_BORN, weeks=43)
    assert "pregnancy_end" in _open(any_clinic, girl)
    desk = any_clinic.house.dues.of_person(any_clinic.desk, girl).items
    assert "pregnancy_end" not in {item.service for item in desk}
