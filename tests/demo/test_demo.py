"""The made-up Puskesmas: repeatable, plausible, and right by the program's own rules."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import (
    Consent,
    DoseGiven,
    Encounter,
    FormResponse,
    Identifier,
    Invitation,
    Observation,
    Person,
    PersonSearch,
    Pregnancy,
    Pupil,
    School,
)
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.digest import digest
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.identity.nik import read_nik
from ilp_desktop.domain.invitation import invitation_rules
from ilp_desktop.domain.queue.visit_words import TicketStatus
from ilp_desktop.identity import Identities
from ilp_desktop.services.answers.observations import derived
from ilp_desktop.services.due.invitation_rows import Channel, InvitationFilter, Standing
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.opening import Vault

TODAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 2, 30, tzinfo=timezone.utc)
PEOPLE, FEW = 300, 60


def silently(_fraction: float, _text: str) -> None:
    """Take no notice of progress."""


def demo(folder: Path, *, seed: int = 9, people: int = PEOPLE) -> Vault:
    """Make a small demo."""
    DataFolder(folder).prepare()
    return make_demo(DataFolder(folder), DemoWanted(people, seed, TODAY), silently)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """Return one small demo for all tests that only read."""
    made = demo(tmp_path_factory.mktemp("demo"))
    yield made
    made.database.close()


@pytest.fixture
def house(vault: Vault) -> House:
    """Return the services over the demo, on its own morning."""
    clock = SteppingClock(MORNING)
    return build_house(vault.database, vault, clock, Identities(clock))


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(tmp_path: Path) -> None:
    made = [demo(tmp_path / name, seed=seed, people=FEW) for name, seed in (("one", 7), ("again", 7), ("other", 8))]
    digests = [digest(one.database) for one in made]
    for one in made:
        one.database.close()
    assert digests[0] == digests[1] != digests[2]


def test_there_are_as_many_people_as_asked_and_two_visits_each(vault: Vault) -> None:
    with vault.database.reading() as session:
        people = session.scalar(select(func.count()).select_from(Person))
        lines = session.scalar(select(func.count()).select_from(PersonSearch))
        visits = session.scalar(select(func.count()).select_from(Encounter).where(Encounter.day < TODAY))
    assert (people, lines, visits) == (PEOPLE, PEOPLE, 2 * PEOPLE)


def test_every_nik_agrees_with_its_owner_but_for_the_made_up_region(vault: Vault) -> None:
    with vault.database.reading() as session:
        rows = session.execute(
            select(Identifier.value, Person.birth_date, Person.sex)
            .join(Person, Person.id == Identifier.person_id)
            .where(Identifier.kind == "nik")
        ).all()
    assert len(rows) > PEOPLE * 0.95
    for value, birth_date, sex in rows:
        assert read_nik(value, TODAY, birth_date, sex).verified_hint, value


def test_mothers_are_of_an_age_to_be_mothers(vault: Vault) -> None:
    with vault.database.reading() as session:
        people = {person.id: person for person in session.scalars(select(Person))}
    pairs = [(people[person.mother_id], person) for person in people.values() if person.mother_id]
    assert len(pairs) > PEOPLE * 0.2
    for mother, child in pairs:
        assert 17 <= (child.birth_date - mother.birth_date).days / 365.25 <= 45


def test_ages_follow_the_pyramid(vault: Vault) -> None:
    with vault.database.reading() as session:
        births = session.scalars(select(Person.birth_date)).all()
    ages = [(TODAY - birth).days // 365.25 for birth in births]
    young = sum(1 for age in ages if age < 20) / len(ages)
    assert 0.25 < young < 0.41
    assert max(ages) < settings("pyramid")["group"][-1]["from_age"] + 20


def test_every_answer_and_observation_holds_by_the_forms_of_its_day(vault: Vault, house: House) -> None:
    with vault.database.reading() as session:
        responses = session.scalars(select(FormResponse)).all()
        observed = Counter(session.scalars(select(Observation.response_id)))
    assert {response.form_code for response in responses} >= {"vital_signs", "anc_visit"}
    for response in responses:
        form = house.screening.catalogue.form(response.form_code, response.day)
        assert observed[response.id] == len(list(derived(response.answers, form)))


def test_every_given_dose_was_given_after_birth_and_before_today(vault: Vault) -> None:
    with vault.database.reading() as session:
        rows = session.execute(
            select(DoseGiven.given_on, Person.birth_date).join(Person, Person.id == DoseGiven.person_id)
        ).all()
    assert rows
    assert all(birth_date <= given_on < TODAY for given_on, birth_date in rows)


def test_schoolchildren_and_women_have_doses_too(vault: Vault) -> None:
    with vault.database.reading() as session:
        antigens = set(session.scalars(select(DoseGiven.antigen).distinct()))
        told = session.scalar(select(func.count()).select_from(DoseGiven).where(DoseGiven.told))
    assert {"DT", "Td", "HPV", "MR"} <= antigens
    assert told


def test_invitations_of_the_last_weeks_are_answered_open_or_in_vain(vault: Vault, house: House) -> None:
    kepala = house.access.sign_in("kepala", settings("staff")["password"])
    rows = house.invitations.listed(kepala, InvitationFilter(), None, 1000)
    assert all(row.day < TODAY and (row.came_on is None or row.day <= row.came_on <= TODAY) for row in rows)
    assert {row.channel for row in rows} == set(Channel)
    assert {row.standing for row in rows} == set(Standing)


def test_whoever_had_a_visit_after_an_invitation_has_come(vault: Vault) -> None:
    within = timedelta(days=invitation_rules(TODAY).came_within_days)
    with vault.database.reading() as session:
        days = dict[UUID, list[date]]()
        for person_id, day in session.execute(select(Encounter.person_id, Encounter.day)).tuples():
            days.setdefault(person_id, []).append(day)
        met = dict[UUID, bool]()
        for one in session.scalars(select(Invitation)):
            latest = (one.invited_for or one.day) + within
            if any(one.day <= day <= latest for day in days.get(one.person_id, [])):
                met[one.id] = one.came_on is not None and one.day <= one.came_on <= latest
    assert met, "nobody who was invited ever came: this proves nothing"
    assert all(met.values())


def test_pregnancies_in_progress_are_within_their_weeks(vault: Vault) -> None:
    with vault.database.reading() as session:
        since = session.scalars(select(Pregnancy.last_period_on).where(Pregnancy.ended_on.is_(None))).all()
    assert all(timedelta(0) < TODAY - day < timedelta(weeks=42) for day in since)


def test_the_accounts_shown_can_sign_in_and_see_the_queue_of_the_day(vault: Vault, house: House) -> None:
    staff = settings("staff")
    users = [house.access.sign_in(one["user_name"], staff["password"]) for one in staff["staff"][:3]]
    board = house.queueing.board(users[1])
    assert {TicketStatus.WAITING, TicketStatus.DONE} <= {row.status for row in board}


def test_a_folder_with_data_is_never_filled_again(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    demo(tmp_path, people=FEW).database.close()
    assert folder.prepare() is FolderState.READY
    with pytest.raises(FileExistsError):
        make_demo(folder, DemoWanted(10, 1, TODAY), silently)


def test_an_interrupted_filling_leaves_the_folder_empty(tmp_path: Path) -> None:
    def stop(fraction: float, _text: str) -> None:
        if fraction > 0.1:
            raise UserError("Dibatalkan.")

    with pytest.raises(UserError, match="Dibatalkan"):
        make_demo(DataFolder(tmp_path), DemoWanted(PEOPLE, 7, TODAY), stop)
    assert DataFolder(tmp_path).prepare() is FolderState.EMPTY


def test_nobody_was_registered_or_consented_before_birth(vault: Vault) -> None:
    with vault.database.reading() as session:
        rows = session.execute(
            select(Person.birth_date, Person.recorded_at, Consent.recorded_at.label("consented_at")).join(
                Consent, Consent.person_id == Person.id
            )
        ).all()
    early = [row for row in rows if min(row.recorded_at, row.consented_at).date() < row.birth_date - timedelta(days=1)]
    assert rows
    assert early == []


def test_children_of_school_age_sit_in_the_class_of_their_age(vault: Vault) -> None:
    with vault.database.reading() as session:
        rows = session.execute(
            select(Person.birth_date, Pupil.grade, Pupil.begins_on, School.level)
            .join(Pupil, Pupil.person_id == Person.id)
            .join(School, School.id == Pupil.school_id)
        ).all()
    assert {row.level for row in rows} == {"sd", "smp"}
    assert len({row.grade for row in rows}) >= 7
    for row in rows:
        assert row.begins_on == date(2026, 7, 1)
        assert row.level == ("sd" if row.grade <= 6 else "smp")
        assert row.grade + 4.99 <= (row.begins_on - row.birth_date).days / 365.2425 < row.grade + 6.01
