"""What the classes of a sick child ask for, read anew at every key of the form: steps, doses, advice, next visit."""

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ilp_desktop.domain.invitation import day_in_words
from ilp_desktop.domain.medicine_dose import Dose
from ilp_desktop.domain.sick_child import Care, CarePlan, Colour
from ui.palette import Tone, current_palette
from ui.widgets.form_view import FormView
from ui.widgets.labels import EmptyState
from ui.widgets.page import scrolled
from ui.widgets.room.room_context import RoomContext

TONES = {Colour.RED: Tone.BAD, Colour.YELLOW: Tone.WARN, Colour.GREEN: Tone.GOOD}
NOTHING_YET = "Belum ada klasifikasi.", "Isi penilaian pada formulir; tata laksana muncul di sini."
HELD = "Anak dirujuk: obat rawat jalan klasifikasi ini ditunggu dari rumah sakit."
BEFORE, AT_HOME = "Obat sebelum dirujuk", "Obat"


class CareView(QWidget):
    """The plan of the form in front.

    Attributes:
        text: the plan in words; hidden while there is none.
        empty: what is said then.
    """

    def __init__(self, room: RoomContext, view: FormView) -> None:
        super().__init__()
        self._room = room
        self._view = view
        self._shown: CarePlan | None = None
        self.empty = EmptyState(*NOTHING_YET, "pill")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = scrolled(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.empty)
        layout.addWidget(self._area, 1)
        room.typed.connect(self.refresh)
        self.refresh()

    def plan(self) -> CarePlan | None:
        """Return what is shown."""
        return self._shown

    def refresh(self) -> None:
        """Read the plan anew."""
        room, view = self._room, self._view
        plan = room.context.house.sick_children.plan(
            view.form.code, view.checked().answers, view.conclusion(), room.facts, room.file.patient.allergies
        )
        self.empty.setVisible(plan is None)
        self._area.setVisible(plan is not None)
        if plan != self._shown:
            self._shown = plan
            self.text.setText(plan_html(plan) if plan else "")


def plan_html(plan: CarePlan) -> str:
    """Return a plan as the label shows it."""
    parts = [_care(care) for care in plan.cares]
    if plan.doses:
        parts += [_head(BEFORE if plan.is_referred else AT_HOME), _doses(plan.doses)]
    if not plan.is_referred:
        parts += [_head("Di rumah") + _list(plan.home)] if plan.home else []
        again = [f"{day_in_words(plan.return_on)}"] if plan.return_on else []
        again += plan.return_if
        parts += [_head("Kunjungan ulang") + _list(again)] if again else []
        parts.append(_head("Segera kembali bila") + _list(plan.back))
    parts.append(f'<p style="color:{_ink("muted")}">Sumber: {escape(plan.source)}</p>')
    return "".join(parts)


def _care(care: Care) -> str:
    fill, ink = current_palette().chip(TONES[care.colour], strong=care.colour is Colour.RED)
    chip = (
        f'<span style="background-color:{fill.name()};color:{ink.name()}">&nbsp;'
        f"{escape(care.colour.value.upper())}&nbsp;</span>"
    )
    to = f" → rujuk ke {escape(care.refer_to)}" if care.refer_to else ""
    steps = [*care.steps, *([HELD] if care.held else [])]
    return f'<p style="margin-top:6px;margin-bottom:2px">{chip}&nbsp; <b>{escape(care.words)}</b>{to}</p>{_list(steps)}'


def _doses(doses: Sequence[Dose]) -> str:
    rows = "".join(
        f'<tr><td style="padding-right:16px"><b>{escape(dose.name)}</b></td>'
        f'<td style="padding-right:16px">{_amount(dose)}</td><td>{escape(dose.how)}</td></tr>'
        for dose in doses
    )
    return f'<table cellspacing="0" cellpadding="2">{rows}</table>'


def _amount(dose: Dose) -> str:
    if dose.problem:
        return f'<span style="color:{_ink("danger")}">{escape(dose.problem)}</span>'
    return escape(dose.amount)


def _head(words: str) -> str:
    return f'<p style="margin-top:10px;margin-bottom:2px"><b>{escape(words)}</b></p>'


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<ul style="margin-top:0px;margin-bottom:0px;margin-left:-20px">{items}</ul>' if items else ""


def _ink(name: str) -> str:
    return current_palette().colour(name).name()
