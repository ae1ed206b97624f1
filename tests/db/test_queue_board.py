"""A queue is found by its days: tickets of all the years before are not read for it."""

from typing import Any

from sqlalchemy import event

from db.queries.queue_board import QueueDay, tickets_of_day, waiting_in, waiting_tickets
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.queue.queue_rows import queue_day
from tests.house_fixtures import Clinic


def test_the_queue_of_a_day_is_led_to_by_an_index_on_days(clinic: Clinic) -> None:
    today, now = clinic.house.uow.today(clinic.desk), clinic.house.uow.clock.now()
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    with clinic.house.uow.reading(clinic.desk, Act.SEE_QUEUE) as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", note)
        for queue in (queue_day(today, now), QueueDay(today)):
            for read in (tickets_of_day, waiting_tickets, waiting_in):
                read(session, clinic.desk.facility_id, queue)
        event.remove(connection, "before_cursor_execute", note)
        plans = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            for statement, parameters in seen
        ]
    assert len(plans) == 6
    for plan in plans:
        (way,) = (row.detail for row in plan if row.detail.startswith(("SEARCH ticket ", "SCAN ticket")))
        assert "facility_id=? AND day" in way
