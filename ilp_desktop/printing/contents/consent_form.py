"""What a consent to an act, or its refusal, says."""

from dataclasses import dataclass
from datetime import date, datetime

from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class ConsentForm:
    """A decision about an act; empty texts are left as lines to be filled by hand.

    Attributes:
        explained: what is to be explained, and whether it was.
        statement: the sentence of whoever decides.
        withdrawn: why it no longer counts, empty while it does.
    """

    given: bool
    action: str
    patient: str
    sex: Sex
    born: date
    record_number: str
    explained: tuple[tuple[str, bool], ...]
    note: str
    signer: str
    signer_relation: str
    witness: str
    explained_by: str
    profession: str
    sip: str
    at: datetime
    statement: str
    source: str
    withdrawn: str = ""
