"""A household: who is its head, and what everybody is to a new head."""

from collections.abc import Mapping
from enum import Enum

from ilp_desktop.domain.identity.family_member import FamilyRelation


class MoveKind(Enum):
    """What changed for somebody's household."""

    HOUSE = "pindah rumah"
    NEW_CARD = "kk baru"
    JOINED = "gabung kk"
    RELATION = "hubungan"
    TAKEN_BACK = "pembatalan"

    @property
    def word(self) -> str:
        """Return the word on the screen."""
        return {
            "kk baru": "KK baru",
            "gabung kk": "Gabung KK",
            "hubungan": "Hubungan keluarga",
        }.get(self.value, self.value.capitalize())


def relation_to_new_head(before: FamilyRelation, head_was: FamilyRelation) -> FamilyRelation:
    """Return what a member is to a new head, by what both were to the old one.

    Under the old head's spouse the old head is the spouse and the children stay children; under anybody else nothing
    is certain.
    """
    if head_was is FamilyRelation.HEAD:
        return before
    if head_was is not FamilyRelation.SPOUSE:
        return FamilyRelation.OTHER
    turned = {FamilyRelation.HEAD: FamilyRelation.SPOUSE, FamilyRelation.SPOUSE: FamilyRelation.OTHER}
    return turned.get(before, before)


def heads_problem(relations: Mapping[object, FamilyRelation]) -> str:
    """Return what is wrong with the relations of everybody who lives in a household, in Indonesian; empty when right.

    Exactly one is the head.
    """
    heads = sum(relation is FamilyRelation.HEAD for relation in relations.values())
    if heads == 1 or not relations:
        return ""
    return "Pilih satu kepala keluarga." if heads == 0 else "Kepala keluarga hanya boleh satu orang."
