"""What is asked of a newcomer only: family, old number, allergies, consent."""

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.services.person.person_data import ConsentGiven
from ui.context import PageContext
from ui.front_desk.consent_field import ConsentField
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

ALLERGY_ROWS = 4


class NewcomerFields:
    """Builds the fields into a form and reads them.

    Attributes:
        kk: No. KK, which others watch.
    """

    def __init__(self, form: FieldForm, context: PageContext) -> None:
        self._form = form
        self._context = context

    def add_family(self) -> None:
        """Add No. KK and the relation within the family."""
        self.kk = TextField("kk_number", "No. KK", hint="16 angka; kosong bila belum ada", max_length=24)
        relations = [(relation.value, relation.word) for relation in FamilyRelation]
        self._relation = ChoiceButtons("relation", "Hubungan dalam keluarga", relations, required=True)
        self._form.add(self.kk)
        self._form.add(self._relation, span=2)

    def add_rest(self) -> None:
        """Add the old shelf number, allergies and consent."""
        self._record = TextField("record_number", "No. RM lama", hint="Kosong: nomor berikutnya", max_length=20)
        self._form.add(self._record)
        self._form.add_section("Alergi")
        self._allergies = [self._allergy_row(number) for number in range(1, ALLERGY_ROWS + 1)]
        self._form.add_section("Persetujuan umum")
        self._consent = ConsentField("consent", self._context.today)
        self._guardian = TextField("guardian", "Hubungan wali dengan anak", hint="misalnya ibu", max_length=40)
        self._form.add(self._consent, span=3)
        self._form.add(self._guardian)

    def relation(self) -> FamilyRelation | None:
        """Return what the person is to the head of the family, None when not chosen."""
        code = self._relation.value()
        return FamilyRelation(code) if code else None

    def propose_relation(self, relation: FamilyRelation) -> None:
        """Choose a relation unless one is chosen."""
        if self._relation.value() is None:
            self._relation.set_value(relation.value)

    def record_number(self) -> str:
        """Return the old shelf number, empty for the next one."""
        return self._record.text()

    def allergies(self) -> tuple[tuple[str, str], ...]:
        """Return the allergies typed, as pairs of substance and reaction."""
        rows = [(substance.text(), reaction.text()) for substance, reaction in self._allergies]
        return tuple(row for row in rows if row[0])

    def consent(self) -> ConsentGiven | None:
        """Return the consent typed, None when nobody has given it."""
        if self._consent.value() is None:
            return None
        return ConsentGiven(self._consent.text(), "" if self._guardian.isHidden() else self._guardian.text())

    def problems(self) -> dict[str, str]:
        """Return what is missing: field name to message."""
        found = {} if self.relation() else {"relation": "Pilih hubungan dalam keluarga."}
        for substance, reaction in self._allergies:
            if reaction.text() and not substance.text():
                found[substance.name] = "Tulis nama obat atau bahan."
        return found

    def hidden(self, *, minor: bool) -> set[str]:
        """Return the names of the fields that do not concern this person now."""
        used = [number for number, row in enumerate(self._allergies, start=1) if any(field.text() for field in row)]
        shown = max(used, default=0) + 1
        names = {field.name for row in self._allergies[shown:] for field in row}
        return names if minor else names | {"guardian"}

    def _allergy_row(self, number: int) -> tuple[TextField, TextField]:
        substance = TextField(f"substance_{number}", "Alergi obat atau bahan", max_length=80)
        reaction = TextField(f"reaction_{number}", "Reaksi", hint="misalnya ruam, sesak", max_length=120)
        self._form.add(substance, new_row=True)
        self._form.add(reaction, span=2)
        return substance, reaction
