"""What a certificate (surat keterangan) says."""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.printing.contents.record import RecordVisit

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Certificate:
    """A whole certificate, in the words it was issued with.

    Attributes:
        subject: whom it is about, as label and value.
        sections: further rows, each under a heading, which may be empty.
        visits: what a resume tells, the oldest first.
        statement: what is certified, in one sentence or more.
        remarks: smaller sentences below.
        mark: what is stamped on it, e.g. that it is a copy.
        across: a word across the page, empty for none.
    """

    title: str
    number: str
    day: date
    opening: str
    subject: Rows
    sections: tuple[tuple[str, Rows], ...]
    statement: str
    remarks: tuple[str, ...]
    signer: str
    signer_profession: str
    signer_sip: str
    mark: str = ""
    across: str = ""
    visits: tuple[RecordVisit, ...] = ()
