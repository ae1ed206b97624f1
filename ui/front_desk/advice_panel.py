"""What stands beside a registration: who may be the same person, and the family that is joined. Advice, no wall."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.services.merge.duplicates import LikelySame
from ilp_desktop.services.person.person_reads import FamilyFolder
from ui.front_desk.likely_list import LikelyList
from ui.front_desk.wording import relation_word, short_age
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label

MOST_ROWS = 2


class AdvicePanel(QWidget):
    """Likely duplicates and the members of the family.

    Signals:
        opened(UUID): a likely duplicate is to be opened; the form keeps what is typed.
    """

    opened = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.duplicates = LikelyList(today, "Mungkin orang yang sama")
        self.duplicates_card = Card("Mungkin sudah terdaftar", tone=Tone.WARN)
        self.open_button = quiet_button("Buka", "user")
        self.open_button.setToolTip("Buka orang ini; isian formulir tetap tersimpan di sini")
        self.open_button.clicked.connect(self._open_marked)
        self.duplicates_card.add_action(self.open_button)
        self.duplicates_card.add(self.duplicates)
        self.family_card = Card("Keluarga")
        self.members_label = label("")
        self.members_label.setWordWrap(True)
        self.family_card.add(self.members_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.duplicates_card)
        layout.addWidget(self.family_card)
        layout.addStretch(1)
        self.duplicates.chosen.connect(self.opened)
        self.show_duplicates(())
        self.show_family(None)

    def show_duplicates(self, found: Sequence[LikelySame]) -> None:
        """Show who may be the same person, or nobody."""
        self.duplicates.show_likely(found)
        self.duplicates.mark(0)
        self.duplicates.setFixedHeight(self.duplicates.height_of_rows(MOST_ROWS))
        self.duplicates_card.setVisible(bool(found))

    def show_family(self, folder: FamilyFolder | None) -> None:
        """Show the family that is joined, or none."""
        self.family_card.setVisible(folder is not None)
        if folder is None:
            return
        self.family_card.set_title(f"Keluarga KK {folder.kk_number}" if folder.kk_number else "Keluarga")
        lines = [
            f"{member.name} · {relation_word(member.relation)}, {short_age(member.birth_date, self._today())}"
            for member in folder.members
        ]
        self.members_label.setText("\n".join(lines) or "Belum ada anggota.")

    def has_advice(self) -> bool:
        """Tell whether there is anything to show."""
        return not (self.duplicates_card.isHidden() and self.family_card.isHidden())

    def _open_marked(self) -> None:
        if self.duplicates.marked() >= 0:
            self.duplicates.choose(self.duplicates.marked())
