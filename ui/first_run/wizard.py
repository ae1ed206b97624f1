"""The set-up pages one after the other, and the making of the Puskesmas at their end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.start.setup import NewFacility
from ui.first_run.answers import Answers
from ui.first_run.area_page import AreaPage
from ui.first_run.facility_page import FacilityPage
from ui.first_run.journey import Journey
from ui.first_run.numbers_page import NumbersPage
from ui.first_run.rooms_page import RoomsPage
from ui.first_run.staff_page import StaffPage
from ui.first_run.step_list import StepList
from ui.first_run.step_page import StepPage
from ui.first_run.words_page import WordsPage
from ui.jobs import Jobs
from ui.long_job import Progress
from ui.messages import Messages
from ui.paper import Paper
from ui.paper_preview import PaperPreview
from ui.printing_desk import PrintingDesk
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.page import BACK, STEP_BACK, HouseKey, bind, on_key
from ui.widgets.progress_bar import JobProgress

GO_ON = HouseKey("Alt+S", "Lanjut")
MARGIN_PX = 24
MAKING = "Menyiapkan Puskesmas …"
SHEET = "Lembar kata pemulihan"
SHEET_FILE = "kata-pemulihan.pdf"
Create = Callable[[str, Sequence[str], NewFacility, Progress], object]


@dataclass(frozen=True)
class Sheets:
    """The way of the sheet of recovery words to paper: who prints it, and who lays it out for a name and address."""

    desk: PrintingDesk
    make: Callable[[Sequence[str], str, str], bytes]


class Wizard(QWidget):
    """Asks for a new Puskesmas page by page; going back loses nothing.

    Signals:
        entered(object): what ``create`` returned: the Puskesmas is made and its first user signed in.
        left(): the user went back from the first page.
    """

    entered = Signal(object)
    left = Signal()

    def __init__(self, create: Create, sheets: Sheets, jobs: Jobs, messages: Messages, today: date) -> None:
        super().__init__()
        self._create = create
        self._sheets = sheets
        self._jobs = jobs
        self._messages = messages
        self.journey = Journey()
        self.answers = Answers()
        self.pages: tuple[StepPage, ...] = (
            FacilityPage(),
            AreaPage(jobs),
            RoomsPage(jobs, today),
            NumbersPage(today),
            StaffPage(),
            WordsPage(),
        )
        self.step_list = StepList([step.title for step in self.journey.steps])
        self.back_button = quiet_button("Kembali", "arrow-left")
        self.next_button = primary_button("Lanjut")
        self.progress = JobProgress()
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
            page.set_next_button(self.next_button)
        self.body = QWidget()
        self.preview = PaperPreview(sheets.desk)
        self._whole = QStackedWidget(self)
        self._lay_out()
        self.preview.left.connect(self._leave_paper)
        words = self.pages[-1]
        if isinstance(words, WordsPage):
            words.print_wanted.connect(self._print_words)
            words.again_wanted.connect(self._on_back)
        self.next_button.clicked.connect(self._on_next)
        self.back_button.clicked.connect(self._on_back)
        bind(GO_ON, self.next_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self.body, self._on_back)
        self._show_step()

    def page(self) -> StepPage:
        """Return the page that stands."""
        return self.pages[self.journey.here]

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setProperty("role", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        buttons.setSpacing(16)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        room = QVBoxLayout()
        room.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, 16)
        room.addWidget(self._stack)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(room, 1)
        right.addWidget(foot)
        outer = QHBoxLayout(self.body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.step_list)
        outer.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)
        for part in (self.body, self.preview):
            self._whole.addWidget(part)

    def _show_step(self) -> None:
        self._stack.setCurrentIndex(self.journey.here)
        self.step_list.show_step(self.journey.here)
        self._name_next()
        self.setFocusProxy(self.page())
        self.page().focus_first()

    def _name_next(self) -> None:
        usual = "Buat Puskesmas" if self.journey.at_end else "Lanjut"
        self.next_button.setText(self.page().next_text() or usual)

    def _on_next(self) -> None:
        page = self.page()
        if not page.settle():
            self._name_next()
            return
        page.collect(self.answers)
        problems = self.answers.problems()
        own = self.journey.own(problems)
        if own:
            page.show_errors(own)
        elif self.journey.forward(problems):
            self._show_step()
        else:
            self._make()

    def _on_back(self) -> None:
        if not self.back_button.isEnabled():
            return
        if self.page().step_back():
            self._name_next()
            return
        if self.journey.back():
            self._show_step()
        else:
            self.left.emit()

    def _make(self) -> None:
        """Make the Puskesmas; what is wrong with an earlier page leads back to it."""
        facility, passphrase, words = self.answers.facility(), self.answers.passphrase, self.answers.words
        self._set_working(working=True)
        job = self._jobs.long(
            lambda progress: self._create(passphrase, words, facility, progress),
            self._on_made,
            owner=self,
            failed=self._on_refused,
        )
        job.ended.connect(lambda: self._set_working(working=False))
        self.progress.follow(job, MAKING)

    def _print_words(self) -> None:
        """Lay the sheet out and show it; it is never written into a file."""
        about, words = self.answers.profile, self.pages[-1]
        if not isinstance(words, WordsPage):
            return
        name, address, shown = about.get("name", ""), about.get("address", ""), words.words
        self._jobs.paper(lambda: self._sheets.make(shown, name, address), self._show_paper, owner=self)

    def _show_paper(self, pdf: bytes) -> None:
        self._whole.setCurrentWidget(self.preview)
        self.preview.show_paper(Paper(SHEET, SHEET_FILE, pdf, secret=True))

    def _leave_paper(self) -> None:
        self.preview.forget_secret()
        self._whole.setCurrentWidget(self.body)
        self.page().focus_first()

    def _on_made(self, entered: object) -> None:
        self.answers = Answers()
        self.entered.emit(entered)

    def _on_refused(self, error: UserError) -> None:
        if isinstance(error, WrongAnswers) and self.journey.turn_to(error.fields):
            self._show_step()
            self.page().show_errors(self.journey.own(error.fields))
        else:
            self._messages.problem(error)

    def _set_working(self, *, working: bool) -> None:
        self.next_button.setEnabled(not working)
        self.back_button.setEnabled(not working)
        self._stack.setEnabled(not working)
