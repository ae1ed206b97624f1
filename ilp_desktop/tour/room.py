"""A klaster's room as somebody at the keyboard knows it."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.tour.answering import answer_all
from ilp_desktop.tour.stage import Stage, TourStopped
from ui.klaster2_mother_child.growth_tab import GrowthTab
from ui.klaster2_mother_child.immunisation_tab import ImmunisationTab
from ui.klaster2_mother_child.kia_button import KiaButton
from ui.klaster2_mother_child.page import GROWTH, PREGNANCY
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab
from ui.paper_preview import PaperPreview
from ui.widgets.diagnosis_list import DiagnosisList
from ui.widgets.form_view import FormView
from ui.widgets.room_page import RoomPage

LEAST_FORM_AREA = QSize(900, 460)


class Room:
    """Works in a room."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        stage.wait(lambda: stage.sees(RoomPage), "a room")
        self.page = stage.find(RoomPage)

    def call(self, name: str) -> None:
        """Let somebody of the waiting list come in."""
        stage, waiting = self._stage, self.page.waiting
        stage.wait(lambda: any(row.name == name for row in waiting.rows()), f"{name} in the waiting list")
        row = next(row for row in waiting.rows() if row.name == name)
        waiting.table.select_key(row.ticket_id)
        waiting.table.setFocus()
        stage.press(Qt.Key.Key_Space)
        stage.wait(lambda: self.page.is_folded() and self._shown() == name, f"{name} in the room")

    def go_to(self, title: str) -> None:
        """Turn to a tab of the patient."""
        self.page.workspace.tabs.go_to(title)
        self._stage.wait(lambda: self.page.workspace.tabs.title() == title, title)

    def go_up(self) -> None:
        """Scroll the tab that is open to its beginning."""
        self.page.workspace.tabs.area().verticalScrollBar().setValue(0)

    def look_at(self, *views: str) -> None:
        """Choose one view of the tab Imunisasi after another, each with its picture."""
        tab = self.page.workspace.tabs.own_tab("Imunisasi")
        if not isinstance(tab, ImmunisationTab):
            raise TourStopped("the tab Imunisasi does not stand")
        for view in views:
            tab.views.button(view).click()
            self._stage.picture(f"imunisasi-{view}")

    def choose_service(self, number: int) -> None:
        """Select one of the services due."""
        tab = self.page.workspace.tabs.services
        self._stage.wait(lambda: tab.table.rows.rowCount() > number, "services due")
        tab.table.selectRow(number)

    def require_form_area(self) -> None:
        """Stop the tour when the form has less room than it was promised."""
        area = self.page.workspace.tabs.area().viewport().size()
        if area.width() < LEAST_FORM_AREA.width() or area.height() < LEAST_FORM_AREA.height():
            raise TourStopped(f"the form area is only {area.width()}x{area.height()}")

    def measure(self, answers: Mapping[str, str]) -> None:
        """Type vital signs."""
        answer_all(self.page.workspace.tabs.examination.vitals.grid, answers)

    def fill(self, code: str, answers: Mapping[str, str]) -> None:
        """Type into a form of this visit."""
        view: FormView = self.page.workspace.room.views()[code]
        answer_all(view.grid, answers)

    def note(self, answers: Mapping[str, str]) -> None:
        """Type the clinical note."""
        answer_all(self.page.workspace.tabs.examination.form, answers)

    def diagnose(self, *typed: str) -> None:
        """Search each diagnosis and choose the first found."""
        given = self.page.workspace.tabs.examination.diagnoses
        for text in typed:
            before = len(given.value())
            given.box.setFocus()
            self._stage.write(text, given.box)
            self._stage.wait(given.box.is_open, f"diagnoses for {text}")
            self._stage.press(Qt.Key.Key_Return)
            self._stage.wait(partial(_more_than, given, before), text)

    def look_at_record(self, *names: str) -> None:
        """Look at the note, then at one panel beside it after another, each with its picture."""
        bar = self.page.workspace.tabs.examination.bar
        self._stage.picture("pemeriksaan")
        self.go_up()
        for name in names:
            bar.open(name)
            self._stage.picture(f"rekam-{name.lower().replace(' ', '-')}")
        bar.close_panel()

    def screen(self, code: str, answers: Mapping[str, str]) -> None:
        """Open a screening and answer it."""
        self.page.workspace.tabs.screening.choose(code)
        self._stage.wait(lambda: code in self.page.workspace.room.views(), code)
        self.fill(code, answers)

    def refer(self, answers: Mapping[str, str]) -> None:
        """Fill the referral form."""
        answer_all(self.page.workspace.tabs.referral.form.form, answers)

    def save(self) -> None:
        """Save, and wait until it is stored."""
        self._stage.alt(Qt.Key.Key_S)
        self._stage.wait(lambda: not self.page.saving.is_busy and self.page.saving.saved_at, "the saved visit")
        self._stage.wait(lambda: not self.page.workspace.has_typing(), "nothing left to save")

    def look_back(self, other: str) -> None:
        """Open the oldest visit listed, see what would go over to another person, and print the summary."""
        stage, summary = self._stage, self.page.workspace.tabs.summary.record
        stage.wait(lambda: summary.model.rowCount() > 0 and not summary.model.is_fetching(), "the visits so far")
        summary.table.setFocus()
        summary.table.select_key(summary.model.row(summary.model.rowCount() - 1).id)
        stage.press(Qt.Key.Key_Return)
        stage.wait(summary.visit_page.heading.text, "a visit of the past")
        stage.picture("kunjungan-lalu")
        self._try_to_move(other)
        stage.press(Qt.Key.Key_Escape)
        stage.click(summary.copy_button)
        stage.wait(summary.copy_page.isVisible, "what is to be copied")
        stage.picture("salin-rekam-medis")
        stage.click(summary.copy_page.show_button)
        stage.wait(lambda: stage.sees(PaperPreview), "the summary")
        stage.picture("ringkasan-rekam-medis")
        stage.print_shown()

    def _try_to_move(self, other: str) -> None:
        """See what of the visit that is open would go over to somebody else; nothing moves."""
        stage, summary = self._stage, self.page.workspace.tabs.summary.record
        stage.wait(summary.visit_page.visit, "the visit that is read")
        stage.click(summary.visit_page.move_button)
        box = summary.move_page.person.box
        stage.wait(box.isVisible, "whose visit it is")
        stage.write(other, box)
        stage.wait(box.is_open, other)
        stage.press(Qt.Key.Key_Return)
        stage.wait(summary.move_page.plan, "what would go over")
        stage.picture("salah-pasien")

    def print_letter(self) -> None:
        """Open the letter of this visit in the preview."""
        self.page.workspace.tabs.referral.letters.print_latest()
        self._stage.wait(lambda: self._stage.sees(PaperPreview), "the letter")

    def certify_rest(self, day: date) -> None:
        """Save, issue a certificate of one day's rest by keyboard, and print it."""
        self.save()
        self.go_to("Dokumen")
        panel = self.page.workspace.tabs.documents.certificates
        self._stage.wait(panel.is_ready, "what certificates this visit can have")
        typed = day.strftime("%d%m%Y")
        answer_all(panel.new.form, {"kind": "sakit", "first_day": typed, "last_day": typed})
        self._stage.picture("surat-keterangan-baru")
        self._stage.alt(Qt.Key.Key_L)
        self._stage.wait(lambda: self._stage.sees(PaperPreview), "the certificate")
        self._stage.picture("surat-keterangan-sakit")
        self._stage.print_shown()

    def print_kia(self) -> None:
        """Open the KIA summary in the preview, from the tab that is open."""
        self._stage.click(self._stage.find(KiaButton))
        self._stage.wait(lambda: self._stage.sees(PaperPreview), "the KIA summary")

    def ask_week(self, week: str) -> None:
        """Ask on which day the pregnancy reaches a week."""
        head = self._pregnancy().head
        self._stage.write(week, head.week.line)
        self._stage.wait(head.week.answer.text, "the day of a week")

    def unfold_visits(self) -> None:
        """Unfold the antenatal visits so far with their 12T, laboratory and curves."""
        tab = self._pregnancy()
        self._stage.click(tab.history_button)
        self._stage.wait(tab.history.isVisible, "the antenatal visits")

    def _pregnancy(self) -> PregnancyTab:
        tab = self.page.workspace.tabs.own_tab(PREGNANCY)
        if not isinstance(tab, PregnancyTab):
            raise TourStopped("there is no tab of the pregnancy")
        return tab

    def print_growth_card(self) -> None:
        """Open the growth card of the child in the preview."""
        tab = self.page.workspace.tabs.own_tab(GROWTH)
        if not isinstance(tab, GrowthTab):
            raise TourStopped("there is no tab of growth")
        self._stage.click(tab.card_button)
        self._stage.wait(lambda: self._stage.sees(PaperPreview), "the growth card")

    def finish(self, place: NextPlace) -> None:
        """End the visit."""
        self.page.saving.finish(place)
        self._stage.wait(lambda: self.page.open_visit() is None, "the waiting list again")

    def _shown(self) -> str:
        return self.page.workspace.room.file.patient.name


def _more_than(given: DiagnosisList, count: int) -> bool:
    return len(given.value()) > count
