"""The form of a referral: what it asks follows from its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.care.referral_kind import HOSPITAL, LETTER, SLIP
from ilp_desktop.domain.care.tacc import age_choice
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ui.jobs import Jobs
from ui.widgets.field import Field
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.referral_fields import HANDOVER, OfferedField, ReferralChoices, ReferralFields, days_field
from ui.widgets.view_switch import ViewSwitch

NOTE_PARTS = ": "
KIND = "kind"
COLUMNS = 3
EXPLAINED = {
    LETTER: "Terbit saat disimpan, dengan tanda vital, diagnosis, dan terapi pemeriksaan ini.",
    SLIP: "Terbit saat disimpan.",
}
URGENT_ONLY = frozenset({"escort", "vehicle"})


class ReferralForm(QWidget):
    """Where to, why, who signs; it counts as begun when anything but the signing doctor is filled in.

    Attributes:
        kinds: chooses the kind; the hospital is first, so that an ordinary letter needs no choice.

    Signals:
        changed(): the user changed something.
        kind_shown(str): a kind is shown.
    """

    changed = Signal()
    kind_shown = Signal(str)

    def __init__(self, choices: ReferralChoices, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._jobs = jobs
        self._reasons = {reason.code: reason for reason in choices.reasons}
        self._save_button: QAbstractButton | None = None
        self._forms: dict[str, FieldForm] = {}
        self._fields: dict[str, ReferralFields] = {}
        self._blank: dict[str, dict[str, object]] = {}
        self._kind = HOSPITAL
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch(1)
        self._make(HOSPITAL)
        self._clear(HOSPITAL)
        self.kinds = ViewSwitch("Jenis rujukan", [(kind.code, kind.label) for kind in choices.rules.offered()])
        self._explained = label("", "muted")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.kinds)
        head.addWidget(self._explained, 1)
        self._layout.insertLayout(0, head)  # made after the fields, so that Tab comes to these first
        self.kinds.changed.connect(self._on_kind)
        self.show_kind(HOSPITAL)

    @property
    def form(self) -> FieldForm:
        """Return the fields of the kind shown."""
        return self._forms[self._kind]

    @property
    def clinic(self) -> OfferedField:
        """Return the field of the clinic; raises ``KeyError`` where the kind shown has none."""
        return self._fields[self._kind].offered["clinic"]

    def kind(self) -> str:
        """Return the code of the kind shown."""
        return self._kind

    def show_kind(self, code: str) -> None:
        """Show the fields of a kind."""
        for one in self._forms.values():
            one.hide()
        self._kind = code
        if code not in self._forms:
            self._make(code)
            self._clear(code)
        self.kinds.select(code)
        self._explained.setText(EXPLAINED[self._choices.rules.kind(code).paper])
        self.form.show()
        self._adapt()
        self.kind_shown.emit(code)

    def clear(self) -> None:
        """Make the form blank but for the signing doctor, who is the one signed in; again for a hospital."""
        for code in self._forms:
            self._clear(code)
        self.show_kind(HOSPITAL)

    def show_for(self, age: Age) -> None:
        """Be there for somebody of another age; all else there is to choose stays."""
        self._choices = replace(self._choices, age=age)
        for made in self._fields.values():
            made.choices = self._choices
        self._adapt()

    def offer_origins(self, names: Sequence[str]) -> None:
        """Say which Posyandu and Pustu there are."""
        for made in self._fields.values():
            if "from_place" in made.offered:
                made.offered["from_place"].offer(names)

    def has_typing(self) -> bool:
        """Tell whether a letter has been begun."""
        return self._typed() != self._blank[self._kind]

    def values(self) -> dict[str, object]:
        """Return what is filled in, shown or not, to be kept while the patient is away."""
        return {KIND: self._kind, **self._typed()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show what was kept."""
        kind = str(values.get(KIND, self._kind))
        if kind != self._kind and kind in self._choices.rules.kinds:
            self.show_kind(kind)
        self.form.set_values(values)
        self._adapt()

    def draft(self) -> ReferralDraft | None:
        """Return the referral to be issued, or None when none was begun."""
        if not self.has_typing():
            return None
        emergency, missing = self._is_ticked("emergency"), self._is_ticked("external_missing")
        urgent_or_other = emergency or self._kind != HOSPITAL
        return ReferralDraft(
            kind=self._kind,
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
            escort=self._text("escort") if urgent_or_other else "",
            vehicle=self._code("vehicle") if emergency else "",
            place=self._text("place"),
            unit=self._code("unit"),
            urgent=self._is_ticked("urgent"),
            from_place=self._text("from_place"),
            brought_by=self._text("brought_by"),
            problems=self._ticked("problems"),
            treatment=self._text("treatment"),
            violence=self._is_ticked("violence"),
            agreed=self._is_ticked("agreed"),
            **self._handover(emergency=emergency),
        )

    def problems(self) -> dict[str, str]:
        """Return what the form itself knows to be wrong, by field."""
        wrong = {one.name: text for one in self.form.shown_fields() if (text := one.problem())}
        if self._kind != HOSPITAL:
            return wrong
        if not self._reason_code():
            wrong["reason_code"] = "Pilih alasan rujukan."
        wrong |= {
            days_field(reason): "Pilih lama sakit."
            for reason in self._choices.reasons
            if reason.kind == "days" and reason.code == self._reason_code() and not self._text(days_field(reason))
        }
        return wrong

    def show_wrong(self, messages: Mapping[str, str]) -> dict[str, str]:
        """Show messages beside their fields and go to the first; return those that belong to no field."""
        return self.form.show_errors(messages)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the last field."""
        self._save_button = button
        for one in self._forms.values():
            one.set_save_button(button)

    def field(self, name: str) -> Field:
        """Return a field by name."""
        return self.form.field(name)

    def _make(self, code: str) -> None:
        """Draw the fields of a kind below the switch."""
        form, made = (
            FieldForm(columns=COLUMNS),
            ReferralFields(self._choices.rules.kind(code), self._choices, self._jobs),
        )
        for title, fields in made.sections():
            form.add_section(title)
            for one, span in fields:
                form.add(one, span=span)
        if self._save_button is not None:
            form.set_save_button(self._save_button)
        form.changed.connect(self._on_changed)
        self._forms[code], self._fields[code] = form, made
        self._layout.insertWidget(self._layout.count() - 1, form)

    def _clear(self, code: str) -> None:
        form = self._forms[code]
        form.clear()
        names = form.names()
        signs = self._choices.signer in {doctor for doctor, _ in self._choices.doctors}
        if "doctor_id" in names:
            form.field("doctor_id").set_value(str(self._choices.signer) if signs else None)
        if "danger_signs" in names:
            shown = tuple(sign.code for sign in self._choices.dangers.signs if sign.ticked)
            form.field("danger_signs").set_value(shown)
        self._blank[code] = {name: form.field(name).value() for name in names}

    def _typed(self) -> dict[str, object]:
        return {name: self.form.field(name).value() for name in self.form.names()}

    def _handover(self, *, emergency: bool) -> dict[str, Any]:
        """Return the danger signs ticked and what is said for SBAR."""
        if self._choices.dangers.group is None and not emergency:
            return {}
        return {
            "danger_signs": self._ticked("danger_signs"),
            "condition": self._text("condition"),
            "request": self._text("request"),
        }

    def _adapt(self) -> None:
        """Show the fields that are asked for what is filled in."""
        if self._kind != HOSPITAL:
            return
        reason = self._reasons.get(self._reason_code())
        hidden = {days_field(one) for one in self._reasons.values() if one.kind == "days" and one is not reason}
        if not self._is_ticked("emergency"):
            hidden |= URGENT_ONLY
            hidden |= set(HANDOVER) if self._choices.dangers.group is None else set()
        if self._is_ticked("external_missing"):
            hidden.add("external_number")
        self.form.hide_fields(hidden)
        by_age = reason is not None and reason.kind == "age"
        self.form.field("reason_code").set_note(age_choice(self._choices.age) if by_age else "")
        wanted = self._chosen_id("destination_id")
        clinics = [place.clinics for place in self._choices.destinations if place.id == wanted]
        self.clinic.offer(clinics[0] if clinics else ())

    def _on_kind(self, code: str) -> None:
        """Show another kind, taking along what both ask."""
        typed = self._typed()
        self.show_kind(code)
        blank = {name for name in self.form.names() if not self.form.field(name).value()}
        self.form.set_values({name: value for name, value in typed.items() if name in blank and value})
        self._adapt()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._adapt()
        self.changed.emit()

    def _text(self, name: str) -> str:
        return self.form.field(name).text() if name in self.form.names() else ""

    def _code(self, name: str) -> str:
        return str(self.form.field(name).value() or "") if name in self.form.names() else ""

    def _is_ticked(self, name: str) -> bool:
        return name in self.form.names() and self.form.field(name).value() is True

    def _ticked(self, name: str) -> tuple[str, ...]:
        value = self.form.field(name).value() if name in self.form.names() else None
        return value if isinstance(value, tuple) else ()

    def _reason_code(self) -> str:
        return self._code("reason_code")

    def _reason_note(self) -> str:
        """Return the text P-Care wants for the reason, and the explanation after it."""
        reason = self._reasons.get(self._reason_code())
        fixed = ""
        if reason is not None and reason.kind == "days":
            fixed = self._text(days_field(reason))
        elif reason is not None and reason.kind == "age":
            fixed = age_choice(self._choices.age)
        return NOTE_PARTS.join(part for part in (fixed, self._text("reason_note")) if part)

    def _chosen_id(self, name: str) -> UUID | None:
        chosen = self._code(name)
        return UUID(chosen) if chosen else None

    def _planned_on(self) -> date | None:
        planned = self.form.field("planned_on").value() if "planned_on" in self.form.names() else None
        return planned if isinstance(planned, date) else None
