"""What is on record of somebody's chronic disease, read for one person as for five hundred, and how it stands."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from db.models import Person
from db.queries.chronic import diagnosed_among, measured_among
from ilp_desktop.domain.chronic.chronic_control import (
    ControlState,
    ControlStatus,
    Judged,
    Reading,
    control_status,
    state_at_last_control,
)
from ilp_desktop.domain.chronic.chronic_follow_up import ChronicDisease, NextControl, diseases_on, next_control
from ilp_desktop.domain.due.service_registers import registers_on
from ilp_desktop.domain.measures.control_targets import PROTEINURIA
from ilp_desktop.services.pregnancy.antenatal_record import DOCTORS

TARGETS: Mapping[str, str] = {
    "sistolik": "systolic",
    "diastolik": "diastolic",
    "gdp": "fasting",
    "gd2pp": "after_meal",
    "gds": "random",
    "hba1c": "hba1c",
}
"""Question codes to what targets of treatment call them."""
CONTROL_CODES = (*TARGETS, "protein_urin")
"""The questions on which it rests whether a disease is under control."""
TRENDS = (
    *("gd_ttgo", "berat", "tinggi", "lingkar_perut", "kolesterol_total", "ldl", "hdl", "trigliserida"),
    *("kreatinin", "elfg"),
)
COMPLAINTS: Mapping[str, str] = {"hipertensi": "keluhan_hipertensi", "diabetes": "keluhan_diabetes"}
NO_COMPLAINT = "tidak_ada"
SEVERAL = ", "
"""Between the values of an answer that has several."""
PROTEIN, COMPLICATIONS_FORM = "protein_urin", "chronic_complications"
NEGATIVE, PENDING = "negatif", ("menunggu", "belum")
AT_HOME, AT_POSYANDU = "home_visit_", "posyandu_"
PLACES = {"": "Puskesmas", "sekolah": "Sekolah", "pustu": "Pustu"}


@dataclass(frozen=True)
class Taken:
    """What one response to a form measured and told, by question code; ``place`` is where, in words."""

    day: date
    place: str
    form_code: str
    numbers: Mapping[str, float]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Seen:
    """A visit at which a disease of a register was diagnosed, or diagnosed again."""

    register: str
    day: date
    by_doctor: bool


@dataclass(frozen=True)
class ChronicFile:
    """What is known until a day; ``taken`` and ``seen`` are the earliest first."""

    birth_date: date
    day: date
    taken: tuple[Taken, ...] = ()
    seen: tuple[Seen, ...] = ()
    pregnant: bool = False
    diseases: tuple[ChronicDisease, ...] = field(default_factory=tuple)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Return what control is judged by."""
        found = []
        for one in self.taken:
            values = {TARGETS[code]: value for code, value in one.numbers.items() if code in TARGETS}
            if values:
                found.append(Reading(one.day, values))
        return tuple(found)

    @cached_property
    def own(self) -> tuple[ChronicDisease, ...]:
        """Return the diseases in whose registers the person stands."""
        registers = {one.register for one in self.seen}
        return tuple(one for one in self.diseases if one.register in registers)

    @cached_property
    def judged(self) -> Judged:
        """Return of whom control is judged."""
        special = {one.register for one in self.own}
        if self._has_proteinuria():
            special.add(PROTEINURIA)
        return Judged(self.birth_date, self.pregnant, frozenset(special))

    def since(self, register: str) -> date | None:
        """Return since when somebody stands in a register."""
        return next((one.day for one in self.seen if one.register == register), None)

    def status(self, disease: ChronicDisease) -> ControlStatus:
        """Return how a disease stands."""
        return control_status(disease.target, self.readings, self.judged, self.day)

    def control_days(self, disease: ChronicDisease) -> tuple[date, ...]:
        """Return the days since the diagnosis on which a disease was measured; that of the diagnosis counts."""
        return self._control_days[disease.register]

    @cached_property
    def _control_days(self) -> dict[str, tuple[date, ...]]:
        return {one.register: self._days_of(one) for one in self.diseases}

    def _days_of(self, disease: ChronicDisease) -> tuple[date, ...]:
        since = self.since(disease.register)
        if since is None:
            return ()
        kinds = set(disease.measured)
        measured = {one.day for one in self.readings if not kinds.isdisjoint(one.values)}
        return tuple(sorted({since, *(day for day in measured if day >= since)}))

    @cached_property
    def last_control(self) -> date | None:
        """Return the last day on which any disease of the person was controlled."""
        return max((days[-1] for one in self.own if (days := self.control_days(one))), default=None)

    @property
    def last_doctor(self) -> date | None:
        """Return the last day on which a doctor saw the person for a disease of a register."""
        return max((one.day for one in self.seen if one.by_doctor), default=None)

    @property
    def complaints(self) -> tuple[tuple[str, str], ...]:
        """Return question and value of each complaint told at the last control of each disease."""
        found = []
        for one in self.own:
            code = COMPLAINTS.get(one.register, "")
            said = next((taken.words[code] for taken in reversed(self.taken) if code in taken.words), "")
            found += [(code, value) for value in said.split(SEVERAL) if value and value != NO_COMPLAINT]
        return tuple(found)

    def next_control(self, complaints: Sequence[str]) -> NextControl | None:
        """Return where and when the next control is, ``complaints`` in words; None for who stands in no register."""
        last = self.last_control
        if last is None:
            return None
        return next_control(self._states_at_last, last, self.last_doctor, complaints, self.day)

    @cached_property
    def _states_at_last(self) -> dict[str, ControlState]:
        """Return how each disease stood on the day of the last control."""
        last = self.last_control or self.day
        return {one.label: control_status(one.target, self.readings, self.judged, last).state for one in self.own}

    @property
    def on_target_at_last(self) -> dict[str, bool]:
        """Return by register whether a disease was under control when last measured, where that is known."""
        states = {one.register: state_at_last_control(one.target, self.readings, self.judged) for one in self.own}
        return {
            register: state is ControlState.CONTROLLED
            for register, state in states.items()
            if state is not ControlState.NOT_JUDGED
        }

    def _has_proteinuria(self) -> bool:
        said = (
            one.words[PROTEIN]
            for one in reversed(self.taken)
            if one.form_code == COMPLICATIONS_FORM and PROTEIN in one.words
        )
        last = next((word for word in said if word not in PENDING), NEGATIVE)
        return last != NEGATIVE


def chronic_files(
    session: Session, people: Sequence[Person], day: date, pregnant: Collection[UUID] = ()
) -> dict[UUID, ChronicFile]:
    """Return what is on record of people until a day, in two statements."""
    keys = [one.id for one in people]
    codes = {*TARGETS, *TRENDS, *COMPLAINTS.values(), PROTEIN}
    taken: dict[UUID, list[Taken]] = defaultdict(list)
    for row in measured_among(session, keys, codes, day):
        taken[row.person_id].append(taken_from(row.form_code, row.day, row.answers, codes, _place(row)))
    registers = {one.code: one.prefixes for one in registers_on(day)}
    diseases = diseases_on(day)
    prefixes = {one.register: registers[one.register] for one in diseases}
    seen: dict[UUID, list[Seen]] = defaultdict(list)
    for found in diagnosed_among(session, keys, [prefix for some in prefixes.values() for prefix in some], day):
        register = next(code for code, some in prefixes.items() if found.code.startswith(some))
        seen[found.person_id].append(Seen(register, found.day, found.profession in DOCTORS))
    return {
        one.id: ChronicFile(
            one.birth_date, day, tuple(taken[one.id]), tuple(seen[one.id]), one.id in pregnant, diseases
        )
        for one in people
    }


def taken_from(
    form_code: str, day: date, answers: Mapping[str, Any], codes: Collection[str] = CONTROL_CODES, place: str = ""
) -> Taken:
    """Return what the stored answers to a form say to some questions."""
    numbers: dict[str, float] = {}
    words: dict[str, str] = {}
    for code, answer in answers.items():
        if code not in codes:
            continue
        if isinstance(answer, int | float):
            numbers[code] = float(answer)
        elif isinstance(answer, str | list):
            words[code] = answer if isinstance(answer, str) else SEVERAL.join(answer)
    return Taken(day, place, form_code, numbers, words)


def _place(row: Row[Any]) -> str:
    if row.form_code.startswith(AT_POSYANDU):
        return "Posyandu"
    if row.form_code.startswith(AT_HOME):
        return "kunjungan rumah"
    return "" if row.place is None else PLACES.get(row.place, row.place)
