"""What stands at the right of the desk: the queue, a person, or a form; each is made when first wanted."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ilp_desktop.services.facility.facilities import VillageArea
from ilp_desktop.services.merge.duplicates import LikelySame
from ilp_desktop.services.person.person_reads import FamilyFolder, PersonFile
from ui.context import PageContext
from ui.front_desk.addition_forms import AdditionForm, AllergyForm, ConsentForm, LeavingForm
from ui.front_desk.change_form import ChangeForm
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.household_form import HouseholdForm
from ui.front_desk.late_panel import LatePanel
from ui.front_desk.person_card import PersonCard
from ui.front_desk.registration_form import RegistrationForm
from ui.front_desk.visit_form import VisitForm
from ui.widgets.draft_places import ALLERGY, CHANGE, CONSENT, LEAVING, REGISTRATION, VISIT_FORM, place_of

Form = TypeVar("Form", bound=FormPanel)


class DeskStack(QStackedWidget):
    """Shows one panel at a time; forms that are left keep what is typed in them.

    Attributes:
        home: what stands there when nobody is being served.

    ``number_held`` tells which number taken on entering the next visit takes over.

    Signals:
        back_wanted(): a form is to be left.
        person_opened(UUID): a member of the family was chosen.
        registered(Registered): somebody new is stored.
        issued(IssuedTicket, RouteProposal): a visit is open.
        print_wanted(UUID, str): the ticket of the person in front is to be printed again.
        side_changed(): what belongs beside the panel in front has changed.
    """

    back_wanted = Signal()
    person_opened = Signal(object)
    registered = Signal(object)
    issued = Signal(object, object)
    print_wanted = Signal(object, str)
    side_changed = Signal()

    def __init__(self, context: PageContext, home: QWidget, number_held: Callable[[], UUID | None]) -> None:
        super().__init__()
        self._number_held = number_held
        self._context = context
        self._area: tuple[VillageArea, ...] = ()
        self.home = home
        self.addWidget(home)
        self.currentChanged.connect(lambda _place: self.side_changed.emit())

    @cached_property
    def card(self) -> PersonCard:
        """Return the card of a person."""
        card = PersonCard(self._context)
        self.addWidget(card)
        card.member_opened.connect(self.person_opened)
        card.print_wanted.connect(self.print_wanted)
        card.visit_wanted.connect(lambda: self._start(self.visit))
        card.edit_wanted.connect(lambda: self._start(self.change))
        card.allergy_wanted.connect(lambda: self._start(self.allergy))
        card.consent_wanted.connect(lambda: self._start(self.consent))
        card.household_wanted.connect(lambda: self._start(self.household))
        card.record_wanted.connect(self._open_record)
        card.leaving_wanted.connect(lambda: self._start(self.leaving))
        card.member_wanted.connect(lambda: self.register(card.file.family if card.file else None, ""))
        return card

    @cached_property
    def registration(self) -> RegistrationForm:
        """Return the form for somebody new."""
        form = self._placed(RegistrationForm(self._context))
        form.set_area(self._area)
        form.registered.connect(self.registered)
        form.draft_changed.connect(lambda _draft: self.side_changed.emit())
        form.families.found.connect(lambda _family: self.side_changed.emit())
        form.duplicates.found.connect(lambda _people: self.side_changed.emit())
        return form

    @cached_property
    def change(self) -> ChangeForm:
        """Return the form for changes."""
        form = self._placed(ChangeForm(self._context))
        form.set_area(self._area)
        form.duplicates.found.connect(lambda _people: self.side_changed.emit())
        return form

    @cached_property
    def visit(self) -> VisitForm:
        """Return the form for a visit."""
        form = self._placed(VisitForm(self._context, self._number_held))
        form.issued.connect(self.issued)
        return form

    @cached_property
    def allergy(self) -> AllergyForm:
        """Return the form for an allergy."""
        return self._placed(AllergyForm(self._context))

    @cached_property
    def consent(self) -> ConsentForm:
        """Return the form for a consent."""
        return self._placed(ConsentForm(self._context))

    @cached_property
    def leaving(self) -> LeavingForm:
        """Return the form for who died or moved away."""
        return self._placed(LeavingForm(self._context))

    @cached_property
    def late(self) -> LatePanel:
        """Return the place where paper is typed in later."""
        return self._placed(LatePanel(self._context))

    @cached_property
    def household(self) -> HouseholdForm:
        """Return the form for changes of the family."""
        form = self._placed(HouseholdForm(self._context))
        form.set_area(self._area)
        return form

    def is_home(self) -> bool:
        """Tell whether nobody is being served."""
        return self.currentWidget() is self.home

    def shows_card(self) -> bool:
        """Tell whether a person's card is in front."""
        return isinstance(self.currentWidget(), PersonCard)

    def shows_visit(self) -> bool:
        """Tell whether the form for a visit is in front."""
        return isinstance(self.currentWidget(), VisitForm)

    def shows_registration(self) -> bool:
        """Tell whether the form for somebody new is in front."""
        return isinstance(self.currentWidget(), RegistrationForm)

    def has_draft(self) -> bool:
        """Tell whether a registration was left before it was saved."""
        if "registration" in vars(self):
            return self.registration.has_draft()
        return self._context.house.drafts.find(self._context.user, REGISTRATION) is not None

    def duplicates(self) -> tuple[LikelySame, ...]:
        """Return who may be the person the form in front is about."""
        here = self.currentWidget()
        return here.duplicates.people if isinstance(here, RegistrationForm | ChangeForm) else ()

    def family(self) -> FamilyFolder | None:
        """Return the family that somebody new joins, None unless that form is in front."""
        return self.registration.families.family if self.shows_registration() else None

    def shows_late(self) -> bool:
        """Tell whether paper is being typed in, which takes the whole page."""
        return isinstance(self.currentWidget(), LatePanel)

    def write_late(self) -> None:
        """Show the place where paper is typed in later."""
        self.setCurrentWidget(self.late)
        self.late.start()

    def set_area(self, area: tuple[VillageArea, ...]) -> None:
        """Take over the villages of the working area."""
        self._area = area
        if "registration" in vars(self):
            self.registration.set_area(area)
        if "change" in vars(self):
            self.change.set_area(area)
        if "household" in vars(self):
            self.household.set_area(area)

    def open_card(self, file: PersonFile) -> None:
        """Show a person; what was typed about an identity merged into theirs is theirs."""
        if file.old_ids and not self._context.jobs.is_closed():
            self._context.jobs.write(lambda: self._bring_drafts(file), lambda _done: None, owner=self)
        self.card.show_person(file)
        self.setCurrentWidget(self.card)
        self.card.start()

    def _bring_drafts(self, file: PersonFile) -> None:
        """Let drafts follow the identities they were typed about; those of a household speak of another family."""
        drafts, user = self._context.house.drafts, self._context.user
        for kind in (CHANGE, VISIT_FORM, ALLERGY, CONSENT, LEAVING):
            drafts.follow(user, [place_of(kind, old) for old in file.old_ids], place_of(kind, file.id))

    def register(self, family: FamilyFolder | None, searched: str) -> None:
        """Show the form for somebody new, of this family if given."""
        self.registration.start(family, searched)
        self.back_to_registration()

    def back_to_registration(self) -> None:
        """Show the form for somebody new as it was left."""
        self.setCurrentWidget(self.registration)
        self.registration.form.focus_first()

    def _open_record(self) -> None:
        if self.card.file is not None:
            self._context.show_record(self.card.file.id)

    def _start(self, form: AdditionForm | ChangeForm | VisitForm) -> None:
        if self.card.file is not None:
            self.setCurrentWidget(form)
            form.start(self.card.file)

    def _placed(self, form: Form) -> Form:
        self.addWidget(form)
        form.back_wanted.connect(self.back_wanted)
        return form
