"""The programme PRB is one fact, the answer to a referral, and every screen and list reads it there."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.referred import answer, letter, pass_days, refer

CONTROL = date(2026, 12, 23)


def sent_back(clinic: Clinic, *codes: str, **changes: object) -> UUID:
    """Return somebody with a letter that was answered under the programme."""
    person = clinic.register().person_id
    referral = refer(clinic, person, letter(clinic), *codes)
    wanted = answer(clinic, referral, prb=True, codes=codes or ("I10",), **changes)
    clinic.house.referral_answers.record(clinic.doctor, wanted)
    return person


def diseases(clinic: Clinic, person: UUID) -> list[str]:
    """Return under which diseases somebody is in the programme, as the tab PTM tells."""
    return [one.disease for one in clinic.house.chronic.picture(clinic.doctor, person).back]


def test_tab_ptm_register_and_due_list_read_the_answer(any_clinic: Clinic) -> None:
    person = sent_back(any_clinic)
    (back,) = any_clinic.house.chronic.picture(any_clinic.doctor, person).back
    assert (back.answered_from, back.control_on, back.supply_days) == ("RSUD Contoh", CONTROL, 30)
    assert any_clinic.house.referral_answers.referred_back(any_clinic.doctor, person) == (back,)
    wanted = RegisterFilter("register_hypertension", TODAY.year, TODAY.month)
    head = any_clinic.house.registers.head(any_clinic.doctor, wanted)
    (row,) = any_clinic.house.registers.listed(any_clinic.doctor, wanted, None, 10)
    told = dict(zip((one.heading for one in head.columns), row.cells, strict=True))
    assert (told["PRB"], told["Kontrol PRB"]) == ("Hipertensi", CONTROL)
    (due,) = [
        item
        for item in any_clinic.house.dues.of_person(any_clinic.doctor, person).items
        if item.service == "control:referral"
    ]
    assert due.due_from == CONTROL
    assert due.why == "RSUD Contoh, 23-11-2026: kontrol PRB 23-12-2026."


def test_a_later_answer_for_the_disease_ends_it_and_one_for_another_does_not(any_clinic: Clinic) -> None:
    person = sent_back(any_clinic)
    for codes, left in ((("E11.9",), ["Hipertensi"]), (("I10",), [])):
        pass_days(any_clinic, 1)
        referral = refer(any_clinic, person, letter(any_clinic), *codes)
        said = answer(any_clinic, referral, codes=codes, answered_on=any_clinic.house.uow.today(any_clinic.doctor))
        any_clinic.house.referral_answers.record(any_clinic.doctor, said)
        assert diseases(any_clinic, person) == left


def test_a_letter_made_void_brings_nobody_into_it(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    refer(any_clinic, person, letter(any_clinic))
    assert diseases(any_clinic, person) == []


def test_a_restricted_letter_tells_only_those_with_leave(any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sent_back(any_clinic, "F20.0")
    assert diseases(any_clinic, person) == ["Skizofrenia"]
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert diseases(any_clinic, person) == []
    assert any_clinic.house.referral_answers.referred_back(any_clinic.doctor, person) == ()


def test_the_register_of_a_past_month_tells_what_was_then(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    referral = refer(any_clinic, person, letter(any_clinic))
    pass_days(any_clinic, 10)
    said = answer(any_clinic, referral, prb=True, answered_on=TODAY + timedelta(days=10))
    any_clinic.house.referral_answers.record(any_clinic.doctor, said)
    told = {}
    for month in (11, 12):
        wanted = RegisterFilter("register_hypertension", TODAY.year, month)
        head = any_clinic.house.registers.head(any_clinic.doctor, wanted)
        (row,) = any_clinic.house.registers.listed(any_clinic.doctor, wanted, None, 10)
        told[month] = dict(zip((one.heading for one in head.columns), row.cells, strict=True))["PRB"]
    assert told == {11: None, 12: "Hipertensi"}
