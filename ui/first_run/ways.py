"""What the first start needs of the program: one function for each way to begin."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ilp_desktop.domain.server_address import ServerAddress
from ui.first_run.connect_server import Connect, Upgrade
from ui.first_run.example import Enter, Make
from ui.first_run.move_to_server import Move
from ui.first_run.restore_backup import Restore

OpenWizard = Callable[[QWidget, Callable[[QWidget], None], Callable[[], None]], None]


@dataclass(frozen=True)
class Ways:
    """The ways to begin, and to another server later.

    Attributes:
        open_wizard: called with the owner, whom to hand the set-up pages to once they are loaded, and what to do when
            their user goes back.
        make_example, enter: makes made-up data; signs in.
        stay_here: what is made from now on lies on this computer.
        connect, upgrade: tries a server and uses it from now on; brings its database up to date.
        restore: lets a backup be the data of this folder; returns in a sentence what was brought back.
        server: the address the folder knows, if any.
        move: moves the data of this computer to a server; None where none lies here.
    """

    open_wizard: OpenWizard
    make_example: Make
    enter: Enter
    stay_here: Callable[[], None]
    connect: Connect
    upgrade: Upgrade
    restore: Restore
    server: ServerAddress | None = None
    move: Move | None = None
