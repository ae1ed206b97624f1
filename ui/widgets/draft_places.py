"""How the places are called where typing is kept; none of them names a person."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

REGISTRATION, VISIT_FORM, CHANGE, VISIT = "registration", "visit-form", "change", "visit"
ALLERGY, CONSENT, LEAVING, HOUSEHOLD = "allergy", "consent", "leaving", "household"
DOSE, BIRTH, PREGNANCY, PREGNANCY_END = "dose", "birth", "pregnancy", "pregnancy-end"
WORDING = "wording"
INVITATION = "invitation"
LATE = "late"
WORDS = {
    REGISTRATION: "pendaftaran di Loket",
    VISIT_FORM: "kunjungan di Loket",
    CHANGE: "perubahan data di Loket",
    ALLERGY: "alergi di Loket",
    CONSENT: "persetujuan di Loket",
    LEAVING: "meninggal atau pindah di Loket",
    HOUSEHOLD: "perubahan keluarga di Loket",
    VISIT: "pemeriksaan di ruang klaster",
    DOSE: "imunisasi di ruang klaster 2",
    BIRTH: "kelahiran di ruang klaster 2",
    PREGNANCY: "kehamilan di ruang klaster 2",
    PREGNANCY_END: "akhir kehamilan di ruang klaster 2",
    WORDING: "kata resmi di Manajemen",
    INVITATION: "undangan di Posyandu & Pustu",
    LATE: "entri susulan di Loket",
}


def place_of(kind: str, subject: UUID | str) -> str:
    """Return the place of one kind of form about one subject."""
    return f"{kind}:{subject}"


def waiting_text(places: Iterable[str]) -> str:
    """Return how many drafts wait and where, empty when none does."""
    counts = Counter(WORDS[place.partition(":")[0]] for place in places)
    parts = [f"{count} {words}" for words, count in counts.items()]
    return f"Isian yang belum disimpan: {', '.join(parts)}." if parts else ""
