"""Every method of every service is tried by each of the three roles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.engine import Database, open_sqlite
from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from tests.house_fixtures import KEY, Clinic, Users, opened
from tests.services.calling import Known
from tests.services.every_call import CALLS, UNGUARDED, know, methods


@pytest.fixture(scope="module")
def known_template(
    sqlite_template: tuple[Path, Users], tmp_path_factory: pytest.TempPathFactory
) -> tuple[bytes, Known, Users]:
    """Make the Puskesmas in which the calls are tried once, as a file to copy."""
    file = tmp_path_factory.mktemp("known") / "ilp.db"
    file.write_bytes(sqlite_template[0].read_bytes())
    database = open_sqlite(file, KEY)
    known = know(opened(database, sqlite_template[1]))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return file.read_bytes(), known, sqlite_template[1]


@pytest.fixture
def known_again(known_template: tuple[bytes, Known, Users], tmp_path: Path) -> Iterator[Iterator[Known]]:
    """Give that Puskesmas as it was made, as often as it is asked for."""
    template, known, users = known_template
    databases: list[Database] = []

    def made() -> Iterator[Known]:
        while True:
            file = tmp_path / f"ilp-{len(databases)}.db"
            file.write_bytes(template)
            databases.append(open_sqlite(file, KEY))
            clinic = opened(databases[-1], users)
            clinic.clock.forward(known.clinic.clock.now() - clinic.clock.now())
            yield replace(known, clinic=clinic)

    yield made()
    for database in databases:
        database.close()


def as_role(clinic: Clinic, role: Role) -> SignedIn:
    """Return somebody with one role alone."""
    return replace(clinic.doctor, roles=frozenset({role}))


def test_every_method_that_takes_a_user_is_tried_here() -> None:
    assert {name for name in methods() if not name.startswith(UNGUARDED)} == set(CALLS)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_those_whose_act_it_is_may_do_it(known_again: Iterator[Known], name: str) -> None:
    call = CALLS[name]
    for role in sorted(call.roles, key=list(Role).index):
        known = next(known_again)
        call.run(known.clinic.house, as_role(known.clinic, role), known)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_nobody_else_may_and_nothing_is_changed(clinic: Clinic, role: Role) -> None:
    known = know(clinic)
    assert clinic.database.feed.poll()
    for name, call in CALLS.items():
        if role not in call.roles:
            with pytest.raises(NotAllowed):
                call.run(clinic.house, as_role(clinic, role), known)
            assert clinic.database.feed.poll() == frozenset(), name


def test_somebody_without_a_role_may_do_nothing(clinic: Clinic) -> None:
    known, nobody = know(clinic), replace(clinic.doctor, roles=frozenset())
    for call in CALLS.values():
        with pytest.raises(NotAllowed):
            call.run(clinic.house, nobody, known)
