"""Every dose on record with how it was given, and taking one back that was recorded wrongly."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.services.immunisation.immunisation_reading import ImmunisationFile, RecordedDose, WithdrawnRow
from ui.messages import Confirmation, confirm
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

NOTHING = "Belum ada dosis yang tercatat."
WITHDRAW = "Batalkan dosis"
DETAIL = "Catatannya disimpan dengan alasan dan nama Anda, dan dosis ini tidak dihitung lagi."
HERE, TOLD, VAIN = "di sini", "dari luar", "tidak dihitung"


class DoseHistory(QWidget):
    """The doses of one person, the newest first.

    Attributes:
        model, table: the doses.
        dialog: the question asked before a dose is withdrawn, while it stands.

    Signals:
        withdrawn(): a dose was taken off the record.
    """

    withdrawn = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self.dialog: Confirmation | None = None
        columns = (
            Column[RecordedDose]("Dosis", lambda dose: dose.label, 120),
            Column[RecordedDose]("Tanggal", lambda dose: indonesian_date(dose.given_on), 88),
            Column[RecordedDose]("", _state, 100, colour=_tone, tooltip=lambda dose: dose.why_not),
            Column[RecordedDose]("Batch", _batch, 150, tooltip=_batch),
            Column[RecordedDose]("Cara dan tempat", _manner, tooltip=_manner),
        )
        self.model = ShownRows(columns, room.context.jobs)
        self.table = Table(self.model, NOTHING)
        self.table.setAccessibleName("Riwayat imunisasi")
        self.table.setMinimumHeight(240)
        self.withdrawn_label = label("", "small")
        self.withdrawn_label.setWordWrap(True)
        self.withdraw_button = quiet_button(f"{WITHDRAW} …", "undo")
        self.withdraw_button.clicked.connect(self._ask)
        self.table.selected.connect(lambda row: self.withdraw_button.setEnabled(row is not None))
        self.withdraw_button.setEnabled(False)
        foot = QHBoxLayout()
        foot.addWidget(self.withdrawn_label, 1)
        foot.addWidget(self.withdraw_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_file(self, file: ImmunisationFile) -> None:
        """Show the doses of a person."""
        self.model.show(file.recorded)
        self.withdrawn_label.setText("\n".join(_withdrawn(row) for row in file.withdrawn))

    def _ask(self) -> None:
        dose = self.table.current_row()
        if dose is not None:
            question = f"Batalkan {dose.label} tanggal {indonesian_date(dose.given_on)}?"
            self.dialog = confirm(
                self, question, WITHDRAW, lambda why: self._withdraw(dose, why), detail=DETAIL, reason=True
            )

    def _withdraw(self, dose: RecordedDose, reason: str) -> None:
        world = self._room.context
        world.jobs.write(
            lambda: world.house.immunisations.withdraw(world.user, dose.id, reason),
            lambda _: self._on_withdrawn(dose),
            owner=self,
            failed=world.messages.problem,
        )

    def _on_withdrawn(self, dose: RecordedDose) -> None:
        self._room.context.messages.info(f"{dose.label} dibatalkan.")
        self.withdrawn.emit()


def _state(dose: RecordedDose) -> str:
    return VAIN if dose.why_not else TOLD if dose.told else HERE


def _tone(dose: RecordedDose) -> Tone:
    return Tone.BAD if dose.why_not else Tone.NEUTRAL if dose.told else Tone.GOOD


def _batch(dose: RecordedDose) -> str:
    expiry = "" if dose.expires_on is None else f"ED {indonesian_date(dose.expires_on)}"
    vvm = f"VVM {dose.vvm}" if dose.vvm else ""
    return ", ".join(part for part in (dose.batch, expiry, vvm) if part)


def _manner(dose: RecordedDose) -> str:
    told = f"menurut {dose.told}" if dose.told else ""
    parts = (dose.place, told, dose.site, dose.route, dose.giver or f"dicatat {dose.recorded_by}")
    return ", ".join(part for part in parts if part)


def _withdrawn(row: WithdrawnRow) -> str:
    when = indonesian_moment(row.at)
    return f"{row.label} {indonesian_date(row.given_on)} dibatalkan {when} oleh {row.by}: {row.reason}"
