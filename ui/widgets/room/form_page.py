"""One form of the tab Skrining: what it is, the form itself, what was answered before, and the way to paper."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStackedWidget

from ilp_desktop.domain.care.development import form_months
from ilp_desktop.domain.errors import UserError
from ui.paper import Paper
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.form_view import FormView
from ui.widgets.page import PRINT, bind, scrolled
from ui.widgets.room.advice_view import AdviceView
from ui.widgets.room.care_view import CareView
from ui.widgets.room.development_view import DevelopmentView
from ui.widgets.room.empty_button import EmptyButton
from ui.widgets.room.form_history import FormHistory
from ui.widgets.room.room_context import RoomContext

HISTORY, BACK_TO_FORM, PRINT_FORM = "Riwayat", "Kembali ke formulir", "Cetak"
LEAST_PX = 120
ONLY_STORED = "Yang dicetak hanya isian yang sudah disimpan."


class FormPage(Card):
    """A form in its frame; its conclusion stays in sight at the foot while the form scrolls.

    Attributes:
        view: the form.
        empty_button, history_button, print_button: what is at the right of its title.
        advice_button: shows what the form asks those who treat to do; absent where it asks for nothing of the kind.
    """

    def __init__(self, room: RoomContext, view: FormView) -> None:
        super().__init__(view.form.title)
        self.view = view
        self._room = room
        self._history: FormHistory | None = None
        self._advice: AdviceView | None = None
        self._kind = _advice_kind(room, view)
        self.history_button = _switch(HISTORY, "clock", "Jawaban terdahulu")
        self.history_button.toggled.connect(self._show_history)
        kind = self._kind or AdviceView
        self.advice_button = _switch(kind.word, "pill", kind.tip)
        self.advice_button.toggled.connect(self._show_advice)
        self.print_button = plain_button(PRINT_FORM, "printer")
        self.print_button.clicked.connect(self._print)
        bind(PRINT, self.print_button)
        self.empty_button = EmptyButton(room, view)
        for button in (self.empty_button, self.advice_button, self.history_button, self.print_button):
            self.add_action(button)
        self.advice_button.setHidden(self._kind is None)
        self.source = ElidedLabel("small")
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(LEAST_PX)
        self.stack.addWidget(scrolled(view))
        self.add(self.source)
        self.add(self.stack, 1)
        self.add(view.conclusion_line)
        self.body.setSpacing(4)
        self.begin()

    def begin(self) -> None:
        """Show the form again, in the edition of the visit that is open now."""
        self.set_title(self.view.form.title)
        self.source.setText(f"Edisi {self.view.form.version} · Sumber: {self.view.form.source}")
        self.history_button.setChecked(False)
        self.advice_button.setChecked(False)
        self.empty_button.show_state()
        if self._history is not None:
            self._history.forget()

    def history(self) -> FormHistory:
        """Return what was answered before, made when it is first wanted."""
        if self._history is None:
            self._history = FormHistory(self._room, self.view.form.code)
            self.stack.addWidget(self._history)
        return self._history

    def advice(self) -> AdviceView:
        """Return what the form asks those who treat to do, made when it is first wanted."""
        if self._advice is None:
            self._advice = (self._kind or AdviceView)(self._room, self.view)
            self.stack.addWidget(self._advice)
        return self._advice

    def _show_history(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        if shown:
            self.advice_button.setChecked(False)
            self.stack.setCurrentWidget(self.history())
            self.history().show_person(self._room.file.patient.person_id)
            self.history().table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_chosen(self.history_button, HISTORY)

    def _show_advice(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        if shown:
            self.history_button.setChecked(False)
            self.advice().refresh()
            self.stack.setCurrentWidget(self.advice())
        advice = self.advice()
        self.print_button.setText(advice.print_word if shown else PRINT_FORM)
        self._show_chosen(self.advice_button, advice.word)

    def _show_chosen(self, button: QAbstractButton, word: str) -> None:
        """Show what the buttons say: the form, or what stands in its place."""
        button.setText(BACK_TO_FORM if button.isChecked() else word)
        away = self.history_button.isChecked() or self.advice_button.isChecked()
        if not away:
            self.stack.setCurrentIndex(0)
        self.empty_button.setHidden(away)
        self.view.conclusion_line.setVisible(not away and self.view.conclusion_line.has_words())

    def _print(self) -> None:
        """Print what is in front: answers of then, the sheet for the family, or the form of this visit.

        The form is empty while nothing is stored.
        """
        world, file, code = self._room.context, self._room.file, self.view.form.code
        past = self._history.chosen() if self._history is not None and self.history_button.isChecked() else None
        if past is None and self.view.has_typing():
            world.messages.note(ONLY_STORED)
        forms, user = world.house.filled_forms, world.user
        if self.advice_button.isChecked():
            advice = self.advice()
            self._make(lambda: advice.pdf(file.encounter_id), advice.title, advice.file_name)
            return
        self._make(
            lambda: forms.pdf(user, file.encounter_id, code) if past is None else forms.past_pdf(user, past.id),
            self.view.form.title,
            f"formulir-{code.replace('_', '-')}.pdf",
        )

    def _make(self, make: Callable[[], bytes], title: str, file_name: str) -> None:
        self.print_button.setEnabled(False)
        self._room.context.jobs.paper(
            make, lambda pdf: self._on_made(Paper(title, file_name, pdf)), owner=self, failed=self._on_failed
        )

    def _on_made(self, paper: Paper) -> None:
        """Open the preview; that the form left the record is noted in the audit trail."""
        self.print_button.setEnabled(True)
        world, file, form = self._room.context, self._room.file, self.view.form
        world.show_paper(paper)
        forms, user = world.house.filled_forms, world.user
        world.jobs.write(lambda: forms.note_printed(user, file.encounter_id, form.code), lambda _: None, owner=self)

    def _on_failed(self, error: UserError) -> None:
        self.print_button.setEnabled(True)
        self._room.context.messages.problem(error)


def _switch(word: str, picture: str, told: str) -> QAbstractButton:
    made = plain_button(word, picture)
    made.setCheckable(True)
    made.setToolTip(told)
    return made


def _advice_kind(room: RoomContext, view: FormView) -> type[AdviceView] | None:
    """Return what stands behind a form: the charts of sick children, stimulation, or nothing."""
    if form_months(view.form.code) is not None:
        return DevelopmentView
    return CareView if room.context.house.sick_children.knows(view.form.code, room.file.day) else None
