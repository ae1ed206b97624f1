"""What every form of the desk has around it: whom it is about, a place for problems, Simpan and Kembali."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.field_form import FieldForm
from ui.widgets.icons import icon_pixmap
from ui.widgets.labels import label
from ui.widgets.look_up import LookUp
from ui.widgets.page import BACK, SAVE, bind

SIGN_PX = 20
SEE_FIELDS = "Periksa isian yang bertanda merah."
Result = TypeVar("Result")


class FormPanel(QFrame):
    """A form with its head and foot; one save at a time, and nothing typed is lost when it fails.

    A subclass fills ``head`` and ``body``, and in ``save`` checks and calls ``submit``.

    Attributes:
        keeper: keeps what is typed and not saved.

    Signals:
        back_wanted(): the user wants to go back; what is typed stays.
    """

    back_wanted = Signal()

    def __init__(self, context: PageContext, form: FieldForm, save_text: str = "Simpan") -> None:
        super().__init__()
        self.context = context
        self.form = form
        self.setProperty("role", "card")
        self._saving = False
        self.keeper = DraftKeeper(context, self.snapshot, self, self.is_saving)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        outer.addLayout(self.head)
        outer.addLayout(self.body, 1)
        outer.addWidget(self._foot(save_text))
        form.set_save_button(self.save_button)
        form.changed.connect(lambda _name: self.say_problem("", ""))
        form.changed.connect(lambda _name: self.keeper.touched())

    def save(self) -> None:
        """Check what is typed and store it."""
        raise NotImplementedError

    def snapshot(self) -> dict[str, Any] | None:
        """Return what is typed as plain values, None when nothing is that is not saved."""
        raise NotImplementedError

    def typed(self) -> dict[str, object]:
        """Return everything typed and chosen, so that it can be shown again."""
        fields = [self.form.field(name) for name in self.form.names()]
        return {one.name: one.chosen() if isinstance(one, LookUp) else one.value() for one in fields}

    def is_saving(self) -> bool:
        """Tell whether a save is under way."""
        return self._saving

    def say_problem(self, message: str, remedy: str) -> None:
        """Say beside the buttons what stands in the way, or nothing."""
        self.problem_label.setText(" ".join(part for part in (message, remedy) if part))
        self._sign.setVisible(bool(message))

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show errors beside their fields, and beside the buttons what belongs to none."""
        others = self.form.show_errors(errors)
        self.say_problem(SEE_FIELDS, " ".join(others.values()))

    def submit(self, work: Callable[[], Result], done: Callable[[Result], object]) -> None:
        """Save in the background; a second press meanwhile does nothing."""
        if self._saving:
            return
        self._set_saving(saving=True)
        self.say_problem("", "")

        def saved(result: Result) -> None:
            self._set_saving(saving=False)
            done(result)

        self.keeper.save(work, saved, owner=self, failed=self._on_failed)

    def on_stale(self, error: StaleRecord) -> None:
        """Say that somebody else changed the record; what is typed stays."""
        self.say_problem(error.message, error.remedy)

    def _foot(self, save_text: str) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._sign = QLabel()
        self._sign.setPixmap(icon_pixmap("warning", "danger", SIGN_PX))
        self._sign.hide()
        self.problem_label = label("")
        self.problem_label.setWordWrap(True)
        self.back_button = quiet_button("Kembali")
        self.save_button = primary_button(save_text, "save")
        bind(SAVE, self.save_button)
        self.back_button.setToolTip(f"{BACK.does} ({BACK.keys})")
        self.back_button.clicked.connect(self.back_wanted)
        self.save_button.clicked.connect(lambda _checked: self.save())
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.problem_label, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.save_button)
        return foot

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        self.save_button.setEnabled(not saving)

    def _on_failed(self, error: UserError) -> None:
        self._set_saving(saving=False)
        if not self.isVisible():
            self.context.messages.problem(error)
        if isinstance(error, WrongAnswers):
            self.show_errors(error.fields)
        elif isinstance(error, StaleRecord):
            self.on_stale(error)
        else:
            self.say_problem(error.message, error.remedy)
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
