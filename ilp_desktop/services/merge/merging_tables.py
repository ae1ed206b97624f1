"""Every column that names a person, and what a merge does about it.

A test walks over all tables and fails when a column that refers to a person stands in none of these lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import InstrumentedAttribute

from db.base import Base
from db.models import (
    AdverseEvent,
    Allergy,
    Birth,
    Certificate,
    Consent,
    Couple,
    Death,
    Delivery,
    Diagnosis,
    DoseGiven,
    Encounter,
    FormResponse,
    HouseholdMove,
    Identifier,
    InformedConsent,
    Invitation,
    KiaBook,
    LabOrder,
    NoKnownAllergy,
    PastBaby,
    PatientRequest,
    Person,
    Pregnancy,
    PrescriptionLine,
    Problem,
    Pupil,
    Referral,
    SealBroken,
    ServiceAnswer,
    VisitAction,
    VisitMove,
    WithdrawnAction,
    WithdrawnAllergy,
    WithdrawnDiagnosis,
    WithdrawnDose,
)

Key = tuple[str, str]


@dataclass(frozen=True)
class Move:
    """Rows that belong to whoever they describe, and go over to the identity that stays.

    Attributes:
        model, column: where the person is named.
        label: what people call one such row; it tells nothing of what the row says.
        day: the column that dates it, empty when there is none.
        alone: columns which, with the person, may occur once; a row that the other identity has too stays behind.
            None where no constraint names the person.
        maternal: whether a row tells of a pregnancy or a delivery, which of a child not everybody may know; a death
            of a girl does, for it is only written down where she was a mother.
    """

    model: Any
    column: str
    label: str
    day: str = ""
    alone: tuple[str, ...] | None = None
    maternal: bool = False

    @property
    def table(self) -> Table:
        """Return the table."""
        table: Table = self.model.__table__
        return table

    @property
    def key(self) -> Key:
        """Return table and column by name."""
        return self.table.name, self.column

    @property
    def owner(self) -> InstrumentedAttribute[Any]:
        """Return the column that names the person."""
        owner: InstrumentedAttribute[Any] = getattr(self.model, self.column)
        return owner

    @property
    def of_visit(self) -> bool:
        """Say whether a row may hang on a visit, whose person it then shares."""
        return "encounter_id" in self.table.columns


VISITS = Move(Encounter, "person_id", "Kunjungan", "day")
RESPONSES = Move(FormResponse, "person_id", "Isian formulir", "day")
NUMBERS = Move(Identifier, "person_id", "Nomor identitas")
CHILDREN = Move(Person, "mother_id", "Anak dari ibu ini", "birth_date")
MOVES = (
    VISITS,
    RESPONSES,
    Move(Diagnosis, "person_id", "Diagnosis", "day"),
    Move(VisitAction, "person_id", "Tindakan", "day"),
    Move(LabOrder, "person_id", "Permintaan pemeriksaan", "day"),
    Move(PrescriptionLine, "person_id", "Resep", "day"),
    Move(Referral, "person_id", "Surat rujukan", "day"),
    Move(Certificate, "person_id", "Surat keterangan", "day"),
    Move(Couple, "woman_id", "Pasangan calon pengantin", "recorded_at"),
    Move(Couple, "man_id", "Pasangan calon pengantin", "recorded_at"),
    Move(Pregnancy, "person_id", "Kehamilan", "last_period_on", maternal=True),
    Move(KiaBook, "person_id", "Buku KIA", "recorded_at", maternal=True),
    Move(PastBaby, "person_id", "Riwayat persalinan", "ended_on", maternal=True),
    Move(Birth, "mother_id", "Persalinan", "born_at", maternal=True),
    Move(Delivery, "mother_id", "Catatan persalinan", "recorded_at", maternal=True),
    Move(Death, "person_id", "Catatan kematian", "recorded_at", alone=(), maternal=True),
    Move(Birth, "child_id", "Catatan kelahiran", "born_at", alone=()),
    CHILDREN,
    Move(DoseGiven, "person_id", "Imunisasi", "given_on", alone=("antigen", "given_on")),
    Move(WithdrawnDose, "person_id", "Imunisasi yang dibatalkan", "given_on"),
    Move(AdverseEvent, "person_id", "Laporan KIPI", "onset_on"),
    Move(Pupil, "person_id", "Kelas sekolah", "begins_on", alone=("begins_on",)),
    Move(ServiceAnswer, "person_id", "Jawaban layanan", "day"),
    Move(Invitation, "person_id", "Undangan", "day"),
    Move(HouseholdMove, "person_id", "Perubahan keluarga", "day"),
    Move(Allergy, "person_id", "Alergi", "recorded_at"),
    Move(WithdrawnAllergy, "person_id", "Alergi yang dibatalkan", "recorded_at"),
    Move(NoKnownAllergy, "person_id", "Pertanyaan alergi", "day"),
    Move(WithdrawnDiagnosis, "person_id", "Diagnosis yang diubah", "day"),
    Move(WithdrawnAction, "person_id", "Tindakan yang diubah", "day"),
    Move(InformedConsent, "person_id", "Persetujuan tindakan", "day"),
    Move(Problem, "person_id", "Daftar masalah", "began_on"),
    Move(Consent, "person_id", "Persetujuan", "recorded_at"),
    Move(PatientRequest, "person_id", "Permintaan pasien", "recorded_at"),
    Move(VisitMove, "from_person_id", "Kunjungan yang dipindahkan", "recorded_at"),
    Move(VisitMove, "to_person_id", "Kunjungan yang diterima", "recorded_at"),
    Move(SealBroken, "person_id", "Pembukaan data terbatas", "recorded_at"),
    NUMBERS,
)
DERIVED: Mapping[Key, str] = {
    ("observation", "person_id"): "follows its form response",
    ("due", "person_id"): "worked out anew for both",
    ("person_search", "person_id"): "written anew for both",
}
OWN_IDENTITY: Mapping[Key, str] = {
    ("suspected_pair", "one_id"): "speaks of the two identities",
    ("suspected_pair", "other_id"): "speaks of the two identities",
    ("person_merge", "loser_id"): "is the redirect itself",
    ("person_merge", "survivor_id"): "is the redirect itself",
    ("person_merge_row", "old_person_id"): "is the log itself",
    ("person_merge_row", "settled_id"): "is the log itself",
}


def person_keys() -> frozenset[Key]:
    """Return every column of every table that refers to a person."""
    return frozenset(
        (table.name, foreign.parent.name)
        for table in Base.metadata.sorted_tables
        for foreign in table.foreign_keys
        if foreign.column.table is Person.__table__
    )
