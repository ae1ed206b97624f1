"""What every page is handed: the services, the jobs, the messages, and who is signed in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ilp_desktop.services.backup.restoring import Prepared
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.settings import SettingsFile
from ui.jobs import Jobs
from ui.messages import Messages
from ui.paper import Paper


@dataclass(frozen=True)
class PageContext:
    """What a page needs of the world.

    Attributes:
        today: the day where the Puskesmas stands.
        show_paper: opens the preview of a sheet in the window.
        print_now: prints a sheet without preview (tickets); says so when there is no printer and keeps the sheet.
        settings: what this computer remembers; only until the end of the program where no folder was named.
        server: where the server stands; empty where the data is on this computer.
        show_person: shows somebody at the front desk.
        show_record: opens the record of somebody who is not being seen, over the tabs.
        show_bias, show_school: lead to the immunisation and to the screening of a school; an empty name means no one.
        restore: lets a prepared backup be the data; everybody signs in again then.
        change_server: leads to the page on which another server is connected to.
    """

    house: House
    jobs: Jobs
    messages: Messages
    user: SignedIn
    today: Callable[[], date]
    show_paper: Callable[[Paper], None]
    print_now: Callable[[Paper], None]
    settings: SettingsFile = field(default_factory=SettingsFile)
    server: str = ""
    show_person: Callable[[UUID], None] = lambda _person_id: None
    show_record: Callable[[UUID], None] = lambda _person_id: None
    show_bias: Callable[[str], None] = lambda _school: None
    show_school: Callable[[str], None] = lambda _school: None
    restore: Callable[[Prepared], None] = lambda _prepared: None
    change_server: Callable[[], None] = lambda: None
