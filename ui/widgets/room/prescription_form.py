"""Writing a medicine: chosen or typed, how it is taken in a few letters, for how long, and how much of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.orders.formulary import COUNTED, Formulary, Medicine
from ilp_desktop.domain.orders.quantity_doubt import package_of
from ilp_desktop.domain.orders.signa import Signa, read_signa
from ilp_desktop.domain.orders.written_line import ALLERGY, LONG, QUANTITY, TWICE, Doubt, Written
from ilp_desktop.services.order.order_data import Prescribed
from ilp_desktop.services.order.order_writing import WHY_MISSING, doubts_about, medicine_problems
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.field_form import FieldForm
from ui.widgets.number_field import NumberField
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import LineField, TextField

ADD = "Tambah ke resep"
ADD_TIP = "Tambah ke resep (Ctrl+Enter)"
ADD_KEYS = ("Ctrl+Return", "Ctrl+Enter")
NOT_LISTED = "Tidak ada dalam daftar obat: ditulis seperti diketik."
AS_TYPED = "Tidak semua dikenal: ditulis seperti diketik."
SURE = "Yang ditanyakan di atas: betulkan, atau bila memang benar tulis alasannya lalu tambahkan."
REASON_HINT = "Mengapa memang begitu; tercetak pada resep"
HINT = "Cari nama obat: amox 500, pct sirup, ctm"
LONGEST_NAME, LONGEST_SIGNA, LONGEST_NOTE = 120, 120, 200
REASON = "reason"
BESIDE = ("name", "signa", "days", "quantity")


@dataclass(frozen=True)
class Prescribing:
    """For whom a medicine is written: what doses depend on, the list of the day, and the lines already there."""

    child: DosedChild
    shelf: Formulary
    others: tuple[Prescribed, ...] = ()


class MedicineField(LineField):
    """A medicine of the list, or the name of another as it is typed."""

    def __init__(self, box: CodedSearch) -> None:
        self.box = box
        self._chosen: Medicine | None = None
        super().__init__("name", "Obat", line=box, required=True, hint=HINT, max_length=LONGEST_NAME)
        box.textEdited.connect(self._on_typed)

    def value(self) -> str | None:
        """Return the words shown, or None when blank."""
        return self.text() or None

    def set_value(self, value: object) -> None:
        """Show a medicine of the list, or a name."""
        self._chosen = value if isinstance(value, Medicine) else None
        self.set_text(self._chosen.label if self._chosen else str(value or ""))

    def medicine(self) -> Medicine | None:
        """Return the medicine of the list, or None where its name is typed freely."""
        return self._chosen

    def _on_typed(self) -> None:
        self._chosen = None


class PrescriptionForm(QWidget):
    """The fields of one line of a prescription; Enter walks through them, and the last one leads to the button.

    Signals:
        added(Prescribed): a line is whole, and whatever was asked about it was said to be right.
    """

    added = Signal(object)

    def __init__(self, box: CodedSearch, about: Callable[[], Prescribing]) -> None:
        super().__init__()
        self._about = about
        self._asked: frozenset[str] = frozenset()
        self._reckoned = ""
        self.medicine = MedicineField(box)
        self.form = FieldForm(columns=6)
        self.form.add(self.medicine, span=6)
        self.form.add(
            TextField("signa", "Aturan pakai", required=True, hint="3x1 pc 5 hari", max_length=LONGEST_SIGNA), span=3
        )
        self.form.add(NumberField("days", "Lama", unit="hari"))
        self.form.add(NumberField("quantity", "Jumlah", required=True))
        self.add_button = quiet_button(ADD, "plus")
        self.add_button.setToolTip(ADD_TIP)
        self.form.add(TextField("note", "Keterangan", max_length=LONGEST_NOTE), span=1)
        why = TextField(REASON, "Alasan", required=True, hint=REASON_HINT, max_length=LONGEST_NOTE)
        self.form.add(why, span=6)
        self.form.hide_fields((REASON,))
        self.form.set_save_button(self.add_button)
        self.form.changed.connect(self._on_changed)
        self.add_button.clicked.connect(self.add)
        box.chosen.connect(self._on_chosen)
        for keys in ADD_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.add)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.form)
        column.addLayout(foot)

    def has_typing(self) -> bool:
        """Tell whether a line was begun and not added."""
        return any(self.form.field(name).text() for name in self.form.names())

    def problem(self) -> str:
        """Return that a line was begun and not added, if so."""
        return "Tambahkan obat ini ke resep, atau kosongkan." if self.has_typing() else ""

    def values(self) -> dict[str, object]:
        """Return what is typed and not added yet, to be kept while the patient is away."""
        chosen = self.medicine.medicine()
        typed: dict[str, object] = {
            name: value for name in self.form.names() if (value := self.form.field(name).value()) is not None
        }
        return typed | ({"key": chosen.key} if chosen else {})

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show what was kept."""
        self.clear()
        known = self._about().shelf.get(str(values.get("key", "")))
        self.form.set_values(values)
        if known is not None:
            self.medicine.set_value(known)

    def show_line(self, line: Prescribed) -> None:
        """Show a line to be changed, and go to how it is taken."""
        name = line.name if line.key else line.label
        told = {"name": name, "signa": line.signa, "days": line.days, "quantity": line.quantity, "note": line.note}
        told[REASON] = line.reason
        self.set_values({key: value for key, value in told.items() if value not in (None, "")} | {"key": line.key})
        self._on_changed("signa")
        self.form.go_to(self.form.field("signa"))

    def clear(self) -> None:
        """Make every field blank."""
        self.form.clear()
        self.form.hide_fields((REASON,))
        self._asked, self._reckoned = frozenset(), ""

    def line(self) -> Prescribed:
        """Return the line as typed."""
        chosen, field = self.medicine.medicine(), self.form.field
        quantity, days = field("quantity"), field("days").value()
        return Prescribed(
            name=chosen.name if chosen else self.medicine.text(),
            key=chosen.key if chosen else "",
            form=chosen.form if chosen else "",
            strength=chosen.strength if chosen else "",
            signa=field("signa").text(),
            quantity=quantity.number() if isinstance(quantity, NumberField) else None,
            days=days if isinstance(days, int) else self._signa().days,
            note=field("note").text(),
            confirmed=self._asked,
            reason=field(REASON).text() if self._asked else "",
        )

    def add(self) -> None:
        """Give the line away when it is whole; what is doubtful is asked once beside its field."""
        about, line = self._about(), self.line()
        wrong = medicine_problems(line, about.child.day) | {
            one.name: text for one in self.form.shown_fields() if (text := one.problem())
        }
        if wrong:
            self.form.show_errors(wrong)
            return
        doubts = doubts_about(line, about.child, about.others)
        if any(doubt.key not in self._asked for doubt in doubts):
            self._ask(doubts)
            return
        if doubts and not line.reason:
            self.form.field(REASON).set_error(WHY_MISSING)
            self.form.go_to(self.form.field(REASON))
            return
        self.clear()
        self.added.emit(line)
        self.medicine.setFocus()

    def _ask(self, doubts: Sequence[Doubt]) -> None:
        """Show what is doubtful beside its field, and ask why it is right; the same line added again is taken."""
        self._asked = frozenset(doubt.key for doubt in doubts)
        self.form.hide_fields(())
        beside: dict[str, list[Doubt]] = {}
        for doubt in doubts:
            beside.setdefault(self._place_of(doubt), []).append(doubt)
        for name, some in beside.items():
            field = self.form.field(name)
            field.set_error(" ".join(one.says for one in some))
            field.editor.setToolTip("\n".join(one.source for one in some if one.source))
        self.form.field(REASON).set_note(SURE, Tone.WARN)
        self.form.go_to(self.form.field(REASON))

    def _place_of(self, doubt: Doubt) -> str:
        if doubt.key == LONG and self.form.field("days").text():
            return "days"
        return {ALLERGY: "name", TWICE: "name", QUANTITY: "quantity"}.get(doubt.key, "signa")

    def _on_chosen(self, found: Suggestion) -> None:
        known = self._about().shelf.get(str(found.value))
        if known is None:
            return
        self.medicine.set_value(known)
        self._on_changed("name")

    def _on_changed(self, name: str) -> None:
        """Spell out what is typed, and reckon the number from it as long as nobody typed another."""
        if name in ("note", REASON):
            return
        if self._asked:
            self._asked = frozenset()
            self.form.hide_fields((REASON,))
            for each in BESIDE:
                self.form.field(each).set_error("")
        chosen = self.medicine.medicine()
        if name == "name":
            unlisted = bool(self.medicine.text()) and chosen is None
            self.medicine.set_note(NOT_LISTED if unlisted else "", Tone.NEUTRAL)
        signa, unit = self._signa(), chosen.unit if chosen else ""
        self._say(signa, unit)
        quantity = self.form.field("quantity")
        if isinstance(quantity, NumberField):
            quantity.set_unit(package_of(Written("", signa, chosen), self._about().child.day))
        if name != "quantity":
            self._reckon(signa, unit)

    def _say(self, signa: Signa, unit: str) -> None:
        field = self.form.field("signa")
        if signa.unknown:
            field.set_note(AS_TYPED, Tone.WARN)
        else:
            field.set_note(signa.in_words(unit), Tone.NEUTRAL)

    def _reckon(self, signa: Signa, unit: str) -> None:
        quantity, days = self.form.field("quantity"), self.form.field("days").value()
        if quantity.text() != self._reckoned:
            return
        taken = signa.unit or unit
        count = signa.count(days if isinstance(days, int) else None) if taken in COUNTED else None
        self._reckoned = str(count) if count else ""
        quantity.set_value(self._reckoned)

    def _signa(self) -> Signa:
        return read_signa(self.form.field("signa").text())


def offered_medicines(shelf: Formulary, text: str, usual: Sequence[str], *, restricted: bool) -> list[Suggestion]:
    """Return the medicines for what is typed, the usual ones first; a guess from a slip is none to be sure of."""
    sure = not text.strip() or shelf.knows(text)
    return [
        Suggestion(one.key, one.label, one.group, sure) for one in shelf.choices(text, usual, restricted=restricted)
    ]
