"""How a referral is worded and coloured."""

from collections.abc import Iterator

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.care.referral_dues import EXPIRED_WHY
from ilp_desktop.domain.care.referral_kind import RETURNED
from ilp_desktop.domain.care.referral_state import ReferralAct, ReferralState
from ilp_desktop.services.referral.referral_lists import ReferralRow
from ilp_desktop.services.referral.referral_loop import AnswerTold, ReferralFile
from ui.models.paged_table import Column
from ui.palette import Tone

TONES = {
    ReferralState.CREATED: Tone.NEUTRAL,
    ReferralState.SENT: Tone.ACCENT,
    ReferralState.RECEIVED: Tone.ACCENT,
    ReferralState.ANSWERED: Tone.GOOD,
    ReferralState.DONE: Tone.GOOD,
    ReferralState.EXPIRED: Tone.BAD,
    ReferralState.VOID: Tone.BLACK,
}
ACT_WORDS = {
    ReferralAct.SEND: ("Dikirim", "send"),
    ReferralAct.RECEIVE: ("Diterima tujuan", "check"),
    ReferralAct.ANSWER: ("Catat jawaban", "edit"),
    ReferralAct.CORRECT: ("Betulkan jawaban", "edit"),
    ReferralAct.FINISH: ("Selesai", "check"),
    ReferralAct.CLOSE: ("Tutup tanpa jawaban", ""),
    ReferralAct.REOPEN: ("Buka lagi", "undo"),
    ReferralAct.VOID: ("Batalkan", "trash"),
}
DONE_WORDS = {
    ReferralAct.SEND: "Rujukan dicatat dikirim.",
    ReferralAct.RECEIVE: "Rujukan dicatat diterima tujuan.",
    ReferralAct.FINISH: "Rujukan selesai.",
    ReferralAct.CLOSE: "Rujukan ditutup tanpa jawaban.",
    ReferralAct.REOPEN: "Rujukan dibuka lagi.",
    ReferralAct.VOID: "Rujukan dibatalkan.",
}


def row_columns() -> tuple[Column[ReferralRow], ...]:
    """Return the columns of the worklist."""
    return (
        Column("Status", lambda row: row.state.value, 104, colour=lambda row: TONES[row.state]),
        Column("Nama", lambda row: row.name, tooltip=lambda row: row.name),
        Column("Telepon", lambda row: row.phone or "-", 120),
        Column("Desa", lambda row: row.village, 92, tooltip=home_text),
        Column("Jenis", lambda row: row.kind, 128),
        Column("Tujuan", place_text, tooltip=place_text),
        Column("Tanggal", lambda row: indonesian_date(row.day), 92),
        Column("Ditunggu", waited_text, 148, colour=_late_tone, tooltip=waited_hint),
    )


def file_columns() -> tuple[Column[ReferralFile], ...]:
    """Return the columns of one person's referrals."""
    return (
        Column("Status", lambda file: file.state.value, 104, colour=lambda file: TONES[file.state]),
        Column("Tanggal", lambda file: indonesian_date(file.day), 92),
        Column("Tujuan", _goal, tooltip=_goal),
    )


def _goal(file: ReferralFile) -> str:
    programme = "PRB" if file.answer is not None and file.answer.prb else ""
    place = f"dari {file.to}" if file.kind.code == RETURNED else file.to
    return " · ".join(part for part in (place, file.clinic, programme) if part)


def place_text(row: ReferralRow) -> str:
    """Return where a referral goes, or comes from."""
    asked = f"dari {row.sent_from}" if row.sent_from else ""
    return " · ".join(part for part in (row.to, row.clinic, asked) if part)


def home_text(row: ReferralRow) -> str:
    """Return where somebody lives."""
    block = f"RW {row.rw} RT {row.rt}" if row.rw or row.rt else ""
    return ", ".join(part for part in (row.village, block) if part)


def waited_text(row: ReferralRow) -> str:
    """Return since when an answer or a control is late, or when it is due."""
    if row.control_on is not None:
        return f"kontrol {indonesian_date(row.control_on)}"
    if row.state in (ReferralState.ANSWERED, ReferralState.DONE, ReferralState.VOID):
        return ""
    if row.late_days > 0:
        return f"lewat {row.late_days} hari"
    return "hari ini" if row.late_days == 0 else f"{-row.late_days} hari lagi"


def waited_hint(row: ReferralRow) -> str:
    """Return what is waited for, and of a letter that expired without an answer what is to be done."""
    hint = f"{EXPIRED_WHY[:1].upper()}{EXPIRED_WHY[1:]}" if row.state is ReferralState.EXPIRED else ""
    return "\n".join(part for part in (waited_text(row), hint) if part)


def _late_tone(row: ReferralRow) -> Tone | None:
    if row.state in (ReferralState.DONE, ReferralState.VOID) or not waited_text(row):
        return None
    return Tone.WARN if row.late_days > 0 else Tone.NEUTRAL


def head_text(file: ReferralFile) -> str:
    """Return what a referral is, line by line."""
    lines = [
        f"{file.kind.word} {file.number}, {indonesian_date(file.day)}",
        _goal(file),
        f"Dari {file.sent_from}" if file.sent_from else "",
        f"Rencana {indonesian_date(file.planned_on)}" if file.planned_on else "",
        f"Berlaku sampai {indonesian_date(file.valid_until)}" if file.valid_until else "",
        f"Surat ini {EXPIRED_WHY}" if file.state is ReferralState.EXPIRED else "",
        file.reason,
    ]
    return "\n".join(line for line in lines if line)


def answer_text(answer: AnswerTold) -> str:
    """Return an answer, line by line, with who typed it."""
    programme = "Program Rujuk Balik (PRB)" if answer.prb else ""
    lines = [
        f"{indonesian_date(answer.answered_on)}, {answer.answered_by}",
        "; ".join(f"{code} {title}" for code, title in answer.diagnoses),
        f"Terapi: {answer.therapy}" if answer.therapy else "",
        f"Anjuran: {answer.advice}" if answer.advice else "",
        f"Kontrol {indonesian_date(answer.control_on)}" if answer.control_on else "",
        programme,
        f"Dicatat {answer.typed_by}, {indonesian_moment(answer.typed_at)}",
        f"Dibetulkan: {answer.reason}" if answer.reason else "",
    ]
    return "\n".join(line for line in lines if line)


def step_lines(file: ReferralFile) -> Iterator[str]:
    """Give the steps, the newest first."""
    for step in reversed(file.steps):
        why = f": {step.note}" if step.note else ""
        yield f"{indonesian_moment(step.at)}  {step.act.value}, {step.by}{why}"
