"""What the numbers typed say about the person, and where they contradict what is typed beside them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from ilp_desktop.domain.identity.identifiers import CheckedNumber, check_bpjs, check_kk, check_phone
from ilp_desktop.domain.identity.nik import NIK_DIGITS, NikReading, read_nik
from ilp_desktop.domain.sex import Sex
from ui.front_desk.person_fields import PersonFields
from ui.palette import Tone
from ui.widgets.area_fields import district_text
from ui.widgets.text_fields import TextField

NOT_VERIFIED = "Belum terverifikasi."
NO_HOME = "Bukan domisili."


class IdentityChecks(QObject):
    """Reads the NIK while it is typed: fills birth date and sex, tells its region, warns of contradictions."""

    def __init__(self, fields: PersonFields, today: Callable[[], date]) -> None:
        super().__init__(fields.form)
        self._fields = fields
        self._today = today
        self._filled: tuple[date | None, Sex | None] = (None, None)
        fields.form.changed.connect(self._on_changed)
        fields.form.finished.connect(self._on_finished)

    def start(self) -> None:
        """Begin with another person: what is shown now was not filled in by the NIK."""
        self._filled = (None, None)
        self._read_nik()
        self._look()

    def _on_changed(self, name: str) -> None:
        if name == "nik":
            self._read_nik()
        if name in ("nik", "birth_date", "sex"):
            self._look()

    def _on_finished(self, name: str) -> None:
        field = self._fields.form.field(name)
        if not isinstance(field, TextField) or not field.text():
            return
        checked = self._checked(name, field.text())
        if checked is not None and checked.refusals:
            field.set_error(checked.refusals[0])
        elif checked is not None and checked.warnings:
            field.set_note(checked.warnings[0], Tone.WARN)

    def _checked(self, name: str, text: str) -> CheckedNumber | NikReading | None:
        if name == "nik":
            reading = read_nik(text, self._today())
            return reading if reading.refusals else None
        if name == "kk_number":
            return check_kk(text, self._today())
        return {"bpjs": check_bpjs, "phone": check_phone}[name](text) if name in ("bpjs", "phone") else None

    def _read_nik(self) -> None:
        reading = read_nik(self._fields.nik.text(), self._today())
        if reading.accepted:
            self._fill_from(reading)

    def _fill_from(self, reading: NikReading) -> None:
        """Fill what is blank, or what an earlier NIK had filled."""
        fields, (filled_date, filled_sex) = self._fields, self._filled
        shown_sex = fields.sex.value()
        own_date = bool(fields.birth.text()) and (filled_date is None or fields.birth.birth_date() != filled_date)
        if reading.birth_date and not own_date:
            fields.birth.set_value(reading.birth_date)
            fields.birth.set_error("")
            fields.birth.set_estimated(estimated=False)
            filled_date = reading.birth_date
        own_sex = shown_sex is not None and (filled_sex is None or shown_sex != filled_sex.value)
        if reading.sex and not own_sex:
            fields.sex.set_value(reading.sex.value)
            fields.sex.set_error("")
            filled_sex = reading.sex
        self._filled = (filled_date, filled_sex)
        fields.show_what_applies()

    def _look(self) -> None:
        """Say beneath NIK and sex what they tell."""
        fields, today = self._fields, self._today()
        text, born, shown_sex = fields.nik.text(), fields.birth.birth_date(), fields.sex.value()
        sex = Sex(shown_sex) if shown_sex else None
        alone = read_nik(text, today, born)
        together = read_nik(text, today, born, sex)
        contradicted = [warning for warning in together.warnings if warning not in alone.warnings]
        fields.sex.set_note(" ".join(contradicted), Tone.WARN)
        fields.nik.set_note(*_nik_note(alone, contradicted, today))


def _nik_note(reading: NikReading, contradicted: list[str], today: date) -> tuple[str, Tone]:
    if not reading.nik:
        return "", Tone.NEUTRAL
    if not reading.accepted:
        count = f"{len(reading.nik)} dari {NIK_DIGITS} angka" if len(reading.nik) < NIK_DIGITS else ""
        return count, Tone.NEUTRAL
    if reading.warnings:
        return f"{' '.join(reading.warnings)} {NOT_VERIFIED}", Tone.WARN
    if contradicted:
        return NOT_VERIFIED, Tone.WARN
    return f"Terbit di {reading.province_name}, {district_text(reading.district_code, today)}. {NO_HOME}", Tone.NEUTRAL
