"""The therapy of a note: what is doubtful about its doses stands beneath it, and is asked once before saving."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QPushButton

from ilp_desktop.domain.orders.written_therapy import TherapyDoubt, told_doubts
from ilp_desktop.services.order.therapy_writing import THERAPY
from ilp_desktop.services.record.visit_writing import NOTE_LABELS
from ui.palette import Tone
from ui.widgets.text_fields import MultiLineField

SURE_TEXT = "Benar"


class TherapyField(MultiLineField):
    """Several lines of words, with a button that says that a doubtful dose is right.

    Attributes:
        sure_button: there while something is asked.
    """

    def __init__(self, *, lines: int, longest: int) -> None:
        super().__init__(THERAPY, NOTE_LABELS[THERAPY], lines=lines, longest=longest)
        self._open: tuple[TherapyDoubt, ...] = ()
        self._sure: frozenset[str] = frozenset()
        self.sure_button = QPushButton(SURE_TEXT, self)
        self.sure_button.setAutoDefault(False)
        self.sure_button.setAccessibleName(f"{self.label}: benar demikian")
        self.sure_button.clicked.connect(self._confirm)
        self.sure_button.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.sure_button)

    def sure(self) -> frozenset[str]:
        """Return which lines were said to be right."""
        return self._sure

    def forget(self) -> None:
        """Let nothing be said to be right any more."""
        self._open, self._sure = (), frozenset()
        self.sure_button.hide()

    def show_doubts(self, warnings: Iterable[str], doubts: Sequence[TherapyDoubt], new: Sequence[TherapyDoubt]) -> None:
        """Show warnings and doubts beneath; ``new`` are the doubts that have to be confirmed."""
        self._open = tuple(doubt for doubt in new if doubt.line not in self._sure)
        warned = tuple(warnings)
        told = "\n".join((*warned, *(doubt.says for doubt in doubts)))
        self.set_note(told, Tone.BAD if warned else Tone.WARN if doubts else Tone.NEUTRAL)
        self.editor.setToolTip("\n".join(dict.fromkeys(doubt.source for doubt in doubts if doubt.source)))
        if not self._open:
            self.sure_button.hide()

    def asked(self) -> dict[str, str]:
        """Return what is asked and not confirmed, by field."""
        return {self.name: told_doubts(self._open)} if self._open else {}

    def ask(self) -> None:
        """Offer to say that it is right, where an error tells what is asked."""
        self.sure_button.setVisible(bool(self._open and self.error()))

    def _confirm(self) -> None:
        self._sure |= {doubt.line for doubt in self._open}
        self._open = ()
        self.set_error("")
        self.box.setFocus()
        self.sure_button.hide()
        self.changed.emit()
