"""What stands behind the sign-in page: everything that needs the database libraries, loaded after the first paint."""

from collections.abc import Sequence
from pathlib import Path

from ilp_desktop.clock import Clock, local_day, local_time
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings as demo_settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.keys.opener import Opener
from ilp_desktop.domain.server_address import ServerAddress, ServerHolds, ServerLogin
from ilp_desktop.domain.server_move import Moved, MoveWanted
from ilp_desktop.services.backup.bringing_back import bring_back
from ilp_desktop.services.backup.restoring import Prepared, put_in_place
from ilp_desktop.services.entrance import Entered, Entrance
from ilp_desktop.services.house import DEFAULT_TIME_ZONE
from ilp_desktop.services.keys.key_keeping import sheet_of
from ilp_desktop.services.rescue.rescue import Rescue
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.moving import Moving
from ilp_desktop.services.start.server_opening import ServerOpening
from ilp_desktop.services.start.setup import NewFacility
from ilp_desktop.services.turns_taken import TurnsTaken
from ilp_desktop.settings import SettingsFile
from ui.first_run.example import ExampleAccount
from ui.first_run.wizard import Sheets, Wizard
from ui.jobs import Jobs
from ui.lock.shift import Shift
from ui.long_job import Progress
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.printing_desk import PrintingDesk
from ui.restore_scene import RestoreScene
from ui.system_printers import Printers, SystemPrinters
from ui.workspace import Workspace

EXAMPLE_PEOPLE = 300
EXAMPLE_SEED = 1


class Inside:
    """Opens the house and makes the scenes that need it open; what opens it runs on worker threads.

    Attributes:
        on_server: whether the house stands on a server, and not on this computer.
    """

    def __init__(self, folder: Path, clock: Clock, printers: Printers | None = None) -> None:
        self._folder = DataFolder(folder)
        self._clock = clock
        self._printers = printers or SystemPrinters()
        self.on_server = not self._folder.database.exists() and self._folder.server_file.exists()
        self._server = ServerOpening(self._folder)
        self._entrances = {False: Entrance(self._folder, clock), True: Entrance(self._folder, clock, self._server)}

    @property
    def entrance(self) -> Entrance:
        """Return the way in, here or on the server."""
        return self._entrances[self.on_server]

    def server(self) -> ServerAddress | None:
        """Return the server in use: the one just typed in, or the one the folder knows."""
        return (self._server.given() or self._folder.server) if self.on_server else None

    def stay_here(self) -> None:
        """Let what is made from now on lie on this computer."""
        self.on_server = False

    def connect(self, login: ServerLogin, progress: Progress) -> ServerHolds:
        """Try a server and use it from now on; raises ``WrongAnswers``."""
        holds = self._server.use(login, progress)
        self.on_server = True
        return holds

    def upgrade(self, login: ServerLogin) -> None:
        """Bring the database of a server up to date."""
        self._server.upgrade(login)

    def move(self, wanted: MoveWanted, progress: Progress) -> Moved:
        """Move the data of this computer to a server and use that from now on; runs on a worker thread."""
        moved = Moving(self._folder, self._clock).move(wanted, progress)
        self.on_server = True
        return moved

    def forget_tried(self) -> None:
        """Go back to the server that the folder knows."""
        self._server.go_back()

    def require_key(self) -> None:
        """Raise ``UserError`` where the folder is in use and its key lies lost or damaged."""
        if self._folder.database.exists() or self._folder.server_file.exists():
            self.entrance.require_key()

    def ask_store(self) -> bytes | None:
        """Return what the key store of this computer holds for the data; runs where waiting holds up nobody."""
        return self.entrance.ask_store()

    def take_from_store(self, secret: bytes | None) -> None:
        """Let what the key store gave open the data from now on."""
        self.entrance.take_from_store(secret)

    def make_example(self, progress: Progress) -> Sequence[ExampleAccount]:
        """Fill the empty folder with made-up data and return its accounts; runs on a worker thread."""
        today = local_day(self._clock.now(), DEFAULT_TIME_ZONE)
        make_demo(self._folder, DemoWanted(EXAMPLE_PEOPLE, EXAMPLE_SEED, today), progress).database.close()
        listed = demo_settings("staff")
        return [ExampleAccount(one["profession"], one["user_name"], listed["password"]) for one in listed["staff"]]

    def wizard(self, jobs: Jobs, messages: Messages) -> Wizard:
        """Return the set-up pages of a new Puskesmas, here or on the server chosen by then."""

        def create(passphrase: str, words: Sequence[str], wanted: NewFacility, progress: Progress) -> Entered:
            return self.entrance.create(passphrase, wanted, progress, words)

        def sheet(words: Sequence[str], name: str, address: str) -> bytes:
            return sheet_of(words, name, address, local_time(self._clock.now(), DEFAULT_TIME_ZONE))

        desk = PrintingDesk(self._printers, SettingsFile(self._folder.path), jobs, messages, messages)
        return Wizard(create, Sheets(desk, sheet), jobs, messages, local_day(self._clock.now(), DEFAULT_TIME_ZONE))

    def bring_back(self, path: Path, opener: Opener, progress: Progress) -> str:
        """Let a backup be the data of the empty folder; runs on a worker thread."""
        return bring_back(self._folder, path, opener, self._clock, progress)

    def restore(self, prepared: Prepared) -> None:
        """Let a prepared backup be the data, once the house is locked; runs on a worker thread."""
        try:
            put_in_place(prepared, local_time(self._clock.now(), DEFAULT_TIME_ZONE))
        except BaseException:
            prepared.discard()
            raise

    @property
    def rescue(self) -> Rescue:
        """Return what can be done with a data folder that does not open."""
        return Rescue(self._folder, self._clock)

    def restore_scene(self, jobs: Jobs) -> RestoreScene:
        """Return the page on which a backup is restored while the data does not open."""
        return RestoreScene(lambda: self.rescue, jobs)

    def shift(self, window: MainWindow, jobs: Jobs, settings: SettingsFile) -> Shift:
        """Return what shows the day's work of whoever has entered, and locks it."""

        def make(entered: Entered) -> Workspace:
            return Workspace(entered, jobs, window.messages, settings, self._printers)

        return Shift(window, jobs, lambda: TurnsTaken(self.entrance.attempts), make)
