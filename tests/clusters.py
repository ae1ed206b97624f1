"""A PostgreSQL server that a test stops, kills, copies and starts again; unlike the others, it forgets nothing."""

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import (
    ROLE,
    SYSTEM_USER,
    PostgresServer,
    free_port,
    make_cluster,
    programs,
    serving,
    unprivileged,
    wait_until_ready,
)

SAFE = ("listen_addresses=127.0.0.1", "fsync=on", "synchronous_commit=on", "full_page_writes=on", "wal_level=replica")
REPLICATION = "local replication all trust\n"


class Cluster(PostgresServer):
    """The files of one server, and the process that serves them while it runs."""

    def __init__(self, folder: Path, name: str, port: int) -> None:
        super().__init__(folder, port)
        self.data = folder / name
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and wait until somebody is let in."""
        line = serving(self.data, self.folder, self.port, SAFE)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(line, stdout=log, stderr=log)
        wait_until_ready(self._process, self.folder, self.port)

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT puts everybody out in order, SIGQUIT is as if the program had crashed."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def follower(self, name: str) -> "Cluster":
        """Return a standby: a copy made from the running server, which follows it once it is started."""
        made = Cluster(self.folder, name, free_port())
        copying = [f"{programs()}/pg_basebackup", "-D", str(made.data), "-X", "stream", "-R", "--checkpoint=fast"]
        where = ["-C", "-S", f"ke_{name}", "-h", str(self.folder), "-p", str(self.port), "-U", ROLE]
        subprocess.run([*unprivileged(), *copying, *where], check=True, capture_output=True)
        return made


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Give a running server with files of its own."""
    folder = Path(tempfile.mkdtemp(prefix="ilp-pg-"))
    if len(unprivileged()) > 1:
        shutil.chown(folder, SYSTEM_USER)
    made = Cluster(folder, "data", free_port())
    try:
        make_cluster(made.data, "--data-checksums")
        with (made.data / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write(REPLICATION)
        made.start()
        yield made
    finally:
        made.end(signal.SIGQUIT)
        shutil.rmtree(folder)
