"""What was told of medicines and membership, and the cardiovascular risk before and after."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.services.chronic.chronic_risk import CvdPoint
from ilp_desktop.services.ncd.chronic_care import MEMBER_FORM, ChronicPicture, ToldLine
from ilp_desktop.services.referral.referred_back import ReferredBack
from ui.klaster3_adult_elderly.told import Told
from ui.palette import Tone
from ui.widgets.buttons import inline_button
from ui.widgets.card import Card
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import Pill

NOT_TOLD, NO_RISK = "Belum diceritakan.", "Belum dinilai."
RISK_FORM = "cvd_risk_lab"
MEDICINES, RISK, MEMBERS = "Obat, seperti diceritakan", "Risiko kardiovaskular 10 tahun", "Prolanis dan rujuk balik"
SHARES = (3, 3, 2)


class NcdTold(Card):
    """Three columns: medicines, risk, membership.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.medicines, self.risk, self.members = (
            Told(MEDICINES, NOT_TOLD),
            Told(RISK, NO_RISK),
            Told(MEMBERS, NOT_TOLD),
        )
        for part, form, name in (
            (self.risk, RISK_FORM, "Isi risiko kardiovaskular"),
            (self.members, MEMBER_FORM, "Isi kepesertaan Prolanis"),
        ):
            button = inline_button("Isi")
            button.setAccessibleName(name)
            button.clicked.connect(lambda _checked=False, form=form: self.form_wanted.emit(form))
            part.add_action(button)
        row = QHBoxLayout()
        row.setSpacing(24)
        for part, share in zip((self.medicines, self.risk, self.members), SHARES, strict=True):
            row.addWidget(part, share)
        self.body.addLayout(row)

    def show_picture(self, picture: ChronicPicture) -> None:
        """Show what was told and reckoned."""
        self.medicines.show_lines([(None, _told(one, picture)) for one in picture.medicines])
        back = [(Pill("PRB", Tone.INFO), _back(one)) for one in picture.back]
        self.members.show_lines([*back, *((None, _told(one, picture)) for one in picture.members)])
        course = picture.risk
        found = (("Awal", course.first), ("Sebelumnya", course.previous), ("Terakhir", course.latest))
        lines = [_risk(word, one, picture) for word, one in found if one is not None]
        if course.caution:
            lines.append((None, course.caution))
        self.risk.show_lines(lines)


def _told(one: ToldLine, picture: ChronicPicture) -> str:
    return f"{one.label}: {one.text} ({picture.age_of(one.day)})"


def _back(one: ReferredBack) -> str:
    """Return what the programme gives: disease, who sent back, drugs for how long, and the control."""
    control = f"kontrol {indonesian_date(one.control_on)}" if one.control_on else "tanpa tanggal kontrol"
    since = f"{one.answered_from}, {indonesian_date(one.since)}"
    return f"{one.disease}: {since}, {control}, obat {one.supply_days} hari: {' '.join(one.therapy.split())}"


def _risk(word: str, point: CvdPoint, picture: ChronicPicture) -> tuple[Pill | None, str]:
    chip = Pill(point.text if point.percent is not None else "penyakit", PILL_TONES[point.found.urgency])
    age = picture.age_of(point.day)
    told = f"{word}, {indonesian_date(point.day)} ({age}), {point.chart}"
    return chip, told if point.percent is not None else f"{told}: {point.text}"
