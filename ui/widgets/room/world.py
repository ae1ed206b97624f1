"""What a room needs of the world; every ``PageContext`` fits, and widgets need not know who hands it in."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.settings import SettingsFile
from ui.jobs import Jobs
from ui.paper import Paper


class RoomMessages(Protocol):
    """The banners of the window."""

    def info(self, text: str) -> object:
        """Say that something went well."""

    def exported(self, text: str) -> object:
        """Say that a file was written outside the locked data."""

    def note(self, text: str) -> object:
        """Say something worth knowing."""

    def warn(self, text: str, remedy: str = "") -> object:
        """Say something worth a second look."""

    def problem(self, error: UserError) -> object:
        """Say what went wrong and what to do."""


class RoomWorld(Protocol):
    """Services, jobs, messages, who is signed in, the day, what this computer remembers, and the way to paper."""

    @property
    def house(self) -> House:
        """Return the services."""

    @property
    def jobs(self) -> Jobs:
        """Return the background work."""

    @property
    def messages(self) -> RoomMessages:
        """Return the banners of the window."""

    @property
    def user(self) -> SignedIn:
        """Return who is signed in."""

    @property
    def today(self) -> Callable[[], date]:
        """Return what tells the day where the Puskesmas stands."""

    @property
    def settings(self) -> SettingsFile:
        """Return what this computer remembers."""

    @property
    def show_paper(self) -> Callable[[Paper], None]:
        """Return what opens the preview of a sheet."""
