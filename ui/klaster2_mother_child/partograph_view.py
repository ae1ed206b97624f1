"""The partograph of a labour: what must be acted upon, the line to type into, the chart and its rows."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.birth.partograph_chart import PartographChart
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.birth.labour_data import LIQUOR, LabourFile, ObservationRow
from ilp_desktop.services.birth.partograph_sheet import partographs_of
from ui.klaster2_mother_child.partograph_entry import PartographEntry
from ui.klaster2_mother_child.partograph_plot import PartographPlot
from ui.klaster2_mother_child.rows import Numbered, Rows
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import WrappedPill, label
from ui.widgets.plot_frame import value_text
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

Moment = Numbered[ObservationRow]
TABLE_PX = 200
EMPTY = "Belum ada pemeriksaan. Isi jam dan hasilnya di atas, lalu tekan Enter."
LIQUOR_WORDS = dict(LIQUOR)
MOST_SIGNS = 4


class PartographView(QWidget):
    """One labour; every save draws the chart anew and says at once what was crossed.

    Signals:
        changed(): an observation was stored, corrected or taken off.
    """

    changed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._pregnancy_id: UUID | None = None
        self._told: frozenset[str] = frozenset()
        self._asked = False
        self.file: LabourFile | None = None
        self.entry = PartographEntry(room)
        self.entry.stored.connect(self._on_stored)
        self.signs = [WrappedPill("") for _ in range(MOST_SIGNS)]
        self.advice_label = label("", "strong")
        self.advice_label.setWordWrap(True)
        self.next_label = label("", "muted")
        self.next_label.setWordWrap(True)
        self.print_button = quiet_button("Cetak partograf", "printer")
        self.print_button.clicked.connect(self._print)
        self.plot = PartographPlot()
        self.further_plots: list[PartographPlot] = []
        self._rows: Rows[ObservationRow] = Rows()
        self.model: PagedTable[Moment] = PagedTable(COLUMNS, self._rows.fetch, room.context.jobs, parent=self)
        self.table = Table(self.model, EMPTY)
        self.table.setFixedHeight(TABLE_PX)
        self.table.chosen.connect(lambda row: self.entry.correct(row.thing))
        self._lay_out()

    def begin(self, pregnancy_id: UUID) -> None:
        """Show the labour of a pregnancy."""
        if pregnancy_id != self._pregnancy_id:
            self._pregnancy_id, self.file, self._told, self._asked = pregnancy_id, None, frozenset(), False
            self._show(None)
        self.entry.begin(pregnancy_id)
        self.read()

    def read(self) -> None:
        """Read the labour again."""
        pregnancy_id, world = self._pregnancy_id, self._room.context
        if pregnancy_id is not None:
            world.jobs.read(
                lambda: world.house.labours.file(world.user, pregnancy_id),
                self._on_read,
                owner=self,
                failed=world.messages.problem,
                key="labour",
            )

    def _lay_out(self) -> None:
        self.standing_card = Card("Kemajuan persalinan")
        self.standing_card.add_action(self.print_button)
        for pill in self.signs:
            self.standing_card.add(pill)
            pill.hide()
        self.standing_card.add(self.advice_label)
        self.standing_card.add(self.next_label)
        chart = Card("Partograf")
        chart.add(self.plot)
        self._further = QVBoxLayout()
        chart.body.addLayout(self._further)
        chart.add(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (self.standing_card, self.entry, chart):
            layout.addWidget(part)

    def _on_stored(self) -> None:
        self._asked = True
        self.read()
        self.changed.emit()

    def _on_read(self, found: LabourFile) -> None:
        if found.pregnancy_id != self._pregnancy_id:
            return
        self.file = found
        self._show(found)
        warnings = found.warnings
        fresh = [one for one in warnings if one.code not in self._told]
        if self._asked and fresh:
            worst = max(fresh, key=lambda one: one.urgency.rank)
            self._room.context.messages.warn(f"{worst.conclusion}.", worst.advice)
        self._told, self._asked = frozenset(one.code for one in warnings), False

    def _show(self, found: LabourFile | None) -> None:
        said = _said(found)
        for number, pill in enumerate(self.signs):
            one = said[number] if number < len(said) else None
            pill.set(one.conclusion if one else "", PILL_TONES[one.urgency] if one else Tone.NEUTRAL)
        self.advice_label.setText("\n".join(dict.fromkeys(one.advice for one in said if one.advice)))
        self.advice_label.setVisible(bool(self.advice_label.text()))
        self.next_label.setText(_next(found))
        self.next_label.setVisible(bool(self.next_label.text()))
        charts = () if found is None else partographs_of(found)
        self.standing_card.setVisible(bool(charts))
        words = ". ".join(one.conclusion for one in said)
        self.plot.show_chart(charts[0] if charts else None, words)
        self._show_further(charts[1:], words)
        self.entry.setVisible(found is None or found.ended_on is None or not found.rows)
        self._rows.show(() if found is None else found.rows)
        self.model.reload()

    def _show_further(self, charts: Sequence[PartographChart], words: str) -> None:
        """Show a further chart below for every further day."""
        while len(self.further_plots) < len(charts):
            self.further_plots.append(PartographPlot())
            self._further.addWidget(self.further_plots[-1])
        for number, plot in enumerate(self.further_plots):
            plot.show_chart(charts[number] if number < len(charts) else None, words)

    def _print(self) -> None:
        pregnancy_id, world = self._pregnancy_id, self._room.context
        if pregnancy_id is None:
            return
        self.print_button.setEnabled(False)
        world.jobs.paper(
            lambda: world.house.labours.pdf(world.user, pregnancy_id),
            self._on_printed,
            owner=self,
            failed=self._on_print_failed,
        )

    def _on_printed(self, pdf: bytes) -> None:
        self.print_button.setEnabled(True)
        self._room.context.show_paper(Paper("Partograf", "partograf.pdf", pdf))

    def _on_print_failed(self, error: UserError) -> None:
        self.print_button.setEnabled(True)
        self._room.context.messages.problem(error)


def _said(found: LabourFile | None) -> tuple[Assessment, ...]:
    """Return what is to be said, the most urgent first: the standing always, then what calls for action."""
    if found is None or found.progress.standing is None:
        return () if found is None else found.warnings[:MOST_SIGNS]
    if found.progress.standing.urgency is Urgency.NONE:
        return (*found.warnings, found.progress.standing)[:MOST_SIGNS]
    return tuple(sorted(found.warnings, key=lambda one: -one.urgency.rank))[:MOST_SIGNS]


def _next(found: LabourFile | None) -> str:
    """Return when the lines will be met, and what should be looked at again by now."""
    if found is None or found.ended_on is not None:
        return ""
    stands = found.progress
    parts = []
    if stands.alert_on is not None and stands.action_on is not None:
        parts.append(
            f"Tanpa kemajuan, garis waspada pukul {stands.alert_on:%H.%M} dan "
            f"garis bertindak pukul {stands.action_on:%H.%M}."
        )
    if found.late:
        parts.append(f"Waktunya diperiksa lagi: {', '.join(found.late)}.")
    return " ".join(parts)


def _cell(row: Moment, name: str) -> str:
    value = row.thing.values.get(name)
    return value_text(value) if isinstance(value, int | float) else str(value or "")


def _pressure(row: Moment) -> str:
    values = row.thing.values
    return f"{values['systolic']}/{values['diastolic']}" if "systolic" in values else ""


def _contractions(row: Moment) -> str:
    count, seconds = _cell(row, "contractions"), _cell(row, "contraction_seconds")
    return f"{count} x {seconds} dtk" if seconds else count


def _urine(row: Moment) -> str:
    values = row.thing.values
    parts = (f"{values['urine_ml']} ml" if "urine_ml" in values else "", _cell(row, "urine_protein"))
    return " ".join(part for part in parts if part)


def _signs(row: Moment) -> str:
    return "; ".join(sign.conclusion for sign in row.thing.signs)


def _first_sign(row: Moment) -> str:
    """Return the most urgent sign and how many more there are, which fits into a chip."""
    signs = row.thing.signs
    more = f" +{len(signs) - 1}" if len(signs) > 1 else ""
    return f"{signs[0].conclusion}{more}" if signs else ""


def _told(row: Moment) -> str:
    return f"{_signs(row)} {_cell(row, 'drugs')} ({row.thing.by})".strip()


def _tone(row: Moment) -> Tone | None:
    signs = row.thing.signs
    return PILL_TONES[signs[0].urgency] if signs else None


COLUMNS: tuple[Column[Moment], ...] = (
    Column("Jam", lambda row: f"{row.thing.at:%H.%M}", 62, tooltip=lambda row: indonesian_date(row.thing.at)),
    Column("DJJ", lambda row: _cell(row, "fetal_heart_rate"), 56, align_right=True),
    Column("Ketuban", lambda row: _cell(row, "liquor"), 70),
    Column("Susup", lambda row: _cell(row, "moulding"), 58, align_right=True),
    Column("cm", lambda row: _cell(row, "cervix_cm"), 48, align_right=True),
    Column("Kepala", lambda row: f"{_cell(row, 'descent')}/5" if _cell(row, "descent") else "", 64),
    Column("Kontraksi", _contractions, 92),
    Column("Nadi", lambda row: _cell(row, "pulse"), 56, align_right=True),
    Column("TD", _pressure, 76, align_right=True),
    Column("Suhu", lambda row: _cell(row, "temperature_c"), 56, align_right=True),
    Column("Urin", _urine, 80),
    Column("Tanda", _first_sign, tooltip=_told, colour=_tone),
)
