"""What happened to the patient so far, and why the patient stands here today."""

from PySide6.QtWidgets import QVBoxLayout

from ilp_desktop.clock import local_time
from ilp_desktop.services.record.encounters import EncounterFile
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.room.chart.timeline import RecordTimeline
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext


class SummaryTab(RoomTab):
    """The record of the patient who is seen, and beside it why they wait in this room.

    Attributes:
        record: the timeline with all that lies over it.
        reasons: why the patient is here.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self.reasons = label("")
        self.reasons.setWordWrap(True)
        why = Card("Alasan antrean hari ini")
        why.add(self.reasons)
        self.record = RecordTimeline(room.context, why)
        self.record.moved.connect(lambda _visit_id: room.reload())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.record)

    def show_file(self, file: EncounterFile) -> None:
        """Show the record of a patient; another patient's begins at its list."""
        arrived = local_time(file.arrived_at, self._room.context.user.time_zone)
        lines = [f"Datang pukul {arrived:%H.%M}, jenis kunjungan {file.visit_kind}."]
        if file.sent_because:
            lines.append(f"Dikirim ke klaster {file.klaster.label} dengan alasan: {file.sent_because}.")
            lines.append("Usulan semula:")
        lines += file.proposal_reasons
        self.reasons.setText("\n".join(f"• {line}" for line in lines))
        self.record.show_record(file.encounter_id, file.timeline, away=file.past_away)

    def go_in(self) -> None:
        """Start with the list, or with the page that lies over it."""
        self.record.go_in()
