"""The actions of a visit: looked up in ICD-9-CM, each with side, number, hour, who did it, and a remark."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from ilp_desktop.domain.care.action_codes import ActionCodes, Side
from ilp_desktop.services.order.action_writing import GivenAction
from ui.widgets.choice_field import ChoiceField
from ui.widgets.chosen_rows import ChosenRow, ChosenRows
from ui.widgets.look_up import SearchBox
from ui.widgets.number_field import NumberField
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField
from ui.widgets.time_field import TimeField

HINT = "Cari kode atau istilah: 86.59, hecting, nebul, ganti perban"
SIDES = [(side.value, side.value) for side in Side]
LONGEST_NOTE = 200
NO_NUMBER = "isi jumlah dengan angka bulat mulai 1."
Staff = Sequence[tuple[UUID, str]]


class ActionRow(ChosenRow):
    """One action and what is told of it."""

    def __init__(self, given: GivenAction, names: tuple[str, str], staff: Staff, *, sided: bool) -> None:
        super().__init__(given.code, names[0], names[1], columns=6)
        self._given = given
        form = self.form
        has_side = sided or bool(given.side)
        if has_side:
            form.add(ChoiceField("side", "Sisi", SIDES))
        form.add(NumberField("count", "Jumlah"))
        form.add(TimeField("at", "Jam", hint="kini"))
        form.add(ChoiceField("done_by", "Oleh", [(str(one), name) for one, name in staff]), span=2)
        form.add(TextField("note", "Keterangan", max_length=LONGEST_NOTE), span=6 if has_side else 2)
        told = {"side": given.side or None, "count": given.count, "at": given.at, "note": given.note or None}
        form.set_values(told | {"done_by": str(given.done_by) if given.done_by else None})

    def value(self) -> GivenAction:
        """Return the action as its fields say; what is no number or hour stays as it was until it is put right."""
        field = self.form.field
        count, at, done_by = field("count").value(), field("at"), field("done_by").value()
        return replace(
            self._given,
            side=str(field("side").value() or "") if "side" in self.form.names() else "",
            count=count if isinstance(count, int) else self._given.count,
            at=at.hour() if isinstance(at, TimeField) else None,
            done_by=UUID(str(done_by)) if done_by else self._given.done_by,
            note=str(field("note").value() or ""),
        )

    def problem(self) -> str:
        """Return what the fields themselves know to be wrong, or nothing."""
        count = self.form.field("count").value()
        return super().problem() if isinstance(count, int) and count > 0 else f"{self.name}: {NO_NUMBER}"


class ActionList(ChosenRows):
    """A field holding any number of actions; ``value`` is a tuple of ``GivenAction`` in the order they were chosen."""

    def __init__(self, name: str, label_text: str, codes: ActionCodes, box: SearchBox, me: UUID) -> None:
        self._codes = codes
        self._me = me
        self._staff: tuple[tuple[UUID, str], ...] = ()
        super().__init__(name, label_text, box)

    def offer(self, staff: Staff) -> None:
        """Say who may have done an action."""
        if tuple(staff) != self._staff:
            self._staff = tuple(staff)
            self.draw(self.value())

    def make_row(self, thing: GivenAction) -> ActionRow:
        """Return the row of an action."""
        entry = self._codes.get(thing.code)
        names = (entry.title, entry.title_en) if entry else (thing.code, "")
        return ActionRow(thing, names, self._staff, sided=entry is not None and entry.asks_side)

    def chosen(self, found: Suggestion) -> GivenAction:
        """Return the action that was chosen; the same may be done twice, on either side."""
        return GivenAction(str(found.value), done_by=self._me)


def offered_actions(codes: ActionCodes, text: str, usual: Sequence[str] = ()) -> list[Suggestion]:
    """Return the actions for what is typed, the usual ones first; sure if every word fits."""
    sure = codes.holds_all(text)
    return [Suggestion(one.code, f"{one.code}  {one.title}", one.title_en, sure) for one in codes.choices(text, usual)]
