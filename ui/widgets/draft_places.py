"""How the places are called where typing is kept; none of them names a person."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

REGISTRATION, VISIT_FORM, CHANGE, VISIT = "registration", "visit-form", "change", "visit"
ALLERGY, CONSENT, LEAVING, HOUSEHOLD = "allergy", "consent", "leaving", "household"
DOSE, BIRTH, PREGNANCY, PREGNANCY_END = "dose", "birth", "pregnancy", "pregnancy-end"
PREGNANCY_FIX, PAST_BABY = "pregnancy-fix", "past-baby"
ELSEWHERE, MOTHER_CLASS, KIA_BOOK = "pregnancy-elsewhere", "mother-class", "kia-book"
DELIVERY, LABOUR, DEATH = "delivery", "labour", "death"
WORDING = "wording"
INVITATION, FIELD_SLIP = "invitation", "field-slip"
LATE = "late"
EVENT, VIALS, BIAS_DAY = "event", "vials", "bias-day"
SCHOOL_DAY = "school-day"
OUTSIDE_CONTROL = "outside-control"
REPLY, BACK_LETTER = "referral-answer", "back-letter"
ROOM_ALLERGY, ROOM_PROBLEM, ACT_CONSENT = "room-allergy", "room-problem", "act-consent"
CERTIFICATE = "certificate"
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
    PREGNANCY_FIX: "perbaikan kehamilan di ruang klaster 2",
    PAST_BABY: "riwayat persalinan di ruang klaster 2",
    ELSEWHERE: "kontak di tempat lain di ruang klaster 2",
    MOTHER_CLASS: "kelas ibu hamil di ruang klaster 2",
    KIA_BOOK: "Buku KIA di ruang klaster 2",
    DELIVERY: "persalinan di ruang klaster 2",
    LABOUR: "partograf di ruang klaster 2",
    DEATH: "kematian di ruang klaster 2",
    WORDING: "kata resmi di Manajemen",
    INVITATION: "undangan di Posyandu & Pustu",
    FIELD_SLIP: "rujukan dari Posyandu & Pustu",
    LATE: "entri susulan di Loket",
    EVENT: "laporan KIPI di ruang klaster 2",
    VIALS: "penerimaan vaksin di klaster 2",
    BIAS_DAY: "imunisasi sekolah di klaster 2",
    SCHOOL_DAY: "hari sekolah di Posyandu & Pustu",
    OUTSIDE_CONTROL: "kontrol di Posyandu & Pustu",
    REPLY: "jawaban rujukan",
    BACK_LETTER: "rujuk balik dari luar di ruang klaster",
    ROOM_ALLERGY: "alergi di ruang klaster",
    ROOM_PROBLEM: "masalah di ruang klaster",
    ACT_CONSENT: "persetujuan tindakan di ruang klaster",
    CERTIFICATE: "surat keterangan di ruang klaster",
}


def place_of(kind: str, subject: UUID | str) -> str:
    """Return the place of one kind of form about one subject."""
    return f"{kind}:{subject}"


def waiting_text(places: Iterable[str]) -> str:
    """Return how many drafts wait and where, empty when none does."""
    counted = _counted(places)
    return f"Isian yang belum disimpan: {counted}." if counted else ""


def saved_text(places: Iterable[str]) -> str:
    """Return what was stored just before the program was killed, empty when nothing was."""
    kept = tuple(places)
    if not kept:
        return ""
    visit = any(place.startswith(f"{VISIT_FORM}:") for place in kept)
    paper = " Bila tiketnya belum tercetak, cetak dari antrean." if visit else ""
    return f"Sudah tersimpan sebelum program terhenti: {_counted(kept)}.{paper}"


def _counted(places: Iterable[str]) -> str:
    counts = Counter(WORDS[place.partition(":")[0]] for place in places)
    return ", ".join(f"{count} {words}" for words, count in counts.items())
