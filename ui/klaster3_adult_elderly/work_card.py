"""The card of work and health: what was told of work, what was said to come of it, and what the form still asks for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.record.diagnosed_spans import DiagnosedSpan
from ilp_desktop.services.work_health.work_care import FORM, WorkPicture
from ui.klaster3_adult_elderly.ncd_head import MOST_DUE, NOTHING_DUE, DueList
from ui.klaster3_adult_elderly.told import Told
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label

TITLE, WORK_TITLE, FOUND_TITLE, DUE_TITLE = "Kesehatan kerja", "Pekerjaan dan pajanan", "Akibat kerja", "Jatuh tempo"
NO_WORK, NOTHING_FOUND = "Belum diceritakan.", "Belum ada penetapan dan tidak ada yang ditandai akibat kerja."
REGISTERED = "Pekerjaan menurut pendaftaran: {occupation}"
SHARES = (3, 3, 2)


class WorkCard(Card):
    """Three columns: work, what came of it, what is due.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.work, self.found, self.due = Told(WORK_TITLE, NO_WORK), Told(FOUND_TITLE, NOTHING_FOUND), DueList()
        self.due.form_wanted.connect(self.form_wanted)
        button = inline_button("Isi kesehatan kerja")
        button.clicked.connect(lambda: self.form_wanted.emit(FORM))
        self.add_action(button)
        due, column = QWidget(), QVBoxLayout()
        due.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(DUE_TITLE, "section"))
        column.addWidget(self.due)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        for part, share in zip((self.work, self.found, due), SHARES, strict=True):
            row.addWidget(part, share)
        self.body.addLayout(row)

    def show_picture(self, picture: WorkPicture) -> None:
        """Show what is on record."""
        lines: list[tuple[Pill | None, str]] = []
        if picture.occupation:
            lines.append((None, REGISTERED.format(occupation=picture.occupation)))
        lines += [(None, f"{one.label}: {one.text} ({picture.age_of(one.day)})") for one in picture.told]
        self.work.show_lines(lines)
        self.found.show_lines([*_found_lines(picture), *(_mark_line(one) for one in picture.marks)])
        self.due.show_lines(picture.due, MOST_DUE, NOTHING_DUE)


def _found_lines(picture: WorkPicture) -> list[tuple[Pill | None, str]]:
    result = picture.found
    if result is None:
        return []
    chip = None if result.found is None else Pill("Penetapan", PILL_TONES[result.found.urgency])
    return [(chip, f"{result.conclusion}, {indonesian_date(result.day)} ({picture.age_of(result.day)})")]


def _mark_line(one: DiagnosedSpan) -> tuple[Pill | None, str]:
    days = indonesian_date(one.last) if one.first == one.last else f"sejak {indonesian_date(one.first)}"
    return Pill(one.code), f"{one.title}, {days}"
