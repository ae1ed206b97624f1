"""Layanan hari ini at the desk: every service of a person, and what the family is missing, to be read and told."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ilp_desktop.services.due.due_services import MemberServices, PersonServices
from ilp_desktop.services.due.offered_services import OfferedService
from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import plain_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.services.today_line import TodayLine
from ui.widgets.services.words import NOTHING_DUE, PUT_ASIDE, TONES, WANTED, dates_text, last_text, rule_text, when_text
from ui.widgets.table import Table

TITLE = "Layanan hari ini dan keluarga"
CHOOSE = "Pilih satu layanan untuk membaca aturan, sumber, dan tanggalnya."
OF_FAMILY = (*WANTED, *PUT_ASIDE)


@dataclass(frozen=True)
class ServiceOf:
    """One service of one person of the family."""

    who: str
    item: OfferedService
    key: tuple[str, str]


COLUMNS: tuple[Column[ServiceOf], ...] = (
    Column("Orang", lambda row: row.who, 190, tooltip=lambda row: row.who),
    Column("Layanan", lambda row: row.item.label, tooltip=lambda row: rule_text(row.item)),
    Column("Status", lambda row: row.item.state.value, 108, colour=lambda row: TONES[row.item.state]),
    Column("Waktu", lambda row: when_text(row.item), 140, tooltip=lambda row: rule_text(row.item)),
    Column("Terakhir", lambda row: last_text(row.item), 96),
)


class DeskServices(Card):
    """A table that takes the place of others while it is open; nothing can be answered here.

    Attributes:
        table: services as rows, those of the person first.
        rule: why the service selected is due, where that stands, and its days.
    """

    def __init__(self, jobs: Jobs, line: TodayLine, instead_of: Sequence[QWidget]) -> None:
        super().__init__(TITLE)
        self._instead_of = tuple(instead_of)
        self.rows: ShownRows[ServiceOf] = ShownRows(COLUMNS, jobs, key=lambda row: row.key)
        self.table = Table(self.rows, NOTHING_DUE)
        self.table.setAccessibleName(TITLE)
        self.rule = label(CHOOSE, "muted")
        self.rule.setWordWrap(True)
        self.close_button = plain_button("Tutup", "close")
        self.add_action(self.close_button)
        self.add(self.table, 1)
        self.add(self.rule)
        line.opened.connect(self.open)
        self.close_button.clicked.connect(self.shut)
        self.table.selected.connect(self._on_selected)
        self.hide()

    def show_services(self, name: str, services: PersonServices | None, family: Sequence[MemberServices]) -> None:
        """Show a person and the family; None is somebody else, whose services are still being read."""
        if services is None:
            self.shut()
            self.rows.show(())
            return
        rows = [ServiceOf(name, item, (str(services.person_id), item.service)) for item in services.items]
        for member in family:
            who = f"{member.name} ({member.relation})" if member.relation else member.name
            lacking = (item for item in member.services.items if item.state in OF_FAMILY)
            rows += [ServiceOf(who, item, (str(member.person_id), item.service)) for item in lacking]
        self.rows.show(rows)

    def open(self) -> None:
        """Show the table instead of the rest."""
        for part in self._instead_of:
            part.hide()
        self.show()
        self.table.select_first()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Show the rest again."""
        was_open = not self.isHidden()
        self.hide()
        for part in self._instead_of if was_open else ():
            part.show()

    def _on_selected(self, row: ServiceOf | None) -> None:
        self.rule.setText(CHOOSE if row is None else f"{rule_text(row.item)}\n{dates_text(row.item)}")
