"""How long the event loop of a desk under load is held up while its network is cut, slowed or swallows what is sent."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from db.engine import open_postgres
from db.migrate import upgrade
from db.stand_in import FILE_NAME, LocalCopy
from ilp_desktop.services.core.stand_in import StandIn
from tests.benchmarks.figures import show
from tests.desks_under_load import Fault, desks
from tests.house_fixtures import KEY, Clinic, furnish, opened
from tests.postgres import PostgresServer, running_server
from tests.tcp_proxy import proxy_to

NETWORKS = ("slow 0.5", "slow 2.5", "slow 30", "cut", "swallow")
QUIET_S, FAULT_S = 3.0, 20.0
PEOPLE = 2_000
TARGET_MS = 50


@contextmanager
def puskesmas(server: PostgresServer) -> Iterator[tuple[Clinic, str]]:
    """Set a Puskesmas up on a server of its own; gives it and the address of its database."""
    name = server.create()
    database = open_postgres(server.url(name))
    upgrade(database.engine)
    yield opened(database, furnish(database)), server.url_over_loopback(name)
    database.close()


def held_up(server: PostgresServer, url: str, network: str) -> float:
    """Return the longest the event loop was held up, in milliseconds, while the network was so; tell where it was."""
    fault = Fault((("pass", QUIET_S), (network, FAULT_S), ("pass", QUIET_S)), desks=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        proxy_to(server.port) as proxy,
        desks(proxy, url, Path(folder), fault) as working,
    ):
        for what, span in fault.network:
            proxy.be(what)
            sleep(span)
        told = working[0].wait_for("end")
    for place, count in told["where"]:
        sys.stdout.write(f"  held up {count} times at {place}\n")
    return float(told["worst_ms"])


def copying(clinic: Clinic, folder: Path) -> float:
    """Return how many seconds a thousand people take to be copied."""
    for number in range(PEOPLE):
        clinic.register("Warga " + "".join("abdefgiklm"[int(digit)] for digit in str(number)))
    copy = LocalCopy(folder / FILE_NAME, KEY)
    clinic.house.uow.stand_in = StandIn(copy)
    began = perf_counter()
    while clinic.house.copy_keeping.refresh(clinic.desk):
        pass
    took = perf_counter() - began
    clinic.house.uow.stand_in = None
    copy.close()
    return took / PEOPLE * 1000


def main() -> None:
    """Print the figures."""
    with running_server() as server, tempfile.TemporaryDirectory() as folder, puskesmas(server) as (clinic, url):
        alone = held_up(server, url, "pass")
        show("window held up at most, network whole", alone, "ms")
        for network in NETWORKS:
            name = f"window held up at most, network {network} (target {TARGET_MS})"
            show(name, held_up(server, url, network), "ms", alone, "network whole")
        show("copying a thousand people in the background", copying(clinic, Path(folder)), "s")


if __name__ == "__main__":
    main()
