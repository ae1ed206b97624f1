"""A roll printer behind a port of this machine, for tests."""

import socket
from threading import Thread  # noqa: TID251 - the printer is another machine

from ilp_desktop.domain.queue.ticket_printer import NetworkPrinter
from ilp_desktop.printing.roll_printer import ASK_ONLINE, ASK_PAPER

GOOD, NO_PAPER, OFFLINE = b"\x12", b"\x72", b"\x1a"


class PrinterOnNetwork:
    """It answers what it is told to, or nothing, and keeps what it printed."""

    def __init__(self, paper: bytes = GOOD, state: bytes = GOOD) -> None:
        self._answers = {ASK_PAPER: paper, ASK_ONLINE: state}
        self._server = socket.create_server(("127.0.0.1", 0))
        self.printed: list[bytes] = []
        self.address = NetworkPrinter("127.0.0.1", self._server.getsockname()[1])
        Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Switch it off; whoever asks for it then is refused."""
        self._server.shutdown(socket.SHUT_RDWR)  # whoever waits at it wakes up
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            with client:
                taken = b""
                while part := client.recv(4096):
                    taken += part
                    for question, answer in self._answers.items():
                        if question in taken and answer:
                            taken = taken.replace(question, b"")
                            client.sendall(answer)
                self.printed.append(taken.replace(ASK_PAPER, b"").replace(ASK_ONLINE, b""))
