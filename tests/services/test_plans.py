"""No use case reads everybody's rows to find those of one person or visit: it would slow down year by year."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.base import Base
from tests.services.calling import DESK, OFFICE, ROOM, Call, Known
from tests.services.every_call import CALLS

READS = ("SELECT", "WITH", "UPDATE", "DELETE")
STAYS_SMALL = frozenset({"staff_role", "staff_klaster", "room_klaster", "pustu_village"})
"""Tables of which a Puskesmas never has more rows than a page holds."""
OF_EVERYBODY = "ix_observation_code_day_person_id"
"""The index of registers: by it, whoever asks for one person's answers passes over everybody's."""
READ_WHOLE = {
    "dues.refresh_some": {"due_count"},
    "rederiving.count_anew": {"due_count"},
    "obstetrics.add": {"birth"},
}
"""What counts for the whole Puskesmas, in the background."""
SCANNED = re.compile(r"SCAN (\w+)")
TABLES = frozenset(Base.metadata.tables) - STAYS_SMALL


@contextmanager
def asked_of(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements asked meanwhile."""
    found: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        if not args[5] and args[2].lstrip().upper().startswith(READS):
            found.append((args[2], args[3]))

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def passed_over(engine: Engine, statements: Iterable[tuple[str, Any]]) -> set[str]:
    """Return the tables and indexes that statements go through from end to end."""
    found = set[str]()
    with engine.connect() as connection:
        for statement, parameters in statements:
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                scanned = SCANNED.match(row.detail)
                found |= {scanned[1]} & TABLES if scanned else {OF_EVERYBODY} if OF_EVERYBODY in row.detail else set()
    return found


def read_whole(known: Known, call: Call) -> set[str]:
    """Return the tables and indexes a use case goes through from end to end."""
    clinic = known.clinic
    user = {DESK: clinic.desk, ROOM: clinic.doctor, OFFICE: clinic.head}[min(call.roles, key=lambda one: one.value)]
    with asked_of(clinic.database.engine) as statements:
        call.run(clinic.house, user, known)
    return passed_over(clinic.database.engine, statements)


@pytest.mark.parametrize("area", sorted({name.partition(".")[0] for name in CALLS}))
def test_no_use_case_reads_everybodys_rows_to_find_a_few(known_anew: Callable[[], Known], area: str) -> None:
    whole = {
        name: tables
        for name, call in CALLS.items()
        if name.partition(".")[0] == area and (tables := read_whole(known_anew(), call) - READ_WHOLE.get(name, set()))
    }
    assert whole == {}
