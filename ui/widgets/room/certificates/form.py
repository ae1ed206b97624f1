"""The small form of a new certificate: what it asks follows from its kind."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.certificate import (
    HEALTHY,
    LONGEST,
    NOT_EXAMINED,
    CertificateDraft,
    CertificateRules,
    certificate_rules_on,
    rest_days,
)
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.premarital import lacking
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

KIND, LEFT_OUT = "kind", "tidak_diperiksa"
COLUMNS = 2
NO_PACKAGE = "Formulir catin belum diisi; isi di tab Skrining."
SUMS_UP = "Tanpa periode: kunjungan ini saja. Isian terbatas tidak disertakan; simpan dahulu yang sedang diketik."
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

    def choose(self, kind: str) -> None:
        """Choose a kind, and put the focus where it is filled in."""
        self.form.field(KIND).set_value(kind)
        self.adapt()
        self.form.field(KIND).setFocus()

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
        asked = self._asked()
        self.form.hide_fields({name for name in self.form.names() if name != KIND and name not in asked})
        days = rest_days(self.draft())
        self.form.field("last_day").set_note(f"{days} hari" if days else "")
        told = self._told()
        self.told.setText(told)
        self.told.setVisible(bool(told))

    def draft(self) -> CertificateDraft:
        """Return what is filled in, of the fields that are asked alone."""
        asked = self._asked()
        typed = {name: self.form.field(name).value() for name in self.form.names() if name in asked}
        text = {name: str(typed.get(name) or "") for name in self.form.names()}
        colour, left = text["colour"], typed.get("left_out")
        left_out = frozenset(left if isinstance(left, tuple) else ())
        if colour == LEFT_OUT:
            chosen = {one.code for one in self._rules.measures.values() if one.choices}
            colour, left_out = "", left_out | chosen
        signer = self._offer.signer if self._offer is not None else None
        return CertificateDraft(
            kind=self.kind(),
            doctor_id=signer or (UUID(text["doctor_id"]) if text["doctor_id"] else None),
            purpose=text["purpose"],
            colour=colour,
            left_out=left_out,
            conclusion=text["conclusion"],
            note=text["note"],
            first_day=_day(typed.get("first_day")),
            last_day=_day(typed.get("last_day")),
            agreed=typed.get("agreed") is True,
            diagnosis=text["diagnosis"],
            partner=text["partner"],
            since=_day(typed.get("since")),
            until=_day(typed.get("until")),
            tells_cause=typed.get("tells_cause") is True,
            cause=text["cause"],
            cause_words=text["cause_words"],
        )

    def _asked(self) -> set[str]:
        """Return the fields the kind asks for what is filled in."""
        kind, offer = self._rules.kinds.get(self.kind()), self._offer
        asked = set(kind.asks) if kind is not None and not self.refusal() else set()
        if self.form.field("agreed").value() is not True:
            asked.discard("diagnosis")
        if self.form.field("tells_cause").value() is not True:
            asked -= {"cause", "cause_words"}
        if offer is None or kind is None:
            return asked
        if offer.signer is not None:
            asked.discard("doctor_id")
        missing = [self._rules.measures[code] for code in kind.measured if code not in offer.measured]
        if all(one.choices for one in missing):
            asked.discard("left_out")
        if not any(one.choices for one in missing):
            asked.discard("colour")
        return asked

    def _built(self, rules: CertificateRules, codes: DiagnosisCodes, jobs: Jobs) -> FieldForm:
        form, healthy = FieldForm(columns=COLUMNS), rules.kinds[HEALTHY]
        colours = [pair for one in rules.measures.values() for pair in one.choices]
        colours.append((LEFT_OUT, NOT_EXAMINED))
        kinds = [(kind.code, kind.label) for kind in rules.kinds.values()]
        form.add(ChoiceButtons(KIND, "Jenis surat", kinds), span=COLUMNS)
        form.add(_words("purpose", required=True, hint="melamar kerja, sekolah, SIM"), span=COLUMNS)
        measured = [rules.measures[code] for code in healthy.measured]
        left = [(one.code, one.label) for one in measured if not one.choices]
        form.add(ManyField("left_out", "Cetak «tidak diperiksa» untuk", left, columns=len(left)), span=COLUMNS)
        form.add(ChoiceField("colour", "Penglihatan warna", colours, required=True))
        form.add(ChoiceField("conclusion", "Kesimpulan dokter", healthy.conclusions, required=True))
        form.add(DateField("first_day", "Istirahat dari", self._read_day, required=True))
        form.add(DateField("last_day", "Sampai dengan", self._read_day, required=True))
        form.add(DateField("since", "Kunjungan sejak", self._read_past))
        form.add(DateField("until", "Sampai", self._read_past))
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

    def _read_past(self, text: str) -> TypedDate:
        return parse_date(text, self._day)

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
            return NO_PACKAGE if offer.package is None else _package(offer)
        if kind.of_the_dead and offer.death is not None:
            death = offer.death
            when = f"{indonesian_date(death.died_on)} {death.hour}".strip()
            return f"Meninggal {when}, {death.place or 'tempat belum dicatat'}."
        return SUMS_UP if kind.sums_up else ""

    def _on_changed(self) -> None:
        self.adapt()
        self.changed.emit()


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _words(name: str, shown: str = "", *, required: bool = False, hint: str = "") -> TextField:
    title, longest = LONGEST[name]
    return TextField(name, shown or title, required=required, hint=hint, max_length=longest)


def _choices(form: FieldForm, name: str) -> ChoiceField:
    field = form.field(name)
    assert isinstance(field, ChoiceField)  # noqa: S101 - made so above
    return field


def _package(offer: CertificateOffer) -> str:
    missing = ", ".join(lacking(offer.package or ())).lower()
    told = f"Paket belum lengkap: {missing}." if missing else "Paket lengkap."
    return f"{told} Pasangan tercatat: {offer.partner}; isi hanya bila lain." if offer.partner else told
