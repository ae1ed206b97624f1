"""How the front desk words what it shows: ages, places, priorities, waiting."""

import re
from datetime import date, datetime

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.identity.family_member import FamilyRelation
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.visit_words import BpjsStatus, Payer, TicketStatus
from ilp_desktop.reference import edition_on
from ilp_desktop.services.person.person_data import PersonData
from ilp_desktop.services.person.person_reads import PersonFile
from ilp_desktop.services.queue.queue_rows import QueueRow
from ui.palette import Tone

YEARS_ALONE_FROM = 6
NOTHING = "-"
PRIORITY_TONES = {
    Priority.RED: Tone.BAD,
    Priority.YELLOW: Tone.WARN,
    Priority.PRIORITY: Tone.INFO,
    Priority.GENERAL: Tone.NEUTRAL,
}
BPJS_TONES = {BpjsStatus.ACTIVE: Tone.GOOD, BpjsStatus.INACTIVE: Tone.BAD, BpjsStatus.UNCHECKED: Tone.WARN}
NAME_PART = re.compile(r"[^\W\d_]{2,}(?:['`\u2018\u2019][^\W\d_]+)*|[^\W\d_]")
PAYER_CHOICES = [(payer.value, payer.value[0].upper() + payer.value[1:]) for payer in Payer]


def short_age(birth_date: date, today: date) -> str:
    """Return an age as a list writes it: years alone for the older, months and days for the small."""
    if birth_date > today:
        return ""
    age = age_on(birth_date, today)
    if age.years >= YEARS_ALONE_FROM:
        return f"{age.years} th"
    if age.years:
        return f"{age.years} th {age.months} bl"
    return f"{age.months} bl {age.days} hr" if age.months else f"{age.days} hr"


def as_name(typed: str) -> str:
    """Return what was typed as a name is written: Ma'ruf Al-Amin, O'Neal."""
    return NAME_PART.sub(lambda part: part[0].capitalize(), typed)


def is_minor(birth_date: date, today: date) -> bool:
    """Tell whether a guardian speaks for somebody."""
    if birth_date > today:
        return False
    return age_on(birth_date, today).years < int(edition_on("consent", today).body["adult_age_years"])


def place_text(village: str, rw: str, rt: str = "") -> str:
    """Return desa, RW and RT on one line."""
    parts = [village, f"RW {rw}" if rw else "", f"RT {rt}" if rt else ""]
    return " ".join(part for part in parts if part)


def relation_word(relation: str) -> str:
    """Return what a stored relation is called."""
    known = {one.value: one.word for one in FamilyRelation}
    return known.get(relation, "")


def payer_line(data: PersonData) -> str:
    """Return who pays, and for BPJS how the card stands and where it is registered."""
    if data.payer is None:
        return NOTHING
    if not data.payer.is_bpjs:
        return dict(PAYER_CHOICES)[data.payer.value]
    fktp = f"FKTP {data.registered_fktp}" if data.registered_fktp else "FKTP belum diisi"
    return f"{data.payer.value}, kartu {data.bpjs_status.value} · {fktp}"


def identity_line(file: PersonFile, today: date) -> str:
    """Return age, sex and No. RM on one line, to tell people apart; old numbers are those of merged identities."""
    data = file.data
    age = age_on(data.birth_date, today).text if data.birth_date and data.birth_date <= today else ""
    sex = data.sex.word if data.sex else ""
    old = f" (lama: {', '.join(file.old_record_numbers)})" if file.old_record_numbers else ""
    return " · ".join(part for part in (age, sex, f"No. RM {file.record_number}{old}") if part)


def waited_minutes(row: QueueRow, now: datetime) -> int:
    """Return how long somebody has waited to be called, in whole minutes."""
    until = now if row.status is TicketStatus.WAITING else row.called_at or row.ended_at or now
    return max(0, int((until - row.since).total_seconds() // 60))
