"""Who is handed to klaster 4 today and why: diagnoses, the TB symptom screening, precaution at the desk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row

from db.models import Diagnosis, Encounter, FormResponse
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes
from ilp_desktop.domain.care.suspected_infectious import suspected_cases
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.triage import TriageSign, stored_signs
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

TB_FORM = "tb_symptoms"
TB_PRESUMPTIVE = "presumptive"
PRECAUTION_SIGNS = (TriageSign.FEVER, TriageSign.CONTACT)


class CaseLevel(Enum):
    """How sure a sign is, the surest first; the value is the Indonesian word."""

    SUSPECTED = "terduga"
    WATCH = "pantau"

    @property
    def rank(self) -> int:
        """Return 0 for the surest level, counting up."""
        return list(CaseLevel).index(self)


@dataclass(frozen=True)
class CaseReason:
    """One sign: what was recorded, why that lists the person, and where the rule stands.

    Attributes:
        code: the ICD-10 code, empty when the sign is no diagnosis.
        title: the diagnosis, the conclusion of the screening, or what was answered at the desk.
        at: the wall clock when it was recorded.
    """

    level: CaseLevel
    code: str
    title: str
    why: str
    source: str
    klaster: Klaster
    room: str
    recorded_by: str
    at: datetime


@dataclass(frozen=True)
class SuspectedCase:
    """A person with at least one sign today; the surest and newest reason stands first.

    Attributes:
        encounter_id: the visit of the first reason; ``complaint`` is what was said at its opening.
        inside: whether the person lives in the working area.
    """

    person_id: UUID
    encounter_id: UUID
    name: str
    sex: Sex
    age: Age
    record_number: str
    village: str
    rw: str
    inside: bool
    complaint: str
    reasons: tuple[CaseReason, ...]

    @property
    def level(self) -> CaseLevel:
        """Return the level of the surest reason."""
        return self.reasons[0].level


class _Sign(NamedTuple):
    """What one record says, before it is placed in a room."""

    level: CaseLevel
    code: str
    title: str
    why: str
    source: str
    recorded_by: str
    at: datetime


class CaseFinder:
    """Reads signs from what was recorded; ``form_source`` is where the TB symptom screening stands."""

    def __init__(self, codes: DiagnosisCodes, form_source: str, time_zone: str) -> None:
        self._codes = codes
        self._form_source = form_source
        self._time_zone = time_zone

    def cases(self, rows: Sequence[Row[Any]]) -> tuple[SuspectedCase, ...]:
        """Return the people whose visits hold a sign: suspected first, among each level the newest first."""
        signs: dict[UUID, dict[CaseReason, Row[Any]]] = {}
        for row in rows:
            for reason in self._reasons(row):
                signs.setdefault(row.Person.id, {})[reason] = row
        newest = sorted(map(_case, signs.values()), key=lambda case: case.reasons[0].at, reverse=True)
        return tuple(sorted(newest, key=lambda case: case.level.rank))

    def _reasons(self, row: Row[Any]) -> Iterator[CaseReason]:
        """Give every sign one row of the query holds."""
        encounter: Encounter = row.Encounter
        signs = (
            *self._from_diagnosis(row.Diagnosis, row.clinician, age_on(row.Person.birth_date, encounter.day)),
            *self._from_screening(row.FormResponse, row.screener),
            *_from_desk(encounter, row.clerk),
        )
        for sign in signs:
            here = sign._asdict() | {"at": local_time(sign.at, self._time_zone)}
            yield CaseReason(**here, klaster=Klaster(encounter.klaster), room=row.room or "")

    def _from_diagnosis(self, given: Diagnosis | None, by: str, age: Age) -> Iterator[_Sign]:
        diseases = suspected_cases(given.code, age) if given else ()
        if given is None or not diseases:
            return
        named = " atau ".join(f"{one.label} (SKDR {one.skdr})" if one.skdr else one.label for one in diseases)
        told = "kasus baru" if given.new_case else "kasus lama"
        sure = " Petugas klaster 4 memastikan yang mana." if len(diseases) > 1 else ""
        yield _Sign(
            CaseLevel.SUSPECTED,
            given.code,
            self._codes.title(given.code),
            f"Diagnosis ini termasuk {named}; dicatat sebagai {told}.{sure}",
            diseases[0].source,
            by,
            given.recorded_at,
        )

    def _from_screening(self, response: FormResponse | None, by: str) -> Iterator[_Sign]:
        conclusion = (response.conclusion or {}) if response else {}
        if response is not None and conclusion.get("code") == TB_PRESUMPTIVE:
            yield _Sign(
                CaseLevel.SUSPECTED,
                "",
                conclusion["conclusion"],
                f"Kesimpulan skrining gejala TBC. {conclusion['advice']}",
                self._form_source,
                by,
                response.recorded_at,
            )


def _from_desk(encounter: Encounter, by: str) -> Iterator[_Sign]:
    rules = edition_on("triage", encounter.day).body
    labels = {row["code"]: row["label"] for row in rules["sign"]}
    found = stored_signs(encounter.triage, encounter.day)
    for sign in PRECAUTION_SIGNS:
        if sign in found:
            rule = rules["precaution"]
            title = f"{labels[sign.value].capitalize()} (loket)"
            yield _Sign(CaseLevel.WATCH, "", title, rule[sign.value], rule["source"], by, encounter.recorded_at)


def _case(found: dict[CaseReason, Row[Any]]) -> SuspectedCase:
    diagnoses_first = sorted(found, key=lambda reason: not reason.code)
    newest = sorted(diagnoses_first, key=lambda reason: reason.at, reverse=True)
    reasons = tuple(sorted(newest, key=lambda reason: reason.level.rank))
    row = found[reasons[0]]
    person, encounter = row.Person, row.Encounter
    return SuspectedCase(
        person_id=person.id,
        encounter_id=encounter.id,
        name=person.name,
        sex=person.sex,
        age=age_on(person.birth_date, encounter.day),
        record_number=row.record_number or "",
        village=row.village,
        rw=person.rw,
        inside=person.village_id is not None,
        complaint=encounter.complaint,
        reasons=reasons,
    )
