"""The card that says where a pregnancy stands."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ilp_desktop.domain.antenatal_contacts import LAST_NUMBERED, NumberedContact
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy_dating import DatingMethod
from ilp_desktop.services.pregnancies import PregnancyFile
from ui.klaster2_mother_child.fact import Fact
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.plot_frame import value_text

COMPLETE = "K6 lengkap: enam kontak 1-2-3 dengan dokter di trimester 1 dan 3."


class PregnancyHead(Card):
    """Weeks, due date, body mass index before, and the line of contacts K1 to K6."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kehamilan berjalan", parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.gestation = Fact("Umur kehamilan", role="figure")
        self.due = Fact("HPL")
        self.last_period = Fact("HPHT")
        self.stage = Fact("Trimester")
        self.gpa = Fact("GPA")
        self.bmi = Fact("IMT sebelum hamil")
        facts = QHBoxLayout()
        facts.setSpacing(32)
        for fact in (self.gestation, self.due, self.last_period, self.stage, self.gpa, self.bmi):
            facts.addWidget(fact)
        facts.addStretch(1)
        self.body.addLayout(facts)
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(8)
        self._chip_row.addWidget(label("Kontak", "small"))
        self.chips: list[Pill] = []
        self._chip_row.addStretch(1)
        self.body.addLayout(self._chip_row)
        self.missing_label = label("", "muted")
        self.missing_label.setWordWrap(True)
        self.add(self.missing_label)

    def show_pregnancy(self, file: PregnancyFile) -> None:
        """Show a pregnancy as it stands today."""
        self.gestation.show_value(file.gestation)
        by_period, told = file.dating.method is DatingMethod.LAST_PERIOD, file.dating.told_period
        self.due.show_value(indonesian_date(file.due_on) + ("" if by_period else f" ({file.dating.method.label})"))
        self.due.setToolTip("" if file.dating.measured is None else file.dating.measured.text)
        self.last_period.show_value("tidak diketahui" if told is None else indonesian_date(told))
        self.stage.show_value(str(file.trimester))
        self.gpa.show_value(file.gpa)
        self.bmi.show_value(_bmi_text(file))
        found = file.contacts
        self._show_chips([_done(contact, pure=found.k1_pure) for contact in found.contacts] + _open(found.contacts))
        self.missing_label.setText(COMPLETE if found.k6_complete else f"Belum lengkap: {' '.join(found.missing)}")
        self.missing_label.setToolTip(f"Sumber: {found.source}")

    def _show_chips(self, words: list[tuple[str, Tone]]) -> None:
        while len(self.chips) < len(words):
            self.chips.append(Pill(""))
            self._chip_row.insertWidget(len(self.chips), self.chips[-1])
        for number, chip in enumerate(self.chips):
            chip.set(*(words[number] if number < len(words) else ("", Tone.NEUTRAL)))


def _done(contact: NumberedContact, *, pure: bool) -> tuple[str, Tone]:
    word = f"{contact.label} {'murni' if pure else 'akses'}" if contact.label == "K1" else contact.label
    return f"✓ {word} {contact.on:%d/%m/%y}{' luar' if contact.told else ''}", Tone.GOOD


def _open(contacts: tuple[NumberedContact, ...]) -> list[tuple[str, Tone]]:
    return [(f"K{number} belum", Tone.NEUTRAL) for number in range(len(contacts) + 1, LAST_NUMBERED + 1)]


def _bmi_text(file: PregnancyFile) -> str:
    if file.bmi_before is None or file.bmi_before.score is None:
        return ""
    return f"{value_text(file.bmi_before.score)} · {file.bmi_before.conclusion.removeprefix('IMT sebelum hamil ')}"
