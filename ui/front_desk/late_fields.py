"""The fields of one line of the paper: the day above, then who came when, and what was found."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.domain.typed.typed_time import parse_time
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.queue.visits import LONGEST_COMPLAINT
from ilp_desktop.services.record.late_writing import LateVisit
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis
from ui.context import PageContext
from ui.front_desk.wording import PAYER_CHOICES, place_text, short_age
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.look_up import LookUp
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import LineField, TextField

COLUMNS = 12
SICK, HEALTHY = "sakit", "sehat"
RECEIVING = (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS, Klaster.CROSS)
VITALS = (("sistolik", "Sistolik"), ("diastolik", "Diastolik"), ("berat", "BB (kg)"), ("suhu", "Suhu (°C)"))
VITAL_FORM = "vital_signs"
KEPT = ("day", "served_by")
WHO = "Nama, NIK, No. RM, tgl lahir"
NOBODY = "Tidak ditemukan. Orang baru: Esc, Alt+B, lalu Susulan lagi."
WANTED = {
    "day": "Isi hari pelayanannya.",
    "served_by": "Pilih petugas yang melayani.",
    "hour": "Isi jamnya.",
    "person": "Cari lalu pilih orangnya.",
    "klaster": "Pilih klasternya.",
    "payer": "Pilih penjamin.",
    "sick": "Pilih sakit atau sehat.",
}


class TimeField(LineField):
    """A time of day, written out as 09.15 when it is left."""

    def value(self) -> time | str | None:
        """Return the time, None when blank, or the text when it is no time."""
        read = parse_time(self.text())
        return (read.value if read.value is not None else self.text()) if self.text() else None

    def set_value(self, value: object) -> None:
        """Show a time, or a text as it is."""
        self.set_text(f"{value:%H.%M}" if isinstance(value, time) else str(value or ""))

    def problem(self) -> str:
        """Return why the text is no time, if so."""
        return parse_time(self.text()).problem if self.text() else ""

    def _on_left(self) -> None:
        if self.problem():
            self.set_error(self.problem())
        else:
            self.set_value(self.value())


class LateFields:
    """The fields, and the visit that they say.

    Attributes:
        form: where they stand.
        is_clinical: whether findings are asked as well; only those who may write records are.
    """

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self.form = FieldForm(columns=COLUMNS)
        self.is_clinical = context.user.may(Act.WRITE_RECORD)
        self._add_paper()
        self._add_visit()
        if self.is_clinical:
            self._add_findings()

    def offer_staff(self, staff: Sequence[tuple[UUID, str]]) -> None:
        """Offer who may have been with the person."""
        self.served_by.offer([(str(one), name) for one, name in staff])

    def problems(self) -> dict[str, str]:
        """Return what is missing or cannot be read, by field."""
        blank = {name: text for name, text in WANTED.items() if self.form.field(name).value() is None}
        unread = {name: self.form.field(name).problem() for name in self.form.names()}
        return blank | {name: text for name, text in unread.items() if text}

    def visit(self, client_id: UUID, *, sure: bool) -> LateVisit:
        """Return the visit as typed; the fields have no problems."""
        values = {name: self.form.field(name).value() for name in self.form.names()}
        return LateVisit(
            client_id=client_id,
            person_id=_the(UUID, values["person"]),
            day=_the(date, values["day"]),
            hour=_the(time, values["hour"]),
            served_by=UUID(str(values["served_by"])),
            klaster=Klaster(int(str(values["klaster"]))),
            payer=Payer(values["payer"]),
            sick=values["sick"] == SICK,
            triage=self.triage.text(),
            complaint=self.complaint.text(),
            treatment=self._text("treatment"),
            diagnoses=tuple(
                GivenDiagnosis(str(values[name]), certainty=Certainty.UNSAID)
                for name in ("diagnosis", "further")
                if values.get(name) is not None
            ),
            vitals=self._vitals(),
            sure=sure,
        )

    def start_next(self) -> None:
        """Make all blank but the day and who served, which hold for the whole sheet of paper."""
        for name in self.form.names():
            if name not in KEPT:
                self.form.field(name).clear()
        self.form.go_to(self.hour)

    def _add_paper(self) -> None:
        self.form.add_section("Lembar kertas")
        self.day = DateField("day", "Hari pelayanan", self._read_day, required=True)
        self.served_by = ChoiceField("served_by", "Petugas yang melayani", (), required=True)
        self.form.add(self.day, span=2)
        self.form.add(self.served_by, span=4)

    def _add_visit(self) -> None:
        add, jobs = self.form.add, self._context.jobs
        self.form.add_section("Kunjungan")
        self.hour = TimeField("hour", "Jam", required=True, hint="9.15")
        self.person = LookUp("person", "Orang", self._find, jobs, required=True, hint=WHO)
        self.person.box.nothing_found = NOBODY
        klasters = [(str(one.value), one.label) for one in RECEIVING]
        self.klaster = ChoiceField("klaster", "Klaster", klasters, required=True)
        self.payer = ChoiceField("payer", "Penjamin", PAYER_CHOICES, required=True)
        self.sick = ChoiceButtons("sick", "Datang", [(SICK, "1 Sakit"), (HEALTHY, "2 Sehat")], required=True)
        self.triage = TextField("triage", "Triase", hint="bila ada", max_length=5)
        self.complaint = TextField("complaint", "Keluhan", max_length=LONGEST_COMPLAINT)
        for field, span in ((self.hour, 1), (self.person, 4), (self.klaster, 2), (self.payer, 2), (self.sick, 3)):
            add(field, span=span)
        add(self.triage, span=1)
        add(self.complaint, span=11 if not self.is_clinical else 3)

    def _add_findings(self) -> None:
        fields: list[tuple[Field, int]] = [(TextField(code, label, max_length=7), 2) for code, label in VITALS]
        jobs = self._context.jobs
        fields.append((LookUp("diagnosis", "Diagnosis utama", self._codes, jobs, hint="ICD-10"), 4))
        fields.append((LookUp("further", "Diagnosis lain", self._codes, jobs, hint="ICD-10"), 4))
        fields.append((TextField("treatment", "Terapi dan tindakan"), 4))
        for field, span in fields:
            self.form.add(field, span=span)

    def _text(self, name: str) -> str:
        return self.form.field(name).text() if name in self.form.names() else ""

    def _vitals(self) -> FilledForm | None:
        typed = {code: self._text(code) for code, _ in VITALS}
        return (
            FilledForm(VITAL_FORM, {code: text for code, text in typed.items() if text})
            if any(typed.values())
            else None
        )

    def _read_day(self, text: str) -> TypedDate:
        return parse_date(text, self._context.today())

    def _find(self, typed: str) -> Sequence[Suggestion]:
        today = self._context.today()
        return [
            Suggestion(
                one.id,
                one.name,
                f"{short_age(one.birth_date, today)} · No. RM {one.record_number} · {place_text(one.village, one.rw)}",
            )
            for one in self._context.house.registration.search(self._context.user, typed)
        ]

    def _codes(self, typed: str) -> Sequence[Suggestion]:
        found = self._context.house.codes.search(typed)
        return [Suggestion(one.code, f"{one.code}  {one.title}", one.title_en) for one in found]


def beside_fields(errors: Mapping[str, str]) -> dict[str, str]:
    """Return errors by the names of fields: a question of vital signs is a field of its own here."""
    return {name.removeprefix(f"{VITAL_FORM}."): text for name, text in errors.items()}


def _the(kind: type[Any], value: object) -> Any:
    if not isinstance(value, kind):
        raise AssertionError("the form was checked before its visit is taken")
    return value
