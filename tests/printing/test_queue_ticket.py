"""The queue ticket says where to wait, and nothing about who or why."""

from dataclasses import fields, replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.printing.paper import RollWidth, mm
from ilp_desktop.printing.ticket import print_ticket
from tests.printing.reading import bold_text, fonts_without_file, page_texts, text_of
from tests.printing.samples import TICKET


def _size(pdf: bytes) -> tuple[float, float]:
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return float(box.width), float(box.height)


@pytest.mark.parametrize("roll", RollWidth)
def test_ticket_is_one_page_as_wide_as_the_roll_with_all_that_it_must_say(roll: RollWidth) -> None:
    pdf = print_ticket(TICKET, roll)
    (page,) = page_texts(pdf)
    assert _size(pdf)[0] == pytest.approx(mm(roll.value), abs=0.01)
    for words in ("UPTD Puskesmas Contoh", "A-014", "Klaster 2 · Ruang Ibu dan Anak", "22 November 2026", "08.05"):
        assert words in page
    assert "No. RM 00-12-34" in page
    assert "Siapkan KTP, kartu BPJS dan Buku KIA." in page


def test_ticket_has_no_place_for_a_name_or_a_complaint() -> None:
    told = {"number", "room", "issued_at", "record_number", "facility", "preparation"}
    assert {field.name for field in fields(QueueTicket)} == told


def test_ticket_taken_before_registration_has_no_record_number() -> None:
    assert "No. RM" not in text_of(print_ticket(replace(TICKET, record_number="")))


def test_number_and_room_are_bold() -> None:
    bold = bold_text(print_ticket(TICKET))
    assert "A-014" in bold
    assert "Ruang Ibu dan Anak" in bold
    assert "No. RM" not in bold


def test_long_room_makes_the_ticket_longer_and_loses_no_word() -> None:
    room = "Klaster 3 Ruang Pemeriksaan Umum Usia Dewasa dan Lanjut Usia Lantai Dua Sebelah Timur"
    long, short = print_ticket(replace(TICKET, room=room)), print_ticket(TICKET)
    assert room in text_of(long)
    assert _size(long)[1] > _size(short)[1]


def test_fonts_travel_with_the_ticket_and_the_same_ticket_is_the_same_file() -> None:
    assert fonts_without_file(print_ticket(TICKET)) == set()
    assert print_ticket(TICKET) == print_ticket(TICKET)


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(RollWidth))
def test_any_number_and_room_give_one_page(number: str, room: str, roll: RollWidth) -> None:
    pdf = print_ticket(replace(TICKET, number=number, room=room), roll)
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
