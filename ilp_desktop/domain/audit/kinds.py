"""What kinds of acts the trail tells of, and the words in which it tells them."""

from collections.abc import Mapping
from enum import Enum

from ilp_desktop.domain.permissions import Act


class TrailKind(Enum):
    """A kind of act by which the trail is narrowed down; the value is its label."""

    LOOK = "Melihat"
    WRITE = "Mencatat, mengubah"
    PAPER = "Mencetak, mengekspor"
    RESTRICTED = "Membuka data terbatas"
    MANAGE = "Mengatur"

    @property
    def acts(self) -> frozenset[Act]:
        """Return the acts of this kind; whatever has no kind of its own is written."""
        if self is TrailKind.WRITE:
            return frozenset(Act).difference(*_OF_KIND.values())
        return _OF_KIND[self]


_OF_KIND: Mapping[TrailKind, frozenset[Act]] = {
    TrailKind.LOOK: frozenset({Act.FIND_PERSON, Act.SEE_RECORD, Act.SEE_REFERRALS}),
    TrailKind.PAPER: frozenset({Act.PRINT_PAPER, Act.COPY_RECORD, Act.TAKE_LIST}),
    TrailKind.RESTRICTED: frozenset({Act.BREAK_SEAL}),
    TrailKind.MANAGE: frozenset(
        {
            *(Act.MANAGE_FACILITY, Act.MANAGE_STAFF, Act.MERGE_PEOPLE, Act.IMPORT_FAMILIES, Act.KEEP_SCHOOLS),
            *(Act.SIGN_EDITION, Act.WRITE_WORDING, Act.KEEP_KEYS),
        }
    ),
}
_SPOKEN = {
    Act.FIND_PERSON.value: "melihat identitas",
    Act.SEE_RECORD.value: "membuka rekam medis",
    Act.SEE_REFERRALS.value: "melihat rujukan",
    Act.PRINT_PAPER.value: "membuat atau mencetak",
    Act.COPY_RECORD.value: "menyalin rekam medis",
    Act.BREAK_SEAL.value: "membuka data terbatas dengan alasan",
}
SUBJECTS = {
    "adverse_event": "KIPI",
    "certificate": "surat keterangan",
    "correction_permit": "izin perbaikan",
    "data": "keadaan data",
    "death": "kematian",
    "dose": "imunisasi",
    "due": "layanan",
    "due_list": "daftar sasaran",
    "edition": "edisi rujukan",
    "encounter": "kunjungan",
    "facility": "puskesmas",
    "family": "keluarga",
    "invitation": "undangan",
    "keys": "kunci data",
    "merge": "data ganda",
    "pair": "data ganda",
    "patient_request": "permintaan pasien",
    "person": "data orang",
    "print": "cetakan",
    "pupil": "siswa",
    "referral": "rujukan",
    "referral_list": "daftar rujukan",
    "register": "register",
    "school": "sekolah",
    "seal": "isian terbatas",
    "staff": "petugas",
    "ticket": "antrean",
    "vaccine": "vaksin",
    "visit_move": "pindah kunjungan",
    "wording": "kata resmi",
}
"""What rows are about, for the head to read; a subject without a word here is not named.

Pregnancy and birth are not among them: beside the name in the next row they would tell of what may be restricted.
"""


def kind_of(action: str) -> TrailKind:
    """Return the kind of an act that a row names."""
    return next((kind for kind, acts in _OF_KIND.items() if action in {act.value for act in acts}), TrailKind.WRITE)


def spoken(action: str) -> str:
    """Return an act as it is told to somebody who reads the trail."""
    return _SPOKEN.get(action, action)
