"""The suffix of a family member in the medical record number, proposed by the relation to the head."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ilp_desktop.domain.errors import UserError
from ilp_desktop.reference import edition_on


class FamilyRelation(Enum):
    """What somebody is to the head of the family."""

    HEAD = "kepala"
    SPOUSE = "pasangan"
    CHILD = "anak"
    OTHER = "lainnya"

    @property
    def word(self) -> str:
        """Return the word on the screen."""
        return {"kepala": "Kepala keluarga", "pasangan": "Istri/suami", "anak": "Anak"}.get(self.value, "Lainnya")


@dataclass(frozen=True)
class SuffixProposal:
    """A suffix nobody of the family ever had, and why it was chosen (Indonesian)."""

    suffix: int
    reason: str


def propose_suffix(
    relation: FamilyRelation, used: Collection[int], today: date, birth_order: int | None = None
) -> SuffixProposal:
    """Propose a member's suffix; ``used`` holds every suffix the family ever gave out, for none is used twice.

    Raises ``UserError`` when the family has no suffix left.
    """
    suffix = edition_on("record_number", today).body["suffix"]
    others = range(suffix["first_other"], suffix["last"] + 1)
    children = range(suffix["first_child"], suffix["first_other"])
    if relation in (FamilyRelation.HEAD, FamilyRelation.SPOUSE):
        wanted = int(suffix["head" if relation is FamilyRelation.HEAD else "spouse"])
        if wanted not in used:
            return SuffixProposal(wanted, f"{relation.word} memakai akhiran {wanted:02}.")
        note = f"Akhiran {wanted:02} sudah dipakai"
    elif relation is FamilyRelation.CHILD:
        return _child(children, others, used, birth_order)
    else:
        note = "Anggota keluarga lain"
    free = _first_free(others, used)
    return SuffixProposal(free, f"{note}: dipakai akhiran {free:02}.")


def _child(children: range, others: range, used: Collection[int], birth_order: int | None) -> SuffixProposal:
    if birth_order is not None and 0 < birth_order <= len(children):
        wanted = children[birth_order - 1]
        if wanted not in used:
            return SuffixProposal(wanted, f"Anak ke-{birth_order} memakai akhiran {wanted:02}.")
    free = next((number for number in children if number not in used), None)
    if free is None:
        free = _first_free(others, used)
    return SuffixProposal(free, f"Akhiran anak berikutnya yang belum pernah dipakai: {free:02}.")


def _first_free(numbers: range, used: Collection[int]) -> int:
    for number in numbers:
        if number not in used:
            return number
    raise UserError("Akhiran nomor RM keluarga ini sudah habis.", "Buatkan keluarga ini nomor map baru.")
