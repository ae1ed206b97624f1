"""What happened to the patient so far, and why the patient stands here today."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.clock import local_time
from ilp_desktop.services.chart.rows import TimelineEntry
from ilp_desktop.services.record.encounters import EncounterFile
from ui.models.paged_table import Column, PagedTable
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

EMPTY = "Belum ada kunjungan yang tercatat."
NOTHING = "-"
SIDE_PX = 380
COLUMNS: tuple[Column[TimelineEntry], ...] = (
    Column("Tanggal", lambda entry: f"{entry.day:%d/%m/%Y}", 104),
    Column("Klaster", lambda entry: entry.klaster.label, 132),
    Column("Diagnosis", lambda entry: "; ".join(entry.diagnoses) or NOTHING),
    Column("Pengukuran", lambda entry: entry.measured or NOTHING, 184),
    Column("Keluhan", lambda entry: entry.complaint or NOTHING, 180),
)


class SummaryTab(RoomTab):
    """Visits, the newest first; at the right the reasons of today's routing and the visit selected."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._entries: tuple[TimelineEntry, ...] = ()
        self.model = PagedTable(
            COLUMNS, self._fetch, room.context.jobs, key=lambda entry: entry.encounter_id, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.table.setMinimumHeight(240)
        self.reasons = label("")
        self.details = label("Pilih satu kunjungan untuk melihat rinciannya.")
        self._visit_card = Card("Rincian kunjungan")
        why = Card("Alasan antrean hari ini")
        why.add(self.reasons)
        self._visit_card.add(self.details)
        for words in (self.reasons, self.details):
            words.setWordWrap(True)
        side = QVBoxLayout()
        side.setSpacing(12)
        side.addWidget(why)
        side.addWidget(self._visit_card)
        side.addStretch(1)
        for card in (why, self._visit_card):
            card.setFixedWidth(SIDE_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        row.addLayout(side)
        self.table.selected.connect(self._show_entry)

    def show_file(self, file: EncounterFile) -> None:
        """Show the visits of a patient."""
        arrived = local_time(file.arrived_at, self._room.context.user.time_zone)
        lines = [f"Datang pukul {arrived:%H.%M}, jenis kunjungan {file.visit_kind}."]
        if file.sent_because:
            lines.append(f"Dikirim ke klaster {file.klaster.label} dengan alasan: {file.sent_because}.")
            lines.append("Usulan semula:")
        lines += file.proposal_reasons
        self.reasons.setText("\n".join(f"• {line}" for line in lines))
        if file.timeline != self._entries:
            self._entries = file.timeline
            self.model.reload()

    def _fetch(self, after: TimelineEntry | None, _limit: int) -> Sequence[TimelineEntry]:
        return self._entries if after is None else ()

    def _show_entry(self, entry: TimelineEntry | None) -> None:
        if entry is None:
            self._visit_card.set_title("Rincian kunjungan")
            self.details.setText("Pilih satu kunjungan untuk melihat rinciannya.")
            return
        self._visit_card.set_title(f"Kunjungan {entry.day:%d/%m/%Y}")
        self.details.setText(details_text(entry))


def details_text(entry: TimelineEntry) -> str:
    """Return everything known of a visit in lines."""
    diagnoses = [f"• {diagnosis}" for diagnosis in entry.diagnoses] or ["• belum ada diagnosis"]
    lines = [
        f"{entry.klaster.label} · {'selesai' if entry.finished else 'belum selesai'}",
        f"Keluhan: {entry.complaint or NOTHING}",
        f"Pengukuran: {entry.measured or NOTHING}",
        "Diagnosis:",
        *diagnoses,
    ]
    if entry.written_later:
        lines.append(f"{entry.written_later[0].upper()}{entry.written_later[1:]}")
    if entry.referral:
        lines.append(f"Surat rujukan: {entry.referral}")
    return "\n".join(lines)
