"""What a control is to one of the same day and place that is written down: another one, or a correction of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.services.core.lengths import LONGEST_REASON
from ilp_desktop.services.ncd.recorded_controls import RecordedControl
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.text_fields import TextField

AGAIN, REASON, ANOTHER, CORRECTION = "again", "reason", "lagi", "perbaikan"
CHOICES = ((ANOTHER, "Kontrol lagi"), (CORRECTION, "Perbaikan catatan itu"))
CHOOSE = "Pilih kontrol lagi atau perbaikan."


class SecondControl(QWidget):
    """A line that tells what is written down, and in the form above it what the new control is to that.

    Attributes:
        line: by whom and when the earlier one was written.
        again: another control, or a correction.
        reason: why it is corrected.

    Signals:
        turned(): another choice was made.
    """

    turned = Signal()

    def __init__(self, head: FieldForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = head
        self._there: RecordedControl | None = None
        self.line = label("", "strong")
        self.line.setWordWrap(True)
        self.again = ChoiceButtons(AGAIN, "Yang dicatat sekarang", CHOICES, required=True)
        self.reason = TextField(REASON, "Alasan perbaikan", required=True, max_length=LONGEST_REASON)
        head.add_all(self.again, self.reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        self.again.changed.connect(self._on_turned)
        self.offer((), None)

    def offer(self, recorded: Sequence[RecordedControl], place: object) -> None:
        """Ask of the last control at a place, one that may be corrected if there is any; nothing where none is."""
        here = [one for one in recorded if one.place == place]
        there = next((one for one in reversed(here) if not one.refused), here[-1] if here else None)
        if there != self._there:
            self.again.set_value(None)
            self.reason.clear()
        self._there = there
        self.line.setText("" if there is None else there.line)
        self.setVisible(there is not None)
        self._arrange()

    def corrected(self) -> RecordedControl | None:
        """Return the control that is corrected; None where another one is written down."""
        return self._there if self._there is not None and self.again.value() == CORRECTION else None

    def is_another(self) -> bool:
        """Tell whether it was said to be another one."""
        return self._there is not None and self.again.value() == ANOTHER

    def is_told(self) -> bool:
        """Show that the choice is missing where it is; True when nothing is."""
        if self._there is None or self.again.value() is not None:
            return True
        self._head.show_errors({AGAIN: CHOOSE})
        return False

    def _on_turned(self) -> None:
        there = self._there
        if there is not None and there.refused and self.again.value() == CORRECTION:
            self.again.set_value(None)
            self.again.set_error(there.refused)
        else:
            self.again.set_error("")
        self._arrange()
        self.turned.emit()

    def _arrange(self) -> None:
        hidden = {AGAIN, REASON} if self._there is None else {REASON} if self.corrected() is None else set()
        self._head.hide_fields(hidden)
