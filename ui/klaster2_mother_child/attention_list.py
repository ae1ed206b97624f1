"""Perhatian: what in a pregnancy somebody has to act upon, the worst first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.services.pregnancy_attention import Attention
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.labels import Pill, label

WORDS = {
    Urgency.EMERGENCY: ("Gawat", Tone.BAD, True),
    Urgency.REFER: ("Segera", Tone.BAD, False),
    Urgency.WATCH: ("Pantau", Tone.WARN, False),
    Urgency.AWAITED: ("Ditunggu", Tone.NEUTRAL, False),
    Urgency.NONE: ("", Tone.NEUTRAL, False),
}
ALWAYS = (Urgency.EMERGENCY, Urgency.REFER)
MOST_SHOWN = 8
NOTHING = "Tidak ada temuan yang perlu ditindaklanjuti pada kunjungan yang tercatat."
NO_VISIT = "Belum ada kunjungan antenatal pada kehamilan ini."


class AttentionList(QWidget):
    """One line each: how soon, and what; hovering tells what to do and where that stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._found: tuple[Attention, ...] = ()
        self._parts: list[QWidget] = []
        self._all = False
        self.more_button = inline_button("", self)
        self.more_button.clicked.connect(self._on_more)

    def show_attention(self, found: Sequence[Attention], *, visits: int) -> None:
        """Show what was found, or plainly that nothing was."""
        self._found, self._all = tuple(found), False
        self._draw(NOTHING if visits else NO_VISIT)

    def texts(self) -> list[str]:
        """Return the sentences shown, from top to bottom."""
        return [part.text() for part in self._parts if not isinstance(part, Pill) and hasattr(part, "text")]

    def _on_more(self) -> None:
        self._all = True
        self._draw("")

    def _draw(self, nothing: str) -> None:
        for part in self._parts:
            self._grid.removeWidget(part)
            part.deleteLater()
        self._parts = []
        shown = self._found if self._all else self._found[: max(MOST_SHOWN, self._pressing())]
        for row, one in enumerate(shown):
            self._add_row(row, one)
        if not shown:
            self._put(label(nothing, "muted"), 0, 0, span=2)
        left = len(self._found) - len(shown)
        self.more_button.setText(f"{left} lagi")
        self.more_button.setVisible(left > 0)
        self._grid.addWidget(self.more_button, len(shown) + 1, 1, Qt.AlignmentFlag.AlignLeft)
        self._grid.setRowStretch(len(shown) + 2, 1)

    def _add_row(self, row: int, one: Attention) -> None:
        word, tone, strong = WORDS[one.urgency]
        pill = Pill(word, tone, strong=strong)
        words = label(one.text, "strong" if one.urgency in ALWAYS else "")
        words.setWordWrap(True)
        why = "\n".join(part for part in (one.advice, f"Sumber: {one.source}" if one.source else "") if part)
        for part in (pill, words):
            part.setToolTip(why)
        self._put(pill, row, 0)
        self._put(words, row, 1)

    def _put(self, part: QWidget, row: int, column: int, *, span: int = 1) -> None:
        self._parts.append(part)
        alignment = Qt.AlignmentFlag.AlignTop if isinstance(part, Pill) else Qt.AlignmentFlag(0)
        self._grid.addWidget(part, row, column, 1, span, alignment)

    def _pressing(self) -> int:
        return sum(1 for one in self._found if one.urgency in ALWAYS)
