"""The small form of a new certificate: what it asks follows from its kind."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.care.certificate import (
    HEALTHY,
    LONGEST,
    CertificateDraft,
    CertificateRules,
    certificate_rules_on,
    rest_days,
)
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_coming_date, parse_date
from ilp_desktop.services.certificate.certificates import CertificateOffer
from ui.jobs import Jobs
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.diagnosis_list import offered_diagnoses
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.look_up import SearchBox
from ui.widgets.many_field import ManyField, YesNoField
from ui.widgets.text_fields import LineField, TextField

KIND = "kind"
COLUMNS = 2
NO_PACKAGE = "Formulir catin belum diisi; isi di tab Skrining."
NOTHING_MEASURED = "Belum ada pengukuran pada kunjungan ini."


class CauseField(LineField):
    """A cause of death looked up in ICD-10; what stands there begins with its code."""

    def __init__(self, name: str, label_text: str, codes: DiagnosisCodes, jobs: Jobs) -> None:
        self._codes = codes
        box = SearchBox(lambda text: offered_diagnoses(codes, text), jobs, "Cari ICD-10: kode atau kata")
        super().__init__(name, label_text, line=box)

    def value(self) -> str | None:
        """Return the code, or what is typed where none was chosen; None when blank."""
        words = self.text().split()
        return words[0].upper() if words else None

    def set_value(self, value: object) -> None:
        """Show a code with its title."""
        code = str(value or "")
        self.set_text(f"{code}  {self._codes.title(code)}" if self._codes.exists(code) else code)


class CertificateForm(QWidget):
    """The kind, what it rests on, and its fields.

    Attributes:
        form: all fields of all kinds; those that the kind does not ask are hidden.
        told: what the visit has for this kind, or why there can be none.

    Signals:
        changed(): the user changed something.
    """

    changed = Signal()

    def __init__(self, day: date, codes: DiagnosisCodes, jobs: Jobs) -> None:
        super().__init__()
        self._rules, self._day = certificate_rules_on(day), day
        self._offer: CertificateOffer | None = None
        self.form = self._built(self._rules, codes, jobs)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.form)
        self.form.changed.connect(lambda _name: self._on_changed())
        self.adapt()

    def kind(self) -> str:
        """Return the code of the kind chosen, empty before one is."""
        return str(self.form.field(KIND).value() or "")

    def refusal(self) -> str:
        """Return why there can be no certificate of the kind chosen, or nothing."""
        return "" if self._offer is None else self._offer.refused.get(self.kind(), "")

    def show_offer(self, offer: CertificateOffer) -> None:
        """Offer what a visit has."""
        self._offer, self._day, self._rules = offer, offer.day, offer.rules
        diagnoses = [(code, f"{code}  {title}") for code, title in offer.diagnoses]
        _choices(self.form, "diagnosis").offer(diagnoses)
        _choices(self.form, "doctor_id").offer([(str(one), name) for one, name in offer.doctors])
        self.adapt()

    def adapt(self) -> None:
        """Show the fields the kind asks for what is filled in, and what the visit has for it."""
        kind = self._rules.kinds.get(self.kind())
        asked = set(kind.asks) if kind is not None and not self.refusal() else set()
        if self._offer is not None and self._offer.signer is not None:
            asked.discard("doctor_id")
        if self.form.field("agreed").value() is not True:
            asked.discard("diagnosis")
        if self.form.field("tells_cause").value() is not True:
            asked -= {"cause", "cause_words"}
        if kind is not None and self._offer is not None and all(one in self._offer.measured for one in kind.measured):
            asked.discard("left_out")
        if self._offer is not None and "warna" in self._offer.measured:
            asked.discard("colour")
        self.form.hide_fields({name for name in self.form.names() if name != KIND and name not in asked})
        days = rest_days(self.draft())
        self.form.field("last_day").set_note(f"{days} hari" if days else "")
        self.told.setText(self._told())

    def draft(self) -> CertificateDraft:
        """Return what is filled in."""
        signer = self._offer.signer if self._offer is not None else None
        chosen = self._text("doctor_id")
        return CertificateDraft(
            kind=self.kind(),
            doctor_id=signer or (UUID(chosen) if chosen else None),
            purpose=self._text("purpose"),
            colour=self._text("colour"),
            left_out=frozenset(self._many("left_out")),
            conclusion=self._text("conclusion"),
            note=self._text("note"),
            first_day=self._date("first_day"),
            last_day=self._date("last_day"),
            agreed=self.form.field("agreed").value() is True,
            diagnosis=self._text("diagnosis") if self.form.field("agreed").value() is True else "",
            partner=self._text("partner"),
            tells_cause=self.form.field("tells_cause").value() is True,
            cause=self._text("cause"),
            cause_words=self._text("cause_words"),
        )

    def _built(self, rules: CertificateRules, codes: DiagnosisCodes, jobs: Jobs) -> FieldForm:
        form, healthy = FieldForm(columns=COLUMNS), rules.kinds[HEALTHY]
        colours = [pair for one in rules.measures.values() for pair in one.choices]
        kinds = [(kind.code, kind.label) for kind in rules.kinds.values()]
        form.add(ChoiceButtons(KIND, "Jenis surat", kinds), span=COLUMNS)
        form.add(_words("purpose", required=True, hint="melamar kerja, sekolah, SIM"), span=COLUMNS)
        form.add(ChoiceButtons("colour", "Penglihatan warna", colours), span=COLUMNS)
        measures = [(code, rules.measures[code].label) for code in healthy.measured]
        form.add(ManyField("left_out", "Cetak «tidak diperiksa» untuk", measures, columns=3), span=COLUMNS)
        form.add(ChoiceField("conclusion", "Kesimpulan dokter", healthy.conclusions, required=True), span=COLUMNS)
        form.add(DateField("first_day", "Istirahat dari", self._read_day, required=True))
        form.add(DateField("last_day", "Sampai dengan", self._read_day, required=True))
        form.add(YesNoField("agreed", "Pasien setuju diagnosis ditulis"))
        form.add(ChoiceField("diagnosis", "Diagnosis yang ditulis", ()), span=COLUMNS)
        form.add(_words("partner", "Pasangan (NIK, No. RM, atau nama)"), span=COLUMNS)
        form.add(YesNoField("tells_cause", "Sebut penyebab"))
        form.add(CauseField("cause", "Penyebab (ICD-10)", codes, jobs), span=COLUMNS)
        form.add(_words("cause_words", "Penyebab dengan kata dokter"), span=COLUMNS)
        form.add(_words("note"), span=COLUMNS)
        form.add(ChoiceField("doctor_id", "Dokter yang menandatangani", (), required=True), span=COLUMNS)
        return form

    def _read_day(self, text: str) -> TypedDate:
        past = parse_date(text, self._day)
        return past if past.value is not None else parse_coming_date(text, self._day)

    def _told(self) -> str:
        """Return what the visit has for the kind chosen, or why there can be none."""
        kind, offer = self._rules.kinds.get(self.kind()), self._offer
        if kind is None or offer is None:
            return ""
        if self.refusal():
            return self.refusal()
        if kind.measured:
            measured = [self._rules.measures[one] for one in kind.measured if one in offer.measured]
            has = [f"{one.label.lower()} {offer.measured[one.code]}" for one in measured]
            return f"Kunjungan ini: {'; '.join(has)}." if has else NOTHING_MEASURED
        if kind.package:
            return NO_PACKAGE if offer.package is None else _package(offer.package)
        if kind.of_the_dead and offer.death is not None:
            death = offer.death
            when = f"{death.died_on:%d-%m-%Y} {death.hour}".strip()
            return f"Meninggal {when}, {death.place or 'tempat belum dicatat'}."
        return ""

    def _on_changed(self) -> None:
        self.adapt()
        self.changed.emit()

    def _text(self, name: str) -> str:
        return str(self.form.field(name).value() or "")

    def _many(self, name: str) -> tuple[str, ...]:
        value = self.form.field(name).value()
        return value if isinstance(value, tuple) else ()

    def _date(self, name: str) -> date | None:
        value = self.form.field(name).value()
        return value if isinstance(value, date) else None


def _words(name: str, shown: str = "", *, required: bool = False, hint: str = "") -> TextField:
    title, longest = LONGEST[name]
    return TextField(name, shown or title, required=required, hint=hint, max_length=longest)


def _choices(form: FieldForm, name: str) -> ChoiceField:
    field = form.field(name)
    assert isinstance(field, ChoiceField)  # noqa: S101 - made so above
    return field


def _package(parts: Sequence[tuple[str, bool]]) -> str:
    lacking = [part.lower() for part, done in parts if not done]
    return f"Paket belum lengkap: {', '.join(lacking)}." if lacking else "Paket lengkap."
