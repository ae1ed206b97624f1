"""A network that can be cut, slowed and made to swallow what is sent; it runs in a process of its own.

The process is told line by line on its standard input what to be: ``pass``, ``slow 1.5`` (seconds of delay a way),
``swallow`` (everything is taken and nothing arrives) or ``cut`` (connections end and new ones are refused). Asked for
its ``turns`` it says how often, on all connections since it was last asked, something was sent after an answer.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HOST = "127.0.0.1"
LEAVING = b"Q\x00\x00\x00\x0bCOMMIT\x00"
"""Said after reading; nobody waits for its answer."""


class Proxy:
    """The network between a workstation and its server.

    Attributes:
        port: where the workstation finds its server.
    """

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self._process = process
        self.port = port

    def be(self, what: str) -> None:
        """Be another network from now on, and return once that is so."""
        assert self._asked(what) == what

    def turns(self) -> int:
        """Return how often somebody waited for an answer since this was last asked.

        Only a slow network tells what was sent together from what waited for an answer.
        """
        return int(self._asked("turns"))

    def _asked(self, what: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def proxy_to(port: int) -> Iterator[Proxy]:
    """Put a network before a port of this machine."""
    command = [sys.executable, str(Path(__file__).resolve()), str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Proxy(process, int(process.stdout.readline()))
        finally:
            process.kill()


class _Network:
    def __init__(self, target: int) -> None:
        self._target = target
        self._delay_s = 0.0
        self._swallows = self._cuts = False
        self._turns = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._opened = asyncio.Event()
        self._opened.set()

    def turns(self) -> int:
        turns, self._turns = self._turns, 0
        return turns

    def be(self, what: str) -> None:
        word, _, seconds = what.partition(" ")
        self._delay_s = float(seconds or 0)
        self._swallows, self._cuts = word == "swallow", word == "cut"
        if self._swallows:
            self._opened.clear()
        else:
            self._opened.set()
        if self._cuts:
            for writer in list(self._open):
                writer.transport.abort()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cuts:
            writer.transport.abort()
            return
        there_reader, there = await asyncio.open_connection(HOST, self._target)
        self._open |= {writer, there}
        answered = asyncio.Event()
        answered.set()
        for one, other, to_server in ((reader, there, True), (there_reader, writer, False)):
            task = asyncio.ensure_future(self._carry(one, other, answered, to_server=to_server))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answered: asyncio.Event, *, to_server: bool
    ) -> None:
        """Carry bytes one way, each after the delay; what was swallowed arrives when the cable is whole again."""
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()

        async def deliver() -> None:
            while True:
                due, piece = await queue.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                await self._opened.wait()
                if not piece:
                    break
                if not to_server:
                    answered.set()
                writer.write(piece)
                await writer.drain()

        delivering = asyncio.ensure_future(deliver())
        with suppress(ConnectionError):
            while piece := await reader.read(65536):
                if to_server and answered.is_set() and piece != LEAVING:
                    answered.clear()
                    self._turns += 1
                queue.put_nowait((loop.time() + self._delay_s, piece))
        queue.put_nowait((loop.time() + self._delay_s, b""))
        with suppress(ConnectionError):
            await delivering
        self._open.discard(writer)
        with suppress(ConnectionError, RuntimeError):
            writer.close()


async def _run(target: int) -> None:
    network = _Network(target)
    server = await asyncio.start_server(network.serve, HOST, 0)
    loop, asked = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    while line := await asked.readline():
        said = line.decode().strip()
        if said == "turns":
            said = str(network.turns())
        else:
            network.be(said)
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1])))
