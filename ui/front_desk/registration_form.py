"""Registering somebody new, or one more member of a family."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.nik import NIK_DIGITS
from ilp_desktop.domain.search.search_text import scanned_number
from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.people.registration import Registered
from ilp_desktop.services.person.person_data import NewPerson, registration_problems
from ilp_desktop.services.person.person_reads import FamilyFolder
from ui.context import PageContext
from ui.front_desk.duplicate_finder import DuplicateFinder
from ui.front_desk.family_finder import FamilyFinder
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.identity_checks import IdentityChecks
from ui.front_desk.newcomer_fields import NewcomerFields
from ui.front_desk.person_fields import PersonFields
from ui.front_desk.wording import as_name
from ui.messages import confirm
from ui.widgets.buttons import plain_button
from ui.widgets.draft_places import REGISTRATION, place_of
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import scrolled

TITLE = "Orang baru"
MEMBER_TITLE = "Anggota keluarga baru"


@dataclass(frozen=True)
class Draft:
    """A registration that was left before it was saved."""

    client_id: UUID
    values: Mapping[str, object]
    estimated: bool
    family: FamilyFolder | None


class RegistrationForm(FormPanel):
    """The form for a new person; what is typed stays until it is saved or cleared.

    Attributes:
        duplicates: tells of people who may be the same.
        families: tells which family the person joins.

    Signals:
        registered(Registered): the person is stored.
        draft_changed(bool): whether something typed is not saved yet.
    """

    registered = Signal(object)
    draft_changed = Signal(bool)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, FieldForm(columns=3))
        self.newcomer = NewcomerFields(self.form, context)
        self.fields = PersonFields(self.form, context, self.newcomer)
        self.checks = IdentityChecks(self.fields, context.today)
        self.duplicates = DuplicateFinder(context, self.fields)
        self.families = FamilyFinder(context, self.fields, self.newcomer)
        self._drafts: dict[UUID | None, Draft] = {}
        self._key: UUID | None = None
        self._touched = False
        self._client_id = context.house.uow.identities.new()
        self.title_label = label(TITLE, "title")
        self.clear_button = plain_button("Kosongkan isian", "undo")
        self.clear_button.clicked.connect(self._ask_to_clear)
        policy = self.clear_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear_button.setSizePolicy(policy)
        self.clear_button.hide()
        self.head.addWidget(self.title_label)
        self.head.addStretch(1)
        self.head.addWidget(self.clear_button)
        self.body.addWidget(scrolled(self.form))
        self.form.changed.connect(lambda _name: self._set_touched(touched=True))

    def set_area(self, area: tuple[VillageArea, ...]) -> None:
        """Offer the villages of the working area."""
        self.fields.domicile.set_area(area)

    def has_draft(self) -> bool:
        """Tell whether something typed for nobody's family in particular is not saved yet."""
        waits = self.keeper.find(REGISTRATION) is not None
        return waits or (self._touched and self._key is None) or None in self._drafts

    def start(self, family: FamilyFolder | None = None, searched: str = "") -> None:
        """Go on with what was typed for this family (None: for nobody's), or begin with what was searched for."""
        if self.is_saving():
            return
        key = family.id if family else None
        if not (self._touched and key == self._key):
            kept = self.keeper.take_up(place_of(REGISTRATION, key) if key else REGISTRATION)
            self._put_aside()
            self._key = key
            self.title_label.setText(MEMBER_TITLE if family else TITLE)
            draft = self._drafts.pop(key, None)
            if kept is not None:
                self._go_on(_draft_of(kept.typed, family))
                self.keeper.say_shown(kept)
            elif draft is None:
                self._begin(family, searched)
            else:
                self._go_on(draft)

    def snapshot(self) -> dict[str, Any] | None:
        """Return what is typed as plain values, None when nothing is that is not saved."""
        if not self._touched:
            return None
        return {
            "client_id": str(self._client_id),
            "answers": plain_answers(self.typed()),
            "estimated": self.fields.birth.is_estimated(),
        }

    def save(self) -> None:
        """Check everything at once, then register."""
        family = self.families.family
        wanted = NewPerson(
            client_id=self._client_id,
            data=self.fields.data(),
            relation=self.newcomer.relation() or FamilyRelation.OTHER,
            family_id=family.id if family else None,
            kk_number=self.newcomer.kk.text(),
            record_number=self.newcomer.record_number(),
            allergies=self.newcomer.allergies(),
            consent=self.newcomer.consent(),
        )
        problems = registration_problems(wanted, self.context.today()) | self.fields.problems()
        if problems:
            self.show_errors(problems)
            return
        registration, user = self.context.house.registration, self.context.user
        self.submit(lambda: registration.register(user, wanted), self._on_registered)

    def _on_registered(self, result: Registered) -> None:
        self._begin(None, "")
        self._key = None
        self.registered.emit(result)

    def _begin(self, family: FamilyFolder | None, searched: str) -> None:
        """Start with blank fields."""
        self.form.clear()
        self.fields.birth.set_estimated(estimated=False)
        self._client_id = self.context.house.uow.identities.new()
        number = scanned_number(searched)
        if number.isdigit() and len(number) == NIK_DIGITS:
            self.fields.nik.set_value(number)
        elif searched and not any(character.isdigit() for character in searched):
            self.fields.name.set_value(as_name(searched))
        self._start_watchers(family)
        self._set_touched(touched=False)

    def _go_on(self, draft: Draft) -> None:
        self.form.clear()
        self.form.set_values(draft.values)
        self.fields.domicile.refresh()
        self.fields.birth.set_estimated(estimated=draft.estimated)
        self._client_id = draft.client_id
        self._start_watchers(draft.family)
        if draft.family is None:
            self.families.look_again()
        self._set_touched(touched=True)

    def _start_watchers(self, family: FamilyFolder | None) -> None:
        self.say_problem("", "")
        self.families.start(family)
        self.checks.start()
        self.duplicates.start()
        self.fields.show_what_applies()

    def _put_aside(self) -> None:
        """Keep what was typed for another family while this form serves the next."""
        if not self._touched:
            return
        estimated = self.fields.birth.is_estimated()
        self._drafts[self._key] = Draft(self._client_id, self.typed(), estimated, self.families.family)

    def _ask_to_clear(self) -> None:
        confirm(self, "Kosongkan semua isian di formulir ini?", "Kosongkan", lambda _reason: self._clear())

    def _clear(self) -> None:
        family = self.families.family if self._key else None
        self._begin(family, "")
        self.keeper.keep_now()
        self.form.focus_first()

    def _set_touched(self, *, touched: bool) -> None:
        self._touched = touched
        self.clear_button.setVisible(touched)
        self.draft_changed.emit(self.has_draft())


def _draft_of(typed: Mapping[str, Any], family: FamilyFolder | None) -> Draft:
    """Return what an earlier run of the program kept; the family is found again by card or mother."""
    return Draft(UUID(typed["client_id"]), answers_of(typed["answers"]), typed["estimated"], family)
