"""Correcting what was told of a pregnancy in progress; what stood before is listed beneath."""

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy_dating import DatingMethod, Measure, difference
from ilp_desktop.services.pregnancy.pregnancies import CorrectedPregnancy, PregnancyFile
from ilp_desktop.services.pregnancy.pregnancy_trace import PregnancyStep
from ui.klaster2_mother_child.pregnancy_fields import KEEP_PERIOD, USE_SCAN, PregnancyFields, recorded_values
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.draft_places import PREGNANCY_FIX
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.room.room_context import RoomContext

NEVER_CHANGED = "Belum pernah diperbaiki."


class PregnancyCorrectCard(Card):
    """Shows what is recorded in the fields it was asked by, to be written over.

    Attributes:
        fields: the questions.
        kept: what is typed and not recorded, by pregnancy.

    Signals:
        corrected(): the correction was stored.
        dropped(): nothing is to be corrected after all, and what was typed is gone.
    """

    corrected = Signal()
    dropped = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__("Perbaiki data kehamilan")
        self._room = room
        self._file: PregnancyFile | None = None
        self.kept = KeptTyping(room, PREGNANCY_FIX, self, lambda: not self.save_button.isEnabled())
        self.fields = PregnancyFields(room.context.today, correcting=True)
        self.form = self.fields.form
        self.add_action(label("Umur kehamilan menurut", "small"))
        self.add_action(self.fields.method)
        self.form.changed.connect(lambda _name: self.kept.keeper.touched())
        self.add(self.form)
        self.steps_label = label("", "muted")
        self.steps_label.setWordWrap(True)
        self.add(self.steps_label)
        self.save_button = quiet_button("Simpan perbaikan", "save")
        self.drop_button = plain_button("Batal")
        self.form.set_save_button(self.save_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)
        self.save_button.clicked.connect(self._save)
        self.drop_button.clicked.connect(self.drop)

    def begin(self, file: PregnancyFile) -> None:
        """Show a pregnancy as it is recorded, or what was typed about it before and is not stored."""
        other = self._file is None or self._file.id != file.id
        if other and self._file is not None:
            self._leave(self._file)
        typed = not other and self._file is not None and self._changed(self._file)
        self._file = file
        if other:
            self.kept.show(file.id, self.form)
            typed = self.fields.version_field.value() is not None
        if not typed:
            self._fill(file)
        self.fields.refresh()

    def unfold(self) -> None:
        """Read what was changed so far and go to the first field."""
        world, file = self._room.context, self._file
        if file is not None:
            world.jobs.read(
                lambda: world.house.pregnancies.steps(world.user, file.id),
                self._show_steps,
                owner=self,
                failed=world.messages.problem,
                key="pregnancy-steps",
            )
            self.form.focus_first()

    def has_typing(self) -> bool:
        """Tell whether anything stands in the fields that is not recorded."""
        return self._file is not None and self._changed(self._file)

    def drop(self) -> None:
        """Show again what is recorded."""
        if self._file is not None:
            self._fill(self._file)
        self.kept.keeper.drop()
        self.dropped.emit()

    def _fill(self, file: PregnancyFile) -> None:
        self.fields.fill(_values(file) | {"version": str(file.version)}, _method(file))

    def _changed(self, file: PregnancyFile) -> bool:
        told, now = self.fields.told(), _recorded(file)
        return any(getattr(told, name) != value for name, value in now.items())

    def _leave(self, file: PregnancyFile) -> None:
        """Keep what was typed about a pregnancy, if anything was."""
        if not self._changed(file):
            self.form.clear()
        self.kept.keep(file.id, self.form)

    def _show_steps(self, steps: Sequence[PregnancyStep]) -> None:
        lines = [f"{indonesian_date(step.day)}, {step.by}: {'; '.join(step.words)}" for step in steps]
        self.steps_label.setText("\n".join(lines) or NEVER_CHANGED)

    def _save(self) -> None:
        if self._file is None or not self.fields.check():
            return
        told = asdict(self.fields.told()) | {"measured": self.fields.measured()}
        wanted = CorrectedPregnancy(self._file.id, int(self.fields.version_field.text() or self._file.version), **told)
        world = self._room.context
        self.save_button.setEnabled(False)
        self.kept.keeper.save(
            lambda: world.house.pregnancies.correct(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _on_saved(self, _nothing: None) -> None:
        self.save_button.setEnabled(True)
        self._file = None
        self.form.clear()
        self._room.context.messages.info("Data kehamilan diperbaiki.")
        self.corrected.emit()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.fields.show_errors(error.fields)
        else:
            self._room.context.messages.problem(error)


def _method(file: PregnancyFile) -> DatingMethod:
    """Return by which method the fields ask: a scan that was considered is asked for too."""
    measured = file.dating.measured
    scanned = measured is not None and measured.kind is not Measure.FUNDAL
    return DatingMethod.SCAN if scanned else file.dating.method


def _recorded(file: PregnancyFile) -> dict[str, object]:
    """Return what is recorded, by the names of what is told."""
    gravida, para, abortus = file.counts
    return {
        "last_period_on": file.dating.told_period,
        "gravida": gravida,
        "para": para,
        "abortus": abortus,
        "height_cm": file.height_cm,
        "weight_before_kg": file.weight_before_kg,
        "measured": file.dating.measured,
        "babies_expected": file.babies_expected,
    }


def _values(file: PregnancyFile) -> dict[str, object]:
    """Return what is recorded as the fields show it."""
    values = _recorded(file) | {"use_scan": _decision(file)}
    del values["measured"]
    return values | recorded_values(file.dating.measured)


def _decision(file: PregnancyFile) -> str | None:
    dating = file.dating
    if dating.told_period is None or dating.measured is None or dating.measured.kind is Measure.FUNDAL:
        return None
    if dating.method is DatingMethod.SCAN:
        return USE_SCAN
    return KEEP_PERIOD if difference(dating.told_period, dating.measured).exceeds else None
