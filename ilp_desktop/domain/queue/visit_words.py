"""The fixed words of a visit: who pays, how the card stands, where a ticket stands, where a person goes next."""

from enum import Enum


class Payer(Enum):
    """Penjamin."""

    BPJS_PBI = "BPJS PBI"
    BPJS_OTHER = "BPJS Non-PBI"
    SELF = "Umum"
    REGIONAL = "Jamkesda"
    OTHER = "lain"

    @property
    def is_bpjs(self) -> bool:
        """Return whether BPJS pays."""
        return self in (Payer.BPJS_PBI, Payer.BPJS_OTHER)


class BpjsStatus(Enum):
    """Whether the card is in force, as far as somebody looked."""

    ACTIVE = "aktif"
    INACTIVE = "nonaktif"
    UNCHECKED = "belum dicek"


class VisitKind(Enum):
    """Jenis kunjungan."""

    NEW = "baru"
    RETURNING = "lama"
    CONTROL = "kontrol"


class TicketStatus(Enum):
    """Where a ticket stands."""

    WAITING = "menunggu"
    CALLED = "dipanggil"
    SERVED = "dilayani"
    DONE = "selesai"
    ABSENT = "tidak hadir"
    MOVED = "dipindah"
    HELD = "ditunda"
    CANCELLED = "batal"


class Stage(Enum):
    """What a ticket waits for: the desk, or the rooms of a klaster."""

    REGISTRATION = "pendaftaran"
    KLASTER = "klaster"


class Wish(Enum):
    """What somebody who enters says of themselves when taking a number."""

    GENERAL = "umum"
    PRIORITY = "prioritas"
    EMERGENCY = "gawat"


class TicketAct(Enum):
    """A step on the way of a ticket."""

    ISSUED = "terbit"
    CALLED = "panggil"
    RECALLED = "panggil ulang"
    SERVED = "layani"
    SKIPPED = "lewati"
    HELD = "tunda"
    RESUMED = "menunggu lagi"
    ABSENT = "tidak hadir"
    PRIORITY = "ubah prioritas"
    MOVED = "pindah"
    SORTED = "pindah bagian"
    IDENTIFIED = "lengkapi identitas"
    GIVEN = "ganti orang"
    DONE = "selesai"
    CANCELLED = "batal"


VISIT_CANCELLED = "batal"


class NextPlace(Enum):
    """Where a person goes when the room is done."""

    HOME = "pulang"
    PHARMACY = "farmasi"
    LABORATORY = "laboratorium"
    OTHER_KLASTER = "klaster lain"
    REFERRED = "rujuk"


DOCUMENTS = ("KTP", "KIA", "Buku KIA", "KK", "Kartu BPJS")


class Leaving(Enum):
    """Why nothing is due for a person any more."""

    DIED = "meninggal"
    MOVED = "pindah"
