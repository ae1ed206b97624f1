"""The day's work of somebody signed in: title line, tabs, and a sheet of paper shown over them."""

from functools import cached_property
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.entrance import Entered
from ilp_desktop.services.family_import.family_imports import DUES_ASKED
from ilp_desktop.services.record.record_opening import OpenedRecord
from ilp_desktop.settings import SettingsFile
from ui.account_page import AccountPage
from ui.backup_keeper import BackupKeeper
from ui.changes import ChangeNotifier
from ui.clock_strip import ClockStrip
from ui.community.page import CommunityPage
from ui.context import PageContext
from ui.disk_watch import DiskWatch
from ui.due_refresh import DueRefresh
from ui.front_desk.page import FrontDeskPage
from ui.jobs import Jobs
from ui.key_reminder import KeyReminder
from ui.klaster1_management.page import ManagementPage
from ui.klaster2_mother_child.page import MotherChildPage
from ui.messages import Messages
from ui.oneself import Oneself
from ui.paper import Paper
from ui.paper_preview import PaperPreview
from ui.printing_desk import PrintingDesk
from ui.queue_display.display import QueueDisplay
from ui.record_page import RecordPage
from ui.seen_keeper import SeenKeeper
from ui.server_strip import ServerStrip
from ui.server_watch import ServerWatch
from ui.system_printers import Printers
from ui.tabs import COMMUNITY, FRONT_DESK, MANAGEMENT, MOTHER_CHILD, Tabs
from ui.title_line import TitleLine
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.draft_places import saved_text, waiting_text

COUNTED = frozenset({"ticket", "encounter"})
ASK_FOR_DUES = frozenset({"facility", DUES_ASKED})


class Workspace(QWidget):
    """Everything one sees once signed in.

    Attributes:
        context: what every page is handed.
        title_line, tabs, preview, desk: its parts.
        display: the queue display of this computer.
        refresh: keeps the lists of who is due up to date.
        backups: makes the backup of the day.
        keys: reminds the head of the recovery words.

    Signals:
        staff_change_wanted(): somebody else signs in.
        lock_wanted(): the screen is to be hidden.
        leave_wanted(): the program shall end.
        dark_wanted(bool): the other theme is wanted.
        server_change_wanted(): another server is to be connected to.
        restore_wanted(Prepared): a backup is to take the place of the data.
    """

    staff_change_wanted = Signal()
    lock_wanted = Signal()
    leave_wanted = Signal()
    dark_wanted = Signal(bool)
    server_change_wanted = Signal()
    restore_wanted = Signal(object)

    def __init__(
        self, entered: Entered, jobs: Jobs, messages: Messages, settings: SettingsFile, printers: Printers
    ) -> None:
        super().__init__()
        house, user = entered.house, entered.user
        self._messages = messages
        self._before: dict[QWidget, tuple[QWidget, QWidget | None]] = {}
        self.desk = PrintingDesk(printers, settings, jobs, messages, self)
        self.context = PageContext(
            house=house,
            jobs=jobs,
            messages=messages,
            user=user,
            today=lambda: house.uow.today(user),
            show_paper=self.show_paper,
            print_now=self.desk.print_now,
            settings=settings,
            server=entered.server,
            show_person=self.show_person,
            show_record=self.show_record,
            show_bias=self.show_bias,
            show_school=self.show_school,
            change_server=self.server_change_wanted.emit,
            restore=self.restore_wanted.emit,
        )
        self.oneself = Oneself(self.context, entered.learn_staff, self)
        self.oneself.over.connect(self.staff_change_wanted)
        name, on_server = entered.facility.name, house.uow.database.dialect != "sqlite"
        self.title_line = TitleLine(self.context, name, on_server=on_server, dark=settings.value.dark)
        self.tabs = Tabs(self.context)
        self.preview = PaperPreview(self.desk)
        self.strip, self.clock = ServerStrip(self.context, self), ClockStrip(self.context, self)
        self._stack = QStackedWidget()
        self._lay_out()
        self.display = QueueDisplay(self.context, name, self)
        self.refresh = DueRefresh(self.context, self)
        self._seen = SeenKeeper(house.uow, jobs, self)
        self.backups = BackupKeeper(self.context, self)
        self.disk = DiskWatch(entered.disk, jobs, messages, self) if entered.disk is not None else None
        self.keys = KeyReminder(self.context, self)
        self._notifier = ChangeNotifier(house.uow.feed, jobs, self, poll_every_ms=house.uow.feed.look_every_ms)
        stand_in = house.uow.stand_in
        self.watch = None if stand_in is None else ServerWatch(self.context, stand_in, self)
        self._connect()
        self._count_waiting()
        self.clock.look()
        self.display.open_again()
        self._greet(entered.notice)

    def _greet(self, notice: str) -> None:
        """Say what was left from before, and what is to be known before work begins."""
        drafts, user = self.context.house.drafts, self.context.user
        left = " ".join(filter(None, (saved_text(drafts.saved_places(user)), waiting_text(drafts.places(user)))))
        if left:
            self._messages.note(left)
        if notice:
            self._messages.warn(notice)

    @cached_property
    def record(self) -> RecordPage:
        """Return the page on which a record is read, made when the first one is."""
        page = RecordPage(self.context)
        self._stack.addWidget(page)
        page.left.connect(lambda: self._uncover(page))
        return page

    @cached_property
    def account(self) -> AccountPage:
        """Return the page of one's own account, made when it is first asked for."""
        page = AccountPage(self.context)
        self._stack.addWidget(page)
        page.left.connect(lambda: self._uncover(page))
        return page

    def show_paper(self, paper: Paper) -> None:
        """Show a sheet over the tabs; going back returns to the very field one came from."""
        self._cover(self.preview)
        self.preview.show_paper(paper)

    def leave_paper(self) -> None:
        """Go back from the sheet to what lies beneath; a sheet that waits for a printer goes on waiting."""
        self._uncover(self.preview)
        self.preview.forget_secret()

    def show_record(self, person_id: UUID) -> None:
        """Open the record of somebody who is not being seen, over the tabs."""
        opening, user = self.context.house.record_opening, self.context.user
        self.context.jobs.read(
            lambda: opening.open(user, person_id),
            self._on_record_read,
            owner=self,
            key="record",
            failed=self._messages.problem,
        )

    def show_person(self, person_id: UUID) -> None:
        """Show somebody at the front desk, from wherever one is."""
        self.leave_paper()
        if "record" in vars(self):
            self._uncover(self.record)
        page = self.tabs.open(FRONT_DESK)
        if isinstance(page, FrontDeskPage):
            page.show_person(person_id)

    def show_bias(self, school: str) -> None:
        """Show the immunisation of a school, from its screening."""
        page = self.tabs.open(MOTHER_CHILD)
        if isinstance(page, MotherChildPage):
            page.show_bias(school)

    def show_school(self, school: str) -> None:
        """Show the screening of a school, from its immunisation."""
        page = self.tabs.open(COMMUNITY)
        if isinstance(page, CommunityPage):
            page.show_school(school)

    def _on_record_read(self, opened: OpenedRecord) -> None:
        self.leave_paper()
        self._cover(self.record)
        self.record.show_opened(opened)

    def _cover(self, page: QWidget) -> None:
        """Let a page lie over what is in front; where the focus was, it returns to."""
        beneath = self._stack.currentWidget()
        if beneath is not page and beneath is not None:
            self._before[page] = beneath, QApplication.focusWidget()
        self._stack.setCurrentWidget(page)

    def _uncover(self, page: QWidget) -> None:
        """Go back from a page to what lay beneath, and to the very field one came from."""
        if self._stack.currentWidget() is not page:
            return
        beneath, focus = self._before.pop(page, (self.tabs, None))
        self._stack.setCurrentWidget(beneath)
        if focus is not None and self.isAncestorOf(focus) and focus.isVisible():
            focus.setFocus()

    def stop(self) -> None:
        """Keep what is typed and listen to changes no longer; call before the house is locked."""
        for keeper in self.findChildren(DraftKeeper):
            keeper.leave()
        self.display.stop()
        self.refresh.stop()
        self._seen.stop()
        self.backups.stop()
        if self.disk is not None:
            self.disk.stop()
        self._notifier.stop()
        if self.watch is not None:
            self.watch.stop()

    def show_replay(self) -> None:
        """Show what Mode darurat left to be decided."""
        page = self.tabs.open(MANAGEMENT)
        if isinstance(page, ManagementPage):
            page.show_replay()

    def _lay_out(self) -> None:
        self._stack.addWidget(self.tabs)
        self._stack.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.title_line, self.strip, self.clock):
            layout.addWidget(part)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.tabs.current_page())

    def _connect(self) -> None:
        title = self.title_line
        title.person_chosen.connect(self.show_person)
        title.record_wanted.connect(self.show_record)
        title.staff_change_wanted.connect(self.staff_change_wanted)
        title.lock_wanted.connect(self.lock_wanted)
        title.account_wanted.connect(lambda: self._cover(self.account))
        title.leave_wanted.connect(self.leave_wanted)
        title.dark_wanted.connect(self.dark_wanted)
        title.unprinted_wanted.connect(self._on_unprinted_wanted)
        title.display_toggled.connect(self.display.toggle)
        title.refresh_toggled.connect(self.refresh.toggle)
        title.day_changed.connect(self._on_day_changed)
        self.refresh.told.connect(title.set_refreshing)
        if self.disk is not None:
            self.disk.told.connect(title.set_disk)
        self.desk.unprinted_changed.connect(title.set_unprinted)
        self.preview.left.connect(self.leave_paper)
        self.tabs.refused.connect(self._messages.warn)
        self._notifier.changed.connect(self._on_changed)
        self._notifier.reachable.connect(lambda reached: title.set_reachable(reachable=reached))
        self._notifier.reachable.connect(self.display.on_reachable)
        self.strip.conflicts_wanted.connect(self.show_replay)
        self.strip.follow(self.watch, title.set_server, self._notifier.look, self._on_day_changed)

    def _on_changed(self, subjects: frozenset[str]) -> None:
        for page in self.tabs.pages():
            page.on_changed(subjects)
        self.display.on_changed(subjects)
        if self.watch is not None:
            self.watch.on_changed(subjects)
        if "record" in vars(self):
            self.record.on_changed(subjects)
        if subjects & COUNTED:
            self._count_waiting()
        if subjects & ASK_FOR_DUES:
            self.refresh.look()
        self.oneself.on_changed(subjects)

    def _on_day_changed(self) -> None:
        """Read everything again that was read for another day."""
        for page in self.tabs.pages():
            page.on_changed(page.subjects)
        self._count_waiting()
        self.clock.look()
        self.keys.look()

    def _count_waiting(self) -> None:
        house, user = self.context.house, self.context.user
        if not user.may(Act.SEE_QUEUE):
            return
        self.context.jobs.read(
            lambda: house.queueing.waiting_counts(user), self.tabs.show_counts, owner=self, key="waiting counts"
        )

    def _on_unprinted_wanted(self) -> None:
        waiting = self.desk.unprinted()
        if waiting:
            self.show_paper(waiting[-1])
