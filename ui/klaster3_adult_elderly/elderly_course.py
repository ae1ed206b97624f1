"""The card of independence: AKS over time as a curve, and the newest result of each instrument beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.chronic.chronic_control import number_text
from ilp_desktop.services.answers.told_results import FormResult
from ilp_desktop.services.elderly.elderly_care import INDEPENDENCE, SHORT, ElderlyPicture
from ui.klaster3_adult_elderly.ncd_trends import time_axis
from ui.klaster3_adult_elderly.told import Told
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill, label
from ui.widgets.marked_plot import Mark
from ui.widgets.trend_plot import TrendPlot

TITLE, INSTRUMENTS = "Kemandirian (AKS) dari waktu ke waktu", "Hasil instrumen terakhir"
NO_COURSE, NO_RESULT = "AKS belum pernah dinilai.", "Belum ada hasil instrumen."
PLOT_WIDTH_PX, PLOT_HEIGHT_PX = 420, 230
AXIS = "skor 0-20"
PLOT_TITLE = "Skor AKS; di bawah garis: perawatan di rumah"


class IndependenceCard(Card):
    """The curve and the instruments.

    Attributes:
        plot, latest, class_pill: the parts.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.class_pill = Pill("")
        self.none_label = label(NO_COURSE, "muted")
        self.plot = TrendPlot()
        self.plot.setMinimumSize(PLOT_WIDTH_PX, PLOT_HEIGHT_PX)
        self.latest = Told(INSTRUMENTS, NO_RESULT)
        button = inline_button("Isi AKS")
        button.clicked.connect(lambda: self.form_wanted.emit(INDEPENDENCE))
        self.add_action(self.class_pill)
        self.add_action(button)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.none_label, 1)
        row.addWidget(self.plot, 1)
        row.addWidget(self.latest, 1)
        self.body.addLayout(row)

    def show_picture(self, picture: ElderlyPicture) -> None:
        """Show the course and the results."""
        course = picture.course
        self.plot.setVisible(bool(course))
        self.none_label.setVisible(not course)
        last = course[-1] if course else None
        if last is None or last.found is None:
            self.class_pill.set("")
        else:
            self.class_pill.set(last.conclusion, PILL_TONES[last.found.urgency])
        marks = [Mark(float(one.day.toordinal()), one.score, mark_text(one)) for one in course if one.score is not None]
        if course:
            axis = time_axis(course[0].day, picture.day, 0)
            low = picture.at_home_below
            lower = () if low is None else ((axis.start, low), (axis.stop, low))
            self.plot.show_trend(PLOT_TITLE, axis, AXIS, (lower, ()), marks)
        self.latest.show_lines([_latest(one, picture) for one in picture.latest])


def mark_text(one: FormResult) -> str:
    """Return the day, score and class of a point, for hovering."""
    return f"{indonesian_date(one.day)}: AKS {number_text(one.score or 0)}, {one.conclusion}"


def _latest(one: FormResult, picture: ElderlyPicture) -> tuple[Pill | None, str]:
    score = "" if one.score is None else f" {number_text(one.score)}"
    chip = None if one.found is None else Pill(f"{SHORT.get(one.form, one.form)}{score}", PILL_TONES[one.found.urgency])
    return chip, f"{one.conclusion} ({indonesian_date(one.day)}, {picture.age_of(one.day)})"
