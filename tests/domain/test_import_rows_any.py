"""Whatever stands in a list: each row is a person that can be stored or is refused with reasons, in any order alike."""

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ilp_desktop.domain.imports.import_conflicts import settled
from ilp_desktop.domain.imports.import_rows import LONGEST, ImportedPerson, RefusedRow, RowReader
from ilp_desktop.exchange.table_cells import Formula

TODAY = date(2026, 11, 23)
CODES = (
    *("kk_number", "nik", "name", "relation", "sex", "birth_date", "birth_place", "mother_name", "village", "rw", "rt"),
    *("rt_rw", "address", "ktp_address", "occupation", "phone", "blood_type", "bpjs", "payer", "record_number"),
)
COLUMNS = {code: place for place, code in enumerate(CODES)}
NUMBERS = ("3201010201700001", "3201014605000003", "3201010101200003", "0001234567890", "", "-", '="3201010201700001"')
WORDS = ("Budi", "Siti Nur'aini", "=A1", "#N/A", "L", "P", "Anak", "Kepala Keluarga", "02-01-1970", "Bogor, 2 Mei 1990")
cells = st.one_of(
    st.sampled_from(NUMBERS),
    st.sampled_from(WORDS),
    st.text(max_size=130),
    st.integers(min_value=-(10**20), max_value=10**20),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.none(),
    st.just(Formula()),
)
wild = st.lists(st.tuples(st.sampled_from(CODES), cells), max_size=6)
likely = st.tuples(
    st.sampled_from((*NUMBERS[:4], "")),
    st.sampled_from((*NUMBERS[:2], "")),
    st.sampled_from(("Budi", "Citra", "Dodi")),
    st.sampled_from(("Kepala Keluarga", "Anak", "")),
    st.sampled_from("LP"),
    st.sampled_from(("02-01-1970", "06-05-2000")),
)
GOOD: tuple[object, ...] = (NUMBERS[2], NUMBERS[0], "Budi", "Anak", "L", "02-01-1970")


def read(rows: Sequence[Sequence[object]]) -> list[ImportedPerson | RefusedRow]:
    reader = RowReader(COLUMNS, TODAY)
    return [reader.read(line, row) for line, row in enumerate(rows, 2) if not reader.is_empty(row)]


@given(wild)
@settings(max_examples=400, deadline=None)
def test_any_row_is_a_person_that_fits_or_is_refused_with_reasons(changed: list[tuple[str, object]]) -> None:
    row = [*GOOD, *[None] * (len(CODES) - len(GOOD))]
    for code, cell in changed:
        row[COLUMNS[code]] = cell
    for found in read([row]):
        if isinstance(found, RefusedRow):
            assert found.reasons
            assert all(found.reasons.values())
            continue
        assert all(len(getattr(found, code)) <= most for code, most in LONGEST.items())
        assert (len(found.nik), len(found.kk_number)) in {(16, 16), (16, 0), (0, 16)}
        assert not isinstance(found.birth_date, datetime)
        assert found.birth_date <= TODAY
        assert len(found.rw) <= 3 >= len(found.rt)
        assert not found.name.startswith("=")


@given(st.lists(likely, max_size=8), st.integers())
@settings(max_examples=200, deadline=None)
def test_rows_mean_the_same_in_any_order(rows: list[tuple[str, ...]], seed: int) -> None:
    people = [found for found in read(rows) if isinstance(found, ImportedPerson)]
    mixed = Random(seed).sample(people, len(people))
    told = [{one.content for one in settled(order).people} for order in (people, mixed)]
    assert told[0] == told[1]
    kept = settled(people)
    assert len(kept.people) + len(kept.refused) + len(kept.doubled) == len(people)
    heads = [one.kk_number for one in kept.people if one.relation and one.relation.value == "kepala" and one.kk_number]
    assert len(heads) == len(set(heads))
