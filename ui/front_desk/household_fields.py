"""The fields of a change of a family: what changes, for whom, from when, and where they live then."""

from datetime import date
from enum import Enum
from uuid import UUID

from PySide6.QtCore import QObject

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.people.household_data import Home, Member
from ilp_desktop.services.person.person_reads import FamilyFolder, FamilyMember
from ui.context import PageContext
from ui.front_desk.area_choice import DomicileFields
from ui.front_desk.wording import place_text, short_age
from ui.widgets.area_fields import AreaChoice
from ui.widgets.choice_field import ChoiceButtons, ChoiceField, TickField
from ui.widgets.date_field import DateField
from ui.widgets.field_form import FieldForm
from ui.widgets.look_up import LookUp
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.text_fields import TextField

MOST_MEMBERS = 16
RELATIONS = [(relation.value, relation.word) for relation in FamilyRelation]


class Change(Enum):
    """What may be changed."""

    HOUSE = "rumah"
    NEW_CARD = "kk_baru"
    JOIN = "gabung"
    CARD = "kartu"


WORDS = {
    Change.HOUSE: "Pindah rumah",
    Change.NEW_CARD: "KK baru",
    Change.JOIN: "Gabung KK lain",
    Change.CARD: "No. KK dan hubungan",
}
HOME = ("village", "rw", "rt", "outside_area", "outside_village", "address")
NEWCOMER = ("other", "other_relation")
SHOWN = {
    Change.HOUSE: (*HOME, "day", "note"),
    Change.NEW_CARD: ("kk_number", *NEWCOMER, "new_home", "day", "note"),
    Change.JOIN: ("kk_number", "moves_in", "day", "note"),
    Change.CARD: ("card",),
    None: (),
}


class HouseholdFields(QObject):
    """Builds the fields into a form and reads them.

    Attributes:
        what: which change.
        domicile: where whoever moves lives then.
    """

    def __init__(self, form: FieldForm, context: PageContext) -> None:
        super().__init__(form)
        self.form = form
        self._context = context
        self._members: tuple[FamilyMember, ...] = ()
        self.what = ChoiceButtons("what", "Yang berubah", [(one.value, WORDS[one]) for one in Change], required=True)
        form.add_section("Perubahan keluarga")
        form.add(self.what, span=4)
        self._goes = [TickField(f"goes_{number}", "Ikut", statement="-") for number in range(MOST_MEMBERS)]
        self._relations = [ChoiceField(f"relation_{number}", "Hubungan", RELATIONS) for number in range(MOST_MEMBERS)]
        for goes, relation in zip(self._goes, self._relations, strict=True):
            form.add_all(goes, relation)
        self._add_rest()
        form.changed.connect(lambda _name: self.show_what_applies())

    def start(self, folder: FamilyFolder, person_id: UUID) -> None:
        """Ask about the members of a family; whoever the card is about goes, unless somebody says otherwise."""
        self._members = folder.living[:MOST_MEMBERS]
        for member, goes, relation in zip(self._members, self._goes, self._relations, strict=False):
            age = short_age(member.birth_date, self._context.today())
            goes.box.setText(f"{member.name}, {age}")
            goes.box.setAccessibleName(f"{member.name} ikut")
            relation.set_label(f"Hubungan {member.name}"[:40])
            goes.set_value(member.id == person_id)
            relation.set_value(member.relation)
        self.card.set_value(folder.kk_number)
        self.new_head.offer([(str(member.id), member.name) for member in self._members])
        self.show_what_applies()

    def change(self) -> Change | None:
        """Return which change is wanted, None while it is not chosen."""
        return Change(self.what.value()) if self.what.value() else None

    def people(self) -> tuple[Member, ...]:
        """Return whom the change concerns, with their relations, whoever comes from elsewhere included."""
        everybody = self.change() is Change.CARD
        chosen = [
            Member(member.id, FamilyRelation(relation.value() or FamilyRelation.OTHER.value))
            for member, goes, relation in zip(self._members, self._goes, self._relations, strict=False)
            if everybody or goes.value()
        ]
        other = self.other.chosen()
        if self.change() is Change.NEW_CARD and other is not None and isinstance(other.value, UUID):
            chosen.append(Member(other.value, FamilyRelation(self.other_relation.value() or "lainnya")))
        return tuple(chosen)

    def day_chosen(self) -> date | None:
        """Return since when."""
        value = self.day.value()
        return value if isinstance(value, date) else None

    def home(self) -> Home:
        """Return where whoever moves lives then."""
        now = self.domicile.current()
        return Home(now.village_id, now.outside, now.outside_code, now.rw, now.rt, now.address)

    def home_of_new_card(self) -> Home | None:
        """Return where the new household lives, None where its head lives already."""
        return self.home() if self.new_home.value() else None

    def new_heads(self) -> tuple[UUID, ...]:
        """Return who follows a head that goes."""
        value = self.new_head.value()
        return (UUID(value),) if value else ()

    def show_what_applies(self) -> None:
        """Show the fields of the change chosen, and of the members the family has."""
        change = self.change()
        shown = {"what", *SHOWN[change]}
        if change is Change.NEW_CARD and self.new_home.value():
            shown |= set(HOME)
        if shown & set(HOME):
            shown -= {"rw", "rt"} if self.domicile.is_outside() else {"outside_area", "outside_village"}
        for number in range(len(self._members)):
            shown |= self._shown_of_member(change, number)
        if self._loses_head(change):
            shown.add("new_head")
        self.form.hide_fields([name for name in self.form.names() if name not in shown])

    def _shown_of_member(self, change: Change | None, number: int) -> set[str]:
        if change is None:
            return set()
        goes = set() if change is Change.CARD else {f"goes_{number}"}
        related = change is Change.CARD or (change is not Change.HOUSE and self._goes[number].value())
        return goes | ({f"relation_{number}"} if related else set())

    def _loses_head(self, change: Change | None) -> bool:
        """Tell whether the head goes and others stay."""
        if change not in (Change.NEW_CARD, Change.JOIN):
            return False
        going = [member for member, goes in zip(self._members, self._goes, strict=False) if goes.value()]
        return any(member.is_head for member in going) and len(going) < len(self._members)

    def _add_rest(self) -> None:
        form, context = self.form, self._context
        self.kk = TextField("kk_number", "No. KK", hint="16 angka; kosong bila belum terbit", max_length=24)
        self.card = TextField("card", "No. KK keluarga ini", hint="16 angka; kosong bila belum terbit", max_length=24)
        self.moves_in = TickField("moves_in", "Tempat tinggal", statement="Tinggal di rumah KK itu")
        self.new_head = AreaChoice("new_head", "Kepala keluarga yang tinggal")
        self.other = LookUp("other", "Orang dari keluarga lain", self._find, context.jobs, hint="Cari nama atau NIK")
        self.other_relation = ChoiceField("other_relation", "Hubungannya", RELATIONS)
        self.new_home = TickField("new_home", "Tempat tinggal", statement="Rumah baru")
        form.add_section("Keterangan perubahan")
        form.add(self.kk, span=2)
        form.add(self.card, span=2)
        form.add(self.new_head, span=2)
        form.add(self.other, span=2)
        form.add_all(self.other_relation, self.moves_in, self.new_home)
        self.domicile = DomicileFields(form, context.jobs, context.today)
        self.day = DateField("day", "Sejak tanggal", self._read, required=True)
        self.note = TextField("note", "Keterangan", hint="misalnya menikah, kontrak baru", max_length=120)
        form.add(self.day, new_row=True)
        form.add(self.note, span=3)

    def _read(self, text: str) -> TypedDate:
        return parse_date(text, self._context.today())

    def _find(self, typed: str) -> list[Suggestion]:
        found = self._context.house.registration.search(self._context.user, typed)
        mine = {member.id for member in self._members}
        return [
            Suggestion(one.id, one.name, f"No. RM {one.record_number} · {place_text(one.village, one.rw)}")
            for one in found
            if one.id not in mine
        ]
