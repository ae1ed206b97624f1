"""Recording how a pregnancy ended, where no birth of a child registered here ends it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy import gpa_text
from ilp_desktop.domain.pregnancy.pregnancy_end import DELIVERED, TOLD_ENDS, PregnancyEnd, counts_after
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.pregnancy.pregnancies import EndedPregnancy, PregnancyFile
from ilp_desktop.services.pregnancy.pregnancy_inputs import LONGEST_END_NOTE
from ui.palette import Tone
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.draft_places import PREGNANCY_END
from ui.widgets.field_form import FieldForm
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext
from ui.widgets.text_fields import TextField

HINT = (
    "Persalinan dicatat pada tab Persalinan: bayinya terdaftar dan kehamilan berakhir sendiri. Di sini akhir yang lain."
)
COMPLETED = "Rinciannya dilengkapi pada tab Persalinan"
OUTCOMES = tuple((end.value, end.label) for end in TOLD_ENDS)


class PregnancyEndCard(Card):
    """Asks what became of a pregnancy and when.

    Attributes:
        kept: what is typed and not recorded, by pregnancy.

    Signals:
        ended(): the end was stored.
        dropped(): nothing is to be recorded after all, and what was typed is gone.
    """

    ended = Signal()
    dropped = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Akhir kehamilan")
        self._room = room
        self._file: PregnancyFile | None = None
        self.kept = KeptTyping(room, PREGNANCY_END, self, lambda: not self.save_button.isEnabled())
        self.add(label(HINT, "muted"))
        self.form = FieldForm(columns=2)
        self.outcome_field = ChoiceField("outcome", "Kehamilan berakhir dengan", OUTCOMES, required=True)
        self.day_field = DateField("ended_on", "Tanggal", self._read_date, required=True)
        self.note_field = TextField("note", "Keterangan", max_length=LONGEST_END_NOTE)
        self.form.add_all(self.outcome_field, self.day_field)
        self.form.add(self.note_field, span=2)
        self.form.changed.connect(lambda _name: self._show_follows())
        self.form.changed.connect(lambda _name: self.kept.keeper.touched())
        self.add(self.form)
        self.save_button = quiet_button("Simpan akhir kehamilan", "save")
        self.drop_button = plain_button("Batal")
        self.form.set_save_button(self.save_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)
        self.save_button.clicked.connect(self._save)
        self.drop_button.clicked.connect(self._drop)

    def begin(self, file: PregnancyFile) -> None:
        """Ask about a pregnancy; what was typed about another one is kept until that is open again."""
        if self._file is None or self._file.id != file.id:
            if self._file is not None:
                self.kept.keep(self._file.id, self.form)
            self.kept.show(file.id, self.form)
        self._file = file
        self._show_follows()

    def has_typing(self) -> bool:
        """Tell whether anything is typed that is not recorded."""
        fields = (self.outcome_field, self.day_field, self.note_field)
        return any(field.value() is not None for field in fields)

    def _show_follows(self) -> None:
        """Say what follows from the end chosen: the GPA from then on, and what is asked in the note."""
        outcome = self.outcome_field.value()
        moved = outcome == PregnancyEnd.MOVED.value
        self.note_field.set_label("Pindah ke" if moved else "Keterangan")
        if self._file is None or outcome is None:
            self.outcome_field.set_note("")
        elif moved:
            self.outcome_field.set_note("Tidak ditagih dan dihitung lagi di sini.", Tone.INFO)
        else:
            after = f"Sesudahnya {gpa_text(*counts_after(str(outcome), self._file.counts))}"
            more = f". {COMPLETED}" if outcome in DELIVERED else ""
            self.outcome_field.set_note(f"{after}{more}", Tone.INFO)

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._room.context.today())

    def _save(self) -> None:
        if self._file is None or not self.form.check():
            return
        day, outcome = self.day_field.value(), self.outcome_field.value()
        wanted = EndedPregnancy(
            self._file.id,
            self._file.version,
            PregnancyEnd(outcome) if outcome else None,
            day if isinstance(day, date) else None,
            self.note_field.text(),
        )
        world = self._room.context
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.pregnancies.end(world.user, wanted), self._on_saved, owner=self, failed=self._on_failed
        )

    def _drop(self) -> None:
        self.form.clear()
        self.kept.keeper.drop()
        self.dropped.emit()

    def _on_saved(self, _nothing: object) -> None:
        self.save_button.setEnabled(True)
        self.form.clear()
        self._file = None
        self._room.context.messages.info("Akhir kehamilan tercatat.")
        self.ended.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._room.context.messages.problem(error)
