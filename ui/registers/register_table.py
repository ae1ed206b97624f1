"""The rows of one register on the screen: as many columns as its table lists, number and name standing still."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from ilp_desktop.services.register.register_rows import (
    RegisterColumn,
    RegisterFilter,
    RegisterHead,
    RegisterRow,
    cell_text,
)
from ui.context import PageContext
from ui.models.paged_table import Column, PagedTable
from ui.widgets.frozen_columns import FrozenColumns
from ui.widgets.table import Table

LETTER_PX, BESIDE_PX = 7, 26
FROZEN_UNTIL = ("Nama", "nama")
MOST_FROZEN = 4
EMPTY = "Tidak ada baris dengan pilihan ini.\nPilih tahun, bulan, atau tempat lain, atau tekan Alt+2."


class RegisterTable(Table):
    """Shows one register of one time and place, from the first rows read with its head; another makes another table.

    Attributes:
        wanted: what it shows.
        rows: its rows.
        frozen: the first columns.
    """

    def __init__(
        self, context: PageContext, wanted: RegisterFilter, head: RegisterHead, parent: QWidget | None = None
    ) -> None:
        self.wanted = wanted
        registers, user = context.house.registers, context.user
        self.rows: PagedTable[RegisterRow] = PagedTable(
            shown_columns(head.columns), lambda after, limit: registers.listed(user, wanted, after, limit), context.jobs
        )
        super().__init__(self.rows, EMPTY, parent)
        self.rows.setParent(self)
        self.setAccessibleName(head.info.title)
        self.frozen = FrozenColumns(self, frozen_count(head.columns))
        self.rows.failed.connect(context.messages.problem)
        self.rows.begin(head.first)


def shown_columns(columns: Sequence[RegisterColumn]) -> tuple[Column[RegisterRow], ...]:
    """Return the columns of a register as a table shows them."""
    return tuple(
        Column(
            column.heading,
            partial(_text, number),
            round(column.letters * LETTER_PX) + BESIDE_PX,
            align_right=column.is_figure,
            tooltip=partial(_text, number),
        )
        for number, column in enumerate(columns)
    )


def frozen_count(columns: Sequence[RegisterColumn]) -> int:
    """Return how many columns stand still: those up to the name, where it stands among the first."""
    names = [number for number, one in enumerate(columns[:MOST_FROZEN], 1) if one.heading.startswith(FROZEN_UNTIL)]
    return names[0] if names else 1


def _text(number: int, row: RegisterRow) -> str:
    return cell_text(row.cells[number])
