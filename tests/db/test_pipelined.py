"""What waits on a connection to a server: it is stored whole or not at all, and nobody is told what is old."""

from uuid import UUID

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from db.ahead import ahead
from db.models import Allergy, ClientSave, Staff
from db.talk import talk_of
from ilp_desktop.domain.errors import Clashed
from ilp_desktop.domain.permissions import Act
from tests.house_fixtures import Clinic, Opener, Users, as_owner, opened
from tests.patience import until
from tests.postgres import CUT_OFF_OTHERS, PostgresServer, Rewound


@pytest.fixture
def served(open_on_server: Opener, postgres_template: tuple[Rewound, Users]) -> Clinic:
    return opened(open_on_server(), postgres_template[1])


def saves(clinic: Clinic) -> int:
    with clinic.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ClientSave)) or 0


def remembered(clinic: Clinic, client_id: UUID) -> ClientSave:
    return ClientSave(client_id=client_id, subject_id=client_id, at=clinic.clock.now())


def test_what_waited_and_is_refused_takes_the_whole_save_back_at_its_commit(served: Clinic) -> None:
    twice = served.new_id()
    with served.database.writing() as session, session.begin():
        session.add(remembered(served, twice))
    before = saves(served)

    def save() -> None:
        with served.database.writing() as session, session.begin():
            session.add(remembered(served, served.new_id()))
            session.flush()
            session.add(remembered(served, twice))
            session.flush()  # nothing is said yet: both wait for the commit

    with pytest.raises(IntegrityError):
        save()
    assert saves(served) == before


def test_a_change_to_a_row_that_is_gone_is_refused_though_nobody_waits_for_its_answer(served: Clinic) -> None:
    person = served.register().person_id
    served.house.registration.add_allergy(served.desk, person, "Udang", "gatal")
    before = saves(served)

    def save() -> None:
        with served.house.uow.writing(served.desk, Act.CHANGE_PERSON) as work:
            row = work.session.scalars(select(Allergy)).one()
            with as_owner(served.database) as other:
                other.execute(delete(Allergy))
            row.reaction = "sesak"
            work.session.add(remembered(served, served.new_id()))
            work.touch("person", person)

    with pytest.raises(Clashed):
        save()
    assert saves(served) == before


def test_what_was_asked_ahead_is_asked_anew_once_its_table_was_written_to(served: Clinic) -> None:
    count = select(func.count()).select_from(ClientSave)
    with served.database.writing() as session, session.begin():
        ahead(session, lambda: session.scalar(count), lambda: session.scalar(select(Staff.name).limit(1)))
        session.scalar(select(Staff.id).limit(1))  # the answers of both came along
        session.add(remembered(served, served.new_id()))
        session.flush()
        assert session.scalar(count) == saves(served) + 1


def test_a_connection_that_the_server_has_ended_is_not_taken_for_one_that_is_there(
    served: Clinic, postgres_server: PostgresServer
) -> None:
    with served.database.reading() as session:
        talk = talk_of(session.connection())
        assert talk is not None
        assert talk.is_there()
    with postgres_server.connect(served.database.engine.url.database or "") as connection:
        connection.execute(CUT_OFF_OTHERS)
    until(lambda: not talk.is_there())
    served.register("Sesudah Server Menyala Lagi")
