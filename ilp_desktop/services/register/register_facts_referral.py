"""The facts that columns of the register of referrals name: the referral, where it stands, and its answer."""

from collections.abc import Callable, Mapping
from typing import Any

from db.models import Referral, ReferralAnswer
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.letter.referral_steps import shown_state
from ilp_desktop.services.referral.referral_loop import sender_of
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import NO, YES, Asked, Fact
from ilp_desktop.services.register.register_sources import Sources


def _told(read: Callable[[Referral, Sources], Cell]) -> Fact:
    """Return a fact of the referral of a row; a row of another kind has none."""

    def found(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        return read(entry.referral, sources) if entry.referral is not None else None

    return Fact(found)


def _answered(read: Callable[[ReferralAnswer, Referral], Cell]) -> Fact:
    """Return a fact of the answer in force; None before there is one."""

    def found(referral: Referral, sources: Sources) -> Cell:
        answer = sources.referral_ends.answers.get(referral.id)
        return read(answer, referral) if answer is not None else None

    return _told(found)


def _to(referral: Referral, sources: Sources) -> Cell:
    named = sources.referral_ends.places.get(referral.destination_id, "") if referral.destination_id else ""
    return named or referral.to_name or None


def _diagnoses(referral: Referral, _sources: Sources) -> Cell:
    said: list[Any] = referral.content.get("diagnoses", [])
    return "; ".join(f"{code} {title}" for code, title in said) or None


def _doctor(referral: Referral, _sources: Sources) -> Cell:
    doctor = referral.content.get("doctor") or [""]
    return str(doctor[0]) or None


REFERRALS: Mapping[str, Fact] = {
    "referral_day": _told(lambda one, _sources: one.day),
    "referral_number": _told(lambda one, _sources: one.number),
    "referral_kind": _told(lambda one, _sources: referral_rules_on(one.day).kind(one.kind).label),
    "referral_from": _told(lambda one, _sources: sender_of(one) or None),
    "referral_to": _told(_to),
    "referral_clinic": _told(lambda one, _sources: one.clinic or None),
    "referral_diagnoses": _told(_diagnoses),
    "referral_reason": _told(lambda one, _sources: one.reason_note or None),
    "referral_external": _told(lambda one, _sources: one.external_number or None),
    "referral_doctor": _told(_doctor),
    "referral_state": _told(lambda one, sources: shown_state(one, sources.world.day).value),
    "referral_answered_on": _answered(lambda answer, _one: answer.answered_on),
    "referral_answer_days": _answered(lambda answer, one: (answer.answered_on - one.day).days),
    "referral_answer_codes": _answered(lambda answer, _one: ", ".join(answer.diagnoses) or None),
    "referral_answer_therapy": _answered(lambda answer, _one: answer.therapy or None),
    "referral_answer_advice": _answered(lambda answer, _one: answer.advice or None),
    "referral_control_on": _answered(lambda answer, _one: answer.control_on),
    "referral_prb": _answered(lambda answer, _one: YES if answer.prb else NO),
}
"""Facts of the referral a row is about."""
