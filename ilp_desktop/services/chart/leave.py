"""Which diagnoses and forms of a record are restricted, and what its reader sees of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from db.models import Encounter, Person
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.record_leave import Access, RecordLeave
from ilp_desktop.domain.restricted_action import is_restricted_action, names_restricted_action
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.groups import Group
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.services.core.leaves import leave_at
from ilp_desktop.services.core.signed_in import SignedIn


@dataclass(frozen=True)
class Seals:
    """Says of diagnoses and forms of one person whether they are restricted, and what the reader sees of them."""

    leave: RecordLeave
    birth_date: date
    catalogue: Catalogue

    def of_diagnosis(self, code: str, day: date, author: UUID, klaster: int | None) -> Access:
        """Return what is seen of a diagnosis."""
        if not is_restricted_diagnosis(code, self.birth_date, day):
            return Access.OPEN
        return self.leave.of(author, klaster)

    def of_action(self, code: str, day: date, author: UUID, klaster: int | None) -> Access:
        """Return what is seen of an action."""
        return self.leave.of(author, klaster) if is_restricted_action(code, self.birth_date, day) else Access.OPEN

    def of_act(self, text: str, day: date, author: UUID, klaster: int | None) -> Access:
        """Return what is seen of an act that was written freely."""
        return self.leave.of(author, klaster) if names_restricted_action(text, self.birth_date, day) else Access.OPEN

    def of_form(self, code: str, day: date, author: UUID, klaster: int | None) -> Access:
        """Return what is seen of a form as a whole; one whose file is gone may be anything.

        A form of mothers tells of a pregnancy, which of a child few may know.
        """
        sensitivity, maternal = self._kinds.get(code, (Sensitivity.RESTRICTED, False))
        private = maternal and is_kept_private(self.birth_date, day)
        if sensitivity is not Sensitivity.RESTRICTED and not private:
            return Access.OPEN
        return self.leave.of(author, klaster)

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[Sensitivity, bool]]:
        """Return the sensitivity of every form and whether it is one of mothers; once restricted is always."""
        found: dict[str, tuple[Sensitivity, bool]] = {}
        for header in self.catalogue.headers():
            known, _ = found.get(header.code, (Sensitivity.GENERAL, False))
            restricted = Sensitivity.RESTRICTED in (known, header.sensitivity)
            sensitivity = Sensitivity.RESTRICTED if restricted else Sensitivity.GENERAL
            found[header.code] = sensitivity, header.group is Group.MOTHER
        return found


def seals_at(user: SignedIn, beside: Encounter, person: Person, catalogue: Catalogue, today: date) -> Seals:
    """Return what somebody sees of the record of a visit's patient during it."""
    return Seals(leave_at(user, beside, today), person.birth_date, catalogue)
