"""Which part of klaster 2's waiting list somebody waits in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.sub_rooms import SubRoom, Visitor, sub_room_for, sub_room_problems, sub_rooms_on
from tests.domain.cases import TODAY, age_of, cases, told
from tests.every_row import every_row

PARTS = sub_rooms_on(TODAY)
VISITORS = st.builds(
    Visitor,
    age=st.builds(age_of, st.integers(0, 1300), st.integers(0, 27)),
    sick=st.booleans(),
    maternal=st.booleans(),
)


def part_of(visitor: Visitor, parts: tuple[SubRoom, ...] = PARTS) -> str:
    return sub_room_for(visitor, Klaster.MOTHER_CHILD, parts)


@every_row("row", cases("sub_rooms"), ids=told)
def test_somebody_waits_where_the_edition_says(row: dict[str, str]) -> None:
    age = age_of(int(row["months"]), int(row["days"]))
    assert part_of(Visitor(age, row["sick"] == "ya", row["maternal"] == "ya")) == row["part"]


@given(VISITORS)
def test_everybody_in_klaster_2_has_one_part(visitor: Visitor) -> None:
    assert part_of(visitor) in {part.code for part in PARTS}


@given(VISITORS)
def test_other_klaster_have_no_parts(visitor: Visitor) -> None:
    assert sub_room_for(visitor, Klaster.ADULT_ELDERLY, PARTS) == ""


def test_a_part_out_of_use_leaves_its_people_to_the_next_that_takes_them() -> None:
    baby = Visitor(age_of(9), sick=False)
    without = sub_rooms_on(TODAY, [{"code": "imunisasi", "active": False}, {"code": "mtbs", "sick": None}])
    assert part_of(baby, without) == "mtbs"


def test_what_the_puskesmas_changed_stands_over_the_edition_and_the_order_stays() -> None:
    own = sub_rooms_on(TODAY, [{"code": "remaja", "label": "PKPR", "from_months": 120}])
    assert [part.label for part in own] == ["KIA", "MTBS", "Imunisasi", "PKPR"]
    assert part_of(Visitor(age_of(100), sick=False), own) == ""


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, {}),
        ({"label": "  "}, {"label": "Nama bagian harus diisi."}),
        ({"label": "kia"}, {"label": "Bagian dengan nama ini sudah ada."}),
        ({"label": "x" * 17}, {"label": "Nama bagian paling panjang 16 huruf."}),
        ({"from_months": 72, "until_months": 72}, {"until_months": "Harus sesudah umur awal."}),
        ({"from_months": 72, "until_months": None}, {}),
    ],
)
def test_wrong_parts_are_told_field_by_field(changes: dict[str, object], problems: dict[str, str]) -> None:
    wanted = replace(PARTS[-1], **changes)  # type: ignore[arg-type]
    assert sub_room_problems(wanted, PARTS, 16) == problems
