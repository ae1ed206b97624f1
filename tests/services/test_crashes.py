"""The process is lost in the midst of its saves: what was answered is stored, the rest not at all."""

import random
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from db.models import Diagnosis, Encounter, FormResponse, Identifier, Note, Person, PersonSearch, Referral
from ilp_desktop.services.person.person_reads import RECORD_NUMBER
from tests.house.tree import ROOT
from tests.house_fixtures import Opener, Users, opened
from tests.sampled import sampled

MOST_ANSWERED = 12
LONGEST_SAVE_S = 0.08


def answered_until_killed(file: Path, chance: random.Random) -> list[UUID]:
    """Let the program work on the file, kill it at some moment, and return the visits whose save was answered."""
    command = [sys.executable, "-m", "tests.services.until_killed", str(file)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(chance.randrange(1, MOST_ANSWERED))]
        try:
            process.wait(chance.uniform(0, LONGEST_SAVE_S))
        except subprocess.TimeoutExpired:
            process.kill()
        lines += process.stdout.readlines()
    return [UUID(line.strip()) for line in lines if line.endswith("\n")]


def stored_whole(session: Session, encounter: Encounter) -> bool:
    """Tell whether a visit holds everything of its examination; fails when it holds a part."""
    parts = [
        session.scalar(select(func.count()).where(model.encounter_id == encounter.id))
        for model in (Note, Diagnosis, FormResponse, Referral)
    ]
    assert [encounter.row_version, *parts] in ([1, 0, 0, 0, 0], [2, 1, 2, 1, 1])
    return encounter.row_version > 1


@pytest.mark.parametrize("seed", sampled(range(40)))
def test_what_was_answered_is_stored_and_the_rest_not_at_all(
    seed: int, open_copy: Opener, sqlite_template: tuple[Path, Users], tmp_path: Path
) -> None:
    answered = answered_until_killed(tmp_path / "ilp.db", random.Random(seed))
    clinic = opened(open_copy(), sqlite_template[1])
    with clinic.database.reading() as session:
        whole = {visit.id for visit in session.scalars(select(Encounter)) if stored_whole(session, visit)}
        people, lines, numbers = (
            session.scalar(select(func.count()).select_from(found))
            for found in (Person, PersonSearch, select(Identifier).where(Identifier.kind == RECORD_NUMBER).subquery())
        )
        broken = session.execute(text("PRAGMA integrity_check")).scalars().all()
        loose = session.execute(text("PRAGMA foreign_key_check")).all()
    assert set(answered) <= whole
    assert len(whole) <= len(answered) + 1
    assert people == lines == numbers
    assert (broken, loose) == (["ok"], [])
    clinic.visit(clinic.register("Orang Sesudah").person_id)
