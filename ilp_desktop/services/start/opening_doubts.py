"""What is doubtful about data that opens: saves that were answered and are not in it, and a clock that runs behind."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from sqlalchemy import Row, select

from db.commit_mark import MARK_SUFFIX, Mark
from db.engine import Database
from db.models import Audit
from ilp_desktop.clock import local_time
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.start.data_folder import DataFolder

MOST_BEHIND = timedelta(minutes=10)
SUBJECT = "data"
ASIDE = "tidak-lengkap-"
MADE_UP = "CONTOH"
"""Where example data says it was written; its morning may lie ahead of the clock."""
COPIED = ("-wal", MARK_SUFFIX, "")


class DoubtKind(Enum):
    """What is doubtful."""

    LOST = "simpanan hilang"
    CLOCK = "jam mundur"


@dataclass(frozen=True)
class Doubt:
    """Something a person has to answer before the day's work begins."""

    kind: DoubtKind
    message: str
    remedy: str


@dataclass(frozen=True)
class Loss:
    """Saves that were answered on this computer and are not in the data.

    Attributes:
        reached: the moment of the last save that was answered.
        held: the moment of the last save that is there; None when there is none.
        missing: how many rows of the trail are not there; 0 when the data is another one altogether.
        aside: the folder that keeps the files as they were found; empty when the disk had no room for it.
    """

    reached: datetime
    held: datetime | None
    missing: int
    aside: str = ""


def find_loss(database: Database, folder: DataFolder, now: datetime) -> Loss | None:
    """Compare the data with the mark beside it; what was found incomplete is copied aside before anything is written.

    Raises what the database raises; a folder without a mark, such as a restored one, says nothing.
    """
    mark = database.mark.read() if database.mark is not None else None
    if mark is None:
        return None
    with database.reading() as session, session.begin():
        reached = session.scalar(select(Audit.hash).where(Audit.seq == mark.seq))
    if reached is not None and bytes(reached) == mark.hash:
        return None
    last = _last(database)
    missing = max(0, mark.seq - last.seq) if last is not None else mark.seq
    return Loss(mark.at, last.at if last is not None else None, missing, _kept_aside(folder, now))


def doubts_of(database: Database, loss: Loss | None, now: datetime, time_zone: str) -> Sequence[Doubt]:
    """Return what is to be asked before the day's work begins."""
    found = [_loss_told(loss, time_zone)] if loss is not None else []
    last = _last(database) if database.mark is not None else None
    if last is not None and last.workstation != MADE_UP and last.at - now > MOST_BEHIND:
        found.append(_clock_told(now, last.at, time_zone))
    return tuple(found)


def take_as_it_is(uow: UnitOfWork, user: SignedIn, doubts: Sequence[Doubt]) -> None:
    """Note who went on in spite of what was doubtful, and let the mark stand where the data does."""
    with uow.writing(user, Act.BACK_UP) as work:
        work.touch(SUBJECT, None, accepted=[doubt.kind.value for doubt in doubts])
    last = _last(uow.database)
    if uow.database.mark is not None and last is not None:
        uow.database.mark.move_to(Mark(last.seq, last.at, bytes(last.hash)), back=True)


def _last(database: Database) -> Row[tuple[int, datetime, bytes | None, str]] | None:
    with database.reading() as session, session.begin():
        wanted = select(Audit.seq, Audit.at, Audit.hash, Audit.workstation)
        return session.execute(wanted.order_by(Audit.seq.desc()).limit(1)).first()


def _kept_aside(folder: DataFolder, now: datetime) -> str:
    """Copy database, log and mark as they are, and return where; empty when that did not go."""
    aside = folder.backups / f"{ASIDE}{now:%Y%m%d-%H%M%S}"
    with suppress(OSError):
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix in COPIED:
            found = Path(f"{folder.database}{suffix}")
            if found.exists():
                shutil.copy2(found, aside / found.name)
        return str(aside)
    shutil.rmtree(aside, ignore_errors=True)
    return ""


def _loss_told(loss: Loss, time_zone: str) -> Doubt:
    reached = indonesian_moment(local_time(loss.reached, time_zone))
    held = indonesian_moment(local_time(loss.held, time_zone)) if loss.held is not None else "-"
    missing = f", {loss.missing} baris jejak lebih sedikit" if loss.missing else ""
    kept = f" Berkas yang ditemukan disalin ke {loss.aside}." if loss.aside else ""
    return Doubt(
        DoubtKind.LOST,
        f"Sebagian simpanan tidak ada di data. Komputer ini mencatat simpanan sampai {reached}; "
        f"yang ada di data hanya sampai {held}{missing}.",
        "Penyimpanan mungkin rusak, atau berkas data diganti dengan yang lama. Lihat cadangan yang lebih baru, "
        f"atau lanjutkan dan isi lagi apa yang kurang.{kept}",
    )


def _clock_told(now: datetime, last: datetime, time_zone: str) -> Doubt:
    shown, written = (indonesian_moment(local_time(at, time_zone)) for at in (now, last))
    return Doubt(
        DoubtKind.CLOCK,
        f"Jam komputer ini menunjukkan {shown}, padahal catatan terakhir ditulis {written}.",
        "Betulkan tanggal dan jam komputer, lalu periksa lagi. Bila jam ini sudah benar, lanjutkan.",
    )
