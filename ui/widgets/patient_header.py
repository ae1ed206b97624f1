"""Who lies before us, in two lines that never scroll away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.services.order.order_data import waiting_words
from ilp_desktop.services.person.patient_header import PatientHeader
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.problems import KnownProblem
from ui.palette import Tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.form_view_words import PILL_TONES, readings_why
from ui.widgets.labels import Pill, label

DAYS_A_WEEK = 7
LONGEST_ALLERGIES = 60
LONGEST_ALERT = 40
LONGEST_SERVED = 36
MOST_ALERTS = 2
OUTSIDE = "luar wilayah"
NO_ALLERGY = "Alergi: tidak ada catatan"
NONE_KNOWN = "Alergi: tidak ada, ditanya {day}"
AGAINST = "Obat berlawanan dengan alergi"
PROBLEMS = "{count} masalah aktif"
OPENS = "Tekan untuk membuka alergi (Alt+A)"
RESTRICTED = "Ada hasil terbatas yang perlu tindakan"
RESTRICTED_WHERE = "Kesimpulannya ada pada formulirnya."
PRECAUTION = "Kewaspadaan penularan"
WAITING = "Menunggu"
PRECAUTION_WHY = "Batuk, demam, ruam, atau kontak saat ditriase: masker dan ruang terpisah."


class PressedPill(Pill):
    """A chip that can be pressed.

    Signals:
        pressed(): it was.
    """

    pressed = Signal()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Tell that it was pressed."""
        self.pressed.emit()


class PatientHeaderBar(QFrame):
    """Name, age, sex, number, payer; beneath them allergies, pregnancy, precaution, alerts and the complaint.

    Signals:
        allergies_wanted(): the allergies are to be opened.
    """

    allergies_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name_label = ElidedLabel("title", snug=True)
        self.facts_label = label("")
        self.visit_label = label("", "muted")
        self.complaint_label = ElidedLabel("muted")
        self._pills: list[Pill] = []
        self._alert_pills: list[Pill] = []
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(self.name_label)
        upper.addWidget(self.facts_label)
        upper.addStretch(1)
        upper.addWidget(self.visit_label)
        self._lower = QHBoxLayout()
        self._lower.setSpacing(8)
        self._lower.addWidget(self.complaint_label, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(upper)
        layout.addLayout(self._lower)

    def show_file(self, file: EncounterFile) -> None:
        """Show the patient of a visit."""
        self.show_person(file.patient, file.problems, f"Kunjungan {file.visit_kind} · {_state_of(file)}")
        self.complaint_label.setText(f"Keluhan: {file.complaint}" if file.complaint else "")
        waiting = waiting_words(file.orders)
        if waiting:
            awaited = Pill(f"{WAITING}: {', '.join(waiting)}", Tone.WARN)
            named = (one for one in file.orders if one.state is OrderState.WAITING and not one.restricted)
            awaited.setToolTip("\n".join(one.title for one in named))
            self._add(self._pills, awaited)
        if file.precaution:
            pill = Pill(PRECAUTION, Tone.WARN, strong=True)
            pill.setToolTip(PRECAUTION_WHY)
            self._add(self._pills, pill)

    def show_person(self, patient: PatientHeader, problems: Sequence[KnownProblem], beside: str) -> None:
        """Show a patient, and ``beside`` in the corner: which visit it is, or that there is none."""
        self.name_label.setText(patient.name)
        self.facts_label.setText(facts_text(patient))
        self.visit_label.setText(beside)
        for words in (self.facts_label, self.visit_label):
            words.setMinimumWidth(words.sizeHint().width())
        self.complaint_label.setText("")
        self._clear(self._pills)
        self._clear(self._alert_pills)
        self._show_known(patient, problems)
        self._show_state(patient)

    def _show_known(self, patient: PatientHeader, known: Sequence[KnownProblem]) -> None:
        """Show allergies, drugs they speak against, and problems that go on."""
        self._add(self._pills, self._allergies(patient))
        for alert in patient.drug_alerts[:1]:
            against = Pill(AGAINST, Tone.BAD, strong=True)
            against.setToolTip("\n".join(one.words for one in patient.drug_alerts) or alert.words)
            self._add(self._pills, against)
        active = [one for one in known if one.is_active]
        if active:
            problems = Pill(PROBLEMS.format(count=len(active)), Tone.INFO)
            since = (f"{one.code or one.words}, sejak {indonesian_date(one.began_on)}" for one in active)
            problems.setToolTip("\n".join(since))
            self._add(self._pills, problems)

    def _show_state(self, patient: PatientHeader) -> None:
        """Show a pregnancy or nifas, and where the person lives and is served."""
        if patient.gestation_days is not None:
            self._add(self._pills, Pill(pregnancy_text(patient), Tone.ACCENT))
        if patient.nifas_days is not None:
            self._add(self._pills, Pill(nifas_text(patient.nifas_days), Tone.ACCENT))
        if patient.outside:
            self._add(self._pills, Pill(OUTSIDE, Tone.INFO))
        elif patient.served_by:
            served = Pill(_shortened(patient.served_by, LONGEST_SERVED), Tone.NEUTRAL)
            served.setToolTip(patient.served_by)
            self._add(self._pills, served)

    def show_alerts(self, alerts: Sequence[Assessment]) -> None:
        """Show what has to be acted on, as far as it was typed or stored today: the most urgent first, each once."""
        self._clear(self._alert_pills)
        told: dict[str, Assessment] = {}
        for alert in sorted(alerts, key=lambda one: -one.urgency.rank):
            told.setdefault(_capital(alert.conclusion), alert)
        alerts = list(told.values())
        for alert in alerts[:MOST_ALERTS]:
            strong = alert.urgency is Urgency.EMERGENCY
            pill = Pill(_shortened(_capital(alert.conclusion), LONGEST_ALERT), PILL_TONES[alert.urgency], strong=strong)
            pill.setToolTip(readings_why([alert]))
            self._add(self._alert_pills, pill)
        if len(alerts) > MOST_ALERTS:
            rest = Pill(f"+{len(alerts) - MOST_ALERTS}", Tone.BAD)
            rest.setToolTip(readings_why(alerts[MOST_ALERTS:]))
            self._add(self._alert_pills, rest)

    def pill_texts(self) -> tuple[str, ...]:
        """Return the words of every pill shown, from the left."""
        return tuple(pill.text() for pill in (*self._pills, *self._alert_pills))

    def _allergies(self, patient: PatientHeader) -> Pill:
        pill = allergy_pill(patient.allergies, patient.no_allergy_on)
        pill.setToolTip(f"{pill.text()}\n{OPENS}" if not pill.toolTip() else f"{pill.toolTip()}\n{OPENS}")
        pill.setCursor(Qt.CursorShape.PointingHandCursor)
        pill.pressed.connect(self.allergies_wanted)
        return pill

    def _add(self, pills: list[Pill], pill: Pill) -> None:
        self._lower.insertWidget(len(self._pills) + len(self._alert_pills), pill)
        pills.append(pill)

    def _clear(self, pills: list[Pill]) -> None:
        for pill in pills:
            self._lower.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        pills.clear()


def _state_of(file: EncounterFile) -> str:
    return "sakit" if file.sick else "sehat"


def neutral(alert: Assessment) -> Assessment:
    """Return an alert of a restricted form as others beside the screen may read it."""
    return Assessment("restricted", RESTRICTED, alert.urgency, source="", advice=RESTRICTED_WHERE)


def facts_text(patient: PatientHeader) -> str:
    """Return age, sex, birth date, number and payer in one line."""
    status = f" ({patient.bpjs_status})" if patient.payer.startswith("BPJS") and patient.bpjs_status else ""
    parts = (
        patient.age.text,
        patient.sex.word,
        f"lahir {indonesian_date(patient.birth_date)}",
        f"RM {patient.record_number}" if patient.record_number else "tanpa No. RM",
        f"{patient.payer}{status}" if patient.payer else "penjamin belum diisi",
    )
    return " · ".join(parts)


def allergy_pill(allergies: Sequence[str], none_on: date | None = None) -> PressedPill:
    """Return the warning of allergies, or the plain word that none is on record or none was known on a day."""
    if not allergies:
        return PressedPill(NONE_KNOWN.format(day=indonesian_date(none_on)) if none_on else NO_ALLERGY, Tone.NEUTRAL)
    text = f"Alergi: {', '.join(allergies)}"
    pill = PressedPill(_shortened(text, LONGEST_ALLERGIES), Tone.BAD, strong=True)
    pill.setToolTip(text)
    return pill


def pregnancy_text(patient: PatientHeader) -> str:
    """Return weeks and days of the pregnancy and the day it is due."""
    weeks, days = divmod(patient.gestation_days or 0, DAYS_A_WEEK)
    due = f" · HPL {indonesian_date(patient.due_on)}" if patient.due_on else ""
    return f"Hamil {weeks} minggu {days} hari{due}"


def nifas_text(days: int) -> str:
    """Return how many days after the birth a mother is."""
    return f"Nifas hari ke-{days}" if days else "Bersalin hari ini"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
