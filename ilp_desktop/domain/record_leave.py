"""Who may read the restricted entries of a record: by role, by treating the patient, or by breaking the seal."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum


class Access(Enum):
    """What somebody sees of a restricted entry: nothing at all, that something is sealed, or all of it."""

    ABSENT = "absent"
    SEALED = "sealed"
    OPEN = "open"


@dataclass(frozen=True)
class RecordLeave:
    """The leave with which one record is read.

    A role without leave sees nothing of restricted entries. One with leave reads what it wrote itself and what was
    written in the klaster that treats the patient now; what another klaster wrote stays sealed until somebody breaks
    the seal with a reason.

    Attributes:
        reader: who reads.
        by_role: whether the reader's role has leave for restricted things.
        treating: the klaster that treats the patient now; None when the record is read outside a visit.
        seal_broken: whether the reader gave a reason for this one reading.
    """

    reader: Hashable
    by_role: bool
    treating: int | None = None
    seal_broken: bool = False

    def of(self, author: Hashable, klaster: int | None) -> Access:
        """Return what is seen of a restricted entry of an author, written in a klaster, if in any."""
        if not self.by_role:
            return Access.ABSENT
        treats = klaster is not None and klaster == self.treating
        return Access.OPEN if self.seal_broken or treats or author == self.reader else Access.SEALED
