"""The questions a pregnancy begins with: what it is dated by, GPA, height and weight; asked anew to correct it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, gpa_text, last_period_problem
from ilp_desktop.domain.pregnancy.pregnancy_dating import (
    DatingMethod,
    Measure,
    Measured,
    dated,
    difference,
    give_or_take_weeks,
    measured_problem,
)
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.domain.typed.typed_scan import parse_scan
from ui.palette import Tone
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.date_field import DateField
from ui.widgets.field_form import FieldForm
from ui.widgets.number_field import NumberField, number_text
from ui.widgets.text_fields import TextField

METHODS = (
    (DatingMethod.LAST_PERIOD.value, "HPHT"),
    (DatingMethod.SCAN.value, "USG"),
    (DatingMethod.FUNDAL.value, "TFU"),
)
USE_SCAN, KEEP_PERIOD = "usg", "hpht"
DECISIONS = ((USE_SCAN, "Pakai USG"), (KEEP_PERIOD, "Tetap HPHT"))
WHOLE_NUMBER = "Isi bilangan bulat."
SCAN_HINT = "HPL 17-8-26, umur 9+3, CRL 32"
DATE_FIELDS = ("last_period_on", "measured_on", "measured", "fundal")


@dataclass(frozen=True)
class ToldPregnancy:
    """What stands in the fields, as far as it can be read."""

    last_period_on: date | None
    gravida: int | None
    para: int | None
    abortus: int | None
    height_cm: float | None
    weight_before_kg: float | None
    measured: Measured | None
    use_scan: bool | None
    babies_expected: int | None


class PregnancyFields:
    """The fields, and which of them are asked by the method of dating.

    Attributes:
        form: holds the fields.
        method: which method dates the pregnancy; stands outside the form, whose Enter it would otherwise be in.
        version_field: never shown; which version of the record what is typed corrects.
    """

    def __init__(self, today: Callable[[], date], *, correcting: bool = False) -> None:
        """What may still be unknown at the start is asked only when ``correcting``."""
        self._today = today
        self.method = ChoiceButtons("dating", "Umur kehamilan menurut", METHODS)
        self.method.head.hide()
        self.method.note.hide()
        self.form = FieldForm(columns=3)
        self.last_period_field = DateField("last_period_on", "HPHT", self._read_date, required=True)
        self.measured_on_field = DateField("measured_on", "Tanggal USG", self._read_date, required=True)
        self.scan_field = TextField("measured", "Hasil USG", required=True, hint=SCAN_HINT, max_length=20)
        self.fundal_field = NumberField("fundal", "Tinggi fundus uteri (TFU)", unit="cm", required=True)
        self.decision_field = ChoiceButtons("use_scan", "Berbeda dari HPHT", DECISIONS)
        self.height_field = NumberField("height_cm", "Tinggi badan", unit="cm")
        self.weight_field = NumberField("weight_before_kg", "Berat badan sebelum hamil", unit="kg")
        self.count_fields = (
            NumberField("gravida", "Gravida (G), termasuk kehamilan ini", required=True),
            NumberField("para", "Para (P)", required=True),
            NumberField("abortus", "Abortus (A)", required=True),
        )
        self.babies_field = NumberField("babies_expected", "Jumlah janin, bila sudah jelas")
        self._kept_method, self.version_field = TextField("dating_method", ""), TextField("version", "")
        never = (self._kept_method, self.version_field, *(() if correcting else (self.babies_field,)))
        self._never_shown = {field.name for field in never}
        dating = (self.last_period_field, self.measured_on_field, self.scan_field, self.fundal_field)
        for one in (*dating, self.decision_field, self.height_field, self.weight_field):
            self.form.add(one)
        for one in (*self.count_fields, self.babies_field):
            self.form.add(one, new_row=one is self.count_fields[0])
        self.form.add_all(self._kept_method, self.version_field)
        self.form.changed.connect(self._on_changed)
        self.method.changed.connect(self._on_method_chosen)
        self.refresh()

    def refresh(self) -> None:
        """Ask what the method that stands in the form asks for, and say what follows from the answers."""
        self.method.set_value(self._kept_method.value() or DatingMethod.LAST_PERIOD.value)
        if self._chosen() is not DatingMethod.SCAN or not self._differs():
            self.decision_field.set_value(None)
        self._arrange(asked=self.decision_field.value() is not None)
        self._show_notes()

    def fill(self, values: Mapping[str, object], method: DatingMethod) -> None:
        """Show what is recorded."""
        self.form.clear()
        self.form.set_values(values)
        self._kept_method.set_value(_kept(method))
        self.refresh()

    def told(self) -> ToldPregnancy:
        """Return what stands in the fields."""
        period = self.last_period_field.value() if self._chosen() is not DatingMethod.FUNDAL else None
        decision = self.decision_field.value()
        gravida, para, abortus = (_whole(field) for field in self.count_fields)
        return ToldPregnancy(
            last_period_on=period if isinstance(period, date) else None,
            gravida=gravida,
            para=para,
            abortus=abortus,
            height_cm=self.height_field.number(),
            weight_before_kg=self.weight_field.number(),
            measured=self.measured(),
            use_scan=None if decision is None else decision == USE_SCAN,
            babies_expected=_whole(self.babies_field),
        )

    def measured(self) -> Measured | None:
        """Return the scan or height typed, None while it is not complete."""
        method, on = self._chosen(), self.measured_on_field.value()
        if method is DatingMethod.LAST_PERIOD or not isinstance(on, date):
            return None
        if method is DatingMethod.FUNDAL:
            height = self.fundal_field.number()
            return None if height is None else Measured(on, Measure.FUNDAL, f"{height:g}")
        typed = parse_scan(self.scan_field.text(), self._today())
        return None if typed.kind is None else Measured(on, typed.kind, typed.told)

    def check(self) -> bool:
        """Show what the fields themselves know to be wrong; True when that is nothing."""
        if not self.form.check():
            return False
        counts = (*self.count_fields, self.babies_field)
        wrong = {field.name: WHOLE_NUMBER for field in counts if isinstance(field.value(), float)}
        if self._chosen() is not DatingMethod.LAST_PERIOD and self.measured_on_field.value() is None:
            wrong["measured_on"] = "Isi tanggalnya."
        if self._chosen() is DatingMethod.SCAN:
            problem = parse_scan(self.scan_field.text(), self._today()).problem
            wrong |= {"measured": problem} if problem else {}
        if self._chosen() is DatingMethod.FUNDAL and self.fundal_field.value() is None:
            wrong["fundal"] = "Isi tinggi fundus."
        if wrong:
            self.form.show_errors(wrong)
        return not wrong

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show what the service refuses; a scan that contradicts the HPHT asks which of them counts."""
        if "use_scan" in errors:
            self._arrange(asked=True)
        if self._chosen() is DatingMethod.FUNDAL:
            names = {"measured": "fundal", "last_period_on": "fundal"}
            errors = {names.get(name, name): text for name, text in errors.items()}
        elif self._chosen() is DatingMethod.SCAN and self.last_period_field.value() is None:
            errors = {"measured" if name == "last_period_on" else name: text for name, text in errors.items()}
        self.form.show_errors(errors)

    def _chosen(self) -> DatingMethod:
        return DatingMethod(self.method.value() or DatingMethod.LAST_PERIOD.value)

    def _on_method_chosen(self) -> None:
        self._kept_method.set_value(_kept(self._chosen()))
        self.refresh()
        self.form.changed.emit(self._kept_method.name)

    def _on_changed(self, name: str) -> None:
        if name in DATE_FIELDS:
            self.decision_field.clear()
            self._arrange(asked=False)
        self._show_notes()

    def _arrange(self, *, asked: bool) -> None:
        """Show the fields of the method; ``asked`` when a decision about the scan is."""
        hidden = {
            DatingMethod.LAST_PERIOD: {"measured_on", "measured", "fundal"},
            DatingMethod.SCAN: {"fundal"},
            DatingMethod.FUNDAL: {"last_period_on", "measured"},
        }[self._chosen()]
        self.form.hide_fields({*hidden, *(() if asked else ("use_scan",)), *self._never_shown})
        by_scan = self._chosen() is DatingMethod.SCAN
        self.measured_on_field.set_label("Tanggal USG" if by_scan else "Tanggal ukur TFU")
        self.last_period_field.set_label("HPHT, kosong bila tidak tahu" if by_scan else "HPHT")
        self.last_period_field.head.required = not by_scan
        self.last_period_field.head.update()

    def _differs(self) -> bool:
        period, measured = self.last_period_field.value(), self.measured()
        if not isinstance(period, date) or measured is None or measured_problem(measured, self._today()):
            return False
        return difference(period, measured).exceeds

    def _show_notes(self) -> None:
        """Say beside the fields what follows from them."""
        told = self.told()
        for field in (self.last_period_field, self.scan_field, self.fundal_field):
            field.set_note("")
        self._note_dating(told)
        counts = (told.gravida, told.para, told.abortus)
        known = [count for count in counts if count is not None]
        self.count_fields[0].set_note(gpa_text(*known) if len(known) == len(counts) else "", Tone.INFO)

    def _note_dating(self, told: ToldPregnancy) -> None:
        """Say which HPL and age follow, and how far scan and HPHT lie apart."""
        period, measured, today = told.last_period_on, told.measured, self._today()
        period = None if period is None or last_period_problem(period, today) else period
        if measured is None or measured_problem(measured, today):
            self.last_period_field.set_note("" if period is None else self._dates_text(period, None), Tone.INFO)
        elif measured.kind is Measure.FUNDAL:
            weeks = give_or_take_weeks(DatingMethod.FUNDAL, measured.on)
            self.fundal_field.set_note(f"Perkiraan ±{weeks} minggu: {self._dates_text(None, measured)}", Tone.WARN)
        else:
            self.scan_field.set_note(self._dates_text(period, measured), Tone.INFO)
            if period is not None:
                found = difference(period, measured)
                self.last_period_field.set_note(found.text, Tone.WARN if found.exceeds else Tone.INFO)

    def _dates_text(self, period: date | None, measured: Measured | None) -> str:
        """Return the HPL and age by what is told; both HPL while nobody decided which of two counts."""
        decision = self.decision_field.value()
        if decision is None and period is not None and measured is not None and difference(period, measured).exceeds:
            each = (dated(period, measured, by_scan=by_scan) for by_scan in (False, True))
            return " atau ".join(f"HPL {indonesian_date(one.due_on)} ({one.method.value})" for one in each)
        dating = dated(period, measured, by_scan=decision == USE_SCAN or period is None)
        which = f" ({dating.method.value})" if measured is not None and period is not None else ""
        age = gestational_age(dating.counted_from, max(self._today(), dating.counted_from)).text
        return f"HPL {indonesian_date(dating.due_on)}{which}, {age}"

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._today())


def recorded_values(dating_measured: Measured | None) -> dict[str, object]:
    """Return a recorded scan or height as it is typed."""
    if dating_measured is None:
        return {}
    told = dating_measured.told
    if dating_measured.kind is Measure.FUNDAL:
        return {"measured_on": dating_measured.on, "fundal": float(told)}
    if dating_measured.kind is Measure.DUE_DAY:
        told = indonesian_date(date.fromisoformat(told))
    elif dating_measured.kind is Measure.CROWN_RUMP:
        told = f"CRL {number_text(float(told))}"
    return {"measured_on": dating_measured.on, "measured": told}


def _kept(method: DatingMethod) -> str | None:
    """Return how a method is kept with what is typed: the usual one leaves no trace."""
    return None if method is DatingMethod.LAST_PERIOD else method.value


def _whole(field: NumberField) -> int | None:
    value = field.value()
    return value if isinstance(value, int) else None
