"""The tabs of a visit: those every klaster has, and between them the klaster's own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.care.referral_dues import is_of_referral
from ilp_desktop.domain.due.due import is_dose
from ilp_desktop.domain.orders.order_words import is_order
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.icons import icon
from ui.widgets.page import scrolled
from ui.widgets.room.documents_tab import DocumentsTab
from ui.widgets.room.examination_tab import ExaminationTab
from ui.widgets.room.opened_visit import VITALS
from ui.widgets.room.orders_tab import OrdersTab
from ui.widgets.room.own_tab import OwnTab, RoomTab
from ui.widgets.room.referral_tab import ReferralTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.screening_tab import ScreeningTab
from ui.widgets.room.services_tab import ServicesTab
from ui.widgets.room.summary_tab import SummaryTab
from ui.widgets.room.tab_keys import TabKeys

SERVICES, SUMMARY, EXAMINATION, SCREENING = "Layanan", "Ringkasan", "Pemeriksaan", "Skrining"
ORDERS, REFERRAL, DOCUMENTS = "Penunjang & Resep", "Rujukan", "Dokumen"
ALWAYS = (SERVICES, SUMMARY, EXAMINATION, SCREENING, ORDERS, REFERRAL, DOCUMENTS)
DOSES = "Imunisasi"
ABOVE_PX = 12
BELOW_PX = 12
NOT_FOR_THEM = "Formulir ini tidak dapat dibuka untuk orang ini di ruang ini."
RIGHT_PX = 4


class RoomTabs(QTabWidget):
    """Those every klaster has, the klaster's own between them; each in a scroll area.

    A visit is told at once to the tabs that are saved with it. Each of the others may read and build a lot, and most
    visits need one or two of them: they are told when they come to the front, or when somebody asks for them.
    """

    def __init__(
        self,
        room: RoomContext,
        own_tabs: Sequence[OwnTab],
        save_button: QAbstractButton,
        papers: Callable[[RoomContext], RoomTab] | None = None,
    ) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._room = room
        self._own = tuple(own_tabs)
        self._built: dict[str, RoomTab] = {}
        self._waiting: dict[str, EncounterFile] = {}
        self._save_button = save_button
        self._shown: UUID | None = None
        self._services = ServicesTab(room)
        self._summary = SummaryTab(room)
        self.examination = ExaminationTab(room)
        self._screening = ScreeningTab(room)
        self.orders = OrdersTab(room)
        self.referral = ReferralTab(room)
        self._documents = DocumentsTab(room, papers)
        self.keys = TabKeys(self)
        self._read_only: dict[str, RoomTab] = {
            SERVICES: self._services,
            SUMMARY: self._summary,
            SCREENING: self._screening,
            DOCUMENTS: self._documents,
        }
        self._add(SERVICES, self._services)
        self._add(SUMMARY, self._summary)
        self._add(EXAMINATION, self.examination)
        self._add(SCREENING, self._screening)
        for own in self._own:
            self._add(own.title, QWidget())
        self._add(ORDERS, self.orders)
        self._add(REFERRAL, self.referral)
        self._add(DOCUMENTS, self._documents)
        self.keys.set_always([page for title in ALWAYS if (page := self.widget(self._index(title)))])
        for saved in (self.examination, self._screening, self.orders, self.referral):
            saved.set_save_button(save_button)
        self._services.form_wanted.connect(self.go_to_form)
        self._services.doses_wanted.connect(self.show_doses)
        self._services.orders_wanted.connect(lambda: self.go_to(ORDERS))
        room.form_wanted.connect(self.go_to_form)
        room.referral_wanted.connect(self._begin_referral)
        room.certificate_wanted.connect(self._begin_certificate)
        self.currentChanged.connect(lambda: self._fill(self.title()))

    @property
    def services(self) -> ServicesTab:
        """Return the tab of the services, told of the visit."""
        self._fill(SERVICES)
        return self._services

    @property
    def summary(self) -> SummaryTab:
        """Return the tab of the record, told of the visit."""
        self._fill(SUMMARY)
        return self._summary

    @property
    def screening(self) -> ScreeningTab:
        """Return the tab of the forms, told of the visit."""
        self._fill(SCREENING)
        return self._screening

    @property
    def documents(self) -> DocumentsTab:
        """Return the tab of the papers, told of the visit."""
        self._fill(DOCUMENTS)
        return self._documents

    def show_file(self, file: EncounterFile) -> None:
        """Show a visit in every tab that applies to it, another one at its first tab; the others are hidden."""
        another = file.encounter_id != self._shown
        self._shown = file.encounter_id
        self._waiting = dict.fromkeys(self._read_only, file)
        for own in self._own:
            self._show_own(own, file)
        for tab in (self.examination, self.orders, self.referral):
            tab.show_file(file)
        if another:
            self._to_top()
            self.go_to(self.first_title(file))
            self.keys.forget()
        self._fill(self.title())
        self.keys.say()

    def list_forms(self, form_codes: Iterable[str]) -> None:
        """Let forms that are filled in be listed under Skrining, if they stand there, whoever they are meant for."""
        codes = {code for code in form_codes if self.title_of_form(code) == SCREENING and self._room.may_open(code)}
        if codes:
            self.screening.add(codes)

    def titles(self) -> tuple[str, ...]:
        """Return the words on the tabs shown."""
        return tuple(_title(self.tabText(index)) for index in range(self.count()) if self.isTabVisible(index))

    def title(self) -> str:
        """Return the word on the tab in front."""
        return _title(self.tabText(self.currentIndex()))

    def go_to(self, title: str) -> None:
        """Bring a tab to the front, if it is shown."""
        if title in self.titles():
            self.setCurrentIndex(self._index(title))

    def own_tab(self, title: str) -> RoomTab | None:
        """Return the inside of a tab of the klaster's own, or None when it was not needed yet."""
        self._fill(title)
        return self._built.get(title)

    def applying(self, file: EncounterFile) -> tuple[OwnTab, ...]:
        """Return the klaster's own tabs that stand for a visit."""
        return tuple(own for own in self._own if own.applies(file))

    def first_title(self, file: EncounterFile) -> str:
        """Return the tab a visit opens at."""
        return next((own.title for own in self.applying(file) if own.opens(file)), EXAMINATION)

    def focus_opened(self) -> None:
        """Put the focus where a visit that was opened begins: the first vital sign, or the tab that is read first."""
        if self.title() == EXAMINATION:
            self.examination.go_in()
        else:
            self.area().setFocus(Qt.FocusReason.OtherFocusReason)

    def title_of_form(self, form_code: str) -> str:
        """Return the tab a form stands in."""
        own = next((own.title for own in self._own if form_code in own.forms), "")
        if own:
            return own
        return EXAMINATION if form_code == VITALS else SCREENING

    def go_to_form(self, form_code: str) -> None:
        """Bring the tab of a form to the front, and the focus into the first field of the form."""
        title = self.title_of_form(form_code)
        if title not in self.titles() or not self._room.may_open(form_code):
            self._room.context.messages.note(NOT_FOR_THEM)
            return
        self.go_to(title)
        if title == SCREENING:
            self.screening.open(form_code)
        else:
            self._room.form_view(form_code).focus_first()

    def go_to_service(self, item: OfferedService) -> None:
        """Bring the form of a service to the front, or where its dose or what was asked for stands."""
        if item.form:
            self.go_to_form(item.form)
        elif is_dose(item.service):
            self.show_doses()
        elif is_order(item.service):
            self.go_to(ORDERS)
        elif is_of_referral(item.service):
            self.go_to(REFERRAL)
            self.referral.show_earlier()

    def show_doses(self) -> None:
        """Show where doses are recorded, or say in which room that is."""
        if DOSES in self.titles():
            self.go_to(DOSES)
        else:
            self._room.context.messages.info("Imunisasi dicatat di ruang 2 Ibu & Anak.")

    def show_form(self, form_code: str) -> None:
        """Bring the tab of a form to the front, and the form in it; the focus stays where it is."""
        title = self.title_of_form(form_code)
        self.go_to(title)
        if title == SCREENING:
            self.screening.choose(form_code)

    def mark_wrong(self, titles: Sequence[str]) -> None:
        """Put a sign on the tabs where something is wrong, and on no other."""
        for index in range(self.count()):
            wrong = _title(self.tabText(index)) in titles
            if wrong != self.tabIcon(index).isNull():
                continue  # a sign set again would have every tab laid out and painted anew
            self.setTabIcon(index, icon("warning", "danger") if wrong else QIcon())
        self.keys.say()

    def area(self) -> QScrollArea:
        """Return the scroll area in front."""
        area = self.currentWidget()
        assert isinstance(area, QScrollArea)  # noqa: S101 every tab is one
        return area

    def _begin_referral(self, values: Mapping[str, object]) -> None:
        """Bring the letter to the front with what is known of it; what was typed in it stays."""
        self.referral.begin(values)
        self.go_to(REFERRAL)
        self.referral.form.form.focus_first()

    def _begin_certificate(self, kind: str) -> None:
        """Bring the form of a new certificate to the front, of this kind; what was typed in it stays."""
        self.go_to(DOCUMENTS)
        self.documents.certificates.begin(kind)

    def _add(self, title: str, tab: QWidget) -> None:
        self.addTab(_framed(tab), _as_text(title))

    def _show_own(self, own: OwnTab, file: EncounterFile) -> None:
        index = self._index(own.title)
        applies = own.applies(file)
        if applies and own.title not in self._built:
            self._built[own.title] = own.build(self._room)
            front = self.currentIndex()
            self.removeTab(index)
            self.insertTab(index, _framed(self._built[own.title]), own.title)
            self.setCurrentIndex(front)
            for code in own.forms:
                self._room.form_view(code).set_save_button(self._save_button)
        if self.isTabVisible(index) is not applies:  # said again of another tab, Qt forgets to lay this one out
            self.setTabVisible(index, applies)
        if applies:
            self._waiting[own.title] = file

    def _to_top(self) -> None:
        for area in (self.widget(index) for index in range(self.count())):
            if isinstance(area, QScrollArea):
                area.verticalScrollBar().setValue(0)

    def _fill(self, title: str) -> None:
        """Show the visit in a tab that has not been told of it yet."""
        if (file := self._waiting.pop(title, None)) is None:
            return
        for code in next((own.forms for own in self._own if own.title == title), ()):
            self._room.form_view(code)
        (self._read_only.get(title) or self._built[title]).show_file(file)
        if title == SCREENING:
            self.list_forms(file.answers)

    def _index(self, title: str) -> int:
        return next(index for index in range(self.count()) if _title(self.tabText(index)) == title)


def _as_text(title: str) -> str:
    """Return a title as the bar wants it: a single ampersand would mark a letter."""
    return title.replace("&", "&&")


def _title(text: str) -> str:
    return text.replace("&&", "&")


def _framed(tab: QWidget) -> QScrollArea:
    """Return a scroll area around a tab, with room at its edges."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, ABOVE_PX, RIGHT_PX, BELOW_PX)
    layout.addWidget(tab)
    return scrolled(holder)
