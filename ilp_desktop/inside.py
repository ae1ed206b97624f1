"""What stands behind the sign-in page: everything that needs the database libraries, loaded after the first paint."""

from collections.abc import Sequence
from pathlib import Path

from ilp_desktop.clock import Clock, local_day
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings as demo_settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.services.data_folder import DataFolder
from ilp_desktop.services.entrance import Entered, Entrance
from ilp_desktop.services.house import DEFAULT_TIME_ZONE
from ilp_desktop.settings import SettingsFile
from ui.first_run.example import ExampleAccount
from ui.first_run.wizard import Wizard
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.system_printers import Printers, SystemPrinters
from ui.workspace import Workspace

EXAMPLE_PEOPLE = 300
EXAMPLE_SEED = 1


class Inside:
    """Opens the house and makes the scenes that need it open.

    Attributes:
        entrance: the ways in; its methods run on worker threads.
    """

    def __init__(self, folder: Path, clock: Clock, printers: Printers | None = None) -> None:
        self._folder = DataFolder(folder)
        self._clock = clock
        self._printers = printers or SystemPrinters()
        self.entrance = Entrance(self._folder, clock)

    def make_example(self, progress: Progress) -> Sequence[ExampleAccount]:
        """Fill the empty folder with made-up data and return its accounts; runs on a worker thread."""
        today = local_day(self._clock.now(), DEFAULT_TIME_ZONE)
        make_demo(self._folder, DemoWanted(EXAMPLE_PEOPLE, EXAMPLE_SEED, today), progress).database.close()
        listed = demo_settings("staff")
        return [ExampleAccount(one["profession"], one["user_name"], listed["password"]) for one in listed["staff"]]

    def wizard(self, jobs: Jobs, messages: Messages) -> Wizard:
        """Return the set-up pages of a new Puskesmas."""
        return Wizard(self.entrance.create, jobs, messages, local_day(self._clock.now(), DEFAULT_TIME_ZONE))

    def workspace(self, entered: Entered, jobs: Jobs, messages: Messages, settings: SettingsFile) -> Workspace:
        """Return the day's work of whoever has entered."""
        return Workspace(entered, jobs, messages, settings, self._printers)
