"""What two clinicians wrote into the same places, side by side; each place is decided by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import quiet_button
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import scrolled
from ui.widgets.room.record.panel import wrapped

MINE, STORED, BOTH = "mine", "stored", "both"
CHOICES = ((MINE, "Isian saya"), (STORED, "Yang tersimpan"), (BOTH, "Keduanya"))
UNDECIDED = "Pilih."
TALLEST_PX = 260


@dataclass(frozen=True)
class Clash:
    """One place written twice: its name on the screen, what stands here, what is stored, and whether both may stand."""

    key: str
    name: str
    mine: str
    stored: str
    both: bool = True


class ConflictView(QWidget):
    """Both texts of each place with a choice beneath.

    Signals:
        decided(object): what was chosen for each place, by its key.
    """

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.form = FieldForm(columns=1)
        self.take_button = quiet_button("Pakai pilihan ini", "check")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._area: QWidget | None = None
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.take_button)
        self._outer.addLayout(row)
        self.take_button.clicked.connect(self._decide)
        self.hide()

    def show_clashes(self, clashes: Sequence[Clash], stored_by: str) -> None:
        """Ask about each place; none hides the view."""
        if self._area is not None:
            self._outer.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
            self._area = None
        self.setVisible(bool(clashes))
        if not clashes:
            return
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("Isian Anda, belum tersimpan", "section"), 0, 0)
        grid.addWidget(label(f"Tersimpan{f', {stored_by}' if stored_by else ''}", "section"), 0, 1)
        self.form = FieldForm(columns=3)
        for row, clash in enumerate(clashes, start=1):
            grid.addWidget(wrapped(f"{clash.name}: {clash.mine or '(kosong)'}"), row, 0)
            grid.addWidget(wrapped(f"{clash.name}: {clash.stored or '(kosong)'}"), row, 1)
            self.form.add(ChoiceButtons(clash.key, clash.name, CHOICES if clash.both else CHOICES[:2], required=True))
        grid.addWidget(self.form, len(clashes) + 1, 0, 1, 2)
        self.form.set_save_button(self.take_button)
        self._area = scrolled(holder)
        self._area.setMaximumHeight(min(TALLEST_PX, holder.sizeHint().height() + 8))
        self._outer.insertWidget(0, self._area)
        self.form.focus_first()

    def _decide(self) -> None:
        chosen = {name: str(self.form.field(name).value() or "") for name in self.form.names()}
        undecided = {name: UNDECIDED for name, choice in chosen.items() if not choice}
        if undecided:
            self.form.show_errors(undecided)
        else:
            self.decided.emit(chosen)


def joined(mine: str, stored: str) -> str:
    """Return both texts, what was stored first, without a line twice."""
    lines = stored.splitlines()
    return "\n".join([*lines, *(line for line in mine.splitlines() if line not in lines)])
