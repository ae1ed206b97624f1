"""One program a data folder: a second start raises the first window and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_WITHIN_MS = 500
RAISE = b"tampil\n"


class SingleInstance(QObject):
    """Claims a data folder for this process, or calls the one that has it.

    Signals:
        called(): another start asks this one to show its window.
    """

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = server_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)

    def claim(self) -> bool:
        """Return whether this process is the first on the folder; if not, the first one has been called."""
        if self._call():
            return False
        if self._server.listen(self._name):
            return True
        if self._call():  # another start was quicker
            return False
        QLocalServer.removeServer(self._name)  # left behind by a program that was ended by force
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Give the folder up."""
        self._server.close()

    def _call(self) -> bool:
        """Ask the process that has the folder to show its window; tell whether there is one."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_WITHIN_MS):
            return False
        socket.write(RAISE)
        socket.waitForBytesWritten(ANSWER_WITHIN_MS)
        socket.disconnectFromServer()
        return True

    def _on_called(self) -> None:
        caller = self._server.nextPendingConnection()
        caller.disconnected.connect(caller.deleteLater)
        self.called.emit()


def server_name(folder: Path) -> str:
    """Return the name under which the program on a folder is called; it tells nothing about the folder."""
    place = str(folder.expanduser().resolve())
    return f"ilp-desktop-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
