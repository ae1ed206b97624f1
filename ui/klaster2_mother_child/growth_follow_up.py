"""What the last measurement of a child asks for, and the day to look again that the doctor sets."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.nutrition_steps import NutritionStep, ReviewDay, earliest_reviews
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.growth.growth_files import GrowthPoint
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label
from ui.widgets.room.room_context import RoomContext

NOTHING = "Pengukuran terakhir tidak meminta tindak lanjut."
NOT_MEASURED = "Belum ada pengukuran."
REVIEW_QUESTION = "gizi_kontrol"
COMPLICATIONS, NO_COMPLICATION = "gizi_komplikasi", "tidak_ada"
URGENCY_WORDS = {Urgency.WATCH: "Pantau", Urgency.REFER: "Periksa", Urgency.EMERGENCY: "Gawat"}
REASON = "Pertumbuhan balita: {}"


MOST_SHOWN = 2


class StepsLine(QWidget):
    """What the last measurement asks for in one line over the chart, with the way to the card beneath."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pill, self.text = Pill(""), label("", "strong")
        self.button = quiet_button("Tindak lanjut", "chevron-down")
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.pill, self.text):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.button)
        self.show_steps(())

    def show_steps(self, steps: Sequence[NutritionStep]) -> None:
        """Show the gravest steps; the line goes when there is none."""
        self.setVisible(bool(steps))
        if not steps:
            return
        gravest = max(steps, key=lambda step: step.urgency.rank)
        self.pill.set(URGENCY_WORDS.get(gravest.urgency, ""), PILL_TONES[gravest.urgency])
        told = "; ".join(step.conclusion for step in steps[:MOST_SHOWN])
        more = len(steps) - MOST_SHOWN
        self.text.setText(f"{told}; {more} lagi" if more > 0 else told)
        self.text.setToolTip("\n".join(step.conclusion for step in steps))


class FollowUpCard(Card):
    """Each step with its button to refer, the days the regulations name, and the form that keeps the doctor's day.

    Attributes:
        refer_buttons, day_buttons: those shown now.
        line: the same in short; it stands where the tab puts it.
    """

    def __init__(self, room: RoomContext, form_code: str) -> None:
        super().__init__("Tindak lanjut pertumbuhan")
        self._room = room
        self._form_code = form_code
        self.refer_buttons: list[Button] = []
        self.day_buttons: list[Button] = []
        self.fill_button = quiet_button("Isi tindak lanjut", "edit")
        self.fill_button.clicked.connect(self._open_form)
        self.add_action(self.fill_button)
        self.said_label = label(NOT_MEASURED, "muted")
        self.add(self.said_label)
        self._steps = QWidget()
        self._lines = QVBoxLayout(self._steps)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(10)
        self.add(self._steps)
        self._view_placed = False
        self._point: GrowthPoint | None = None
        self._shown = False
        self.line = StepsLine()

    def show_point(self, point: GrowthPoint | None) -> None:
        """Show what a measurement asks for."""
        self._point = point
        self._place_form()
        self._show_steps()

    def _show_steps(self) -> None:
        point, complicated = self._point, self._is_complicated()
        self._shown = complicated
        steps = () if point is None else point.steps(self._room.file.day, complicated=complicated)
        self._clear()
        self.line.show_steps(steps)
        self.said_label.setText(NOT_MEASURED if point is None else _heading(point) if steps else NOTHING)
        self._steps.setVisible(bool(steps))
        self._show_form(asked=bool(steps))
        if point is None:
            return
        for step in steps:
            self._lines.addWidget(self._line(step, point))
        reviews = earliest_reviews(steps)
        if reviews:
            self._lines.addWidget(self._days(reviews))

    def _place_form(self) -> None:
        """Put the form in once it was read; the room keeps it and what is typed in it."""
        if not self._view_placed and self._room.has_form(self._form_code):
            view = self._room.form_view(self._form_code)
            view.changed.connect(self._on_typed)
            self.add(view)
            self._view_placed = True

    def _show_form(self, *, asked: bool) -> None:
        """Show the form where something is to be done, or was begun; a child that grows well needs none."""
        if not self._view_placed:
            return
        view = self._room.form_view(self._form_code)
        begun = view.has_typing() or self._form_code in self._room.file.answers
        view.setVisible(asked or begun)
        self.fill_button.setVisible(not (asked or begun))

    def _open_form(self) -> None:
        self._room.form_view(self._form_code).setVisible(True)
        self.fill_button.setVisible(False)
        self._room.form_view(self._form_code).focus_first()

    def _on_typed(self) -> None:
        """Show other steps as soon as complications are ticked."""
        if self._is_complicated() != self._shown:
            self._show_steps()

    def _is_complicated(self) -> bool:
        if not self._view_placed:
            return False
        seen = self._room.form_view(self._form_code).filled().typed.get(COMPLICATIONS, "")
        return bool(seen.strip()) and seen.strip() != NO_COMPLICATION

    def _clear(self) -> None:
        self.refer_buttons.clear()
        self.day_buttons.clear()
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()

    def _line(self, step: NutritionStep, point: GrowthPoint) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Pill(URGENCY_WORDS.get(step.urgency, ""), PILL_TONES[step.urgency]), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        advice = label(step.advice, "muted")
        advice.setWordWrap(True)
        advice.setToolTip(f"Sumber: {step.source}")
        words.addWidget(label(step.conclusion, "strong"))
        words.addWidget(advice)
        row.addLayout(words, 1)
        if step.clinic:
            button = quiet_button("Buat rujukan", "send")
            button.setAccessibleName(f"Buat rujukan: {step.conclusion}")
            button.setToolTip(f"Rujuk ke: {step.refer_to}")
            button.clicked.connect(lambda: self._refer(step, point))
            self.refer_buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _days(self, reviews: tuple[ReviewDay, ...]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label("Nilai ulang, dokter yang menetapkan:", ""))
        for review in reviews:
            button = quiet_button(f"{review.label} ({review.source}): {indonesian_date(review.day)}", "calendar")
            button.clicked.connect(lambda _checked=False, day=review.day: self._set_day(day))
            self.day_buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return line

    def _set_day(self, day: date) -> None:
        """Type the day into the form, where it can still be changed."""
        view = self._room.form_view(self._form_code)
        filled = view.filled()
        typed = {**filled.typed, REVIEW_QUESTION: f"{day:%d%m%Y}"}
        view.show_typed(FilledForm(self._form_code, typed, filled.confirmations))
        view.changed.emit()
        view.field(REVIEW_QUESTION).setFocus()

    def _refer(self, step: NutritionStep, point: GrowthPoint) -> None:
        """Begin a letter: where to and why are filled in, the rest is the doctor's."""
        self._room.referral_wanted.emit(
            {
                "clinic": step.clinic,
                "reason_note": REASON.format(step.conclusion),
                "findings": findings_of(point),
            }
        )


def findings_of(point: GrowthPoint) -> str:
    """Return a measurement in words for a letter."""
    measured = point.measurement
    figures = (("BB", measured.weight_kg, "kg"), ("PB/TB", measured.length_cm, "cm"), ("LiLA", measured.arm_cm, "cm"))
    said = [f"{name} {value:g} {unit}".replace(".", ",") for name, value, unit in figures if value is not None]
    for indicator, status in point.statuses.items():
        score = point.result.score(indicator)
        z = "" if score.z is None else f" {score.z:+.2f}".replace(".", ",")
        said.append(f"{score.table.index}{z} ({status.conclusion})")
    if point.gain is not None:
        said.append(f"KMS {point.gain.assessment.conclusion}")
    return f"{indonesian_date(point.day)}: {'; '.join(said)}."


def _heading(point: GrowthPoint) -> str:
    return f"Menurut pengukuran {indonesian_date(point.day)}:"
