"""What is on record of somebody's chronic disease, and what follows from it; the same for one person and for all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ilp_desktop.domain.chronic.chronic_control import (
    ControlState,
    ControlStatus,
    Judged,
    Reading,
    control_status,
)
from ilp_desktop.domain.chronic.chronic_follow_up import (
    LOST,
    ChronicDisease,
    LastControl,
    NextControl,
    is_lost,
    next_control,
)
from ilp_desktop.domain.chronic.own_target import OWN_TARGET_CODES, OWN_TARGET_FORM, own_targets
from ilp_desktop.domain.measures.control_targets import PROTEINURIA

TARGETS: Mapping[str, str] = {
    "sistolik": "systolic",
    "diastolik": "diastolic",
    "gdp": "fasting",
    "gd2pp": "after_meal",
    "gds": "random",
    "hba1c": "hba1c",
}
"""Question codes to what targets of treatment call them."""
COMPLAINTS: Mapping[str, str] = {"hipertensi": "keluhan_hipertensi", "diabetes": "keluhan_diabetes"}
SETTING = "tempat_ukur"
"""Where the pressure was measured, of which the limits are others at home."""
PROTEIN, COMPLICATIONS_FORM = "protein_urin", "chronic_complications"
CONTROL_CODES = (*TARGETS, PROTEIN, SETTING, *COMPLAINTS.values(), *OWN_TARGET_CODES)
"""The questions on which it rests whether a disease is under control, and where somebody comes next."""
JUDGED_BY = frozenset(CONTROL_CODES)
NUMBER, WORD = (int, float), (str, list)
LASTING_FORMS = (COMPLICATIONS_FORM, OWN_TARGET_FORM)
"""Forms whose answers count until there are newer ones, however old they are."""
NO_COMPLAINT = "tidak_ada"
SEVERAL = ", "
"""Between the values of an answer that has several."""
NEGATIVE, PENDING = "negatif", ("menunggu", "belum")
INSIDE = "Puskesmas"
PLACES: Mapping[str, str] = {
    "": INSIDE,
    "sekolah": "Sekolah",
    "pustu": "Pustu",
    "posyandu": "Posyandu",
    "rumah": "kunjungan rumah",
}
"""Where visits are held, to words."""
OF_FORMS: Mapping[str, str] = {"home_visit_": "kunjungan rumah", "posyandu_": "Posyandu"}
"""Forms that are filled in outside the Puskesmas wherever their visit is written down, by their prefix."""


def place_of(form_code: str, place: str | None) -> str:
    """Return in words where a form was filled in, by itself or by the place of its visit; None is no visit."""
    for prefix, words in OF_FORMS.items():
        if form_code.startswith(prefix):
            return words
    return "" if place is None else PLACES.get(place, place)


@dataclass(frozen=True)
class Taken:
    """What one response to a form measured and told, by question code; ``place`` is where, in words."""

    day: date
    place: str
    form_code: str
    numbers: Mapping[str, float]
    words: Mapping[str, str]

    @property
    def is_outside(self) -> bool:
        """Say whether it was outside the Puskesmas."""
        return self.place not in ("", INSIDE)


@dataclass(frozen=True)
class Seen:
    """A visit at which a disease of a register was diagnosed, or diagnosed again."""

    register: str
    day: date
    by_doctor: bool


@dataclass(frozen=True)
class ChronicFile:
    """What is known until a day; ``taken`` and ``seen`` are the earliest first."""

    birth_date: date | None
    day: date
    taken: tuple[Taken, ...] = ()
    seen: tuple[Seen, ...] = ()
    pregnant: bool = False
    diseases: tuple[ChronicDisease, ...] = field(default_factory=tuple)

    def with_taken(self, one: Taken) -> "ChronicFile":
        """Return what is known once something more is told."""
        return replace(self, taken=(*self.taken, one))

    def without(self, form_code: str, day: date) -> "ChronicFile":
        """Return what is known beside the answers to a form on a day: those are told anew when it is corrected."""
        kept = tuple(one for one in self.taken if (one.form_code, one.day) != (form_code, day))
        return self if len(kept) == len(self.taken) else replace(self, taken=kept)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Return what control is judged by."""
        found = []
        for one in self.taken:
            values = {TARGETS[code]: value for code, value in one.numbers.items() if code in TARGETS}
            if values:
                found.append(Reading(one.day, values, one.words.get(SETTING, "")))
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
        set_last = next((one for one in reversed(self.taken) if one.form_code == OWN_TARGET_FORM), None)
        own = {} if set_last is None else own_targets(set_last.numbers, set_last.day)
        return Judged(self.birth_date, self.pregnant, frozenset(special), own)

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

    @cached_property
    def controls_inside(self) -> tuple[date, ...]:
        """Return the days on which any disease of the person was controlled at the Puskesmas."""
        outside = {day for day in self._places if all(one.is_outside for one in self._places[day])}
        return tuple(sorted({day for one in self.own for day in self.control_days(one)} - outside))

    @cached_property
    def last_place(self) -> str:
        """Return where the last control was, in words."""
        day = self.last_control
        if day is None:
            return ""
        return INSIDE if day in self.controls_inside else self._places[day][-1].place

    @cached_property
    def _places(self) -> dict[date, list[Taken]]:
        """Return by day what measured a disease of the person."""
        kinds = {code for one in self.own for code, name in TARGETS.items() if name in one.measured}
        found: dict[date, list[Taken]] = {}
        for one in self.taken:
            if not kinds.isdisjoint(one.numbers):
                found.setdefault(one.day, []).append(one)
        return found

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

    def next_control(self, complaints: Sequence[str] | None = None) -> NextControl | None:
        """Return where and when the next control is, ``complaints`` in words; None for who stands in no register.

        The passing of time changes only its place, from the Pustu to the doctor: see ``pustu_until``.
        """
        day = self.last_control
        if day is None:
            return None
        told = [value for _, value in self.complaints] if complaints is None else complaints
        place = self.last_place
        last = LastControl(day, "" if place == INSIDE else place, self.last_doctor, self._alarmed)
        states = {one.label: self.states_at_last[one.register] for one in self.own}
        return next_control(states, last, told, self.day, self.lapsed)

    @cached_property
    def lapsed(self) -> tuple[str, ...]:
        """Return in words which diseases are lost to control on the day, or judged at the last control and no more."""
        found = []
        for one in self.own:
            if is_lost(self.control_days(one)[-1], self.day):
                found.append(f"{one.label} {LOST}")
            elif self._was_judged(one) and self.status(one).state is ControlState.NOT_JUDGED:
                found.append(f"{one.label} {ControlState.NOT_JUDGED.value}")
        return tuple(found)

    def _was_judged(self, disease: ChronicDisease) -> bool:
        return self.states_at_last[disease.register] is not ControlState.NOT_JUDGED

    @cached_property
    def states_at_last(self) -> dict[str, ControlState]:
        """Return by register how each disease stood on the day of the last control."""
        return {register: status.state for register, status in self._at_last.items()}

    @cached_property
    def _at_last(self) -> dict[str, ControlStatus]:
        last = self.last_control or self.day
        return {one.register: control_status(one.target, self.readings, self.judged, last) for one in self.own}

    @cached_property
    def _alarmed(self) -> bool:
        """Say whether a disease was found uncontrolled, or a complaint told, on the day of the last control itself."""
        last = self.last_control
        found = (
            status.state is ControlState.UNCONTROLLED and status.measured_on == last
            for status in self._at_last.values()
        )
        asked = {COMPLAINTS.get(one.register, "") for one in self.own}
        told = (
            one.words[code] != NO_COMPLAINT
            for one in self.taken
            if one.day == last
            for code in asked.intersection(one.words)
        )
        return any(found) or any(told)

    def _has_proteinuria(self) -> bool:
        said = (
            one.words[PROTEIN]
            for one in reversed(self.taken)
            if one.form_code == COMPLICATIONS_FORM and PROTEIN in one.words
        )
        last = next((word for word in said if word not in PENDING), NEGATIVE)
        return last != NEGATIVE


def taken_from(
    form_code: str, day: date, answers: Mapping[str, Any], codes: Collection[str] = JUDGED_BY, place: str = ""
) -> Taken:
    """Return what the stored answers to a form say to some questions."""
    numbers: dict[str, float] = {}
    words: dict[str, str] = {}
    for code, answer in answers.items():
        if code not in codes:
            continue
        if isinstance(answer, NUMBER):
            numbers[code] = float(answer)
        elif isinstance(answer, WORD):
            words[code] = answer if isinstance(answer, str) else SEVERAL.join(answer)
    return Taken(day, place, form_code, numbers, words)
