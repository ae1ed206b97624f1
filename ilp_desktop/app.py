"""The running program: joins window, background work, data folder and services, and nothing else does.

The sign-in page needs no database library, so those are loaded on a worker thread once it is painted.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ilp_desktop.clock import CarriedClock, Clock, SystemClock
from ilp_desktop.demo.lists import example_hint
from ilp_desktop.domain.errors import UserError
from ilp_desktop.log import log_fault, start_log
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.settings import SettingsFile
from ui.closing_backup import ClosingBackups
from ui.dress import Dress
from ui.first_run.first_run import FirstRun
from ui.first_run.ways import Ways
from ui.jobs import Jobs
from ui.lost_password import LostPassword
from ui.main_window import MainWindow
from ui.rescue_desk import RESTORED, RescueDesk
from ui.sign_in import SignIn
from ui.single_instance import SingleInstance

if TYPE_CHECKING:
    from ilp_desktop.inside import Inside
    from ilp_desktop.services.backup.restoring import Prepared
    from ilp_desktop.services.entrance import Entered
    from ui.lock.shift import Shift
    from ui.system_printers import Printers
    from ui.workspace import Workspace

LOAD_AFTER_MS = 250  # the first page is painted and takes keys by then; loading would hold them up
PASSWORD_STORED = "Kata sandi baru tersimpan. Silakan masuk."  # noqa: S105 - what the banner says


def run(data: Path) -> int:
    """Open the window on a data folder and return the exit code; a second start raises the first window."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ILP Desktop")
    instance = SingleInstance(data)
    if not instance.claim():
        return 0
    program = Program(app, data, CarriedClock(SystemClock()))
    sys.excepthook = program.on_uncaught
    program.closing.backs_up = True
    program.folder_opened.connect(start_log)
    program.loaded.connect(gc.freeze)  # what was loaded stays for good; looking through it again and again takes time
    instance.called.connect(program.window.bring_to_front)
    program.start()
    program.window.showMaximized()
    code = app.exec()
    program.take_apart()
    instance.release()
    return code


class Program(QObject):
    """The program over one data folder; its window shows what can be done there now.

    Attributes:
        window: the one window; whoever starts the program shows it.
        jobs: the background work.
        workspace: the day's work, while somebody is signed in.
        shift: whose turn it is, since somebody first signed in.
        closing: makes a backup that is due before the window closes.

    Signals:
        folder_opened(Path): the data folder can be used; its log lies in this folder.
        loaded(): what stands behind the sign-in page is there.
    """

    folder_opened = Signal(object)
    loaded = Signal()

    def __init__(self, app: QApplication, data: Path, clock: Clock, printers: "Printers | None" = None) -> None:
        super().__init__()
        self._clock = clock
        self._printers = printers
        self._folder = DataFolder(data)
        self._settings = SettingsFile(data)
        self._dress = Dress(app, lambda: self._folder.cache if self._opened else None)
        self._inside: Inside | None = None
        self._entered: Entered | None = None
        self._opened = False
        self.workspace: Workspace | None = None
        self.shift: Shift | None = None
        self.jobs = Jobs(self)
        self.window = MainWindow()
        self.window.messages.listen_to(self.jobs)
        self.window.closing.connect(self.close)
        self._rescue = RescueDesk(self.window, self.jobs, self._folder.path, self._load, self.start)
        self.closing = ClosingBackups(self.window, self.jobs, lambda: self._entered, self._stop_working)
        self.jobs.crashed.connect(log_fault)

    def start(self) -> None:
        """Look at the data folder and show what can be done there; also after something was put right."""
        try:
            state = self._folder.prepare()
        except UserError as error:
            self._dress.put_on(dark=False)
            self._rescue.show(error)
            return
        if not self._opened:
            self._opened = True
            self._settings = SettingsFile(self._folder.path)
            self.folder_opened.emit(self._folder.logs)
        self._dress.put_on(dark=self._settings.value.dark)
        if state is FolderState.EMPTY:
            self._show_ways(FirstRun(str(self._folder.path), self._ways(), self.jobs, self.window.messages))
        elif state is FolderState.SERVER and self._folder.server is None:
            self._show_server()
        else:
            self._show_sign_in()
        QTimer.singleShot(LOAD_AFTER_MS, self, self._load_inside)

    def close(self) -> None:
        """Finish every save and lock the house."""
        self._stop_working()
        self.jobs.close()
        if self._entered is not None:
            self._entered.lock()
            self._entered = None
        self._dress.close()

    def take_apart(self) -> None:
        """Delete every widget from the top down; at its end Python would delete them in no order, and may crash."""
        for widget in QApplication.topLevelWidgets():
            if shiboken6.isValid(widget):
                shiboken6.delete(widget)

    def on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a fault nobody caught, tell the user, and go on."""
        if issubclass(kind, KeyboardInterrupt):
            self.window.close()
            return
        log_fault(error.with_traceback(trace))
        self.window.messages.bug(error)

    def _load(self) -> "Inside":
        """Return what stands behind the sign-in page, loading it when it is not there yet."""
        from ilp_desktop.inside import Inside  # noqa: PLC0415 - waits until the first page is painted

        if self._inside is None:
            self._inside = Inside(self._folder.path, self._clock, self._printers)
        return self._inside

    def _load_inside(self) -> None:
        """Load it while the user types, and look whether the key of the data is there."""
        failed = self._show_server_again if self._folder.server else self._rescue.show
        self.jobs.read(lambda: self._load().require_key(), self._on_looked, owner=self.window, failed=failed)

    def _on_looked(self, _nothing: None) -> None:
        """Say that everything is there, and ask the key store, which may answer in time or not."""
        self.loaded.emit()
        self.jobs.limited(self._load().ask_store, self._load().take_from_store, owner=self.window)

    def _enter(self, user_name: str, password: str) -> "Entered":
        return self._load().entrance.enter(user_name, password)

    def _reset_password(self, *typed: Any) -> None:
        self._load().entrance.reset_password(*typed)

    def _show_first_run(self) -> None:
        self._show_ways(FirstRun(str(self._folder.path), self._ways(), self.jobs, self.window.messages))

    def _show_server(self) -> None:
        """Ask for another server, for the same once more, or for the one to which the data of this computer goes."""
        ways = self._ways()
        first_run = FirstRun(str(self._folder.path), ways, self.jobs, self.window.messages, only_server=True)
        first_run.left.connect(self._on_server_left)
        self._show_ways(first_run)

    def _show_server_again(self, error: UserError) -> None:
        self.window.messages.problem(error)
        self._show_server()

    def _show_ways(self, first_run: FirstRun) -> None:
        first_run.entered.connect(self._on_entered)
        first_run.example_made.connect(self._settings.set_example)
        first_run.sign_in_wanted.connect(self._show_sign_in)
        first_run.restored.connect(self._on_brought_back)
        self.window.show_scene(first_run)

    def _ways(self) -> Ways:
        return Ways(
            open_wizard=self._open_wizard,
            make_example=lambda progress: self._load().make_example(progress),
            enter=self._enter,
            stay_here=lambda: self._load().stay_here(),
            connect=lambda login, progress: self._load().connect(login, progress),
            upgrade=lambda login: self._load().upgrade(login),
            restore=lambda path, opener, progress: self._load().bring_back(path, opener, progress),
            server=self._folder.server,
            move=(lambda wanted, told: self._load().move(wanted, told)) if self._folder.database.exists() else None,
        )

    def _on_brought_back(self, told: str) -> None:
        self.start()
        self.window.messages.note(f"{told} {RESTORED}")

    def _on_server_left(self) -> None:
        if self._inside is not None:
            self._inside.forget_tried()
        self.start()

    def _open_wizard(self, owner: QWidget, ready: Callable[[QWidget], None], back: Callable[[], None]) -> None:
        """Hand the set-up pages over once what they need is loaded."""

        def make(inside: "Inside") -> None:
            wizard = inside.wizard(self.jobs, self.window.messages)
            wizard.entered.connect(self._on_entered)
            wizard.left.connect(back)
            ready(wizard)

        self.jobs.read(self._load, make, owner=owner)

    def _show_sign_in(self) -> None:
        server = self._inside.server() if self._inside is not None else self._folder.server
        sign_in = SignIn(self._enter, self.jobs, example_hint() if self._settings.value.example else "", server)
        sign_in.entered.connect(self._on_entered)
        sign_in.forgotten.connect(self._show_lost_password)
        sign_in.stopped.connect(self._rescue.show)
        sign_in.server_wanted.connect(self._show_server)
        self.window.show_scene(sign_in)

    def _show_lost_password(self) -> None:
        lost = LostPassword(self._reset_password, self.jobs)
        lost.left.connect(self._show_sign_in)
        lost.done.connect(self._on_password_stored)
        lost.stopped.connect(self._rescue.show)
        self.window.show_scene(lost)

    def _on_password_stored(self) -> None:
        self.window.messages.info(PASSWORD_STORED)
        self._show_sign_in()

    def _on_entered(self, entered: Any) -> None:
        """Let whoever has entered begin; what else happens at this computer is told from there."""
        self._entered = entered
        if self.shift is None:
            self.shift = self._load().shift(self.window, self.jobs, self._settings)
            self.shift.opened.connect(self._on_opened)
            self.shift.over.connect(lambda: self._leave_for(self._show_sign_in))
        self.shift.enter(entered)

    def _on_opened(self, entered: Any, workspace: Any) -> None:
        workspace.staff_change_wanted.connect(lambda: self._leave_for(self._show_sign_in))
        workspace.leave_wanted.connect(self.window.close)
        workspace.dark_wanted.connect(self._on_dark_wanted)
        workspace.server_change_wanted.connect(lambda: self._leave_for(self._show_server))
        workspace.restore_wanted.connect(self._on_restore_wanted)
        self._entered, self.workspace = entered, workspace

    def _on_restore_wanted(self, prepared: "Prepared") -> None:
        """Lock the house behind the last save, exchange the data, and ask who comes next."""
        self._leave_for(self._show_sign_in)
        self.jobs.write(
            lambda: self._load().restore(prepared),
            lambda _nothing: self.window.messages.info(RESTORED),
            owner=self.window,
            failed=self.window.messages.problem,
        )

    def _stop_working(self) -> None:
        """Keep what is typed and show the day's work no longer."""
        if self.workspace is not None:
            self.workspace.stop()
            self.workspace = None

    def _leave_for(self, show: Callable[[], None]) -> None:
        """Show something else at once and lock the house behind the last save."""
        entered, workspace = self._entered, self.workspace
        self._entered = self.workspace = None
        if self.shift is not None:
            self.shift.end()
        self.window.messages.stack.let_news_go()
        show()
        if workspace is not None:
            workspace.stop()
        if entered is not None:
            self.jobs.write(entered.lock, lambda _: None, owner=self.window)

    def _on_dark_wanted(self, dark: bool) -> None:  # noqa: FBT001 - the signal hands it over
        self._settings.set_dark(dark=dark)
        self._dress.put_on(dark=dark)
