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
STAYS_SMALL = frozenset(
    {
        *("staff_role", "staff_klaster", "room_klaster", "pustu_village", "posyandu", "neighbourhood"),
        *("due_count", "school"),
    }
)
"""Tables with a few hundred rows at most, however many people there are."""
OF_EVERYBODY = re.compile(r"ix_observation_code_day_person_id \(code=\?\)")
"""The index of registers: by the code alone, whoever asks for one person's answers passes over everybody's."""
ENDS_EARLY = re.compile(r"FROM audit\s+WHERE .* ORDER BY audit\.seq( DESC)?\s+LIMIT", re.DOTALL)
"""The trail from either end: it is read up to the first row that fits."""
OWN_ROWS = re.compile(r"SELECT \w+\.id\s+FROM \w+$|SELECT pupil\.id, .*\sFROM pupil\s*$", re.DOTALL)
"""What the calls themselves look up here to have something to name."""
READ_WHOLE = {
    "vaccine_cards.card": {"vaccine_move", "vaccine_vial"},
    "vaccine_cards.pdf": {"vaccine_move", "vaccine_vial"},
    "vaccine_cards.export": {"vaccine_move", "vaccine_vial"},
}
"""Lists that are of everything there ever was, by what they are."""
SCANNED = re.compile(r"SCAN (\w+)")
TABLES = frozenset(Base.metadata.tables) - STAYS_SMALL


@contextmanager
def asked_for() -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements asked meanwhile, of whatever connection."""
    found: list[tuple[str, Any]] = []

    def note(*args: Any) -> None:
        if not args[5] and args[2].lstrip().upper().startswith(READS):
            found.append((args[2], args[3]))

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def passed_over(engine: Engine, statements: Iterable[tuple[str, Any]]) -> set[str]:
    """Return the tables and indexes that statements go through from end to end."""
    found = set[str]()
    with engine.connect() as connection:
        for statement, parameters in statements:
            if ENDS_EARLY.search(statement) or OWN_ROWS.match(statement):
                continue
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                scanned = SCANNED.match(row.detail)
                found |= {scanned[1]} & TABLES if scanned else set(OF_EVERYBODY.findall(row.detail))
    return found


def read_whole(known: Known, call: Call) -> set[str]:
    """Return the tables and indexes a use case goes through from end to end."""
    clinic = known.clinic
    user = {DESK: clinic.desk, ROOM: clinic.doctor, OFFICE: clinic.head}[min(call.roles, key=lambda one: one.value)]
    with asked_for() as statements:
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
