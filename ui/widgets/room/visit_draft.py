"""What was typed for a visit and is not stored yet, kept while another patient is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ilp_desktop.services.encounters import GivenDiagnosis, SoapNote
from ilp_desktop.services.screening import FilledForm


@dataclass(frozen=True)
class VisitDraft:
    """Typing of one visit.

    Attributes:
        version: the visit's version it was typed on.
        client_id: marks the save to come, so that it is stored once.
        forms: only those with something that is not stored.
        referral: values of the letter begun, by field; empty when none was.
        tab: title of the tab that was in front.
    """

    version: int
    client_id: UUID
    forms: tuple[FilledForm, ...]
    note: SoapNote
    diagnoses: tuple[GivenDiagnosis, ...]
    referral: Mapping[str, object]
    tab: str
