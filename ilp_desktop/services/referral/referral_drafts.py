"""A referral about to be issued: what is asked of each kind, and what is missing or wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.destination_fit import Goal, unfit
from ilp_desktop.domain.care.facility_name import is_own_facility
from ilp_desktop.domain.care.referral_kind import HOSPITAL, ReferralKind, ReferralRules, ReferralUnit
from ilp_desktop.domain.care.referral_state import valid_until
from ilp_desktop.domain.care.tacc import NO_REASON
from ilp_desktop.printing.contents.referral import ReferralReason
from ilp_desktop.services.core.lengths import too_long

REASONS = frozenset(reason.value for reason in ReferralReason)
LONGEST = {
    "clinic": ("Poli tujuan", 80),
    "external_number": ("Nomor P-Care/SATUSEHAT", 40),
    "place": ("Tujuan", 120),
    "from_place": ("Asal rujukan", 80),
    "brought_by": ("Kader atau petugas", 120),
    "escort": ("Pengantar", 120),
    "reason_note": ("Penjelasan", 4000),
    "findings": ("Hasil penunjang", 4000),
    "treatment": ("Tindakan", 4000),
    "condition": ("Keadaan saat berangkat", 1000),
    "request": ("Yang diminta", 1000),
}
TO_ONESELF = "Ini Puskesmas sendiri. Pilih tujuan lain, atau pakai rujukan internal."
OWN_ROOM = "Pasien sedang dilayani di klaster ini. Pilih tujuan lain."


@dataclass(frozen=True)
class ReferralDraft:
    """A referral to be issued.

    Attributes:
        kind: code of the reference table; an emergency is told by ``emergency``.
        external_number: P-Care or SATUSEHAT number; empty only together with ``external_missing``.
        reason_code: TACC code, ``-1`` for what this facility lacks; empty for kinds that ask for none.
        reason_note: why, or what is asked for.
        findings: laboratory and other supporting tests.
        escort, vehicle: who goes along, and how.
        danger_signs: codes of those ticked, for a mother or a newborn.
        condition, request: how the patient is on leaving, and what is asked for, for the SBAR.
        place: another facility or an agency, as typed.
        unit: the unit inside, or the kind of agency.
        urgent: an internal referral that cannot wait.
        from_place, brought_by, problems, treatment: of a slip from a Posyandu or Pustu.
        violence: a case of violence against a woman or child, which is restricted.
        agreed: whether the patient, or who speaks for them, agrees.
    """

    destination_id: UUID | None
    clinic: str
    doctor_id: UUID | None
    reason_code: str
    reason_note: str
    planned_on: date | None = None
    emergency: bool = False
    external_number: str = ""
    external_missing: bool = False
    findings: str = ""
    escort: str = ""
    danger_signs: tuple[str, ...] = ()
    condition: str = ""
    request: str = ""
    vehicle: str = ""
    kind: str = HOSPITAL
    place: str = ""
    unit: str = ""
    urgent: bool = False
    from_place: str = ""
    brought_by: str = ""
    problems: tuple[str, ...] = ()
    treatment: str = ""
    violence: bool = False
    agreed: bool = False


@dataclass(frozen=True)
class OwnHouse:
    """What the Puskesmas knows of itself and of where it refers to.

    Attributes:
        goal: the destination chosen.
        known: the destination of the list that has the name typed.
        klaster: the room.
        signing: why the doctor chosen cannot sign, empty where they can.
    """

    name: str
    code: str
    goal: Goal | None = None
    known: Goal | None = None
    klaster: int = 0
    signing: str = ""


def kind_of(draft: ReferralDraft, rules: ReferralRules) -> ReferralKind:
    """Return the kind of a draft: an emergency is one of its own."""
    kind = rules.kinds.get(draft.kind) or rules.kinds[HOSPITAL]
    return rules.kind(kind.urgent) if draft.emergency and kind.urgent else kind


def is_restricted(draft: ReferralDraft, rules: ReferralRules) -> bool:
    """Say whether a referral is only for those with leave for restricted things."""
    unit = rules.unit(draft.kind, draft.unit)
    return draft.violence or (unit is not None and unit.restricted)


def draft_problems(draft: ReferralDraft, rules: ReferralRules, *, has_diagnosis: bool) -> dict[str, str]:
    """Return what is missing in a referral: field to message."""
    kind = kind_of(draft, rules)
    found = {name: text for name in kind.needs if (text := _missing(name, draft))}
    if "reason_code" in kind.needs and draft.reason_code not in REASONS:
        found["reason_code"] = "Pilih alasan rujukan."
    if kind.diagnosis and not has_diagnosis:
        found["diagnoses"] = "Rujukan memerlukan paling sedikit satu diagnosis."
    if draft.unit and rules.unit(draft.kind, draft.unit) is None:
        found["unit"] = _ASKED["unit"]
    return found | too_long(draft, LONGEST)


def place_problems(draft: ReferralDraft, rules: ReferralRules, house: OwnHouse, today: date) -> dict[str, str]:
    """Return what is wrong with where a referral goes, when, and who signs it: field to message."""
    kind = kind_of(draft, rules)
    goals = (("destination_id", house.goal), ("place", house.known))
    found = {name: why for name, goal in goals if goal is not None and (why := unfit(rules, kind, goal))}
    if house.signing and "doctor_id" in kind.needs:
        found["doctor_id"] = house.signing
    if house.goal is not None and is_own_facility(house.goal.name, house.name, house.code):
        found["destination_id"] = TO_ONESELF
    if draft.place and is_own_facility(draft.place, house.name, house.code):
        found["place"] = TO_ONESELF
    unit = rules.unit(draft.kind, draft.unit)
    if unit is not None and _is_own_room(unit, house.klaster):
        found["unit"] = OWN_ROOM
    last = valid_until(today, kind.validity_days)
    if draft.planned_on is not None and last is not None and draft.planned_on > last:
        found["planned_on"] = f"Surat hanya berlaku sampai {indonesian_date(last)}."
    if draft.planned_on is not None and draft.planned_on < today:
        found["planned_on"] = "Tanggal rencana sudah lewat."
    return found


def _is_own_room(unit: ReferralUnit, klaster: int) -> bool:
    return unit.own and unit.klaster == klaster


def _missing(name: str, draft: ReferralDraft) -> str:
    """Return the message for a field that is needed and blank, or nothing."""
    if name == "external_number":
        said = draft.external_number.strip() or draft.external_missing
        return "" if said else "Isi nomor P-Care/SATUSEHAT, atau centang «belum ada nomor»."
    if name == "problems":
        return "" if draft.problems or draft.reason_note.strip() else "Centang masalahnya, atau tulis keterangannya."
    if name == "reason_note" and draft.kind == HOSPITAL:
        return "" if draft.reason_note.strip() else _reason_missing(draft.reason_code)
    value = getattr(draft, name)
    blank = not value.strip() if isinstance(value, str) else not value
    return _ASKED.get(name, "") if blank else ""


def _reason_missing(code: str) -> str:
    if code == NO_REASON:
        return "Tulis apa yang tidak tersedia di Puskesmas ini."
    return "Jelaskan alasan TACC."


_ASKED: Mapping[str, str] = {
    "destination_id": "Pilih tujuan rujukan.",
    "clinic": "Isi poli tujuan.",
    "doctor_id": "Pilih dokter yang menandatangani.",
    "reason_code": "Pilih alasan rujukan.",
    "reason_note": "Tulis apa yang diminta.",
    "escort": "Rujukan darurat memerlukan nama pengantar.",
    "vehicle": "Pilih kendaraannya.",
    "condition": "Isi keadaan saat berangkat.",
    "place": "Isi tujuan rujukan.",
    "unit": "Pilih tujuan rujukan.",
    "from_place": "Isi Posyandu atau Pustu asal.",
    "brought_by": "Isi nama kader atau petugas yang merujuk.",
    "agreed": "Rujukan ini memerlukan persetujuan pasien atau walinya.",
}
