"""Who appears in the tour: people of the demo who are not yet in today's queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.engine import Database
from db.models import Diagnosis, Encounter, FormResponse, Identifier, Person, Pregnancy
from ilp_desktop.demo.care import not_sunday
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK
from ilp_desktop.forms.parsing import decimal_text

MIDDLE_OF_PREGNANCY = (22, 38)
TODDLER_DAYS = (400, 1400)


@dataclass(frozen=True)
class Actor:
    """Somebody of the demo."""

    name: str
    record_number: str
    birth_date: date


@dataclass(frozen=True)
class Cast:
    """The people of the tour; ``weeks`` is how far the pregnancy is."""

    today: date
    pregnant: Actor
    weeks: int
    weight_kg: float
    toddler: Actor
    toddler_kg: float
    toddler_cm: float
    hypertensive: Actor
    hypertensive_kg: float

    def returning(self) -> Iterator[tuple[Actor, str, str, bool]]:
        """Give each with complaint, triage and whether sick."""
        yield self.pregnant, "kontrol hamil", "4", False
        yield self.toddler, "timbang dan imunisasi", "0", False
        yield self.hypertensive, "pusing, tengkuk berat", "0", True

    def antenatal_answers(self) -> dict[str, str]:
        """Return the answers of the antenatal visit."""
        return {
            "keluhan": "Tidak ada",
            "tanda_bahaya": "tidak_ada",
            "berat": decimal_text(round(self.weight_kg + 1.2, 1)),
            "sistolik": "112",
            "diastolik": "72",
            "lila": "25,5",
            "tfu": str(self.weeks - 1),
            "djj_terdengar": "ya",
            "djj": "142",
            "jenis_tablet": "TTD",
            "jumlah_tablet": "30",
            "tindak_lanjut": "kontrol",
        }

    def toddler_answers(self) -> dict[str, str]:
        """Return the measurements of the toddler."""
        standing = (self.today - self.toddler.birth_date).days > 730
        return {
            "berat": decimal_text(round(self.toddler_kg, 1)),
            "tinggi": decimal_text(round(self.toddler_cm, 1)),
            "posisi_ukur": "berdiri" if standing else "terlentang",
        }

    def pressure_answers(self) -> dict[str, str]:
        """Return the vital signs of the one with high blood pressure."""
        measured = {"sistolik": "170", "diastolik": "105", "nadi": "92", "napas": "20", "suhu": "36,6"}
        return measured | {"berat": decimal_text(round(self.hypertensive_kg + 0.8, 1))}

    def cough_answers(self) -> dict[str, str]:
        """Return the answers of the tuberculosis screening."""
        told = {"batuk": "ya", "keringat_malam": "ya"}
        asked = ("kontak_erat", "batuk", "berat_turun", "demam", "keringat_malam", "lesu", "sesak", "kelenjar")
        return {code: told.get(code, "tidak") for code in asked}

    def planned_on(self) -> str:
        """Return the day of the hospital visit, or the one people are invited for, as it is typed."""
        return not_sunday(self.today + timedelta(days=3)).strftime("%d%m%Y")


def find_cast(database: Database, today: date) -> Cast:
    """Choose the people of the tour."""
    with database.reading() as session:
        expecting = _first(session, _pregnant(today), today)
        toddler = _first(session, _toddlers(today), today)
        adult = _first(session, _hypertensive(), today)
        since = session.scalar(
            select(Pregnancy.last_period_on).where(Pregnancy.person_id == expecting[0].id, Pregnancy.ended_on.is_(None))
        )
        weight = _last_answer(session, expecting[0], "anc_visit", "berat")
        adult_kg = _last_answer(session, adult[0], "vital_signs", "berat")
        child_kg, child_cm = (_last_answer(session, toddler[0], "vital_signs", code) for code in ("berat", "tinggi"))
    if since is None:
        raise AssertionError("the pregnant woman is not pregnant")
    return Cast(
        today=today,
        pregnant=expecting[1],
        weeks=(today - since).days // DAYS_A_WEEK,
        weight_kg=weight,
        toddler=toddler[1],
        toddler_kg=child_kg + 0.2,
        toddler_cm=child_cm + 0.5,
        hypertensive=adult[1],
        hypertensive_kg=adult_kg,
    )


def _first(session: Session, wanted: Select[tuple[Person]], today: date) -> tuple[Person, Actor]:
    """Return the first who has not come today."""
    here = select(Encounter.person_id).where(Encounter.day == today)
    person = session.scalars(wanted.where(Person.id.not_in(here)).order_by(Person.id)).first()
    if person is None:
        raise AssertionError("the demo is too small for the tour")
    number = session.scalar(select(Identifier.value).where(Identifier.person_id == person.id, Identifier.kind == "rm"))
    return person, Actor(person.name, number or "", person.birth_date)


def _pregnant(today: date) -> Select[tuple[Person]]:
    first, last = (today - timedelta(weeks=weeks) for weeks in MIDDLE_OF_PREGNANCY)
    seen = select(FormResponse.person_id).where(FormResponse.form_code == "anc_visit")
    return (
        select(Person)
        .join(Pregnancy, Pregnancy.person_id == Person.id)
        .where(Pregnancy.ended_on.is_(None), Pregnancy.last_period_on.between(last, first), Person.id.in_(seen))
    )


def _toddlers(today: date) -> Select[tuple[Person]]:
    youngest, oldest = (today - timedelta(days=days) for days in TODDLER_DAYS)
    weighed = select(FormResponse.person_id).where(
        FormResponse.form_code == "vital_signs", FormResponse.day > today - timedelta(days=200)
    )
    return select(Person).where(Person.birth_date.between(oldest, youngest), Person.id.in_(weighed))


def _hypertensive() -> Select[tuple[Person]]:
    known = select(Diagnosis.person_id).where(Diagnosis.code == "I10")
    return select(Person).where(Person.id.in_(known))


def _last_answer(session: Session, person: Person, form_code: str, code: str) -> float:
    answers = session.scalars(
        select(FormResponse.answers)
        .where(FormResponse.person_id == person.id, FormResponse.form_code == form_code)
        .order_by(FormResponse.day.desc())
    ).first()
    if not answers or code not in answers:
        raise AssertionError(f"nobody ever recorded {code}")
    return float(answers[code])
