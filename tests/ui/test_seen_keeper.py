"""Openings of records reach the trail within five seconds and at the end; a crash loses no more than those."""

from datetime import timedelta

from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from db.models import Audit
from db.queries.last_change import VIEW
from tests.house_fixtures import Clinic
from ui.jobs import Jobs
from ui.seen_keeper import WRITE_EVERY_MS, SeenKeeper

LONGEST_LOST = timedelta(seconds=5)


def written(clinic: Clinic) -> int:
    with clinic.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Audit).where(Audit.subject == VIEW)) or 0


def test_openings_are_written_within_five_seconds_by_themselves(qtbot: QtBot, clinic: Clinic) -> None:
    assert timedelta(milliseconds=WRITE_EVERY_MS) < LONGEST_LOST
    jobs = Jobs()
    keeper = SeenKeeper(clinic.house.uow, jobs, jobs, every_ms=20)
    clinic.house.registration.person(clinic.desk, clinic.register().person_id)
    qtbot.waitUntil(lambda: written(clinic) == 1)
    keeper.stop()
    jobs.close()


def test_a_crash_loses_what_was_not_written_yet_and_nothing_before(qtbot: QtBot, clinic: Clinic) -> None:
    people = [clinic.register(name).person_id for name in ("Satu Orang", "Dua Orang")]
    jobs = Jobs()
    keeper = SeenKeeper(clinic.house.uow, jobs, jobs, every_ms=60_000)
    clinic.house.registration.person(clinic.desk, people[0])
    keeper.write()
    qtbot.waitUntil(lambda: written(clinic) == 1)
    clinic.house.registration.person(clinic.desk, people[1])
    clinic.house.uow.seen.take()  # what a crash does: memory is gone
    keeper.stop()
    jobs.close()
    assert written(clinic) == 1


def test_leaving_writes_what_waits(qtbot: QtBot, clinic: Clinic) -> None:
    jobs = Jobs()
    keeper = SeenKeeper(clinic.house.uow, jobs, jobs, every_ms=60_000)
    clinic.house.registration.person(clinic.desk, clinic.register().person_id)
    keeper.stop()
    jobs.close()
    assert written(clinic) == 1
