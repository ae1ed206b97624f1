"""Finds the family a newcomer belongs to, by card or by mother, and copies its domicile."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.identifiers import check_kk, cleaned
from ilp_desktop.services.person.person_reads import FamilyFolder, PersonFile
from ui.context import PageContext
from ui.front_desk.area_choice import Domicile
from ui.front_desk.newcomer_fields import NewcomerFields
from ui.front_desk.person_fields import PersonFields
from ui.palette import Tone

NEW_CARD = "KK baru: dibuatkan map keluarga baru."


class FamilyFinder(QObject):
    """Watches No. KK and the mother looked up.

    Signals:
        found(FamilyFolder): the family is known; None when it is a new one.
    """

    found = Signal(object)

    def __init__(self, context: PageContext, fields: PersonFields, newcomer: NewcomerFields) -> None:
        super().__init__(fields.form)
        self._context = context
        self._fields = fields
        self._newcomer = newcomer
        self._copied: Domicile | None = None
        self.family: FamilyFolder | None = None
        fields.form.changed.connect(self._on_changed)

    def start(self, family: FamilyFolder | None) -> None:
        """Begin with another person, of this family if given."""
        self.family = None
        self._copied = None
        self._newcomer.kk.set_note("")
        if family is None:
            self.found.emit(None)
        else:
            self._use(family)

    def look_again(self) -> None:
        """Find the family of a card or mother shown again."""
        if self._newcomer.kk.text():
            self._on_changed("kk_number")
        self._on_changed("mother")

    def _on_changed(self, name: str) -> None:
        if name == "kk_number":
            self._look_up_card()
        mother = self._fields.mother.chosen()
        if name == "mother" and mother is not None and isinstance(mother.value, UUID):
            person_id, user = mother.value, self._context.user
            self._context.jobs.read(
                lambda: self._context.house.registration.person(user, person_id),
                self._on_mother_read,
                owner=self,
                key="mother",
            )

    def _look_up_card(self) -> None:
        self.family = None
        self.found.emit(None)
        text = self._newcomer.kk.text()
        if not check_kk(text, self._context.today()).accepted:
            self._newcomer.kk.set_note("")
            return
        user = self._context.user
        self._context.jobs.read(
            lambda: self._context.house.registration.family_by_card(user, text),
            lambda folder: self._on_card_read(text, folder),
            owner=self,
            key="card",
        )

    def _on_card_read(self, text: str, folder: FamilyFolder | None) -> None:
        if text != self._newcomer.kk.text():
            return
        if folder is None:
            self._newcomer.kk.set_note(NEW_CARD)
        else:
            self._use(folder)

    def _on_mother_read(self, mother: PersonFile) -> None:
        chosen = self._fields.mother.chosen()
        if chosen is None or chosen.value != mother.id:
            return
        self._fields.mother_name.set_value(mother.data.name)
        self._newcomer.propose_relation(FamilyRelation.CHILD)
        if mother.family is not None:
            self._use(mother.family)
        data = mother.data
        self._copy(Domicile(data.village_id, data.outside_village, data.rw, data.rt, data.address, data.outside_code))

    def _use(self, folder: FamilyFolder) -> None:
        """Join a family: its card, its domicile, its members for all to see."""
        self.family = folder
        if folder.kk_number and cleaned(self._newcomer.kk.text()) != folder.kk_number:
            self._newcomer.kk.set_value(folder.kk_number)
        self._newcomer.kk.set_error("")
        self._newcomer.kk.set_note(f"Keluarga terdaftar, {len(folder.members)} anggota.", Tone.GOOD)
        self._copy(Domicile(folder.village_id, "", folder.rw, folder.rt, folder.address))
        self.found.emit(folder)

    def _copy(self, domicile: Domicile) -> None:
        """Copy a domicile over a blank or an earlier copied one."""
        now = self._fields.domicile.current()
        if domicile.is_blank() or not (now.is_blank() or now == self._copied):
            return
        self._fields.domicile.fill(domicile)
        self._copied = domicile
        self._fields.show_what_applies()
