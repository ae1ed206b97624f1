"""What is answered to a service holds until a day on which the service is still offered."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.due.due_answers import AnswerToService
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from tests.house_fixtures import TODAY, Clinic

ADULT_BORN = date(1970, 5, 17)
TB = "tb_adult"


def _answer(clinic: Clinic, person: UUID, service: str, **changes: object) -> None:
    wanted = AnswerToService(clinic.new_id(), person, service, declined=True, reason="Tidak sempat")
    clinic.house.dues.answer(clinic.doctor, replace(wanted, **changes))  # type: ignore[arg-type]


def _item(clinic: Clinic, person: UUID, service: str, visit: UUID | None = None) -> OfferedService | None:
    found = clinic.house.dues.of_person(clinic.doctor, person, visit)
    return next((one for one in found.items if one.service == service), None)


def _baby(clinic: Clinic, days: int) -> UUID:
    return clinic.register("Bayi", birth_date=TODAY - timedelta(days=days)).person_id


def test_sick_child_is_put_off_to_a_day_on_which_the_service_is_still_offered(any_clinic: Clinic) -> None:
    baby = _baby(any_clinic, 2)
    closes = _item(any_clinic, baby, "dose:HB0:1")
    assert closes is not None
    assert closes.closes_on is not None
    visit = any_clinic.visit(baby, sick=True).encounter_id
    found = _item(any_clinic, baby, "dose:HB0:1", visit)
    assert found is not None
    assert found.state is ServiceState.PUT_OFF
    assert found.proposed_on == min(TODAY + timedelta(days=14), closes.closes_on - timedelta(days=1))


def test_sick_child_is_offered_on_the_last_day_with_a_word_to_the_doctor(any_clinic: Clinic) -> None:
    first = _item(any_clinic, _baby(any_clinic, 2), "dose:HB0:1")
    assert first is not None
    assert first.closes_on is not None
    age = (first.closes_on - TODAY).days + 2 - 1
    baby = _baby(any_clinic, age)
    found = _item(any_clinic, baby, "dose:HB0:1", any_clinic.visit(baby, sick=True).encounter_id)
    assert found is not None
    assert (found.state in (ServiceState.DUE, ServiceState.LATE), found.proposed_on) == (True, None)
    assert "Terakhir hari ini" in found.note


def test_no_day_is_kept_on_which_the_service_is_closed(any_clinic: Clinic) -> None:
    baby = _baby(any_clinic, 4)
    open_until = _item(any_clinic, baby, "kn2")
    assert open_until is not None
    for declined in (True, False):
        with pytest.raises(WrongAnswers) as refused:
            _answer(any_clinic, baby, "kn2", declined=declined, until=open_until.closes_on)
        assert "tidak ditawarkan lagi mulai" in refused.value.fields["until"]


def test_short_window_is_offered_once_more_before_it_closes(any_clinic: Clinic) -> None:
    baby = _baby(any_clinic, 4)
    _answer(any_clinic, baby, "kn2", declined=False)
    found = _item(any_clinic, baby, "kn2")
    assert found is not None
    assert (found.state, found.due_from) == (ServiceState.PUT_OFF, TODAY + timedelta(days=3))


def test_on_its_last_day_a_service_may_be_declined_but_not_put_off(any_clinic: Clinic) -> None:
    baby = _baby(any_clinic, 7)
    with pytest.raises(WrongAnswers) as refused:
        _answer(any_clinic, baby, "kn2", declined=False)
    assert "hari terakhir" in refused.value.fields["until"]
    _answer(any_clinic, baby, "kn2")
    assert _item(any_clinic, baby, "kn2") is None


@pytest.mark.parametrize(("declined", "state"), [(True, ServiceState.DECLINED), (False, ServiceState.PUT_OFF)])
def test_answer_to_what_is_asked_at_every_visit_holds_for_that_day(
    any_clinic: Clinic, declined: bool, state: ServiceState
) -> None:
    person = any_clinic.register(birth_date=ADULT_BORN).person_id
    visit = any_clinic.visit(person, sick=False).encounter_id
    _answer(any_clinic, person, TB, declined=declined, encounter_id=visit)
    found = _item(any_clinic, person, TB, visit)
    assert found is not None
    assert found.state is state
    assert "dr. Ratna Contoh" in found.note
    any_clinic.clock.forward(timedelta(days=1))
    again = any_clinic.visit(person, sick=False).encounter_id
    shown = _item(any_clinic, person, TB, again)
    assert shown is not None
    assert (shown.state, shown.note) == (ServiceState.DUE, "")


@pytest.mark.parametrize("service", ["tidak_ada", "kn1", "dose:HB0:1", ""])
def test_answer_to_what_nobody_offers_is_refused(any_clinic: Clinic, service: str) -> None:
    person = any_clinic.register(birth_date=ADULT_BORN).person_id
    with pytest.raises(UserError, match="tidak ditawarkan"):
        _answer(any_clinic, person, service)
