"""What is asked of the desk when a household changes, and what is told of its changes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.identity.household import MoveKind, heads_problem
from ilp_desktop.domain.identity.identifiers import check_kk
from ilp_desktop.services.core.lengths import too_long

LONGEST_HOME = {
    "address": ("Alamat", 200),
    "outside_village": ("Desa di luar wilayah", 80),
    "rw": ("RW", 3),
    "rt": ("RT", 3),
}
LONGEST_NOTE = 120


@dataclass(frozen=True)
class Home:
    """Where a household lives; ``village_id`` is None outside the working area."""

    village_id: UUID | None = None
    outside_village: str = ""
    outside_code: str = ""
    rw: str = ""
    rt: str = ""
    address: str = ""


@dataclass(frozen=True)
class Member:
    """A person of the household to be, and what they are to its head."""

    person_id: UUID
    relation: FamilyRelation


@dataclass(frozen=True)
class HouseMove:
    """A family, or some of it, lives elsewhere from a day on; ``version`` is that of the family as it was read."""

    client_id: UUID
    family_id: UUID
    version: int
    people: tuple[UUID, ...]
    home: Home
    day: date | None
    note: str = ""


@dataclass(frozen=True)
class NewCard:
    """People who make a household of their own, also from several families, as on marriage.

    Attributes:
        kk_number: empty while the card is not issued yet.
        home: where they live; None where the new head lives.
        new_heads: who follows the head in families that lose theirs.
    """

    client_id: UUID
    people: tuple[Member, ...]
    day: date | None
    kk_number: str = ""
    home: Home | None = None
    new_heads: tuple[UUID, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class JoinedCard:
    """People who join a family that has its card; ``moves_in`` when they live where its head lives from now on."""

    client_id: UUID
    family_id: UUID
    people: tuple[Member, ...]
    day: date | None
    moves_in: bool = True
    new_heads: tuple[UUID, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class RenewedCard:
    """The number of a family's card and what each of its living members is to the head."""

    client_id: UUID
    family_id: UUID
    version: int
    kk_number: str
    people: tuple[Member, ...]


@dataclass(frozen=True)
class MoveLine:
    """One change of somebody's household: what, since when, from where to where, and who wrote it when.

    ``may_take_back`` tells whether it is the latest one that still stands.
    """

    batch_id: UUID
    kind: MoveKind
    day: date
    told: str
    note: str
    recorded_by: str
    recorded_on: date
    taken_back: bool
    may_take_back: bool


def home_problems(home: Home) -> dict[str, str]:
    """Return what is wrong with a domicile: field name to message."""
    problems = too_long(home, LONGEST_HOME)
    if home.village_id is None and not home.outside_village.strip():
        problems["village"] = "Pilih desa domisili, atau tulis desanya bila di luar wilayah."
    return problems


def move_problems(people: int, day: date | None, note: str, today: date) -> dict[str, str]:
    """Return what is missing of any change of a household."""
    problems = {}
    if not people:
        problems["people"] = "Pilih paling sedikit satu orang."
    if day is None or day > today:
        problems["day"] = "Isi tanggalnya, paling akhir hari ini."
    if len(note.strip()) > LONGEST_NOTE:
        problems["note"] = f"Keterangan paling panjang {LONGEST_NOTE} huruf."
    return problems


def card_problems(kk_number: str, today: date) -> dict[str, str]:
    """Return why a No. KK is refused; none at all is right."""
    refusals = check_kk(kk_number, today).refusals if kk_number.strip() else ()
    return {"kk_number": refusals[0]} if refusals else {}


def new_card_problems(wanted: NewCard, today: date) -> dict[str, str]:
    """Return what is wrong with a new household."""
    heads = heads_problem({one.person_id: one.relation for one in wanted.people})
    return {
        **move_problems(len(wanted.people), wanted.day, wanted.note, today),
        **card_problems(wanted.kk_number, today),
        **(home_problems(wanted.home) if wanted.home else {}),
        **({"people": heads} if heads else {}),
    }
