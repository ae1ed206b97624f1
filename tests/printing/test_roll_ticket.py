"""The ticket in the letters of a roll printer: huge number, no line wider than the roll, nothing about anybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.printing.paper import RollWidth
from ilp_desktop.printing.roll_printer import encoded
from ilp_desktop.printing.roll_ticket import COLUMNS, plain, roll_lines
from tests.printing.samples import TICKET

SIZE_8, SIZE_6 = b"\x1d!\x77", b"\x1d!\x55"
CUT = b"\x1dV"


@pytest.mark.parametrize(("roll", "size"), [(RollWidth.MM_80, 8), (RollWidth.MM_58, 6)])
def test_number_is_as_large_as_the_roll_allows(roll: RollWidth, size: int) -> None:
    number = next(line for line in roll_lines(TICKET, roll) if line.text == "A-014")
    assert (number.size, number.bold) == (size, True)


def test_ticket_says_everything_once_and_is_cut() -> None:
    lines = roll_lines(TICKET, RollWidth.MM_80)
    sent = encoded(lines)
    assert all(line.text.encode() in sent for line in lines)
    words = " ".join(line.text for line in lines)
    for said in ("UPTD Puskesmas Contoh", "A-014", "Ruang Ibu dan Anak", "22 November 2026", "No. RM 00-12-34"):
        assert words.count(said) == 1
    assert SIZE_8 in sent
    assert CUT in sent
    assert SIZE_6 in encoded(roll_lines(TICKET, RollWidth.MM_58))
    assert b"No. RM" not in encoded(roll_lines(replace(TICKET, record_number=""), RollWidth.MM_58))


def test_letters_that_roll_printers_lack_become_what_can_be_read() -> None:
    assert plain("Klaster 2 · Ruang \u201cIbu\u201d \u2013 Bébé\n漢") == 'Klaster 2 - Ruang "Ibu" - Bebe ?'


@given(st.text(max_size=40), st.text(max_size=200), st.sampled_from(RollWidth))
def test_no_line_is_wider_than_the_roll(number: str, room: str, roll: RollWidth) -> None:
    lines = roll_lines(replace(TICKET, number=number, room=room), roll)
    assert max(len(line.text) * line.size for line in lines) <= COLUMNS[roll]
    assert all(line.text.isascii() for line in lines)
