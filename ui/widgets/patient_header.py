"""Who lies before us, in two lines that never scroll away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.services.person.patient_header import PatientHeader
from ilp_desktop.services.record.encounters import EncounterFile
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
RESTRICTED = "Ada hasil terbatas yang perlu tindakan"
RESTRICTED_WHERE = "Kesimpulannya ada pada formulirnya."
PRECAUTION = "Kewaspadaan penularan"
PRECAUTION_WHY = "Batuk, demam, ruam, atau kontak saat ditriase: masker dan ruang terpisah."


class PatientHeaderBar(QFrame):
    """Name, age, sex, number, payer; beneath them allergies, pregnancy, precaution, alerts and the complaint."""

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
        patient = file.patient
        self.name_label.setText(patient.name)
        self.facts_label.setText(facts_text(patient))
        self.visit_label.setText(f"Kunjungan {file.visit_kind} · {'sakit' if file.sick else 'sehat'}")
        for words in (self.facts_label, self.visit_label):
            words.setMinimumWidth(words.sizeHint().width())
        self.complaint_label.setText(f"Keluhan: {file.complaint}" if file.complaint else "")
        self._clear(self._pills)
        self._clear(self._alert_pills)
        self._add(self._pills, allergy_pill(patient.allergies))
        if patient.gestation_days is not None:
            self._add(self._pills, Pill(pregnancy_text(patient), Tone.ACCENT))
        if patient.outside:
            self._add(self._pills, Pill(OUTSIDE, Tone.INFO))
        elif patient.served_by:
            served = Pill(_shortened(patient.served_by, LONGEST_SERVED), Tone.NEUTRAL)
            served.setToolTip(patient.served_by)
            self._add(self._pills, served)
        if file.precaution:
            pill = Pill(PRECAUTION, Tone.WARN, strong=True)
            pill.setToolTip(PRECAUTION_WHY)
            self._add(self._pills, pill)

    def show_alerts(self, alerts: Sequence[Assessment]) -> None:
        """Show what has to be acted on, as far as it was typed or stored today: the most urgent first, each once."""
        self._clear(self._alert_pills)
        told: dict[str, Assessment] = {}
        for alert in sorted(alerts, key=lambda one: -one.urgency.rank):
            told.setdefault(alert.conclusion, alert)
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

    def _add(self, pills: list[Pill], pill: Pill) -> None:
        self._lower.insertWidget(len(self._pills) + len(self._alert_pills), pill)
        pills.append(pill)

    def _clear(self, pills: list[Pill]) -> None:
        for pill in pills:
            self._lower.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        pills.clear()


def neutral(alert: Assessment) -> Assessment:
    """Return an alert of a restricted form as others beside the screen may read it."""
    return Assessment("restricted", RESTRICTED, alert.urgency, source="", advice=RESTRICTED_WHERE)


def facts_text(patient: PatientHeader) -> str:
    """Return age, sex, birth date, number and payer in one line."""
    status = f" ({patient.bpjs_status})" if patient.payer.startswith("BPJS") and patient.bpjs_status else ""
    parts = (
        patient.age.text,
        patient.sex.word,
        f"lahir {patient.birth_date:%d/%m/%Y}",
        f"RM {patient.record_number}" if patient.record_number else "tanpa No. RM",
        f"{patient.payer}{status}" if patient.payer else "penjamin belum diisi",
    )
    return " · ".join(parts)


def allergy_pill(allergies: Sequence[str]) -> Pill:
    """Return the warning of allergies, or the plain word that none is on record."""
    if not allergies:
        return Pill(NO_ALLERGY, Tone.NEUTRAL)
    text = f"Alergi: {', '.join(allergies)}"
    pill = Pill(_shortened(text, LONGEST_ALLERGIES), Tone.BAD, strong=True)
    pill.setToolTip(text)
    return pill


def pregnancy_text(patient: PatientHeader) -> str:
    """Return weeks and days of the pregnancy and the day it is due."""
    weeks, days = divmod(patient.gestation_days or 0, DAYS_A_WEEK)
    due = f" · HPL {patient.due_on:%d/%m/%Y}" if patient.due_on else ""
    return f"Hamil {weeks} minggu {days} hari{due}"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
