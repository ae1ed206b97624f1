"""Writing down a pregnancy inside a transaction: its start, corrections, another dating, and its end."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from db.models import Birth, Person, Pregnancy, PregnancyChange
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.pregnancy_dating import Dating, DatingMethod, Measure, Measured, dated, too_soon
from ilp_desktop.domain.pregnancy.pregnancy_end import OPEN_ENDED, TOLD_ENDS, end_problem, visits_problem, weeks_problem
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.lengths import too_long
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.pregnancy.antenatal_record import antenatal_days, contact_days, open_pregnancy
from ilp_desktop.services.pregnancy.pregnancy_inputs import (
    LONGEST_END_NOTE,
    CorrectedPregnancy,
    EndedPregnancy,
    NewPregnancy,
    dating_of,
    told_problems,
)
from ilp_desktop.services.pregnancy.pregnancy_leaving import follow_leaving

CORRECTED, DATED = "perbaikan", "penanggalan"
TRACKED = (
    "last_period_on",
    "told_period_on",
    "due_on",
    "dating_method",
    "measured_on",
    "measured_kind",
    "measured_told",
    "gravida",
    "para",
    "abortus",
    "height_cm",
    "weight_before_kg",
    "babies_expected",
)


def stored_dating(row: Pregnancy) -> Dating:
    """Return what a stored pregnancy is dated by."""
    method = DatingMethod(row.dating_method)
    period = row.last_period_on if method is DatingMethod.LAST_PERIOD else row.told_period_on
    measured = None
    if row.measured_on is not None:
        measured = Measured(row.measured_on, Measure(row.measured_kind), row.measured_told)
    return Dating(method, row.last_period_on, row.due_on, period, measured)


def write_start(work: Work, wanted: NewPregnancy) -> UUID:
    """Start a pregnancy; raises ``UserError`` for a man, ``StaleRecord`` beside another one in progress."""
    person = work.own(Person, wanted.person_id, locked=True)
    if person.sex is not Sex.FEMALE:
        raise UserError(
            "Kehamilan hanya dapat dicatat untuk perempuan.",
            "Bila jenis kelaminnya salah, perbaiki di Loket: buka orangnya, Ganti (Alt+G), lalu kembali ke sini.",
        )
    running = open_pregnancy(work.session, person.id)
    if running is not None:
        raise StaleRecord(
            f"Kehamilan dengan HPL {indonesian_date(running.due_on)} masih berjalan.",
            "Buka kembali halamannya. Perbaiki kehamilan itu, atau catat dahulu akhirnya.",
        )
    dating = dating_of(wanted)
    _refuse_overlap(work.session, person.id, dating)
    row = Pregnancy(
        **work.stamp(),
        person_id=person.id,
        gravida=wanted.gravida,
        para=wanted.para,
        abortus=wanted.abortus,
        height_cm=wanted.height_cm,
        weight_before_kg=wanted.weight_before_kg,
        babies_expected=wanted.babies_expected,
    )
    _set_dating(row, dating)
    work.session.add(row)
    _told(work, row)
    if person.left_why == Leaving.DIED.value:
        work.session.flush()
        follow_leaving(work, person, person.left_on)
    return row.id


def write_correction(work: Work, wanted: CorrectedPregnancy) -> None:
    """Correct a pregnancy in progress; what stood before is kept beside it."""
    row = claimed_open(work, wanted.pregnancy_id, wanted.version)
    problems = told_problems(wanted, work.today)
    if problems:
        raise WrongAnswers(problems)
    dating = dating_of(wanted)
    _refuse_overlap(work.session, row.person_id, dating)
    _refuse_after_visit(work.session, row, dating)
    before = _tracked(row)
    row.gravida, row.para, row.abortus = wanted.gravida or 0, wanted.para or 0, wanted.abortus or 0
    row.height_cm, row.weight_before_kg = wanted.height_cm, wanted.weight_before_kg
    row.babies_expected = wanted.babies_expected
    _set_dating(row, dating)
    _keep_before(work, row, CORRECTED, before)


def write_scan_decision(work: Work, row: Pregnancy, scan: Measured, *, use_scan: bool) -> None:
    """Date a claimed pregnancy by a scan, or note that its dating stays although the scan was considered."""
    before = _tracked(row)
    now = stored_dating(row)
    if use_scan:
        dating = dated(now.told_period, scan, by_scan=True)
        _refuse_after_visit(work.session, row, dating)
    else:
        dating = Dating(now.method, now.counted_from, now.due_on, now.told_period, scan)
    _set_dating(row, dating)
    _keep_before(work, row, DATED, before)


def write_end(work: Work, wanted: EndedPregnancy) -> None:
    """Record how and when a pregnancy ended."""
    row = claimed_open(work, wanted.pregnancy_id, wanted.version)
    problem = end_problem(wanted.ended_on, row.last_period_on, work.today)
    problems = {"ended_on": problem} if problem else {}
    if wanted.outcome is None:
        problems["outcome"] = "Pilih bagaimana kehamilan berakhir."
    elif wanted.outcome not in TOLD_ENDS:
        problems["outcome"] = "Catat kematian ibu pada Persalinan > Kematian; kehamilan lalu berakhir sendiri."
    problems |= too_long(wanted, {"note": ("Keterangan", LONGEST_END_NOTE)})
    if not problems and wanted.outcome is not None and wanted.ended_on is not None:
        days = contact_days(work.session, row)
        found = weeks_problem(wanted.outcome, wanted.ended_on, row.last_period_on)
        later = visits_problem(wanted.outcome, wanted.ended_on, days)
        problems = {"outcome": found} if found else {"ended_on": later} if later else {}
    if problems or wanted.outcome is None:
        raise WrongAnswers(problems)
    row.ended_on, row.outcome, row.end_note = wanted.ended_on, wanted.outcome.value, wanted.note.strip()
    _told(work, row, outcome=row.outcome)


def claimed_open(work: Work, pregnancy_id: UUID, version: int) -> Pregnancy:
    """Return a pregnancy in progress to change; raises ``StaleRecord`` when it changed or ended meanwhile."""
    row = work.claim(Pregnancy, pregnancy_id, version)
    if row.ended_on is not None:
        raise StaleRecord("Akhir kehamilan ini sudah tercatat.", "Buka kembali halamannya.")
    return row


def _set_dating(row: Pregnancy, dating: Dating) -> None:
    by_period = dating.method is DatingMethod.LAST_PERIOD
    row.dating_method, row.last_period_on, row.due_on = dating.method.value, dating.counted_from, dating.due_on
    row.told_period_on = None if by_period else dating.told_period
    measured = dating.measured
    row.measured_on = measured.on if measured else None
    row.measured_kind, row.measured_told = (measured.kind.value, measured.told) if measured else ("", "")


def _refuse_overlap(session: Session, person_id: UUID, dating: Dating) -> None:
    """Refuse a pregnancy in progress that would have begun before an earlier one of hers had ended."""
    child = aliased(Person)
    ended = select(func.max(Pregnancy.ended_on)).where(
        Pregnancy.person_id == person_id, Pregnancy.outcome.not_in(OPEN_ENDED)
    )
    born = (
        select(func.max(child.birth_date)).join(Birth, Birth.child_id == child.id).where(Birth.mother_id == person_id)
    )
    known = session.execute(select(ended.scalar_subquery(), born.scalar_subquery())).one()
    last = max((day for day in known if day is not None), default=None)
    if last is not None and too_soon(dating, last):
        raise WrongAnswers({"last_period_on": f"Kehamilan yang lalu baru berakhir {indonesian_date(last)}."})


def _refuse_after_visit(session: Session, row: Pregnancy, dating: Dating) -> None:
    """Refuse a dating by which a visit on record would have been before the pregnancy."""
    first = min(antenatal_days(session, row), default=None)
    if first is not None and first < dating.counted_from:
        words = f"Ada kunjungan antenatal {indonesian_date(first)}, sebelum kehamilan mulai menurut isian ini."
        field = "measured" if dating.method is DatingMethod.SCAN else "last_period_on"
        raise WrongAnswers({field: words})


def _tracked(row: Pregnancy) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in TRACKED}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _keep_before(work: Work, row: Pregnancy, kind: str, before: dict[str, Any]) -> None:
    """Store what changed of a pregnancy, as it was and as it is, and announce it."""
    after = _tracked(row)
    changed = [name for name in TRACKED if before[name] != after[name]]
    if changed:
        work.session.add(
            PregnancyChange(
                **work.stamp(),
                pregnancy_id=row.id,
                kind=kind,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
            )
        )
    _told(work, row, changed=changed)


def _told(work: Work, row: Pregnancy, **detail: Any) -> None:
    work.touch("pregnancy", row.id, **detail)
    work.touch("person", row.person_id)
    work.due_for(row.person_id)
