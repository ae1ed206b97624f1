"""The list of pairs who may be one person, likeliest first, and choosing two people by hand."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.search.same_person import Likeness
from ilp_desktop.services.merge.duplicates import Pair
from ilp_desktop.services.person.person_reads import FoundPerson
from ui.context import PageContext
from ui.klaster1_management.scan_bar import ScanBar
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.date_field import date_text
from ui.widgets.look_up import LookUp
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.table import Table

TONES = {Likeness.CERTAIN: Tone.BAD, Likeness.POSSIBLE: Tone.WARN, Likeness.NONE: Tone.NEUTRAL}
NOBODY = "Tidak ada dugaan data ganda. Tekan «Cari data ganda» untuk membandingkan semua orang."


class PairList(QWidget):
    """Search bar, table, and two look-ups.

    Signals:
        selected(Pair | None): another pair is selected.
        chosen_by_hand(UUID, UUID): two people were looked up.
    """

    selected = Signal(object)
    chosen_by_hand = Signal(object, object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.scan = ScanBar(context)
        self.model: PagedTable[Pair] = PagedTable(
            pair_columns(), self._fetch, context.jobs, key=lambda pair: pair.key, parent=self
        )
        self.table = Table(self.model, NOBODY)
        self.table.setAccessibleName("Dugaan data ganda")
        self.first = LookUp("first", "Orang pertama", self._find, context.jobs, hint="Nama, NIK, No. RM")
        self.second = LookUp("second", "Orang kedua", self._find, context.jobs, hint="Nama, NIK, No. RM")
        self.compare_button = quiet_button("Bandingkan", "people")
        self._lay_out()
        self.table.selected.connect(self.selected)
        self.scan.found.connect(self.model.reload)
        self.compare_button.clicked.connect(lambda _checked: self._on_compare())

    def reload(self) -> None:
        """Read the list again."""
        self.scan.reload()
        self.model.reload()

    def _lay_out(self) -> None:
        by_hand = QHBoxLayout()
        by_hand.setSpacing(8)
        by_hand.addWidget(self.first, 1)
        by_hand.addWidget(self.second, 1)
        by_hand.addWidget(self.compare_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.scan)
        column.addWidget(self.table, 1)
        column.addLayout(by_hand)

    def _fetch(self, after: Pair | None, limit: int) -> Sequence[Pair]:
        return self._context.house.duplicates.pairs(self._context.user, after, limit)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        found = self._context.house.registration.search(self._context.user, typed)
        return [
            Suggestion(
                one.id,
                one.name,
                f"{date_text(one.birth_date)} · {one.sex.value} · No. RM {one.record_number} · {one.village}",
            )
            for one in found
        ]

    def _on_compare(self) -> None:
        found = [_id_of(field) for field in (self.first, self.second)]
        for field, one in zip((self.first, self.second), found, strict=True):
            field.set_error("" if one else "Pilih orangnya dari daftar.")
        if found[0] and found[0] == found[1]:
            self.second.set_error("Pilih orang yang lain.")
        elif all(found):
            self.table.clearSelection()
            self.chosen_by_hand.emit(*found)


def pair_columns() -> tuple[Column[Pair], ...]:
    """Return the columns of the list."""
    return (
        Column("Identitas 1", lambda pair: pair.one.name, tooltip=lambda pair: _told(pair.one)),
        Column("Identitas 2", lambda pair: pair.other.name, tooltip=lambda pair: _told(pair.other)),
        Column("Lahir", lambda pair: date_text(pair.one.birth_date), 92),
        Column("Kesamaan", lambda pair: pair.likeness.value, 160, colour=lambda pair: TONES[pair.likeness]),
    )


def _told(person: FoundPerson) -> str:
    return f"{person.name}, No. RM {person.record_number}, {person.village}"


def _id_of(field: LookUp) -> UUID | None:
    chosen = field.chosen()
    return chosen.value if chosen is not None and isinstance(chosen.value, UUID) else None
