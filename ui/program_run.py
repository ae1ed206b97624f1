"""Another program, run beside this one: begun, handed something to read, ended; nothing here ever waits for it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Qt, Signal

STOP_WAIT_MS = 200


class ProgramRun(QObject):
    """Runs one program at a time.

    Signals:
        ended(bool): it ended by itself, and whether well; one that could not be begun ended badly.
    """

    ended = Signal(bool)
    _told = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = self._new_process()
        # Told a turn later: whoever hears of it may begin the next program, which must not be done by a dying one.
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._turn = 0
        self._running = False

    def start(self, program: str, arguments: Sequence[str], read: bytes = b"") -> None:
        """Begin a program and let it read something."""
        self.stop()
        self._turn += 1
        self._running = True
        self._process.start(program, list(arguments))
        if read:
            self._process.write(read)
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End the program that runs, if any; nothing is said of it."""
        self._running = False
        process = self._process
        if process.state() is QProcess.ProcessState.NotRunning:
            return
        process.blockSignals(True)
        process.kill()
        if process.waitForFinished(STOP_WAIT_MS):
            process.blockSignals(False)
        else:
            self._process = self._new_process()

    def _new_process(self) -> QProcess:
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        return process

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._told.emit(self._turn, code == 0 and status is QProcess.ExitStatus.NormalExit)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._told.emit(self._turn, False)

    def _on_told(self, turn: int, well: bool) -> None:  # noqa: FBT001 - a slot
        if self._running and turn == self._turn:
            self._running = False
            self.ended.emit(well)
