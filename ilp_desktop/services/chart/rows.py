"""What a record is told in: the rows of its timeline, what may be asked of them, and the entries of a visit."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from ilp_desktop.domain.klaster import Klaster

SEALED = "Ada isian terbatas"
PLACES = {"": "Puskesmas", "sekolah": "Sekolah"}


class RecordKind(Enum):
    """What something in a record is; the value is the word people read."""

    VISIT = "Kunjungan"
    NOTE = "Catatan"
    DIAGNOSIS = "Diagnosis"
    FORM = "Formulir"
    MEASURE = "Pengukuran"
    ACTION = "Tindakan"
    MEDICINE = "Resep"
    TEST = "Permintaan pemeriksaan"
    LETTER = "Surat"
    DOSE = "Imunisasi"
    EVENT = "KIPI"
    CONSENT = "Persetujuan tindakan"
    ANSWER = "Jawaban layanan"
    SIGNATURE = "Tanda tangan"
    QUEUE = "Antrean"
    MOVE = "Pindah rekam medis"
    PERSON = "Di luar kunjungan"


@dataclass(frozen=True)
class RecordFilter:
    """Which rows of a timeline are wanted; what is empty or None asks for all.

    Attributes:
        kind: rows that hold something of this kind; visits are all rows.
        klaster: its number.
        place: where the visit was; the empty place is the Puskesmas.
        text: words that stand somewhere in it.
    """

    kind: RecordKind = RecordKind.VISIT
    klaster: int | None = None
    place: str | None = None
    year: int | None = None
    text: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether everything is wanted."""
        return self == RecordFilter()


@dataclass(frozen=True)
class TimelineEntry:
    """One row: a visit, or what happened outside of one.

    Attributes:
        id: of the visit, the dose, the form or the move.
        kind: what it is.
        encounter_id: the visit; None for what belongs to none.
        klaster: None for what belongs to no visit.
        diagnoses: as ``code title``, those the reader may know.
        forms, doses: what was filled in and given.
        sealed: whether there is more, which the reader may not read without a reason.
        written_later: who wrote it down and when, where that was not done on its day.
        moved: where it came from or went to, by whom, when and why.
    """

    id: UUID
    kind: RecordKind
    encounter_id: UUID | None
    day: date
    at: datetime
    klaster: Klaster | None = None
    place: str = ""
    complaint: str = ""
    diagnoses: tuple[str, ...] = ()
    measured: str = ""
    referral: str = ""
    finished: bool = True
    forms: tuple[str, ...] = ()
    doses: tuple[str, ...] = ()
    sealed: bool = False
    written_later: str = ""
    moved: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the diagnoses."""
        return tuple(told.partition(" ")[0] for told in self.diagnoses)

    @property
    def where(self) -> str:
        """Return the klaster, and the place where that was not the Puskesmas."""
        if self.klaster is None:
            return self.kind.value
        return f"{self.klaster.label} · {PLACES.get(self.place, self.place)}" if self.place else self.klaster.label


@dataclass(frozen=True)
class OfPerson:
    """From where a record is read while nobody is being seen: whose it is."""

    person_id: UUID


Beside = UUID | OfPerson
"""From where a record is read: the visit during which, or nothing but whose it is."""


@dataclass(frozen=True)
class RecordOutline:
    """What there is to choose from: years, klaster, places, and measures with a trend, as code and label."""

    years: tuple[int, ...] = ()
    klasters: tuple[Klaster, ...] = ()
    places: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()
    visits: int = 0


@dataclass(frozen=True)
class RecordEntry:
    """One thing that was written at a visit: what it says, by whom and when.

    Attributes:
        lines: label and text.
        superseded: whether a later version stands in its place.
    """

    id: UUID
    kind: RecordKind
    title: str
    author: str
    at: datetime
    lines: tuple[tuple[str, str], ...] = ()
    superseded: bool = False


@dataclass(frozen=True)
class WholeVisit:
    """A visit with everything of it.

    Attributes:
        at: when the person came.
        registered_by: who opened or wrote down the visit.
        examined_by: who wrote what stands in it, those the reader may know of.
        moves: what became of it, a sentence each.
        sealed: whether there is more than the reader may read.
    """

    id: UUID
    day: date
    at: datetime
    klaster: Klaster
    place: str
    visit_kind: str
    sick: bool
    payer: str
    complaint: str
    destination: str
    finished_at: datetime | None
    registered_by: str
    examined_by: str
    entries: tuple[RecordEntry, ...] = ()
    moves: tuple[str, ...] = ()
    sealed: bool = False
    written_later: str = ""

    def of(self, *kinds: RecordKind) -> tuple[RecordEntry, ...]:
        """Return the entries of some kinds."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)


@dataclass(frozen=True)
class TrendPoint:
    """One measurement."""

    day: date
    value: float


@dataclass(frozen=True)
class Trend:
    """One measure over all visits, the oldest first."""

    code: str
    label: str
    unit: str
    points: tuple[TrendPoint, ...] = field(default=())
