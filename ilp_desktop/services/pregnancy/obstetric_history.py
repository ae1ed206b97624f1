"""The obstetric history of a woman: what is recorded here, and what she tells of births and losses elsewhere."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import PastBaby, Person, Pregnancy
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.pregnancy.pregnancy import gpa_text
from ilp_desktop.domain.pregnancy.pregnancy_past import ObstetricPast, PastOutcome, obstetric_past, past_problems
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from ilp_desktop.services.core.entry_limits import limit_problems
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.pregnancy.antenatal_record import open_pregnancy
from ilp_desktop.services.pregnancy.earlier_babies import BabyRow, earlier_babies

LONGEST = {"helper": ("Penolong", 60), "place": ("Tempat", 80), "mode": ("Cara", 40), "note": ("Keterangan", 160)}
LONGEST_REASON = 200


@dataclass(frozen=True)
class NewPastBaby:
    """An earlier birth or loss as the woman tells it; weight in grams.

    Attributes:
        ended_on: its day where it is known; the year then follows from it.
        twin: it came with the one told before it.
    """

    client_id: UUID
    person_id: UUID
    outcome: PastOutcome | None
    year: int | None = None
    ended_on: date | None = None
    twin: bool = False
    weeks: int | None = None
    mode: str = ""
    helper: str = ""
    place: str = ""
    weight_g: int | None = None
    sex: Sex | None = None
    living: bool | None = None
    complications: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class ObstetricFile:
    """A woman's history before the pregnancy in progress, or all of it.

    Attributes:
        gpa: as the history alone would have it, that of a pregnancy in progress included.
    """

    rows: tuple[BabyRow, ...]
    past: ObstetricPast
    gpa: str


class ObstetricHistories:
    """Obstetric histories of the women of this Puskesmas."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def of_person(self, user: SignedIn, person_id: UUID) -> ObstetricFile:
        """Return a woman's earlier births and losses, the earliest first, and what they amount to."""
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            person = owned(session, user.facility_id, Person, person_id)
            return obstetric_file(session, person.id, open_pregnancy(session, person.id), self._uow.today(user))

    def add(self, user: SignedIn, wanted: NewPastBaby) -> UUID:
        """Store an earlier birth or loss as it is told; raises ``WrongAnswers`` or ``UserError``."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            earlier = work.saved_before(wanted.client_id)
            if earlier is not None:
                work.touch("pregnancy", earlier, repeated=True)
                return earlier
            person = work.own(Person, wanted.person_id, locked=True)
            if person.sex is not Sex.FEMALE:
                raise UserError("Riwayat ini hanya untuk perempuan.", "Bila jenis kelaminnya salah, perbaiki di Loket.")
            year = wanted.ended_on.year if wanted.ended_on else wanted.year
            problems = _problems(wanted, year, person, work.today)
            problems = problems or _twice(work.session, wanted, year)
            if problems or year is None or wanted.outcome is None:
                raise WrongAnswers(problems)
            row = PastBaby(
                **work.stamp(),
                person_id=person.id,
                year=year,
                ended_on=wanted.ended_on,
                outcome=wanted.outcome.value,
                twin=wanted.twin,
                weeks=wanted.weeks,
                mode=wanted.mode.strip(),
                helper=wanted.helper.strip(),
                place=wanted.place.strip(),
                weight_g=wanted.weight_g,
                sex=wanted.sex,
                living=wanted.living,
                complications=list(wanted.complications),
                note=wanted.note.strip(),
            )
            work.session.add(row)
            work.remember(wanted.client_id, row.id)
            work.touch("pregnancy", row.id, person=str(person.id))
            work.touch("person", person.id)
            return row.id

    def remove(self, user: SignedIn, row_id: UUID, reason: str) -> None:
        """Take back an earlier birth or loss that was told wrongly; the row and the reason stay."""
        with self._uow.writing(user, Act.WRITE_RECORD) as work:
            row = work.own(PastBaby, row_id, locked=True)
            if not reason.strip():
                raise WrongAnswers({"reason": "Isi alasannya."})
            if row.removed_at is not None:
                raise UserError("Riwayat ini sudah dihapus.", "Buka kembali halamannya.")
            row.removed_at, row.removed_reason = work.now, reason.strip()[:LONGEST_REASON]
            work.touch("pregnancy", row.id, removed=True)
            work.touch("person", row.person_id)


def obstetric_file(session: Session, person_id: UUID, running: Pregnancy | None, today: date) -> ObstetricFile:
    """Return a woman's history before a pregnancy in progress, or all of it."""
    rows = earlier_babies(session, person_id, running.id if running else None)
    past = obstetric_past([row.baby for row in rows], today)
    ended = past.births + past.losses
    return ObstetricFile(rows, past, gpa_text(ended + 1, past.births, past.losses))


def _problems(wanted: NewPastBaby, year: int | None, person: Person, today: date) -> dict[str, str]:
    problems = past_problems(year, wanted.ended_on, person.birth_date, today)
    if wanted.outcome is None:
        problems["outcome"] = "Pilih keadaannya."
    elif not wanted.outcome.is_birth and (wanted.mode or wanted.weight_g is not None):
        problems["outcome"] = "Cara persalinan dan berat lahir hanya untuk kelahiran."
    limits = edition_on("past_pregnancy", today).body["limits"]
    return problems | limit_problems(wanted, limits) | too_long(wanted, LONGEST)


def _twice(session: Session, wanted: NewPastBaby, year: int | None) -> dict[str, str]:
    """Refuse what is on record already, unless it is another baby of it."""
    same = [
        row
        for row in earlier_babies(session, wanted.person_id)
        if row.baby.year == year
        and row.baby.outcome is wanted.outcome
        and (row.baby.on is None or wanted.ended_on is None or row.baby.on == wanted.ended_on)
    ]
    if not same or wanted.twin:
        return {}
    return {"year": f"Sudah tercatat: {year}, {same[0].baby.outcome.value}. Centang kembar bila bayi berikutnya."}
