"""One part of a waiting list changed beneath the rooms: its name, whom it takes, and whether it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.queue.sub_rooms import SubRoom
from ilp_desktop.services.queue.sub_rooms import LONGEST_NAME
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.widgets.choice_field import ChoiceField, TickField
from ui.widgets.number_field import NumberField
from ui.widgets.text_fields import TextField

SICK, HEALTHY = "sakit", "sehat"
CONDITIONS = {SICK: True, HEALTHY: False}
NO_MONTHS = "Isi umur dalam bulan penuh."


class SubRoomForm(EntryForm):
    """Asks which part, and shows what holds for it as soon as it is chosen."""

    def __init__(self, context: PageContext) -> None:
        self.part = ChoiceField("code", "Bagian antrean klaster 2", [], required=True)
        self.name_field = TextField("label", "Nama pada daftar", required=True, max_length=LONGEST_NAME)
        self.condition = ChoiceField("sick", "Untuk yang datang (kosong: semua)", [(SICK, "Sakit"), (HEALTHY, "Sehat")])
        self.starts = NumberField("from_months", "Mulai umur", unit="bln")
        self.ends = NumberField("until_months", "Sebelum umur", unit="bln", hint="kosong: tanpa batas")
        self.active = TickField("active", "Dipakai", statement="Dipakai di Puskesmas ini")
        self._parts = parts = dict[str, SubRoom]()
        fields = [(self.part, 1), (self.name_field, 1), (self.condition, 2), (self.starts, 1), (self.ends, 1)]
        service, user = context.house.sub_rooms, context.user
        super().__init__(context, [*fields, (self.active, 2)], 2, lambda raw: service.change(user, _wanted(parts, raw)))
        self.part.changed.connect(self._on_part_changed)

    def set_parts(self, parts: Sequence[SubRoom]) -> None:
        """Offer the parts as they are stored."""
        self._parts.clear()
        self._parts.update({part.code: part for part in parts})
        self.part.offer([(part.code, part.label) for part in parts])

    def _on_part_changed(self) -> None:
        """Show what holds for the part chosen; the one for mothers takes no ages."""
        part = self._parts.get(self.part.value() or "")
        if part is None:
            return
        self.form.hide_fields({"sick", "from_months", "until_months"} if part.maternal else set())
        self.name_field.set_value(part.label)
        self.condition.set_value(next((code for code, sick in CONDITIONS.items() if sick is part.sick), None))
        self.starts.set_value(part.from_months)
        self.ends.set_value(part.until_months)
        self.active.set_value(part.active)


def _wanted(parts: Mapping[str, SubRoom], raw: Raw) -> SubRoom:
    """Return the part as it is typed; raises ``WrongAnswers`` where a month is no whole number."""
    part = parts[words(raw, "code")]
    changed = replace(part, label=words(raw, "label"), active=bool(raw.get("active")))
    if part.maternal:
        return changed
    months = {name: raw.get(name) for name in ("from_months", "until_months")}
    wrong = {name: NO_MONTHS for name, value in months.items() if value is not None and not _is_month(value)}
    if wrong:
        raise WrongAnswers(wrong)
    starts, ends = months["from_months"], months["until_months"]
    return replace(
        changed,
        sick=CONDITIONS.get(words(raw, "sick")),
        from_months=starts if isinstance(starts, int) else 0,
        until_months=ends if isinstance(ends, int) else None,
    )


def _is_month(value: object) -> bool:
    return isinstance(value, int) and value >= 0
