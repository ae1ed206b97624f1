"""What the notification of a death says, from the record."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Person, Pregnancy, Village
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.birth.death_kind import DeathKind, cause_label
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, gpa_text
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.printing.contents.death_notice import DeathNotice
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.people.death_writing import DeathFacts
from ilp_desktop.services.person.person_reads import NIK, RECORD_NUMBER, numbers_of


def notice_of(
    session: Session, person: Person, kind: DeathKind, facts: DeathFacts, written: tuple[SignedIn, datetime]
) -> DeathNotice:
    """Return the notification of a death; ``written`` says by whom and when."""
    user, now = written
    died_on = facts.died_on or now.date()
    maternal = kind.is_maternal
    history = _of_mother(session, person, died_on) if maternal else _of_child(session, person, user.time_zone)
    numbers = numbers_of(session, person.id)
    return DeathNotice(
        kind=kind,
        name=person.name,
        nik=numbers[NIK].value if NIK in numbers else "",
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        sex=person.sex,
        birth_date=person.birth_date,
        age=age_on(person.birth_date, died_on).text,
        address=address_of(session, person),
        died_on=died_on,
        hour=facts.hour,
        place=facts.place,
        cause=cause_label(facts.cause, died_on),
        cause_note=facts.cause_note,
        reporter=facts.reporter,
        history=history,
        written_by=user.name,
        written_at=now,
    )


def _of_mother(session: Session, person: Person, died_on: date) -> tuple[tuple[str, str], ...]:
    row = session.scalar(
        select(Pregnancy)
        .where(Pregnancy.person_id == person.id, Pregnancy.last_period_on <= died_on)
        .order_by(Pregnancy.last_period_on.desc())
        .limit(1)
    )
    if row is None:
        return ()
    birth = session.scalar(select(Birth).where(Birth.pregnancy_id == row.id).order_by(Birth.born_at).limit(1))
    return tuple(told_of_pregnancy(row, died_on, birth))


def address_of(session: Session, person: Person) -> str:
    """Return where somebody lives, in one line."""
    village = session.get(Village, person.village_id) if person.village_id else None
    block = f"RT {person.rt}/RW {person.rw}" if person.rt or person.rw else ""
    place = village.name if village else person.outside_village
    return ", ".join(part for part in (person.address, block, place) if part)


def told_of_pregnancy(row: Pregnancy, day: date, birth: Birth | None) -> list[tuple[str, str]]:
    """Return what a notification says of a pregnancy as it stood on a day."""
    until = min(row.ended_on or day, day)
    delivered = row.ended_on is not None and row.outcome != PregnancyEnd.DIED.value
    found = [
        ("GPA", gpa_text(row.gravida, row.para, row.abortus)),
        ("Umur kehamilan", gestational_age(row.last_period_on, until).text),
        ("Akhir kehamilan", f"{indonesian_date(until)} ({row.outcome})" if delivered else "belum bersalin"),
    ]
    if birth is not None:
        told = ", ".join(part for part in (birth.place, birth.place_name, birth.mode, birth.helper) if part)
        found.append(("Persalinan", told))
    return found


def told_of_birth(birth: Birth, zone: str) -> list[tuple[str, str]]:
    """Return what a notification says of a birth."""
    born = local_time(birth.born_at, zone)
    hour = f" pukul {born:%H.%M}" if birth.hour_known else ""
    scores = [str(one) if one is not None else "?" for one in (birth.apgar_1, birth.apgar_5, birth.apgar_10)]
    known = birth.apgar_1 is not None or birth.apgar_5 is not None
    return [
        ("Lahir", f"{indonesian_date(born)}{hour}"),
        ("Berat lahir", "" if birth.weight_g is None else f"{birth.weight_g} gram"),
        ("APGAR 1/5/10", "/".join(scores) if known else ""),
        ("Kelainan bawaan", birth.anomalies),
    ]


def _of_child(session: Session, person: Person, zone: str) -> tuple[tuple[str, str], ...]:
    birth = session.scalar(select(Birth).where(Birth.child_id == person.id))
    found = [("Nama ibu", person.mother_name)]
    if birth is None:
        return tuple(found)
    told = ", ".join(part for part in (birth.place, birth.place_name, birth.mode, birth.helper) if part)
    return (*found, ("Persalinan", told), *told_of_birth(birth, zone))
