"""The form of a referral letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.care.tacc import TaccReason, age_choice
from ilp_desktop.forms.parsing import parse
from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.services.facility.facilities import DestinationInfo
from ilp_desktop.services.referral.referral_dangers import NO_DANGERS, DangerOffer
from ilp_desktop.services.referral.referrals import ReferralDraft
from ui.jobs import Jobs
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.form_view_fields import ReadDate
from ui.widgets.look_up import SearchBox
from ui.widgets.many_field import ManyField
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import LineField, MultiLineField, TextField

NOTE_PARTS = ": "
PLANNED = Question("", "planned_on", "Tanggal rencana berkunjung", Kind.DATE)
LONGEST_NUMBER = 40
AS_TYPED = "Tidak ada dalam daftar; dipakai seperti diketik."


@dataclass(frozen=True)
class ReferralChoices:
    """What a letter of one visit can be made of; ``signer`` is who is signed in, if allowed to sign."""

    destinations: tuple[DestinationInfo, ...]
    doctors: tuple[tuple[UUID, str], ...]
    reasons: tuple[TaccReason, ...]
    signer: UUID | None
    age: Age
    dangers: DangerOffer = NO_DANGERS


class ClinicField(LineField):
    """The clinic of the destination: chosen from those known there, or typed."""

    def __init__(self, jobs: Jobs) -> None:
        self._clinics: tuple[str, ...] = ()
        self.box = SearchBox(self._search, jobs, "Ketik, atau panah bawah untuk daftar", least_letters=0)
        super().__init__("clinic", "Poli tujuan", line=self.box, required=True, max_length=80)

    def offer(self, clinics: Sequence[str]) -> None:
        """Say which clinics are known."""
        self._clinics = tuple(clinics)

    def value(self) -> str | None:
        """Return the clinic, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show a clinic."""
        self.set_text("" if value is None else str(value))

    def _search(self, text: str) -> list[Suggestion]:
        wanted = text.casefold()
        known = [Suggestion(clinic, clinic) for clinic in self._clinics if wanted in clinic.casefold()]
        return known or [Suggestion(text, text, AS_TYPED)]


class ReferralForm(QWidget):
    """Where to, why, who signs; it counts as begun when anything but the signing doctor is filled in.

    Signals:
        changed(): the user changed something.
    """

    changed = Signal()

    def __init__(self, choices: ReferralChoices, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._reasons = {reason.code: reason for reason in choices.reasons}
        self.form = FieldForm(columns=3)
        self.clinic = ClinicField(jobs)
        self._draw()
        self.form.changed.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addStretch(1)
        self.clear()

    def clear(self) -> None:
        """Make the form blank but for the signing doctor, who is the one signed in."""
        self.form.clear()
        signs = self._choices.signer in {doctor for doctor, _ in self._choices.doctors}
        self.form.field("doctor_id").set_value(str(self._choices.signer) if signs else None)
        if self._choices.dangers.signs:
            shown = tuple(sign.code for sign in self._choices.dangers.signs if sign.ticked)
            self.form.field("danger_signs").set_value(shown)
        self._blank = self.values()
        self._adapt()

    def show_for(self, age: Age) -> None:
        """Be there for somebody of another age; all else there is to choose stays."""
        self._choices = replace(self._choices, age=age)
        self._adapt()

    def has_typing(self) -> bool:
        """Tell whether a letter has been begun."""
        return self.values() != self._blank

    def values(self) -> dict[str, object]:
        """Return what is filled in, shown or not, to be kept while the patient is away."""
        return {name: self.form.field(name).value() for name in self.form.names()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show what was kept."""
        self.form.set_values(values)
        self._adapt()

    def draft(self) -> ReferralDraft | None:
        """Return the letter to be issued, or None when none was begun."""
        if not self.has_typing():
            return None
        emergency, missing = self._is_ticked("emergency"), self._is_ticked("external_missing")
        return ReferralDraft(
            destination_id=self._chosen_id("destination_id"),
            clinic=self._text("clinic"),
            doctor_id=self._chosen_id("doctor_id"),
            reason_code=self._reason_code(),
            reason_note=self._reason_note(),
            planned_on=self._planned_on(),
            emergency=emergency,
            external_number="" if missing else self._text("external_number"),
            external_missing=missing,
            findings=self._text("findings"),
            escort=self._text("escort") if emergency else "",
            **self._handover(),
        )

    def problems(self) -> dict[str, str]:
        """Return what the form itself knows to be wrong, by field."""
        wrong = {one.name: text for one in self.form.shown_fields() if (text := one.problem())}
        if not self._reason_code():
            wrong["reason_code"] = "Pilih alasan rujukan."
        wrong |= {
            _days_field(reason): "Pilih lama sakit."
            for reason in self._choices.reasons
            if reason.kind == "days" and reason.code == self._reason_code() and not self._text(_days_field(reason))
        }
        return wrong

    def show_wrong(self, messages: Mapping[str, str]) -> dict[str, str]:
        """Show messages beside their fields and go to the first; return those that belong to no field."""
        return self.form.show_errors(messages)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self.form.set_save_button(button)

    def field(self, name: str) -> Field:
        """Return a field by name."""
        return self.form.field(name)

    def _draw(self) -> None:
        form, choices = self.form, self._choices
        places = [(str(place.id), _place_text(place)) for place in choices.destinations]
        doctors = [(str(doctor), name) for doctor, name in choices.doctors]
        form.add_section("Tujuan")
        form.add(ChoiceField("destination_id", "Tujuan rujukan", places, required=True))
        form.add(self.clinic)
        form.add(DateField("planned_on", PLANNED.label, self._read_planned))
        form.add(ChoiceField("doctor_id", "Dokter penanda tangan", doctors, required=True))
        form.add(TickField("emergency", "Kedaruratan", statement="Rujukan gawat darurat"))
        form.add(TextField("escort", "Pengantar", required=True, hint="Nama dan profesi", max_length=120))
        form.add_section("Alasan dan penunjang")
        reasons = [(reason.code, reason.label) for reason in choices.reasons]
        form.add(ChoiceField("reason_code", "Alasan rujukan (TACC)", reasons, required=True))
        for reason in choices.reasons:
            if reason.kind == "days":
                texts = [(text, text) for text in reason.choices]
                form.add(ChoiceField(_days_field(reason), "Lama sakit", texts, required=True))
        form.add(TextField("reason_note", "Penjelasan alasan"))
        form.add(MultiLineField("findings", "Hasil penunjang", lines=2, hint="Laboratorium dan lain-lain"), span=3)
        self._draw_dangers()
        form.add_section("Nomor rujukan P-Care / SATUSEHAT")
        form.add(TextField("external_number", "Nomor rujukan", max_length=LONGEST_NUMBER))
        form.add(TickField("external_missing", "Bila belum terbit", statement="Belum ada nomor"))

    def _draw_dangers(self) -> None:
        """Ask for the danger signs and the handover of a mother or a newborn."""
        offer = self._choices.dangers
        if offer.group is None:
            return
        self.form.add_section(f"Tanda bahaya {offer.title} dan SBAR")
        signs = [(sign.code, sign.label) for sign in offer.signs]
        self.form.add(ManyField("danger_signs", "Tanda bahaya", signs, columns=3), span=3)
        self.form.add(TextField("condition", "Keadaan saat berangkat", hint="Situasi"))
        self.form.add(TextField("request", "Yang diminta dari penerima", hint="Rekomendasi"), span=2)

    def _handover(self) -> dict[str, Any]:
        """Return the danger signs ticked and what is said for SBAR."""
        if self._choices.dangers.group is None:
            return {}
        ticked = self.form.field("danger_signs").value()
        return {
            "danger_signs": ticked if isinstance(ticked, tuple) else (),
            "condition": self._text("condition"),
            "request": self._text("request"),
        }

    def _adapt(self) -> None:
        """Show the fields that are asked for what is filled in."""
        reason = self._reasons.get(self._reason_code())
        hidden = {_days_field(one) for one in self._reasons.values() if one.kind == "days" and one is not reason}
        if not self._is_ticked("emergency"):
            hidden.add("escort")
        if self._is_ticked("external_missing"):
            hidden.add("external_number")
        self.form.hide_fields(hidden)
        by_age = reason is not None and reason.kind == "age"
        self.form.field("reason_code").set_note(age_choice(self._choices.age) if by_age else "")
        wanted = self._chosen_id("destination_id")
        clinics = [place.clinics for place in self._choices.destinations if place.id == wanted]
        self.clinic.offer(clinics[0] if clinics else ())

    def _on_changed(self) -> None:
        self._adapt()
        self.changed.emit()

    def _text(self, name: str) -> str:
        return self.form.field(name).text()

    def _is_ticked(self, name: str) -> bool:
        return self.form.field(name).value() is True

    def _reason_code(self) -> str:
        return str(self.form.field("reason_code").value() or "")

    def _reason_note(self) -> str:
        """Return the text P-Care wants for the reason, and the explanation after it."""
        reason = self._reasons.get(self._reason_code())
        fixed = ""
        if reason is not None and reason.kind == "days":
            fixed = self._text(_days_field(reason))
        elif reason is not None and reason.kind == "age":
            fixed = age_choice(self._choices.age)
        return NOTE_PARTS.join(part for part in (fixed, self._text("reason_note")) if part)

    def _chosen_id(self, name: str) -> UUID | None:
        chosen = self.form.field(name).value()
        return UUID(str(chosen)) if chosen else None

    def _planned_on(self) -> date | None:
        planned = self.form.field("planned_on").value()
        return planned if isinstance(planned, date) else None

    def _read_planned(self, text: str) -> ReadDate:
        day = self._choices.age.day
        parsed = parse(PLANNED, text, day)
        planned = date.fromisoformat(parsed.answer) if isinstance(parsed.answer, str) else None
        if planned is not None and planned < day:
            return ReadDate(None, "Tanggal rencana sudah lewat.")
        return ReadDate(planned, parsed.error)


def _place_text(place: DestinationInfo) -> str:
    return f"{place.name}, {place.city}" if place.city else place.name


def _days_field(reason: TaccReason) -> str:
    return f"days_{reason.code}"
