"""People who may be the one at the desk: beneath each, how likely it is, what agrees and what differs."""

from collections.abc import Callable, Sequence
from datetime import date
from textwrap import wrap

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ilp_desktop.domain.search.same_person import Likeness
from ilp_desktop.services.merge.duplicates import LikelySame
from ui.front_desk.result_list import EDGE_X_PX, EDGE_Y_PX, LINE_PX, LINES_ROLE, FoundDelegate, FoundPeople, ResultList
from ui.palette import Tone
from ui.widgets.labels import CHIP_HEIGHT_PX, chip_width, paint_chip

LETTERS_A_LINE = 50
LIKENESS_ROLE = LINES_ROLE + 1
CHIP_LINE = ("", "")
TONES = {Likeness.CERTAIN: Tone.BAD, Likeness.POSSIBLE: Tone.WARN}
Index = QModelIndex | QPersistentModelIndex


class LikelyPeople(FoundPeople):
    """The people found, with what speaks for and against each."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(today, parent)
        self.likely: tuple[LikelySame, ...] = ()

    def show_likely(self, likely: Sequence[LikelySame]) -> None:
        """Replace the people found."""
        self.likely = tuple(likely)
        self.show([one.person for one in likely])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the lines of one person, the class of likeness, or all of it in words."""
        found, one = super().data(index, role), self.likely[index.row()]
        if role == LINES_ROLE and isinstance(found, list):
            return [*found, CHIP_LINE, *((line, "") for line in reasons(one))]
        if role == LIKENESS_ROLE:
            return one.likeness
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((str(found), one.likeness.value, *reasons(one)))
        return found


class LikelyDelegate(FoundDelegate):
    """Draws one of them; how likely it is stands in a chip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the particulars, and the chip on the line left for it."""
        super().paint(painter, option, index)
        likeness = index.data(LIKENESS_ROLE)
        above = index.data(LINES_ROLE).index(CHIP_LINE)
        top = option.rect.top() + EDGE_Y_PX + above * LINE_PX + (LINE_PX - CHIP_HEIGHT_PX) // 2
        place = QRectF(option.rect.left() + EDGE_X_PX, top, chip_width(likeness.value), CHIP_HEIGHT_PX)
        paint_chip(painter, place, likeness.value, TONES[likeness])


class LikelyList(ResultList):
    """The list; Enter, Space or a click opens one."""

    def __init__(self, today: Callable[[], date], name: str, parent: QWidget | None = None) -> None:
        super().__init__(today, name, parent)
        self.people: LikelyPeople = LikelyPeople(today, self)
        self.setModel(self.people)
        self.setItemDelegate(LikelyDelegate(self))

    def show_likely(self, likely: Sequence[LikelySame]) -> None:
        """Show these people, none of them marked."""
        self.people.show_likely(likely)


def reasons(one: LikelySame) -> list[str]:
    """Return what agrees and what differs, in lines."""
    lines = wrap(f"Sama: {', '.join(one.agrees)}", LETTERS_A_LINE)
    return lines + (wrap(f"Beda: {', '.join(one.differs)}", LETTERS_A_LINE) if one.differs else [])
