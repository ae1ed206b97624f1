"""What referrals ask of this house: an answer that has not come, and a control that was agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_kind import ReferralKind, ReferralRules
from ilp_desktop.domain.care.referral_state import valid_until
from ilp_desktop.domain.due.due_facts import Awaited
from ilp_desktop.domain.due.due_results import CLOSED

UNANSWERED_SERVICE, EXPIRED_SERVICE, CONTROL_SERVICE = "reply", "expired", "control"
REFERRALS = "referral"
EXPIRED_WHY = "kedaluwarsa, belum dijawab. Tutup tanpa jawaban; bila masih perlu, tulis surat baru."
"""What is asked of a letter that nobody answered while it was valid."""


@dataclass(frozen=True)
class LetterOut:
    """A referral whose answer is awaited; once ``received`` it expires no more."""

    kind: str
    day: date
    to: str
    restricted: bool = False
    received: bool = False


@dataclass(frozen=True)
class ControlAgreed:
    """A control that an answer asks for, under the programme PRB or not.

    ``examined_on`` is the last day something was diagnosed, None for never.
    """

    answered_on: date
    control_on: date
    examined_on: date | None
    to: str
    restricted: bool = False
    prb: bool = False


def referral_dues(
    rules: ReferralRules,
    letters: Iterable[LetterOut],
    controls: Iterable[ControlAgreed],
    late_days: int,
    today: date,
) -> tuple[Awaited, ...]:
    """Return what is to be asked after: of several of one kind, the oldest, and how many there are.

    A letter that expired without an answer is asked after until somebody closes, answers or voids it.
    """
    found: dict[str, list[Awaited]] = {}
    for letter in sorted(letters, key=lambda one: one.day):
        kind = rules.kinds.get(letter.kind)
        if kind is not None:
            one = _unanswered(rules, kind, letter, late_days, today)
            found.setdefault(one.code, []).append(one)
    for control in sorted(controls, key=lambda one: one.control_on):
        if not _is_done(rules, control):
            one = _control(rules, control)
            found.setdefault(one.code, []).append(one)
    still = ([one for one in some if one.closes_on is None or today < one.closes_on] for some in found.values())
    return tuple(_joined(some) for some in still if some)


def is_of_referral(service: str) -> bool:
    """Say whether a service due is a reminder of a referral, by its code."""
    return service.removeprefix(CLOSED).partition(":")[0] in (UNANSWERED_SERVICE, EXPIRED_SERVICE, CONTROL_SERVICE)


def code_of(service: str, rest: str, *, restricted: bool) -> str:
    """Return the code a reminder is stored under."""
    return f"{CLOSED if restricted else ''}{service}:{rest}"


def _unanswered(rules: ReferralRules, kind: ReferralKind, letter: LetterOut, late_days: int, today: date) -> Awaited:
    since = letter.day + timedelta(days=kind.answer_days)
    closes = since + timedelta(days=rules.closes_days)
    last = None if letter.received else valid_until(letter.day, kind.validity_days)
    if last is not None and last < today:
        return _expired(rules, kind, letter, last + timedelta(days=1), late_days)
    if last is not None:
        closes = min(closes, last + timedelta(days=1))
    return Awaited(
        code=code_of(UNANSWERED_SERVICE, kind.code, restricted=letter.restricted),
        label=f"Belum ada jawaban: {kind.word.lower()}",
        since=since,
        expected_on=since + timedelta(days=late_days),
        source=rules.source,
        why=f"{letter.to}, {indonesian_date(letter.day)}: belum ada jawaban.",
        closes_on=closes,
        restricted=letter.restricted,
    )


def _expired(rules: ReferralRules, kind: ReferralKind, letter: LetterOut, since: date, late_days: int) -> Awaited:
    return Awaited(
        code=code_of(EXPIRED_SERVICE, kind.code, restricted=letter.restricted),
        label=f"Kedaluwarsa, belum dijawab: {kind.word.lower()}",
        since=since,
        expected_on=since + timedelta(days=late_days),
        source=rules.source,
        why=f"{letter.to}, {indonesian_date(letter.day)}: {EXPIRED_WHY}",
        restricted=letter.restricted,
    )


def _control(rules: ReferralRules, control: ControlAgreed) -> Awaited:
    what = "kontrol PRB" if control.prb else "kontrol"
    return Awaited(
        code=code_of(CONTROL_SERVICE, REFERRALS, restricted=control.restricted),
        label="Kontrol rujuk balik",
        since=control.control_on,
        expected_on=control.control_on + timedelta(days=rules.control_late_days),
        source=rules.source,
        why=f"{control.to}, {indonesian_date(control.answered_on)}: {what} {indonesian_date(control.control_on)}.",
        closes_on=control.control_on + timedelta(days=rules.closes_days),
        restricted=control.restricted,
    )


def _is_done(rules: ReferralRules, control: ControlAgreed) -> bool:
    """Say whether somebody was examined here about the day agreed, and not on the day of the answer itself."""
    first = max(control.control_on - timedelta(days=rules.control_early_days), control.answered_on + timedelta(days=1))
    return control.examined_on is not None and control.examined_on >= first


def _joined(some: Sequence[Awaited]) -> Awaited:
    first = some[0]
    if len(some) == 1:
        return first
    return Awaited(**{**vars(first), "why": f"{first.why} Ada {len(some)} rujukan."})
