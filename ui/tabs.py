"""The tabs of the window, in their order; a page is made when its tab is first opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QTabWidget, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import ACTS_OF, Act
from ilp_desktop.services.core.signed_in import SignedIn
from ui.community.page import CommunityPage
from ui.context import PageContext
from ui.cross_cluster.page import CrossClusterPage
from ui.front_desk.page import FrontDeskPage
from ui.klaster1_management.page import ManagementPage
from ui.klaster2_mother_child.page import IMMUNISATION_TAB, MotherChildPage
from ui.klaster3_adult_elderly.page import AdultElderlyPage
from ui.klaster4_infectious.page import InfectiousPage
from ui.role_words import role_words
from ui.widgets.page import Page


@dataclass(frozen=True)
class Tab:
    """One tab.

    Attributes:
        key: the function key that opens it.
        klaster: whose waiting count stands on it; those before the desk count for klaster 1.
        acts: of what a role must be allowed one, to enter.
        make: makes its page.
    """

    title: str
    key: str
    klaster: Klaster | None
    acts: frozenset[Act]
    make: Callable[[PageContext], Page]


CROSSING = frozenset({Act.SEE_REFERRALS})
SEEKING, TREATING = frozenset({Act.FIND_PERSON}), frozenset({Act.WRITE_RECORD})
WATCHING, GOING_OUT = frozenset({Act.SEE_CASES}), frozenset({Act.SEE_DUES})
MANAGING = frozenset({Act.SEE_FIGURES, Act.IMPORT_FAMILIES, Act.MANAGE_STAFF, Act.NOTE_REQUEST})


def adult_elderly_page(context: PageContext) -> AdultElderlyPage:
    """Return the room of klaster 3, where women are given Td as well."""
    return AdultElderlyPage(context, (IMMUNISATION_TAB,))


TABS = (
    Tab("Loket", "F1", Klaster.MANAGEMENT, SEEKING, FrontDeskPage),
    Tab("1 Manajemen", "F2", None, MANAGING, ManagementPage),
    Tab("2 Ibu & Anak", "F3", Klaster.MOTHER_CHILD, TREATING, MotherChildPage),
    Tab("3 Dewasa & Lansia", "F4", Klaster.ADULT_ELDERLY, TREATING, adult_elderly_page),
    Tab("4 Penyakit Menular", "F5", Klaster.INFECTIOUS, WATCHING, InfectiousPage),
    Tab("Lintas Klaster", "F6", Klaster.CROSS, CROSSING, CrossClusterPage),
    Tab("Posyandu & Pustu", "F7", None, GOING_OUT, CommunityPage),
)
FRONT_DESK, MANAGEMENT, MOTHER_CHILD, COMMUNITY = 0, 1, 2, 6


class _Place(QWidget):
    """Where the page of a tab lies.

    What moves inside the page ends here: a tab widget that hears of it paints the whole window anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self._page: QWidget | None = None

    def hold(self, page: QWidget) -> None:
        """Put a page here."""
        self._page = page
        page.setParent(self)
        page.setGeometry(self.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page all the room there is."""
        super().resizeEvent(event)
        if self._page is not None:
            self._page.setGeometry(self.rect())


class Tabs(QTabWidget):
    """The tab row and the page beneath it.

    Signals:
        refused(str): a tab was asked for that the role may not enter; the text says why.
    """

    refused = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[int, Page] = {}
        self._places: list[_Place] = []
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setUsesScrollButtons(True)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for number, tab in enumerate(TABS):
            self._add(number, tab)
        self.currentChanged.connect(self._on_current_changed)
        self.tabBar().installEventFilter(self)
        first = first_of(context.user)
        self.setCurrentIndex(first)
        self._on_current_changed(first)

    def open(self, number: int) -> Page | None:
        """Open a tab and give its page the focus; None (and ``refused``) when the role may not enter."""
        reason = refusal(TABS[number], self._context.user)
        if reason:
            self.refused.emit(reason)
            return None
        self.setCurrentIndex(number)
        page = self._pages[number]
        if not page.isAncestorOf(self.focusWidget() or self):
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return page

    def current_page(self) -> Page:
        """Return the page of the tab that stands."""
        return self._pages[self.currentIndex()]

    def page(self, number: int) -> Page | None:
        """Return the page of a tab, or None when it was not opened yet."""
        return self._pages.get(number)

    def pages(self) -> tuple[Page, ...]:
        """Return the pages made so far."""
        return tuple(self._pages.values())

    def show_counts(self, waiting: Mapping[Klaster, int]) -> None:
        """Write on each tab how many wait there."""
        for number, tab in enumerate(TABS):
            if tab.klaster is not None:
                count = waiting.get(tab.klaster, 0)
                self.setTabText(number, _words(f"{tab.title} · {count}" if count else tab.title))
                self.setTabToolTip(number, self._hint(tab, count))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say why a tab is closed when it is clicked: Qt itself passes over a click on one that is disabled."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            number = self.tabBar().tabAt(event.position().toPoint())
            if number >= 0 and not self.isTabEnabled(number):
                self.refused.emit(refusal(TABS[number], self._context.user))
        return super().eventFilter(watched, event)

    def _add(self, number: int, tab: Tab) -> None:
        place = _Place()
        self._places.append(place)
        self.addTab(place, _words(tab.title))
        self.setTabEnabled(number, not refusal(tab, self._context.user))
        self.setTabToolTip(number, self._hint(tab, 0))
        shortcut = QShortcut(QKeySequence(tab.key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.open(number))

    def _hint(self, tab: Tab, count: int) -> str:
        reason = refusal(tab, self._context.user)
        waiting = f", {count} orang menunggu" if count else ""
        return reason or f"{tab.title} ({tab.key}){waiting}"

    def _on_current_changed(self, number: int) -> None:
        """Make the page of a tab that is opened for the first time."""
        if number in self._pages or not self.isTabEnabled(number):
            return
        page = TABS[number].make(self._context)
        self._pages[number] = page
        self._places[number].hold(page)
        page.show()  # at once, so that whoever opened the tab finds its page built


def _words(title: str) -> str:
    """Return a title whose & is shown as such and makes no key of its own."""
    return title.replace("&", "&&")


def first_of(user: SignedIn) -> int:
    """Return the tab that stands at the start: of one's own klaster before others; the tabs keep their order."""
    allowed = [number for number, tab in enumerate(TABS) if not refusal(tab, user)]
    own = [number for number in allowed if _klaster_of(number) in user.klasters]
    return next(iter((*own, *allowed)), FRONT_DESK)


def _klaster_of(number: int) -> Klaster | None:
    return Klaster.MANAGEMENT if number == MANAGEMENT else TABS[number].klaster if number != FRONT_DESK else None


def refusal(tab: Tab, user: SignedIn) -> str:
    """Return why somebody may not enter a tab, or nothing."""
    if any(user.may(act) for act in tab.acts):
        return ""
    allowed = role_words([role for role, acts in ACTS_OF.items() if tab.acts & acts], " atau ")
    return f"«{tab.title}» untuk peran {allowed}. Masuk dengan akun yang berwenang bila perlu."
