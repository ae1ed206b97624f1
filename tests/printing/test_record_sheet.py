"""A copy of a record is laid out whole, wherever its pages end."""

from datetime import date

import pytest

from ilp_desktop.printing.contents.record import RecordLine, RecordPart, RecordSheet, RecordVisit
from ilp_desktop.printing.paper import Letterhead
from ilp_desktop.printing.record_sheet import NO_VISITS, print_record
from tests.printing.reading import fonts_without_file, page_texts, text_of

HEAD = Letterhead("Puskesmas Uji Sejahtera", "P9999", "Jl. Contoh No. 1")
PERSON = (("Nama", "Siti Aminah"), ("No. RM", "000001-00"), ("Tanggal lahir", "17-05-1990"))


def visit(number: int, lines: int) -> RecordVisit:
    """Return a visit whose only note has so many lines."""
    text = "\n".join(f"baris{number}x{line}" for line in range(lines))
    return RecordVisit(f"Kunjungan{number}", ("Keluhan: pusing",), (RecordPart("Catatan", (RecordLine("", text),)),))


def sheet(*visits: RecordVisit) -> RecordSheet:
    """Return a copy of a record."""
    scope = ("Semua kunjungan.",)
    return RecordSheet(
        "Salinan rekam medis", PERSON, "Siti Aminah · No. RM 1", scope, visits, date(2026, 11, 23), ("dr. Uji", "SIP 1")
    )


@pytest.mark.parametrize("first", range(34, 62))
def test_no_line_is_lost_wherever_a_page_ends(first: int) -> None:
    told = text_of(print_record(sheet(visit(1, first), visit(2, 3), visit(3, 130)), HEAD))
    wanted = [f"baris1x{line}" for line in range(first)] + [f"baris3x{line}" for line in range(130)]
    words = told.split()
    assert [word for word in wanted if words.count(word) != 1] == []


def test_a_heading_never_ends_a_page_and_every_page_says_whose_it_is() -> None:
    for lines in range(30, 60):
        pages = page_texts(print_record(sheet(visit(1, lines), visit(2, 8)), HEAD))
        assert [page for page in pages if page.split("Puskesmas Uji")[0].rstrip().endswith("Kunjungan2")] == []
        assert all("Siti Aminah" in page for page in pages)
        assert f"Halaman 1 dari {len(pages)}" in pages[0]


def test_letters_the_typeface_lacks_are_seen_and_every_font_is_carried_along() -> None:
    strange = RecordVisit("ḥ → ✓ 漢", ("é ü",), (RecordPart("Catatan", (RecordLine("", "µg/dL ≥ 5 (π)"),)),))
    pdf = print_record(sheet(strange), HEAD)
    assert "µg/dL" in text_of(pdf)
    assert "(" in text_of(pdf)
    assert fonts_without_file(pdf) == set()


def test_the_same_record_gives_the_same_bytes_and_an_empty_one_says_so() -> None:
    wanted = sheet(visit(1, 5))
    assert print_record(wanted, HEAD) == print_record(wanted, HEAD)
    assert NO_VISITS in text_of(print_record(sheet(), HEAD))


def test_pages_are_told_as_they_begin() -> None:
    pages: list[int] = []
    print_record(sheet(visit(1, 200)), HEAD, pages.append)
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) > 2
