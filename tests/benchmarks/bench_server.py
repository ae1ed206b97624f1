"""Twelve workstations on one server at twenty times clinic load, beside it and over a network of 20 ms there and back.

Clinic load is sixty arrivals an hour. Everybody works as the everyday user; the server writes durably. Each save
counts: registering, ticket, call, letting in, recording, finishing. Round trips are counted by what a save takes longer
when a round trip takes longer.
"""

import statistics
from dataclasses import replace

from db.engine import open_postgres
from db.migrate import settle
from db.rights import settle_rights
from tests.benchmarks.bench_queue_load import DURABLE, PROCESSES, p95
from tests.benchmarks.figures import show
from tests.benchmarks.queue_load import Task, delays_ms, faults, work_together
from tests.house_fixtures import PASSWORD, furnish
from tests.postgres import EVERYDAY, PostgresServer, running_server
from tests.tcp_proxy import proxy_to

AN_HOUR = 20 * 60
SECONDS = 60.0
NETWORKS = (("beside the server", 0.0), ("20 ms away", 0.010))
SAVE_MS, VISIBLE_MS, SAVE_AWAY_MS = 40, 200, 150


def prepared(server: PostgresServer) -> str:
    """Make the small Puskesmas on a server; returns the address over the network."""
    with server.connect("postgres") as connection:
        connection.execute(f"CREATE ROLE {EVERYDAY} LOGIN PASSWORD '{PASSWORD}'".encode())
    name = server.create()
    owner = open_postgres(server.url(name))
    settle(owner.engine)
    with owner.engine.begin() as connection:
        settle_rights(connection, EVERYDAY)
    furnish(owner)
    owner.close()
    return f"postgresql+psycopg://{EVERYDAY}:{PASSWORD}@127.0.0.1:{server.port}/{name}"


def main() -> None:
    """Measure and print; a doubled number, a gap, a lost call or a refusal ends the benchmark."""
    medians = []
    for title, delay_s in NETWORKS:
        with running_server(*DURABLE) as server, proxy_to(server.port) as network:
            place = prepared(server)
            through = place.replace(f":{server.port}/", f":{network.port}/") if delay_s else place
            network.be(f"slow {delay_s}")
            tasks = [Task(through, "", PASSWORD, one, SECONDS, AN_HOUR / PROCESSES) for one in range(PROCESSES)]
            everybody = work_together(tasks)
            database = replace(tasks[0], place=place).open()
            wrong = faults(everybody, database)
            database.close()
        saves = [span for seen in everybody for span in seen.save_ms]
        visible = list(delays_ms(everybody))
        medians.append(statistics.median(saves))
        show(f"{title}: saves", len(saves), "")
        show(f"{title}: save, median", statistics.median(saves), "ms")
        show(f"{title}: save, p95", p95(saves), "ms", SAVE_AWAY_MS if delay_s else SAVE_MS, "the figure to reach")
        show(f"{title}: visible elsewhere, p95", p95(visible), "ms", VISIBLE_MS, "the figure to reach")
        spent = sum(seen.processor_s for seen in everybody)
        show(f"{title}: processor of the workstations, a save", 1000 * spent / len(saves), "ms")
        show(f"{title}: refusals", sum(len(seen.troubles) for seen in everybody), "")
        if wrong:
            raise SystemExit("\n".join(wrong))
    show("round trips of a save, median", (medians[1] - medians[0]) / (2000 * NETWORKS[1][1]), "")


if __name__ == "__main__":
    main()
