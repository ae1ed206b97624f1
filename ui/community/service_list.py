"""The services due in a place with how many people each is due for; choosing one narrows the list of names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.services.due.due_rows import DueState, Place, ServiceCount, figure_text
from ui.context import PageContext
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.place_choice import Choice
from ui.widgets.table import Table

ALL_GROUPS = "Semua kelompok layanan"
ALL_SERVICES = "Semua layanan"
EMPTY = "Tidak ada layanan dengan keadaan ini di tempat ini."
FIGURE_PX = 80


@dataclass(frozen=True)
class ServiceLine:
    """One line: a service, or all of the group; no codes are every service."""

    codes: tuple[str, ...]
    label: str
    hint: str
    people: str = ""
    late: str = ""


class ServiceList(QWidget):
    """A group to choose, and its services.

    Signals:
        changed(): other services are chosen.
    """

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._counts: tuple[ServiceCount, ...] = ()
        self._state = DueState.DUE
        self._told: tuple[str, ...] = ()
        self.group = Choice(ALL_GROUPS)
        self.rows: ShownRows[ServiceLine] = ShownRows(_columns(), context.jobs, key=lambda line: line.hint)
        self.table = Table(self.rows, EMPTY)
        self.table.setAccessibleName("Layanan")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.group)
        column.addWidget(self.table, 1)
        self.group.currentIndexChanged.connect(self._show)
        self.table.selected.connect(lambda _line: self._tell())
        self.rows.loaded.connect(self._on_loaded)

    def reload(self, place: Place, state: DueState) -> None:
        """Count again for a place; ``state`` is how a service must stand."""
        self._state = state
        lists, user = self._context.house.due_lists, self._context.user
        self._context.jobs.read(lambda: lists.totals(user, place), self._on_counted, owner=self, key="counts")

    def codes(self) -> tuple[str, ...]:
        """Return the services chosen; none is every one."""
        line = self.table.current_row()
        return line.codes if isinstance(line, ServiceLine) else self._group_codes()

    def words(self) -> str:
        """Return what is chosen, in words."""
        line = self.table.current_row()
        return line.label if isinstance(line, ServiceLine) else ALL_SERVICES

    def people(self) -> str:
        """Return how many people the one service chosen is due for, nothing where it is not one."""
        line = self.table.current_row()
        return line.people if isinstance(line, ServiceLine) else ""

    def reset(self) -> None:
        """Choose every service of every group."""
        self.group.choose("")
        self.table.select_first()
        self._show()

    def _on_counted(self, counts: Sequence[ServiceCount]) -> None:
        self._counts = tuple(counts)
        self.group.offer(list(dict.fromkeys(one.service.group for one in self._counts)))
        self._show()

    def _show(self) -> None:
        """Show the services of the group; those of one name, for different ages, are one line."""
        named: dict[tuple[str, str], list[ServiceCount]] = {}
        for one in self._counts:
            if self._is_in_group(one) and one.of(self._state) != 0:
                named.setdefault((one.service.group, one.service.label), []).append(one)
        lines = [self._line(same) for same in named.values()]
        group = self.group.chosen()
        label = f"{ALL_SERVICES}: {group}" if group else ALL_SERVICES
        self.rows.show([ServiceLine(self._group_codes(), label, label), *lines] if lines else [])

    def _line(self, same: Sequence[ServiceCount]) -> ServiceLine:
        name = same[0].service
        return ServiceLine(
            tuple(one.service.code for one in same),
            name.label,
            f"{name.label} ({name.group})",
            figure_text(_sum(one.of(self._state) for one in same)),
            "" if self._state is DueState.COMING else figure_text(_sum(one.late for one in same)),
        )

    def _is_in_group(self, one: ServiceCount) -> bool:
        return self.group.chosen() in ("", one.service.group)

    def _group_codes(self) -> tuple[str, ...]:
        if not self.group.chosen():
            return ()
        return tuple(one.service.code for one in self._counts if self._is_in_group(one))

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        self._tell()

    def _tell(self) -> None:
        """Tell of other services, once for each choice."""
        codes = self.codes()
        if codes != self._told:
            self._told = codes
            self.changed.emit()


def _sum(figures: Iterable[int | None]) -> int | None:
    """Return a sum, which is not told where a part of it is not."""
    total = 0
    for one in figures:
        if one is None:
            return None
        total += one
    return total


def _columns() -> tuple[Column[ServiceLine], ...]:
    return (
        Column("Layanan", lambda line: line.label, tooltip=lambda line: line.hint),
        Column("Orang", lambda line: line.people, FIGURE_PX, align_right=True),
        Column("Terlambat", lambda line: line.late, FIGURE_PX, align_right=True),
    )
