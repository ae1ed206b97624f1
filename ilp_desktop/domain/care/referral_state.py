"""The life of a referral: which states it has, and which act leads from one to another."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum


class ReferralState(Enum):
    """Where a referral stands; the value is the Indonesian word."""

    CREATED = "dibuat"
    SENT = "dikirim"
    RECEIVED = "diterima"
    ANSWERED = "dijawab"
    DONE = "selesai"
    EXPIRED = "kedaluwarsa"
    VOID = "dibatalkan"


class ReferralAct(Enum):
    """Something done with a referral; the value is the Indonesian word for it in the list of steps."""

    CREATE = "dibuat"
    SEND = "dikirim"
    RECEIVE = "diterima"
    ANSWER = "dijawab"
    CORRECT = "jawaban dibetulkan"
    FINISH = "selesai"
    CLOSE = "ditutup tanpa jawaban"
    REOPEN = "dibuka lagi"
    VOID = "dibatalkan"
    PRINT = "dicetak"


UNANSWERED = (ReferralState.CREATED, ReferralState.SENT, ReferralState.RECEIVED, ReferralState.EXPIRED)
"""States in which an answer is still awaited."""

WITH_REASON = frozenset({ReferralAct.CLOSE, ReferralAct.REOPEN, ReferralAct.VOID, ReferralAct.CORRECT})
"""Acts that nobody does without saying why."""

_ON_THE_WAY: Mapping[ReferralAct, ReferralState] = {
    ReferralAct.RECEIVE: ReferralState.RECEIVED,
    ReferralAct.ANSWER: ReferralState.ANSWERED,
    ReferralAct.CLOSE: ReferralState.DONE,
    ReferralAct.VOID: ReferralState.VOID,
}
_STEPS: Mapping[ReferralState, Mapping[ReferralAct, ReferralState]] = {
    ReferralState.CREATED: {ReferralAct.SEND: ReferralState.SENT, **_ON_THE_WAY},
    ReferralState.SENT: _ON_THE_WAY,
    ReferralState.EXPIRED: _ON_THE_WAY,
    ReferralState.RECEIVED: {
        ReferralAct.ANSWER: ReferralState.ANSWERED,
        ReferralAct.CLOSE: ReferralState.DONE,
    },
    ReferralState.ANSWERED: {
        ReferralAct.CORRECT: ReferralState.ANSWERED,
        ReferralAct.FINISH: ReferralState.DONE,
    },
    ReferralState.DONE: {
        ReferralAct.CORRECT: ReferralState.DONE,
        ReferralAct.REOPEN: ReferralState.SENT,
    },
    ReferralState.VOID: {},
}
_REFUSED: Mapping[ReferralState, tuple[str, str]] = {
    ReferralState.VOID: ("Rujukan ini sudah dibatalkan.", "Buat rujukan baru bila masih diperlukan."),
    ReferralState.DONE: ("Rujukan ini sudah selesai.", "Buka lagi rujukannya bila ada jawaban yang menyusul."),
    ReferralState.ANSWERED: ("Rujukan ini sudah dijawab.", "Betulkan jawabannya bila ada yang keliru."),
    ReferralState.RECEIVED: ("Rujukan ini sudah diterima tujuan.", "Tunggu jawabannya, atau tutup dengan alasan."),
    ReferralState.EXPIRED: ("Masa berlaku surat ini sudah lewat.", "Buat surat baru."),
}


def next_state(state: ReferralState, act: ReferralAct, *, answered: bool = False) -> ReferralState | None:
    """Return the state an act leads to, or None where it cannot be done.

    ``answered`` tells whether an answer is on record: only then can one be corrected, and only without one is a
    referral that was closed opened again.
    """
    if act is ReferralAct.PRINT:
        return state
    found = _STEPS[state].get(act)
    if act is ReferralAct.CORRECT and not answered:
        return None
    return None if act is ReferralAct.REOPEN and answered else found


def acts_in(state: ReferralState, *, answered: bool = False) -> tuple[ReferralAct, ...]:
    """Return what can be done in a state, printing aside, in the order of ``ReferralAct``."""
    return tuple(
        act
        for act in ReferralAct
        if act is not ReferralAct.PRINT and next_state(state, act, answered=answered) is not None
    )


def why_refused(state: ReferralState) -> tuple[str, str]:
    """Return, in Indonesian, why nothing of the kind can be done in a state, and what can be done instead."""
    return _REFUSED.get(state, ("Langkah ini tidak dapat dilakukan sekarang.", "Muat ulang rujukannya."))


def valid_until(day: date, validity_days: int | None) -> date | None:
    """Return the last day on which a letter of a day is valid; None where it does not lose its validity."""
    return None if validity_days is None else day + timedelta(days=validity_days)


def state_on(stored: ReferralState, last_valid: date | None, today: date) -> ReferralState:
    """Return the state as it stands today: a letter that nobody received in time has expired."""
    waiting = stored in (ReferralState.CREATED, ReferralState.SENT)
    return ReferralState.EXPIRED if waiting and last_valid is not None and today > last_valid else stored
