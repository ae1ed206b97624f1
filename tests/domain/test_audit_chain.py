"""The chain of the trail: whatever is done to its rows afterwards is found, at the row where it was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.audit.chain import START, ChainCheck, Entry, Fault, Misfit, canonical, sealed
from ilp_desktop.domain.audit.rules import audit_rules_on

MORNING = datetime(2026, 11, 23, 1, tzinfo=timezone.utc)
HERE, THERE = "LOKET", "POLI"
WHO, WHERE = UUID(int=1), UUID(int=2)


def columns(number: int, workstation: str = HERE) -> dict[str, object]:
    """Return the columns of a row, different for each number."""
    return {
        "facility_id": WHERE,
        "at": MORNING + timedelta(minutes=number),
        "staff_id": WHO,
        "workstation": workstation,
        "action": "tulis rekam medis",
        "subject": "encounter",
        "subject_id": UUID(int=100 + number),
        "detail": {"forms": ["vital_signs"], "nomor": number},
    }


def chained(workstations: Sequence[str]) -> list[Entry]:
    """Return rows as they are written, one of each workstation named."""
    reached: dict[str, bytes] = {}
    rows = []
    for number, workstation in enumerate(workstations, 1):
        told = columns(number, workstation)
        before = reached.get(workstation, START)
        reached[workstation] = sealed(before, told)
        rows.append(Entry(number, MORNING, workstation, told, before, reached[workstation]))
    return rows


def checked(rows: Sequence[Entry], tips: dict[str, bytes | None]) -> list[Fault]:
    """Return what does not fit in rows, numbered anew as they stand."""
    check = ChainCheck()
    for number, row in enumerate(rows, 1):
        check.see(replace(row, seq=number))
    return check.end({name: tip for name, tip in tips.items() if tip is not None})


def tips_of(rows: Sequence[Entry]) -> dict[str, bytes | None]:
    """Return what each chain has reached."""
    return {row.workstation: row.hash for row in rows}


ROWS = st.lists(st.sampled_from([HERE, THERE]), min_size=3, max_size=12).map(chained)


@given(ROWS)
def test_what_nobody_touched_fits(rows: list[Entry]) -> None:
    assert checked(rows, tips_of(rows)) == []


@given(ROWS, st.data())
def test_a_row_altered_is_named(rows: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(["staff_id", "at", "action", "subject", "subject_id", "detail"]))
    other = {**columns(99), "staff_id": UUID(int=9), "action": "cetak", "subject": "print"}[name]
    altered = [replace(row, columns={**row.columns, name: other}) if n == at else row for n, row in enumerate(rows)]
    assert [(one.seq, one.misfit) for one in checked(altered, tips_of(rows))] == [(at + 1, Misfit.ALTERED)]


@given(ROWS, st.data())
def test_a_row_removed_is_noticed_at_its_neighbour(rows: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    left = rows[:at] + rows[at + 1 :]
    (fault,) = checked(left, tips_of(rows))
    assert fault.workstation == rows[at].workstation
    assert fault.misfit in (Misfit.BROKEN, Misfit.CUT)


@given(ROWS, st.data())
def test_a_row_inserted_is_named_however_well_it_is_sealed(rows: list[Entry], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows)))
    before = next((row.hash for row in reversed(rows[:at]) if row.workstation == HERE), START)
    told = columns(50)
    forged = Entry(0, MORNING, HERE, told, before, sealed(before or START, told))
    found = checked([*rows[:at], forged, *rows[at:]], tips_of(rows))
    if HERE in tips_of(rows):
        assert (at + 1, Misfit.INSERTED) in [(one.seq, one.misfit) for one in found]
    assert found


@given(st.integers(3, 9), st.data())
def test_two_rows_that_changed_places_are_noticed(count: int, data: st.DataObject) -> None:
    rows = chained([HERE] * count)
    at = data.draw(st.integers(0, count - 2))
    swapped = [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]]
    found = checked(swapped, tips_of(rows))
    assert {one.seq for one in found} & {at + 1, at + 2}


def test_rows_of_before_the_chain_are_told_apart_and_none_may_come_later() -> None:
    rows = chained([HERE, HERE])
    old = Entry(0, MORNING, HERE, columns(0), None, None)
    assert checked([old, old, *rows], tips_of(rows)) == []
    (fault,) = checked([old, rows[0], old, rows[1]], tips_of(rows))
    assert (fault.seq, fault.misfit) == (3, Misfit.OUTSIDE)


def test_a_chain_removed_whole_is_missed() -> None:
    rows = chained([HERE, THERE, HERE])
    (fault,) = checked([row for row in rows if row.workstation == THERE], tips_of(rows))
    assert (fault.workstation, fault.misfit) == (HERE, Misfit.CUT)


def test_the_canonical_form_is_that_of_either_database() -> None:
    here = {**columns(1), "at": MORNING + timedelta(microseconds=123_456), "detail": {"b": 2.0, "a": ("x", 1)}}
    there = {**columns(1), "at": MORNING + timedelta(milliseconds=123), "detail": {"a": ["x", 1], "b": 2}}
    assert canonical(here) == canonical(there)


def test_a_record_and_its_trail_are_kept_for_25_years() -> None:
    assert audit_rules_on(date(2026, 12, 1)).kept_until(date(2026, 2, 28)) == date(2051, 2, 28)
    assert audit_rules_on(date(2026, 12, 1)).kept_until(date(2024, 2, 29)) == date(2049, 2, 28)
