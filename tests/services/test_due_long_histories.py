"""What rules know of somebody with hundreds of visits is the same whether days are read together or one by one."""

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import String, cast, exists, func, insert, select
from sqlalchemy.orm import Session, aliased

from db.models import Diagnosis, Encounter, FormResponse, Observation, Person, Staff
from db.queries import due_events
from db.queries.due_histories import ANSWER, DIAGNOSIS, DONE, FORM, HELD, TO_COME
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.contraception.contraception import KIND, METHOD
from ilp_desktop.domain.due.due import services_due
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.growth_reading import GESTATION
from ilp_desktop.services.due import due_facts
from ilp_desktop.services.due.due_book import DueBook, DueEdition
from ilp_desktop.services.due.due_facts import load_facts
from ilp_desktop.services.due.due_findings import is_awaited
from ilp_desktop.services.due.due_store import DueStore, due_person
from ilp_desktop.services.due.due_told import TOLD_CODES
from tests.house_fixtures import TODAY, Clinic

VISITS = 240
FORMS = ("vital_signs", "anc_visit", "kpsp_09", "kpsp_12", "kpsp_15", "hypertension_control", "lipids", "mtbs", "phq9")
CODES = ("I10", "I11.0", "E11.9", "A15.0", "J06.9")
WORDS: dict[str, tuple[str, ...]] = {
    "hiv": ("menunggu", "nonreaktif", "belum", "reaktif"),
    "iva": ("negatif", "tidak", "menunggu", "positif"),
    "periksa_komplikasi": ("mata, kaki", "kaki", "tidak"),
    KIND: ("baru", "ulang"),
    METHOD: ("suntik_3", "pil", "suntik_1"),
}
NUMBERS = ("berat", "sistolik", "gdp", "kelas", GESTATION)
URGENCIES = tuple(urgency.value for urgency in Urgency)


class Event(NamedTuple):
    """One row as the statement gives them, of one day."""

    person_id: UUID
    kind: str
    key: str
    day: date
    until: date | None
    value: str | None
    detail: Any


def conclusion(chance: random.Random, number: int) -> dict[str, Any] | None:
    """Return what a form may have come to: nothing, or one of each urgency, with or without more to do."""
    urgency = chance.choice((*URGENCIES, Urgency.AWAITED.value, ""))
    if not urgency:
        return None
    found: dict[str, Any] = {"code": f"c{number}", "conclusion": f"Hasil {number}", "urgency": urgency}
    if chance.random() < 0.4:
        found["repeat_days"] = chance.randint(1, 60)
    if chance.random() < 0.3:
        found["follow_up"] = chance.choice(("nutrition_plan", "lipids", "vital_signs"))
    return found


def live(clinic: Clinic, person: UUID, chance: random.Random) -> None:
    """Write hundreds of visits of one person, some dated after today, with results corrected and emptied."""
    rows: dict[Any, list[dict[str, Any]]] = {model: [] for model in (Encounter, Diagnosis, FormResponse, Observation)}
    asked = sorted({*WORDS, *NUMBERS})
    for number in range(VISITS):
        day = TODAY + timedelta(days=60 - number * 15 - chance.randint(0, 14))
        at = datetime.combine(day, time(1, 15), timezone.utc)
        own = {"facility_id": clinic.doctor.facility_id}
        author = chance.choice((clinic.doctor, clinic.desk)).staff_id
        stamp = own | {"recorded_at": at, "recorded_by": author}
        visit = clinic.new_id()
        rows[Encounter].append(
            stamp
            | {"id": visit, "row_version": 2, "person_id": person, "day": day, "visit_kind": "lama", "sick": True}
            | {"complaint": "kontrol", "triage": "0", "payer": "Umum", "documents": [], "klaster": 3}
            | {"proposed_klaster": 3, "proposal_reasons": [], "precaution": False, "destination": "pulang"}
            | {"finished_at": at + timedelta(minutes=20)}
        )
        of_visit = {"encounter_id": visit, "person_id": person, "day": day}
        for rank, code in enumerate(chance.sample(CODES, 2), start=1):
            rows[Diagnosis].append(
                stamp | of_visit | {"id": clinic.new_id(), "rank": rank, "code": code, "new_case": False}
            )
        for form in chance.sample(FORMS, 3):
            response, before = clinic.new_id(), None
            named = stamp | of_visit | {"form_code": form, "form_version": "1", "reason": "", "replaces_id": None}
            if chance.random() < 0.2:
                before = clinic.new_id()
                first = {"id": before, "answers": {"x": 1.0}, "conclusion": conclusion(chance, -number)}
                rows[FormResponse].append(named | first)
            answers = {} if before and chance.random() < 0.5 else {"x": 2.0}
            written = {"id": response, "answers": answers, "conclusion": conclusion(chance, number)}
            rows[FormResponse].append(named | written | {"replaces_id": before})
        for code in chance.sample(asked, 4):
            word = chance.choice(WORDS[code]) if code in WORDS else None
            value = None if word else float(chance.randint(1, 6) if code == "kelas" else chance.randint(28, 42))
            told = {"response_id": response, "code": code, "person_id": person, "day": day}
            rows[Observation].append(own | told | {"word": word, "number": value})
    with clinic.database.writing() as session, session.begin():
        for model, made in rows.items():
            for row in made if model is FormResponse else (made,):
                session.execute(insert(model), row)


def one_by_one(session: Session, person: UUID, edition: DueEdition, rows: Iterable[Any], today: date) -> list[Event]:
    """Return the rows with every result, answer and diagnosis as a row of its own, the earliest first."""
    together = {FORM, HELD, ANSWER, DIAGNOSIS}
    found = [Event(*row) for row in rows if row.kind not in together]
    later = aliased(FormResponse)
    responses = select(FormResponse).where(
        FormResponse.person_id == person, ~exists().where(later.replaces_id == FormResponse.id)
    )
    for one in session.scalars(responses):
        if one.answers:
            standing = TO_COME if is_awaited(one.conclusion) else DONE
            found.append(Event(person, HELD, one.form_code, one.day, None, f"{one.day}{standing}", None))
            found.append(Event(person, FORM, one.form_code, one.day, None, None, one.conclusion))
    value = func.coalesce(Observation.word, cast(Observation.number, String))
    told = select(Observation.code, Observation.day, value).where(
        Observation.person_id == person, Observation.code.in_(edition.answers | TOLD_CODES)
    )
    found += [Event(person, ANSWER, code, day, None, f"{day}{said}", None) for code, day, said in session.execute(told)]
    seen = (
        select(Diagnosis.code, Diagnosis.day, Staff.profession)
        .join(Staff, Staff.id == Diagnosis.recorded_by)
        .where(Diagnosis.person_id == person)
    )
    found += [
        Event(person, DIAGNOSIS, code, day, None, f"{day}{profession}", None)
        for code, day, profession in session.execute(seen)
    ]
    return sorted(
        (one for one in found if one.day <= today), key=lambda one: (one.day, one.kind, one.key, one.value or "")
    )


@pytest.mark.parametrize(("seed", "sex", "age"), [(1, Sex.FEMALE, 35), (2, Sex.MALE, 61), (3, Sex.FEMALE, 15)])
def test_days_read_together_tell_what_each_alone_does(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch, seed: int, sex: Sex, age: int
) -> None:
    born = TODAY - timedelta(days=age * 365)
    person = any_clinic.register("Riwayat Panjang", birth_date=born, sex=sex).person_id
    live(any_clinic, person, random.Random(seed))
    store = DueStore(DueBook(any_clinic.house.screening.catalogue))
    real: list[Sequence[Any]] = []
    read = due_events.due_events

    def kept(*asked: Any) -> Sequence[Any]:
        real.append(read(*asked))
        return real[-1]

    monkeypatch.setattr(due_facts, "due_events", kept)
    compared = 0
    with any_clinic.database.reading() as session:
        row = session.get_one(Person, person)
        for days in (0, 1, 7, 40, 200, 900, 2000):
            today = TODAY - timedelta(days=days)
            edition = store.edition(session, any_clinic.doctor.facility_id, today)
            known = due_person(row, today)
            together = load_facts(session, [known], edition, today)[person]
            rows: Any = one_by_one(session, person, edition, real[-1], today)
            alone = due_facts._facts(known, rows, edition, today)
            assert together == alone
            assert services_due(edition.rules, together, today) == services_due(edition.rules, alone, today)
            compared += len(together.findings) + len(together.recalls)
            assert len(real[-1]) < VISITS * 2, "rows of a kind stand together"
    assert compared > len(FORMS)
    assert any("=" in key and len(on) > 1 for key, on in together.events.items())
