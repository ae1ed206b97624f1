"""Control of hypertension and diabetes over time: 77 histories written by hand, edges, laws, words."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.chronic.chronic_control import (
    ControlState,
    Judged,
    Reading,
    control_status,
)
from ilp_desktop.domain.chronic.chronic_follow_up import (
    ControlPlace,
    diseases_on,
    is_lost,
    lost_before,
)
from ilp_desktop.domain.chronic.chronic_record import ChronicFile, Seen, Taken
from ilp_desktop.domain.chronic.pustu_until import doctors_own_from
from ilp_desktop.domain.due.service_registers import registers_on
from ilp_desktop.domain.measures.control_targets import DIABETES, HYPERTENSION, PROTEINURIA, assess_control, targets_for
from tests.domain.cases import FOLDER, TODAY

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LETTERS = {
    "T": ControlState.CONTROLLED,
    "B": ControlState.UNCONTROLLED,
    "N": ControlState.NOT_JUDGED,
}
CODES = {"GDP": "gdp", "2J": "gd2pp", "GDS": "gds", "A1c": "hba1c"}
COMPLAINTS = {"H": "keluhan_hipertensi", "D": "keluhan_diabetes"}
PLACES = {"Pustu": "Pustu", "dokter Puskesmas": "dokter"}
SETTINGS = {"diukur di rumah": "rumah", "ABPM": "abpm"}
OUTSIDE = {"di Pustu": "Pustu", "di Posyandu": "Posyandu", "kunjungan rumah": "kunjungan rumah"}
OWN = {"TD": ("sasaran_sistolik", "sasaran_diastolik"), "A1c": ("sasaran_hba1c",), "GDP": ("sasaran_gdp",)}
ADULT = Judged(date(1970, 1, 1))
days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
values = st.integers(70, 240)


def histories() -> list[dict[str, Any]]:
    """Return the histories."""
    with (FOLDER / "chronic_histories.toml").open("rb") as file:
        found = tomllib.load(file)
    assert found["source"]
    return list(found["history"])


def file_of(history: dict[str, Any], day: date) -> ChronicFile:
    """Return what is on record of somebody until a day."""
    taken: list[Taken] = []
    seen: list[Seen] = []
    for line in history["visits"]:
        when, *parts = [part.strip() for part in line.split("|")]
        on = date.fromisoformat(when)
        if on > day:
            continue
        seen += _diagnoses(parts[0], on) if parts else []
        taken += list(_taken(parts, on))
    return ChronicFile(history["born"], day, tuple(taken), tuple(seen), diseases=diseases_on(day))


def _diagnoses(words: str, on: date) -> Iterator[Seen]:
    by_doctor = words.endswith(" dr")
    for code in words.split():
        for register in registers_on(on):
            if code.startswith(register.prefixes):
                yield Seen(register.code, on, by_doctor)


def _taken(parts: list[str], on: date) -> Iterator[Taken]:
    numbers: dict[str, float] = {}
    words: dict[str, str] = {}
    for part in parts:
        name, _, value = part.rpartition(" ")
        if part.startswith("sasaran"):
            yield _own_target(part.split()[1:], on)
        elif name == "TD":
            numbers["sistolik"], numbers["diastolik"] = map(float, value.split("/"))
        elif name in CODES:
            numbers[CODES[name]] = float(value)
        else:
            words |= _told(name, value, part)
    if numbers or words:
        place = next((OUTSIDE[part] for part in parts if part in OUTSIDE), "")
        yield Taken(on, place, "chronic_complications", numbers, words)


def _told(name: str, value: str, part: str) -> dict[str, str]:
    if name == "prot":
        return {"protein_urin": "negatif" if value == "neg" else f"positif_{value[1:]}"}
    if name in ("keluhan", "tanpa keluhan"):
        return {COMPLAINTS[value]: "pusing" if name == "keluhan" else "tidak_ada"}
    return {"tempat_ukur": SETTINGS[part]} if part in SETTINGS else {}


def _own_target(words: Sequence[str], on: date) -> Taken:
    """Return what a doctor set as target: pairs of a measure and its limit, or nothing for that of everybody."""
    numbers: dict[str, float] = {}
    for name, value in zip(words[::2], words[1::2], strict=True):
        numbers |= zip(OWN[name], map(float, value.split("/")), strict=True)
    return Taken(on, "", "control_target", numbers, {"sasaran_dari": "dokter" if numbers else "tabel"})


CASES = [
    pytest.param(history, line, id=f"{history['name']} {line.partition(' ')[0]}")
    for history in histories()
    for line in history["at"]
]


def test_fifty_histories_are_told_and_more_with_places_and_targets() -> None:
    assert len(histories()) == 77
    assert len({history["name"] for history in histories()}) == len(histories())


@pytest.mark.parametrize(("history", "line"), CASES)
def test_state_register_and_next_control_are_as_written_by_hand(history: dict[str, Any], line: str) -> None:
    when, *expected, following = [part.strip() for part in line.split("|")]
    day = date.fromisoformat(when)
    file = file_of(history, day)
    found = {one.register: one for one in file.own}
    for register, wanted in zip(("hipertensi", "diabetes"), expected, strict=True):
        if wanted == "-":
            assert register not in found
            continue
        status = file.status(found[register])
        assert status.state is LETTERS[wanted[0]], status.why
        assert is_lost(file.control_days(found[register])[-1], day) == wanted.endswith("putus")
    control = file.next_control(["Pusing"] if file.complaints else [])
    told = "-" if control is None else f"{control.on} {PLACES[control.place.value]}"
    told += " sekarang" if control is not None and control.at_once else ""
    assert told == following


@st.composite
def followed(draw: st.DrawFn) -> ChronicFile:
    """Draw what is on record of somebody with one disease or both, now well controlled and now not, now nobody came."""
    day = draw(days)
    began = [
        draw(st.sampled_from(("hipertensi", "diabetes"))),
        *draw(st.sampled_from(((), ("hipertensi", "diabetes")))),
    ]
    seen, taken = [Seen(one, day, draw(st.booleans())) for one in began], []
    for _ in range(draw(st.integers(1, 5))):
        upper = draw(st.sampled_from((120.0, 134.0, 150.0)))
        pressure = {"sistolik": upper, "diastolik": 78.0}
        sugar = draw(st.sampled_from(({"gdp": 110.0}, {"gdp": 160.0}, {"hba1c": 6.4}, {"gds": 150.0}, {})))
        place = draw(st.sampled_from(("", "", "Pustu")))
        taken.append(Taken(day, place, "hypertension_control", {**draw(st.sampled_from((pressure, {}))), **sugar}, {}))
        seen += [Seen(one, day, True) for one in draw(st.sampled_from(((), tuple(began))))]
        day += timedelta(days=draw(st.integers(1, 120)))
    today = max(taken[-1].day, seen[-1].day) + timedelta(days=draw(st.integers(0, 400)))
    return ChronicFile(ADULT.birth_date, today, tuple(taken), tuple(seen), diseases=diseases_on(today))


@given(followed())
def test_whoever_is_lost_not_judged_or_three_months_from_the_doctor_is_never_sent_to_the_pustu(
    file: ChronicFile,
) -> None:
    coming = file.next_control()
    assert coming is not None
    lost = any(is_lost(file.control_days(one)[-1], file.day) for one in file.own)
    not_judged = any(file.status(one).state is ControlState.NOT_JUDGED for one in file.own)
    overdue = file.last_doctor is None or months_shifted(file.last_doctor, 3) <= file.day
    if lost or not_judged or overdue:
        assert coming.place is ControlPlace.DOCTOR
        assert "Terkendali, tanpa keluhan" not in coming.why


@given(followed(), st.integers(1, 300))
def test_the_day_on_which_the_pustus_control_becomes_the_doctors_is_known_before(file: ChronicFile, later: int) -> None:
    changes, then = doctors_own_from(file), replace(file, day=file.day + timedelta(days=later)).next_control()
    coming = file.next_control()
    assert coming is not None
    assert then is not None
    if changes is None:
        assert coming.place is then.place is ControlPlace.DOCTOR
    else:
        assert coming.place is ControlPlace.PUSTU
        assert changes > file.day
        gone = file.day + timedelta(days=later) >= changes
        assert then.place is (ControlPlace.DOCTOR if gone else ControlPlace.PUSTU)


def test_lost_for_a_year_and_a_half_says_so_and_not_that_it_is_controlled() -> None:
    then = date(2025, 4, 14)
    taken = (Taken(then, "", "hypertension_control", {"sistolik": 130.0, "diastolik": 80.0}, {}),)
    file = ChronicFile(ADULT.birth_date, then, taken, (Seen("hipertensi", then, True),), diseases=diseases_on(then))
    begun = file.next_control()
    assert begun is not None
    assert (begun.place, begun.why[:28]) == (ControlPlace.PUSTU, "Terkendali, tanpa keluhan. D")
    now = replace(file, day=date(2026, 12, 1)).next_control()
    assert now is not None
    assert (now.on, now.place, now.why) == (date(2025, 5, 14), ControlPlace.DOCTOR, "Hipertensi putus kontrol.")


def test_not_judged_says_why_in_words() -> None:
    old = [Reading(date(2026, 1, 1), {"systolic": 150, "diastolic": 90})]
    assert "lebih dari 3 bulan" in control_status(HYPERTENSION, old, ADULT, date(2026, 6, 1)).why
    assert "belum pernah" in control_status(HYPERTENSION, [], ADULT, TODAY).why
    assert "belum pernah" in control_status(DIABETES, [], ADULT, TODAY).why
    random = [Reading(TODAY, {"random": 150})]
    assert "GDS tidak mempunyai sasaran" in control_status(DIABETES, random, ADULT, TODAY).why
    pregnant = Judged(ADULT.birth_date, pregnant=True)
    good = [Reading(TODAY, {"systolic": 120, "diastolic": 70})]
    found = control_status(HYPERTENSION, good, pregnant, TODAY)
    assert (found.state, found.why.startswith("Sedang hamil")) == (ControlState.NOT_JUDGED, True)


def test_why_names_value_day_and_target() -> None:
    found = control_status(HYPERTENSION, [Reading(TODAY, {"systolic": 152, "diastolic": 88})], ADULT, TODAY)
    assert found.why == "TD 152/88 mmHg (23-11-2026)."
    assert found.target == "di bawah 140/90 mmHg"
    sweet = control_status(DIABETES, [Reading(TODAY, {"fasting": 118, "hba1c": 7.8})], ADULT, TODAY)
    assert sweet.why == "HbA1c 7,8 % (23-11-2026)."
    assert sweet.target == "GDP 80-130; GD 2 jam di bawah 180; HbA1c di bawah 7"


def test_stricter_target_needs_all_that_it_rests_on_and_says_so() -> None:
    special = {"diabetes", PROTEINURIA}
    assert targets_for(HYPERTENSION, special, TODAY).because == "diabetes dengan proteinuria"
    assert not targets_for(HYPERTENSION, {PROTEINURIA}, TODAY).because
    values_now = {"systolic": 132.0, "diastolic": 78.0}
    strict, usual = (assess_control(HYPERTENSION, values_now, TODAY, one) for one in (special, ()))
    assert strict is not None
    assert usual is not None
    assert (strict.code, usual.code) == ("uncontrolled", "controlled")


def test_a_visit_before_the_regulation_is_judged_by_the_table_of_its_day() -> None:
    assert not targets_for(HYPERTENSION, {"diabetes", PROTEINURIA}, date(2022, 1, 1)).because


@given(days, st.integers(0, 400))
def test_lost_begins_on_one_day_and_the_day_before_is_its_edge(day: date, later: int) -> None:
    edge = lost_before(day)
    assert not is_lost(edge, day)
    assert is_lost(edge - timedelta(days=1), day)
    last = day - timedelta(days=later)
    assert is_lost(last, day) == (last < edge)


@given(days, values, values, st.integers(0, 300))
def test_state_at_the_last_control_does_not_change_as_time_passes(
    day: date, upper: int, lower: int, later: int
) -> None:
    readings = [Reading(day, {"systolic": max(upper, lower + 1), "diastolic": lower})]
    then = control_status(HYPERTENSION, readings, ADULT, day).state
    taken = (Taken(day, "", "hypertension_control", {"sistolik": max(upper, lower + 1), "diastolik": lower}, {}),)
    file = ChronicFile(ADULT.birth_date, day + timedelta(days=later), taken, (Seen("hipertensi", day, True),))
    file = replace(file, diseases=diseases_on(day))
    assert file.states_at_last["hipertensi"] is then
    now = control_status(HYPERTENSION, readings, ADULT, day + timedelta(days=later)).state
    assert now in (then, ControlState.NOT_JUDGED)


@given(days, values, values)
def test_a_lower_pressure_is_never_less_controlled(day: date, upper: int, less: int) -> None:
    def state(systolic: int) -> ControlState:
        return control_status(HYPERTENSION, [Reading(day, {"systolic": systolic, "diastolic": 70})], ADULT, day).state

    lower = min(upper, less)
    if state(upper) is ControlState.CONTROLLED:
        assert state(lower) is ControlState.CONTROLLED
