"""The card that says where a pregnancy stands: what is wrong, what comes next, and how far the contacts are."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, short_year
from ilp_desktop.domain.pregnancy.antenatal_contacts import LAST_NUMBERED, NumberedContact
from ilp_desktop.domain.pregnancy.pregnancy_dating import DatingMethod
from ilp_desktop.services.antenatal.pregnancy_picture import PregnancyPicture
from ilp_desktop.services.antenatal.pregnancy_record import KSPR
from ilp_desktop.services.antenatal.pregnancy_risks import short_class
from ilp_desktop.services.pregnancy.pregnancies import PregnancyFile
from ui.klaster2_mother_child.attention_list import AttentionList
from ui.klaster2_mother_child.fact import Fact
from ui.klaster2_mother_child.next_list import NextList
from ui.klaster2_mother_child.week_asked import WeekAsked
from ui.palette import Tone
from ui.widgets.card import Card, rule
from ui.widgets.labels import Pill, label
from ui.widgets.plot_frame import value_text

COMPLETE = "K6 lengkap: enam kontak 1-2-3 dengan dokter di trimester 1 dan 3."
ATTENTION_SHARE, NEXT_SHARE = 3, 2


class PregnancyHead(Card):
    """Weeks and dates, Perhatian beside Berikutnya, and the line of contacts K1 to K6.

    Attributes:
        week: the week of any day, and the day of any week.

    Signals:
        form_wanted(str): the form of this code is to be opened.
    """

    form_wanted = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__("Kehamilan berjalan", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.gestation = Fact("Umur kehamilan", role="figure")
        self.due = Fact("HPL")
        self.last_period = Fact("HPHT")
        self.stage = Fact("Trimester")
        self.gpa = Fact("GPA")
        self.bmi = Fact("IMT sebelum hamil")
        self.kspr = Fact("KSPR")
        self.td = Fact("Status Td")
        self.tablets = Fact("Tablet")
        self.week = WeekAsked(today)
        facts = QHBoxLayout()
        facts.setSpacing(24)
        for fact in (self.gestation, self.due, self.last_period, self.stage, self.gpa, self.bmi):
            facts.addWidget(fact)
        for fact in (self.kspr, self.td, self.tablets):
            facts.addWidget(fact)
        facts.addStretch(1)
        facts.addWidget(self.week)
        self.body.addLayout(facts)
        self._add_lists()
        self._add_contacts()

    def _add_lists(self) -> None:
        self.attention_title = label("Perhatian", "section")
        self.attention = AttentionList()
        self.next_title = label("Berikutnya", "section")
        self.next = NextList()
        self.next.form_wanted.connect(self.form_wanted)
        self.add(rule())
        lists = QHBoxLayout()
        lists.setSpacing(24)
        for title, body, share in (
            (self.attention_title, self.attention, ATTENTION_SHARE),
            (self.next_title, self.next, NEXT_SHARE),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(body)
            column.addStretch(1)
            lists.addLayout(column, share)
        self.body.addLayout(lists)
        self.add(rule())

    def _add_contacts(self) -> None:
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(8)
        self._chip_row.addWidget(label("Kontak", "small"))
        self.chips: list[Pill] = []
        self._chip_row.addStretch(1)
        self.body.addLayout(self._chip_row)
        self.missing_label = label("", "small")
        self.missing_label.setWordWrap(True)
        self.care_label = label("", "small")
        self.care_label.setWordWrap(True)
        self.add(self.missing_label)
        self.add(self.care_label)

    def show_pregnancy(self, picture: PregnancyPicture) -> None:
        """Show a pregnancy as it stands today."""
        file = picture.file
        self.gestation.show_value(file.gestation)
        self.week.show_pregnancy(file.last_period_on)
        by_period, told = file.dating.method is DatingMethod.LAST_PERIOD, file.dating.told_period
        self.due.show_value(indonesian_date(file.due_on) + ("" if by_period else f" ({file.dating.method.label})"))
        self.due.setToolTip("" if file.dating.measured is None else file.dating.measured.text)
        self.last_period.show_value("tidak diketahui" if told is None else indonesian_date(told))
        self.stage.show_value(str(file.trimester))
        self.gpa.show_value(file.gpa)
        self.bmi.show_value(_bmi_text(file))
        self._show_risk(picture)
        self.td.show_value(picture.td)
        self.tablets.show_value(f"{picture.tablets.kind} {picture.tablets.given}/{picture.tablets.target}")
        self.attention_title.setText(_counted("Perhatian", len(picture.attention)))
        self.attention.show_attention(picture.attention, visits=len(file.visits))
        self.next.show_due(picture.due)
        found = file.contacts
        self._show_chips([_done(contact, pure=found.k1_pure) for contact in found.contacts] + _open(found.contacts))
        self.missing_label.setText(COMPLETE if found.k6_complete else f"Belum lengkap: {' '.join(found.missing)}")
        self.missing_label.setToolTip(f"Sumber: {found.source}")
        self.care_label.setText(_care_text(picture))
        self.care_label.setToolTip(f"Sumber: {picture.care.source}")

    def _show_risk(self, picture: PregnancyPicture) -> None:
        course = next(one for one in picture.risks if one.form == KSPR)
        least = "≥" if course.now.open else ""
        self.kspr.show_value(f"{least}{value_text(course.now.score)} {short_class(course)}")
        factors = [f"{value_text(one.points)}: {one.label}" for one in course.now.factors]
        asked = f"Belum ditanyakan: {', '.join(course.now.open)}" if course.now.open else ""
        self.kspr.setToolTip("\n".join(part for part in (*factors, asked, f"Sumber: {course.source}") if part))

    def _show_chips(self, words: list[tuple[str, Tone]]) -> None:
        while len(self.chips) < len(words):
            self.chips.append(Pill(""))
            self._chip_row.insertWidget(len(self.chips), self.chips[-1])
        for number, chip in enumerate(self.chips):
            chip.set(*(words[number] if number < len(words) else ("", Tone.NEUTRAL)))


def _counted(title: str, count: int) -> str:
    return f"{title} ({count})" if count else title


def _care_text(picture: PregnancyPicture) -> str:
    """Return what of the 12T is open now, and what can no longer be done."""
    care = picture.care
    lacking = care.today.missing if care.today_recorded else care.owed
    when = "12T hari ini" if care.today_recorded else "12T"
    said = f"{when}: belum {', '.join(lacking)}." if lacking else f"{when}: lengkap."
    return f"{said} Terlewat: {', '.join(care.lost)}." if care.lost else said


def _done(contact: NumberedContact, *, pure: bool) -> tuple[str, Tone]:
    word = f"{contact.label} {'murni' if pure else 'akses'}" if contact.label == "K1" else contact.label
    return f"✓ {word} {short_year(contact.on)}{' luar' if contact.told else ''}", Tone.GOOD


def _open(contacts: tuple[NumberedContact, ...]) -> list[tuple[str, Tone]]:
    return [(f"K{number} belum", Tone.NEUTRAL) for number in range(len(contacts) + 1, LAST_NUMBERED + 1)]


def _bmi_text(file: PregnancyFile) -> str:
    if file.bmi_before is None or file.bmi_before.score is None:
        return ""
    return f"{value_text(file.bmi_before.score)} · {file.bmi_before.conclusion.removeprefix('IMT sebelum hamil ')}"
