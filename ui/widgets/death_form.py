"""Recording the death of a mother or a child, and its notification."""

from datetime import date, time
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.death.deaths import DeathFile
from ilp_desktop.services.people.death_writing import DeathFacts
from ui.paper import Paper
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import DEATH
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

NOTICE = "Pemberitahuan kematian"
NEW_HEAD = "Ia kepala keluarga: catat meninggalnya di Loket dan pilih kepala yang baru, lalu lengkapi di sini."
HINT = "Orang ini ditandai meninggal: tidak ada lagi layanan yang ditagih. Jam dan tempat boleh menyusul."


class DeathForm(QWidget):
    """Asks when, where and of what somebody died.

    Attributes:
        kept: what is typed and not recorded, by person.

    Signals:
        recorded(): a death was stored.
    """

    recorded = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._file: DeathFile | None = None
        self.kept = KeptTyping(room, DEATH, self, lambda: not self.save_button.isEnabled())
        self.said_label = label("", "muted")
        self.said_label.setWordWrap(True)
        self.form = FieldForm(columns=3)
        self.form.add_all(
            DateField("died_on", "Tanggal meninggal", self._read_date, required=True),
            TimeField("hour", "Jam meninggal", hint="Kosong: tidak diketahui"),
            TextField("place", "Tempat meninggal", max_length=80),
            ChoiceField("cause", "Penyebab langsung", (), required=True),
            TextField("cause_note", "Keterangan", max_length=200),
            TextField("reporter", "Pelapor", max_length=80),
        )
        self.form.changed.connect(lambda _name: self.kept.keeper.touched())
        self.save_button = danger_button("Simpan kematian", "save")
        self.form.set_save_button(self.save_button)
        self.print_button = quiet_button("Cetak pemberitahuan", "printer")
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.said_label)
        layout.addWidget(self.form)
        layout.addLayout(foot)

    def begin(self, person_id: UUID) -> None:
        """Ask about a person; what was typed about another is kept until that one is open again."""
        if person_id != self._person_id:
            if self._person_id is not None:
                self.kept.keep(self._person_id, self.form)
            self._person_id, self._file = person_id, None
            self.kept.show(person_id, self.form)
        self._read()

    def _read(self) -> None:
        person_id, world = self._person_id, self._room.context
        if person_id is not None:
            world.jobs.read(
                lambda: world.house.deaths.file(world.user, person_id),
                self._on_read,
                owner=self,
                failed=world.messages.problem,
                key="death",
            )

    def _on_read(self, found: DeathFile) -> None:
        if found.person_id != self._person_id:
            return
        first, self._file = self._file is None, found
        field = self.form.field("cause")
        if isinstance(field, ChoiceField):
            field.offer(found.choices)
        if first and all(self.form.field(name).value() is None for name in self.form.names()):
            self.form.set_values(_recorded(found))
        field.setVisible(bool(found.choices))
        self.print_button.setVisible(found.recorded and found.kind is not None)
        self.said_label.setText(_said(found))

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._room.context.today())

    def _save(self) -> None:
        person_id, world = self._person_id, self._room.context
        if person_id is None or not self.form.check():
            return
        facts = self._typed()
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.deaths.record(world.user, person_id, facts),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _typed(self) -> DeathFacts:
        day, hour = self.form.field("died_on").value(), self.form.field("hour").value()
        return DeathFacts(
            died_on=day if isinstance(day, date) else None,
            hour=f"{hour:%H.%M}" if isinstance(hour, time) else "",
            place=self.form.field("place").text(),
            cause=str(self.form.field("cause").value() or ""),
            cause_note=self.form.field("cause_note").text(),
            reporter=self.form.field("reporter").text(),
        )

    def _on_saved(self, _death_id: UUID) -> None:
        self.save_button.setEnabled(True)
        self._room.context.messages.info("Kematian tercatat. Cetak pemberitahuannya.")
        self._read()
        self.recorded.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if not isinstance(error, WrongAnswers):
            self._room.context.messages.problem(error)
            return
        rest = self.form.show_errors(error.fields)
        if "new_head" in rest:
            rest["new_head"] = NEW_HEAD
        if rest:
            self._room.context.messages.warn(" ".join(rest.values()))

    def _print(self) -> None:
        person_id, world = self._person_id, self._room.context
        if person_id is None:
            return
        self.print_button.setEnabled(False)
        world.jobs.paper(
            lambda: world.house.deaths.pdf(world.user, person_id),
            self._on_printed,
            owner=self,
            failed=self._on_print_failed,
        )

    def _on_printed(self, pdf: bytes) -> None:
        self.print_button.setEnabled(True)
        self._room.context.show_paper(Paper(NOTICE, "pemberitahuan-kematian.pdf", pdf))

    def _on_print_failed(self, error: UserError) -> None:
        self.print_button.setEnabled(True)
        self._room.context.messages.problem(error)


def _recorded(found: DeathFile) -> dict[str, object]:
    names = ("died_on", "hour", "place", "cause", "cause_note", "reporter")
    return {name: getattr(found.facts, name) or None for name in names}


def _said(found: DeathFile) -> str:
    if found.facts.died_on is None:
        return HINT
    if found.kind is None:
        return f"Meninggal {indonesian_date(found.facts.died_on)}; tidak termasuk kematian ibu, bayi atau balita."
    if found.notified_on is not None:
        told = f"diberitahukan {indonesian_date(found.notified_on)}"
    else:
        told = f"beritahukan paling lambat {indonesian_date(found.notify_by)}" if found.notify_by else ""
    return f"Kematian {found.kind.value}, {told}."
