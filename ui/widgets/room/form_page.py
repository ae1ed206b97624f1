"""One form of the tab Skrining: what it is, the form itself, what was answered before, and the way to paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from ilp_desktop.domain.errors import UserError
from ui.paper import Paper
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.form_view import FormView
from ui.widgets.page import PRINT, bind, scrolled
from ui.widgets.room.empty_button import EmptyButton
from ui.widgets.room.form_history import FormHistory
from ui.widgets.room.room_context import RoomContext

HISTORY, BACK_TO_FORM = "Riwayat", "Kembali ke formulir"
LEAST_PX = 120
ONLY_STORED = "Yang dicetak hanya isian yang sudah disimpan."


class FormPage(Card):
    """A form in its frame; its conclusion stays in sight at the foot while the form scrolls.

    Attributes:
        view: the form.
        empty_button, history_button, print_button: what is at the right of its title.
    """

    def __init__(self, room: RoomContext, view: FormView) -> None:
        super().__init__(view.form.title)
        self.view = view
        self._room = room
        self._history: FormHistory | None = None
        self.history_button = plain_button(HISTORY, "clock")
        self.history_button.setCheckable(True)
        self.history_button.setToolTip("Jawaban terdahulu")
        self.history_button.toggled.connect(self._show_history)
        self.print_button = plain_button("Cetak", "printer")
        self.print_button.clicked.connect(self._print)
        bind(PRINT, self.print_button)
        self.empty_button = EmptyButton(room, view)
        self.add_action(self.empty_button)
        self.add_action(self.history_button)
        self.add_action(self.print_button)
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
        self.empty_button.show_state()
        if self._history is not None:
            self._history.forget()

    def history(self) -> FormHistory:
        """Return what was answered before, made when it is first wanted."""
        if self._history is None:
            self._history = FormHistory(self._room, self.view.form.code)
            self.stack.addWidget(self._history)
        return self._history

    def _show_history(self, shown: bool) -> None:  # noqa: FBT001 - a slot
        if shown:
            self.stack.setCurrentWidget(self.history())
            self.history().show_person(self._room.file.patient.person_id)
            self.history().table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.stack.setCurrentIndex(0)
        self.history_button.setText(BACK_TO_FORM if shown else HISTORY)
        self.empty_button.setHidden(shown)
        self.view.conclusion_line.setVisible(not shown and self.view.conclusion_line.has_words())

    def _print(self) -> None:
        """Print what is in front: answers of then, or the form of this visit, empty while nothing is stored."""
        world, file, code = self._room.context, self._room.file, self.view.form.code
        past = self._history.chosen() if self._history is not None and self.history_button.isChecked() else None
        if past is None and self.view.has_typing():
            world.messages.note(ONLY_STORED)
        forms, user = world.house.filled_forms, world.user
        self.print_button.setEnabled(False)
        world.jobs.paper(
            lambda: forms.pdf(user, file.encounter_id, code) if past is None else forms.past_pdf(user, past.id),
            self._on_made,
            owner=self,
            failed=self._on_failed,
        )

    def _on_made(self, pdf: bytes) -> None:
        """Open the preview; that the form left the record is noted in the audit trail."""
        self.print_button.setEnabled(True)
        world, file, form = self._room.context, self._room.file, self.view.form
        world.show_paper(Paper(form.title, f"formulir-{form.code.replace('_', '-')}.pdf", pdf))
        forms, user = world.house.filled_forms, world.user
        world.jobs.write(lambda: forms.note_printed(user, file.encounter_id, form.code), lambda _: None, owner=self)

    def _on_failed(self, error: UserError) -> None:
        self.print_button.setEnabled(True)
        self._room.context.messages.problem(error)
