"""The line at the top of the window: where one is, the day, the search that works everywhere, who is signed in."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.person.person_reads import FoundPerson
from ui.context import PageContext
from ui.role_words import role_words
from ui.server_watch import ServerState
from ui.widgets.buttons import hide_unless, plain_button
from ui.widgets.labels import label
from ui.widgets.look_up import SearchBox
from ui.widgets.page import HouseKey, bind, on_key
from ui.widgets.picture import Picture
from ui.widgets.suggestion_popup import Suggestion

FIND_ANYWHERE = HouseKey("Ctrl+K", "Cari orang")
MENU = HouseKey("F10", "Menu")
LOCK = HouseKey("Ctrl+Shift+K", "Kunci layar, ganti petugas dengan PIN")
DISPLAY = HouseKey("Ctrl+Shift+L", "Layar antrean")
HINT = "Cari orang: nama, desa, NIK, No. RM, tanggal lahir (Ctrl+K)"
KEYS_TOLD = "Enter: kartu di Loket · Ctrl+Enter: rekam medis"
FOUND_AT_ONCE = 12
SEARCH_PX = 380
HEIGHT_PX = 48
SIGN_PX = 16
NAME_PX = 260
EVERY_MINUTE_MS = 60_000
HERE = "Komputer ini"
CONNECTED = "Server: tersambung"
DISCONNECTED = "Server: terputus, isian aman di komputer ini"


class TitleLine(QFrame):
    """The top line.

    Signals:
        person_chosen(UUID): somebody was found and chosen.
        record_wanted(UUID): somebody was found whose record is to be read.
        staff_change_wanted(): another member of staff signs in.
        lock_wanted(): the screen shall be hidden until somebody gives their PIN or password.
        account_wanted(): one's own account shall be shown.
        leave_wanted(): the program shall end.
        dark_wanted(bool): the other theme is wanted.
        unprinted_wanted(): the sheets that no printer took shall be shown.
        display_toggled(): the queue display shall be opened, or closed.
        refresh_toggled(): the work on the lists shall pause, or go on.
        day_changed(): another day has begun, or the clock was set to one.
    """

    person_chosen = Signal(object)
    record_wanted = Signal(object)
    staff_change_wanted = Signal()
    lock_wanted = Signal()
    account_wanted = Signal()
    leave_wanted = Signal()
    dark_wanted = Signal(bool)
    unprinted_wanted = Signal()
    display_toggled = Signal()
    refresh_toggled = Signal()
    day_changed = Signal()

    def __init__(self, context: PageContext, facility: str, *, on_server: bool, dark: bool) -> None:
        super().__init__()
        self.setProperty("role", "top")
        self.setFixedHeight(HEIGHT_PX)
        self._context = context
        self._on_server = on_server
        self._alone = False
        self.facility = _shortened(label(facility, "strong"), facility, NAME_PX)
        self.day = label("", "muted")
        self._shown = context.today()
        self.search = SearchBox(self._find, context.jobs, HINT, clear_on_choice=True)
        self.search.search_at_every_key()
        self.search.setFixedWidth(SEARCH_PX)
        self.search.setAccessibleName("Cari orang")
        self.search.chosen.connect(lambda found: self._tell(self.person_chosen, found))
        self.search.chosen_aside.connect(lambda found: self._tell(self.record_wanted, found))
        if context.user.may(Act.SEE_RECORD):
            self.search.offer_aside(KEYS_TOLD)
        self.unprinted = plain_button("", "printer")
        self.unprinted.clicked.connect(self.unprinted_wanted)
        self.unprinted.hide()
        self.refreshing = plain_button("", "refresh")
        self.refreshing.clicked.connect(self.refresh_toggled)
        self.refreshing.hide()
        self.place_sign, self.place = Picture("lock", "muted", SIGN_PX), label("", "muted")
        self.display_button = plain_button("", "screen")
        self.display_button.setAccessibleName("Layar antrean")
        self.display_button.clicked.connect(self.display_toggled)
        bind(DISPLAY, self.display_button)
        self.lock_button = plain_button("", "lock")
        self.lock_button.setAccessibleName("Kunci layar")
        self.lock_button.clicked.connect(lambda _checked=False: self.lock_wanted.emit())
        bind(LOCK, self.lock_button)
        self.menu_button = plain_button("", "settings")
        self.menu_button.setAccessibleName("Menu")
        self.menu = self._menu(dark=dark)
        self.menu_button.clicked.connect(self._open_menu)
        bind(MENU, self.menu_button)
        on_key(FIND_ANYWHERE, self, self._on_find_key)
        self._lay_out()
        self.search.setVisible(context.user.may(Act.FIND_PERSON))
        hide_unless(self.display_button, may=context.user.may(Act.SEE_QUEUE))
        self.set_reachable(reachable=True)
        self._show_day()
        minute = QTimer(self)
        minute.timeout.connect(self.look_at_clock)
        minute.start(EVERY_MINUTE_MS)

    def set_reachable(self, *, reachable: bool) -> None:
        """Say where the data is, and whether it can be reached; a copy that can be read is no server."""
        if reachable and self._alone:
            return
        there = CONNECTED if reachable else DISCONNECTED
        sign, colour = ("sync-off", "warning") if self._on_server and not reachable else ("lock", "muted")
        self.place.setText(there if self._on_server else HERE)
        self.place_sign.show_icon(sign, colour)
        self.place.setToolTip(self._context.server)

    def set_disk(self, trouble: str) -> None:
        """Say that nothing can be stored on this computer now, or no longer."""
        self.set_reachable(reachable=not self._alone)
        if trouble:
            self.place.setText(trouble)
            self.place_sign.show_icon("warning", "warning")

    def set_server(self, state: ServerState) -> None:
        """Say whether the server is there, or since when it is not."""
        self._alone = state.lost
        self.set_reachable(reachable=not state.lost)
        if state.since is not None and state.lost:
            since = local_time(state.since, self._context.user.time_zone)
            self.place.setText(f"Mode darurat sejak {since:%H.%M}")

    def set_unprinted(self, count: int) -> None:
        """Say how many sheets wait for a printer."""
        self.unprinted.setText(f"Belum tercetak: {count}")
        self.unprinted.setToolTip("Lihat, cetak, atau simpan lembar yang belum tercetak")
        self.unprinted.setVisible(count > 0)

    def set_refreshing(self, left: int, paused: bool) -> None:  # noqa: FBT001 - the signal hands it over
        """Say quietly how many people the lists are still to be worked out for."""
        count = f"{left:,}".replace(",", ".")
        self.refreshing.setText(f"Dijeda: {count}" if paused else f"Daftar: sisa {count}")
        what = "Daftar layanan sedang diperbarui. " if not paused else "Pembaruan daftar layanan dijeda. "
        self.refreshing.setToolTip(what + ("Tekan untuk melanjutkan." if paused else "Tekan untuk menjeda."))
        self.refreshing.setVisible(left > 0)

    def look_at_clock(self) -> None:
        """Show the day, and tell when it is another one."""
        self._show_day()
        if self._context.today() != self._shown:
            self._shown = self._context.today()
            self.day_changed.emit()

    def _lay_out(self) -> None:
        user = self._context.user
        roles = role_words(user.roles)
        who = _shortened(label(user.name, "strong"), user.name, NAME_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(12)
        for part in (self.facility, self.day):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(self.refreshing)
        row.addWidget(self.unprinted)
        row.addLayout(_pair(self.place_sign, self.place))
        row.addWidget(who)
        row.addWidget(label(roles, "muted"))
        row.addWidget(self.display_button)
        row.addWidget(self.lock_button)
        row.addWidget(self.menu_button)

    def _menu(self, *, dark: bool) -> QMenu:
        menu = QMenu(self)
        self.dark_action = QAction("Tampilan gelap", menu)
        self.dark_action.setCheckable(True)
        self.dark_action.setChecked(dark)
        self.dark_action.toggled.connect(self.dark_wanted)
        menu.addAction(self.dark_action)
        menu.addSeparator()
        for text, signal in (
            ("Akun saya", self.account_wanted),
            ("Ganti petugas", self.staff_change_wanted),
            ("Keluar", self.leave_wanted),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, told=signal: told.emit())
        return menu

    def _open_menu(self) -> None:
        self.menu.adjustSize()
        corner = self.menu_button.mapToGlobal(self.menu_button.rect().bottomRight())
        self.menu.popup(corner - self.menu.rect().topRight())

    def _show_day(self) -> None:
        self.day.setText(day_text(self._context.today()))

    def _find(self, typed: str) -> Sequence[Suggestion]:
        """Find people; runs on a reader thread."""
        today = self._context.today()
        found = self._context.house.registration.search(self._context.user, typed, FOUND_AT_ONCE)
        return [
            Suggestion(person.id, person.name, person_detail(person, today), not person.with_slips) for person in found
        ]

    @staticmethod
    def _tell(signal: SignalInstance, found: Suggestion) -> None:
        if isinstance(found.value, UUID):
            signal.emit(found.value)

    def _on_find_key(self) -> None:
        if not self._context.user.may(Act.FIND_PERSON):
            return
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def day_text(day: date) -> str:
    """Return a day as the title line writes it, e.g. ``Senin, 23 November 2026``."""
    indonesian = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
    return indonesian.toString(QDate(day.year, day.month, day.day), "dddd, d MMMM yyyy")


def person_detail(person: FoundPerson, today: date) -> str:
    """Return the second line of somebody found: what tells them from others of the same name."""
    age = age_on(person.birth_date, today) if person.birth_date <= today else None
    parts = (
        person.letter,
        age.text if age else "",
        person.sex.value,
        f"RM {person.record_number}" if person.record_number else "",
        f"{person.village} RW {person.rw}" if person.rw else person.village,
        f"ibu {person.mother_name}" if person.mother_name else "",
    )
    return " · ".join(part for part in parts if part)


def _pair(sign: QWidget, words: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addWidget(sign)
    row.addWidget(words)
    return row


def _shortened(words: QLabel, text: str, most_px: int) -> QLabel:
    """Keep a long name from pushing the rest of the line away; hovering tells all of it."""
    metrics = words.fontMetrics()
    words.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, most_px))
    words.setToolTip(text)
    words.setAccessibleName(text)
    return words
