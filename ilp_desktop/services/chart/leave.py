"""With which leave somebody reads a record, and which forms are restricted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from db.models import Encounter
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.record_leave import Access, RecordLeave
from ilp_desktop.domain.restricted_diagnosis import is_restricted_diagnosis
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.services.work.signed_in import SignedIn


def leave_at(user: SignedIn, beside: Encounter, today: date, *, broken: bool = False) -> RecordLeave:
    """Return the leave of somebody who reads a record during a visit; one that is over treats nobody any more."""
    treats = beside.finished_at is None or beside.day == today
    return RecordLeave(
        reader=user.staff_id,
        by_role=user.may(Act.SEE_RESTRICTED),
        treating=beside.klaster if treats else None,
        seal_broken=broken and user.may(Act.BREAK_SEAL),
    )


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

    def of_form(self, code: str, author: UUID, klaster: int | None) -> Access:
        """Return what is seen of a form as a whole; one whose file is gone may be anything."""
        if self.sensitivities.get(code, Sensitivity.RESTRICTED) is not Sensitivity.RESTRICTED:
            return Access.OPEN
        return self.leave.of(author, klaster)

    @cached_property
    def sensitivities(self) -> Mapping[str, Sensitivity]:
        """Return the sensitivity of every form."""
        return sensitivities(self.catalogue)


def sensitivities(catalogue: Catalogue) -> Mapping[str, Sensitivity]:
    """Return the sensitivity of every form; one that was restricted in any edition is."""
    found: dict[str, Sensitivity] = {}
    for header in catalogue.headers():
        if found.get(header.code) is not Sensitivity.RESTRICTED:
            found[header.code] = header.sensitivity
    return found
