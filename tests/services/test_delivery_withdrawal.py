"""A delivery recorded of the wrong woman, or with a baby that lived and did not, is taken back and recorded anew."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Audit, Birth, DoseGiven, LabourObservation, Pregnancy, WithdrawnDose
from ilp_desktop.domain.birth.delivery import BirthOutcome
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.birth.deliveries import MotherFile
from ilp_desktop.services.due.offered_services import ServiceState
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import BABY, DEAD, LAST_PERIOD, NO_HB0, delivery, mother_at_term, observation
from tests.services.kia_story import birth, start_pregnancy
from tests.services.test_deliveries import recorded

REASON = "salah memilih ibu"


def withdraw(clinic: Clinic, file: MotherFile, reason: str = REASON, *, partograph: bool = False) -> None:
    found = file.deliveries[0]
    assert found.id is not None
    clinic.house.deliveries.withdraw(clinic.doctor, found.id, found.version, reason, partograph=partograph)


def child_of(file: MotherFile) -> UUID:
    child = file.deliveries[0].babies[0].child_id
    assert child is not None
    return child


def test_the_pregnancy_goes_on_the_baby_goes_and_what_stood_there_is_kept(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, BABY)
    child = child_of(file)
    withdraw(any_clinic, file)
    after = any_clinic.house.deliveries.of_mother(any_clinic.doctor, file.person_id)
    assert after.deliveries == ()
    assert after.labour is not None
    assert after.labour.next_order == 2
    open_now = {
        item.service
        for item in any_clinic.house.dues.of_person(any_clinic.doctor, file.person_id).items
        if item.state in (ServiceState.DUE, ServiceState.LATE)
    }
    assert not {"kf1", "kf2"} & open_now
    with pytest.raises(StaleRecord, match="dibatalkan"):
        any_clinic.house.children.record_birth(any_clinic.doctor, child, birth(any_clinic, TODAY))
    with any_clinic.database.reading() as session:
        assert session.scalar(select(Birth.id).where(Birth.child_id == child)) is None
        assert session.scalar(select(DoseGiven.id).where(DoseGiven.person_id == child)) is None
        assert session.scalars(select(WithdrawnDose.reason).where(WithdrawnDose.person_id == child)).all() == [REASON]
        details = session.scalars(select(Audit.detail).where(Audit.subject == "delivery")).all()
    assert any(one and one.get("withdrawn") == REASON and one["old"]["b1.weight_g"] == 3150 for one in details)


@pytest.mark.parametrize(("partograph", "left"), [(False, 2), (True, 0)])
def test_the_partograph_stays_hers_unless_it_is_said_to_be_another_womans(
    any_clinic: Clinic, partograph: bool, left: int
) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    for hour in (time(1, 0), time(2, 0)):
        any_clinic.house.labours.observe(
            any_clinic.doctor, observation(any_clinic, pregnancy, hour, cervix_cm=4 + hour.hour)
        )
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, NO_HB0))
    file = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother)
    assert file.deliveries[0].observations == 2
    withdraw(any_clinic, file, partograph=partograph)
    assert len(any_clinic.house.labours.file(any_clinic.doctor, pregnancy).rows) == left
    with any_clinic.database.reading() as session:
        reasons = session.scalars(select(LabourObservation.void_reason)).all()
    assert reasons.count(REASON) == 2 - left


def test_the_right_woman_gets_it(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, NO_HB0)
    withdraw(any_clinic, file)
    right = any_clinic.register("Ibu Sebenarnya", birth_date=date(1996, 5, 5)).person_id
    pregnancy = start_pregnancy(any_clinic, right, LAST_PERIOD)
    any_clinic.house.deliveries.record(any_clinic.doctor, delivery(any_clinic, pregnancy, NO_HB0))
    found = any_clinic.house.deliveries.of_mother(any_clinic.doctor, right)
    assert len(found.deliveries) == 1


def test_a_baby_that_did_not_live_is_recorded_so(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, NO_HB0)
    withdraw(any_clinic, file, "bayi lahir mati")
    labour = any_clinic.house.deliveries.of_mother(any_clinic.doctor, file.person_id).labour
    assert labour is not None
    told = delivery(any_clinic, labour.pregnancy_id, DEAD, version=labour.version)
    any_clinic.house.deliveries.record(any_clinic.doctor, told)
    (found,) = any_clinic.house.deliveries.of_mother(any_clinic.doctor, file.person_id).deliveries
    assert [baby.outcome for baby in found.babies] == [BirthOutcome.STILLBORN]


def test_a_child_that_was_seen_since_stays_without_a_mother(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, NO_HB0)
    child = child_of(file)
    any_clinic.visit(child)
    withdraw(any_clinic, file)
    person = any_clinic.house.registration.person(any_clinic.desk, child)
    assert (person.data.mother_id, person.data.mother_name) == (None, "")


def test_a_reason_is_wanted_and_a_later_pregnancy_stands_in_the_way(any_clinic: Clinic) -> None:
    on = TODAY - timedelta(days=100)
    mother, pregnancy = mother_at_term(any_clinic)
    wanted = delivery(any_clinic, pregnancy, NO_HB0, delivered_on=on)
    any_clinic.house.deliveries.record(any_clinic.doctor, wanted)
    file = any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother)
    with pytest.raises(WrongAnswers):
        withdraw(any_clinic, file, "  ")
    start_pregnancy(any_clinic, mother, TODAY - timedelta(days=60))
    with pytest.raises(UserError, match="kehamilan lain"):
        withdraw(any_clinic, file)
    assert any_clinic.house.deliveries.of_mother(any_clinic.doctor, mother).deliveries == file.deliveries


def test_the_pregnancy_of_a_mother_who_died_does_not_open_again(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, NO_HB0)
    person = any_clinic.house.registration.person(any_clinic.desk, file.person_id)
    any_clinic.house.registration.leave(any_clinic.desk, file.person_id, person.version, Leaving.DIED, TODAY)
    withdraw(any_clinic, file)
    with any_clinic.database.reading() as session:
        row = session.scalars(select(Pregnancy).where(Pregnancy.person_id == file.person_id)).one()
    assert (row.ended_on, row.outcome) == (TODAY, "ibu meninggal")


def test_a_withdrawal_of_what_somebody_corrected_meanwhile_is_refused(any_clinic: Clinic) -> None:
    file = recorded(any_clinic, NO_HB0)
    found = replace(file.deliveries[0], version=file.deliveries[0].version + 1)
    with pytest.raises(StaleRecord):
        withdraw(any_clinic, replace(file, deliveries=(found,)))
