"""Until when a record is written freely, and by whom and how long it may be corrected after that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from ilp_desktop.reference import edition_on

REFERENCE = "record_rules"


class Writing(Enum):
    """What somebody may do with the record of a visit."""

    FREE = "tulis"
    CORRECTION = "perbaikan"
    ASK = "minta izin"
    WAITING = "menunggu izin"
    NOT_HERS = "milik lain"


@dataclass(frozen=True)
class RecordState:
    """How a record stands for one clinician.

    Attributes:
        written_at: when the visit was put into the record, which for paper is later than the visit.
        finished_at: when the visit ended; None while it goes on.
        signed_at: when this clinician first signed her entries; None when she has not.
        has_written: whether any entry of the visit is hers.
        permit_waits: whether she asked for leave to correct and nobody has decided.
        permitted_at: when leave was last granted to her.
    """

    written_at: datetime
    finished_at: datetime | None = None
    signed_at: datetime | None = None
    has_written: bool = False
    permit_waits: bool = False
    permitted_at: datetime | None = None

    @property
    def closed_at(self) -> datetime | None:
        """Return since when changes are corrections, or None."""
        ends = [at for at in (self.finished_at, self.signed_at) if at is not None]
        return max(min(ends), self.written_at) if ends else None


def writing(state: RecordState, now: datetime, today: date) -> Writing:
    """Return what a clinician may do with a record now, by the rules of the day that it is at the Puskesmas."""
    closed_at = state.closed_at
    if closed_at is None:
        return Writing.FREE
    if not state.has_written:
        return Writing.NOT_HERS
    body = edition_on(REFERENCE, today).body
    if now - closed_at <= timedelta(hours=body["correction_hours"]):
        return Writing.CORRECTION
    if state.permitted_at is not None and now - state.permitted_at <= timedelta(hours=body["permit_hours"]):
        return Writing.CORRECTION
    return Writing.WAITING if state.permit_waits else Writing.ASK


def correction_hours(day: date) -> int:
    """Return for how many hours the writer may correct without leave."""
    return int(edition_on(REFERENCE, day).body["correction_hours"])


def unsigned_since(day: date) -> date:
    """Return from which day on unsigned visits are listed."""
    return day - timedelta(days=edition_on(REFERENCE, day).body["unsigned_days"])


def drugs_since(day: date) -> date:
    """Return from which day on drugs are held against an allergy told today."""
    return day - timedelta(days=edition_on(REFERENCE, day).body["drug_days"])


def alters(old: str, new: str) -> bool:
    """Tell whether a text signed by somebody else is altered: what is added behind it leaves it as it is."""
    return bool(old) and not new.startswith(old)
