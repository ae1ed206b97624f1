"""What a referral letter of a mother or a newborn says beside the visit: danger signs, and the background of SBAR."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Birth, Delivery, FormResponse, LabourObservation, Person, Pregnancy
from db.queries.parameters import param
from ilp_desktop.clock import local_time
from ilp_desktop.domain.birth.delivery import haemorrhage, weight_class
from ilp_desktop.domain.birth.postnatal import days_in_nifas
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.danger_signs import DangerGroup, DangerSign, birth_codes, danger_source, further_signs
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, gpa_text
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.screening import in_force
from ilp_desktop.services.birth.labours import labour_file
from ilp_desktop.services.birth.postnatal_visits import visit_days
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, open_pregnancy

NEWBORN_DAYS = 28
NO_RESUSCITATION = ("", "Tidak perlu")


@dataclass(frozen=True)
class DangerOffer:
    """The danger signs of a patient; without a group the letter asks for none.

    Attributes:
        title: whose signs they are, in words.
        background: what SBAR says of pregnancy, labour and birth.
        assessment: what the partograph says, empty without one.
    """

    group: DangerGroup | None = None
    title: str = ""
    signs: tuple[DangerSign, ...] = ()
    background: str = ""
    assessment: str = ""


NO_DANGERS = DangerOffer()
"""For whom no danger signs are asked."""


@dataclass(frozen=True)
class _Case:
    """What the record says of one patient."""

    group: DangerGroup
    since: date
    shown: frozenset[str]
    background: str
    assessment: str = ""


def danger_offer(session: Session, catalogue: Catalogue, person: Person, now: datetime, zone: str) -> DangerOffer:
    """Return the danger signs that a letter of a person asks for, ticked as the record shows them."""
    here = local_time(now, zone)
    case = _case(session, person, now, zone)
    if case is None:
        return NO_DANGERS
    day = here.date()
    source = danger_source(case.group, day)
    question = catalogue.form(source.form, day).question(source.question)
    told = _told(session, person.id, (source.form, source.question), case.since)
    signs = [
        DangerSign(choice.value, choice.text, choice.value in told)
        for choice in question.choices
        if choice.value != question.exclusive
    ]
    signs += further_signs(case.group, case.shown, day)
    return DangerOffer(case.group, source.title, tuple(signs), case.background, case.assessment)


def _case(session: Session, person: Person, now: datetime, zone: str) -> _Case | None:
    today = local_time(now, zone).date()
    if (today - person.birth_date).days <= NEWBORN_DAYS:
        return _newborn(session, person, zone)
    pregnancy = open_pregnancy(session, person.id)
    if pregnancy is not None:
        return _pregnant(session, pregnancy, now, zone)
    return _postnatal(session, person, today, zone)


def _newborn(session: Session, person: Person, zone: str) -> _Case:
    birth = session.scalar(select(Birth).where(Birth.child_id == person.id))
    if birth is None:
        told = f"Lahir {indonesian_date(person.birth_date)}, ibu {person.mother_name or 'belum dicatat'}."
        return _Case(DangerGroup.NEWBORN, person.birth_date, frozenset(), told)
    weight = "" if birth.weight_g is None else weight_class(birth.weight_g, person.birth_date).code
    facts = (birth.resuscitation not in NO_RESUSCITATION, bool(birth.anomalies))
    shown = birth_codes(weight, birth.apgar_5, facts, person.birth_date)
    return _Case(DangerGroup.NEWBORN, person.birth_date, frozenset(shown), _birth_words(birth, person, zone))


def _pregnant(session: Session, pregnancy: Pregnancy, now: datetime, zone: str) -> _Case:
    today = local_time(now, zone).date()
    observed = session.scalar(_OBSERVED, {"pregnancy": pregnancy.id})
    background = _pregnancy_words(session, pregnancy, today)
    if observed is None:
        return _Case(DangerGroup.PREGNANT, pregnancy.last_period_on, frozenset(), background)
    file = labour_file(session, pregnancy, now, zone)
    said = "; ".join(one.conclusion for one in file.warnings)
    started = f"Partograf sejak {indonesian_date(file.rows[0].at)} pukul {file.rows[0].at:%H.%M}."
    last = next((row for row in reversed(file.rows) if "cervix_cm" in row.values), None)
    opened = "" if last is None else f" Pembukaan {last.values['cervix_cm']:g} cm pukul {last.at:%H.%M}."
    shown = frozenset(one.code for one in file.warnings)
    return _Case(DangerGroup.LABOUR, pregnancy.last_period_on, shown, f"{background} {started}{opened}", said)


def _postnatal(session: Session, person: Person, today: date, zone: str) -> _Case | None:
    row = session.execute(
        select(Birth, Delivery)
        .outerjoin(Delivery, Delivery.id == Birth.delivery_id)
        .where(Birth.mother_id == person.id)
        .order_by(Birth.born_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    birth, delivery = row.Birth, row.Delivery
    delivered_on = local_time(birth.born_at, zone).date()
    days = days_in_nifas(delivered_on, today)
    if days is None:
        return None
    lost = None if delivery is None else delivery.blood_loss_ml
    shown = set(delivery.complications) if delivery is not None else set()
    if haemorrhage(lost, delivered_on) is not None:
        shown.add("haemorrhage")
    parts = [f"Nifas hari ke-{days}, bersalin {indonesian_date(delivered_on)}", birth.place, birth.mode, birth.helper]
    parts.append("" if lost is None else f"perdarahan {lost} ml")
    words = ", ".join(part for part in parts if part)
    return _Case(DangerGroup.POSTNATAL, delivered_on, frozenset(shown), f"{words}.")


def _pregnancy_words(session: Session, pregnancy: Pregnancy, today: date) -> str:
    weeks = gestational_age(pregnancy.last_period_on, max(today, pregnancy.last_period_on)).text
    visits = visit_days(session, pregnancy.person_id, ANC_FORM, pregnancy.last_period_on, today)
    last = f", terakhir {indonesian_date(visits[-1])}" if visits else ""
    return (
        f"{gpa_text(pregnancy.gravida, pregnancy.para, pregnancy.abortus)}, hamil {weeks}, "
        f"HPHT {indonesian_date(pregnancy.last_period_on)}, HPL {indonesian_date(pregnancy.due_on)}. "
        f"ANC {len(visits)} kali{last}."
    )


def _birth_words(birth: Birth, person: Person, zone: str) -> str:
    born = local_time(birth.born_at, zone)
    scores = (birth.apgar_1, birth.apgar_5, birth.apgar_10)
    apgar = "/".join("-" if score is None else str(score) for score in scores)
    parts = [
        f"Lahir {indonesian_date(born)}" + (f" pukul {born:%H.%M}" if birth.hour_known else ""),
        birth.mode,
        birth.place,
        birth.helper,
        "" if birth.weight_g is None else f"berat lahir {birth.weight_g} gram",
        f"APGAR {apgar}" if any(score is not None for score in scores) else "",
        "" if birth.resuscitation in NO_RESUSCITATION else f"resusitasi: {birth.resuscitation.lower()}",
        "" if not birth.vitamin_k else "vitamin K1 sudah",
        f"kelainan: {birth.anomalies}" if birth.anomalies else "",
        f"ibu {person.mother_name}" if person.mother_name else "",
    ]
    return f"{', '.join(part for part in parts if part)}."


def _told(session: Session, person_id: UUID, source: tuple[str, str], since: date) -> tuple[str, ...]:
    """Return the signs ticked when the form was filled in last."""
    form, question = source
    answers = session.scalar(_LAST_ANSWERS, {"person": person_id, "form": form, "since": since})
    told = (answers or {}).get(question)
    return tuple(str(one) for one in told) if isinstance(told, list) else ()


_LAST_ANSWERS = (
    select(FormResponse.answers)
    .where(
        FormResponse.person_id == param("person"),
        FormResponse.form_code == param("form"),
        FormResponse.day >= param("since"),
        in_force(),
    )
    .order_by(FormResponse.day.desc(), FormResponse.recorded_at.desc())
    .limit(1)
)
_OBSERVED = (
    select(LabourObservation.id)
    .where(LabourObservation.pregnancy_id == param("pregnancy"), LabourObservation.voided_at.is_(None))
    .limit(1)
)
