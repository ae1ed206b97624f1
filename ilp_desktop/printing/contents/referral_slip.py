"""What a referral slip says: inside the house, from a Posyandu or Pustu, or to an agency, with its return slip."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.printing.contents.referral import Diagnosis, ReferredPatient


@dataclass(frozen=True)
class ReferralSlip:
    """A slip.

    Attributes:
        word: the name of the document.
        entries: what it says, each under its name.
        signed_by: name, and what they are.
        mark: what is stamped on it, e.g. that it is a copy.
    """

    word: str
    number: str
    day: date
    sent_from: str
    sent_to: str
    patient: ReferredPatient
    entries: tuple[tuple[str, str], ...]
    diagnoses: tuple[Diagnosis, ...]
    signed_by: tuple[str, str]
    urgent: bool = False
    mark: str = ""


@dataclass(frozen=True)
class BackReferral:
    """The answer to a referral (rujuk balik) as it is on record.

    Attributes:
        number, day: of the referral it answers; where none of ours is on record, under which it was entered here.
        ours: whether it answers a letter of this Puskesmas.
        answered_from: the facility or unit that answers; ``answered_by`` who there.
        sent_to: who asked.
        programme: the disease under the back-referral programme, empty where the patient is not in it.
        typed_by: who put it on record here, and when.
        corrected: why it was corrected, empty for what was recorded first.
    """

    number: str
    day: date
    patient: ReferredPatient
    answered_from: str
    answered_by: str
    answered_on: date
    sent_to: str
    diagnoses: tuple[Diagnosis, ...]
    therapy: str
    advice: str
    control_on: date | None
    programme: str
    typed_by: str
    corrected: str = ""
    mark: str = ""
    ours: bool = True
