"""Many sheets in one file: each page says what it said alone, and half a file is never left."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ilp_desktop.printing.kia_summary import print_kia_summary
from ilp_desktop.printing.piled_pdf import PiledPdf
from ilp_desktop.printing.referral_letter import print_referral_letter
from ilp_desktop.printing.ticket import print_ticket
from tests.printing.kia_samples import SUMMARY
from tests.printing.reading import page_texts
from tests.printing.samples import LETTER, LETTERHEAD, TICKET


def test_pages_say_in_the_pile_what_they_say_alone(tmp_path: Path) -> None:
    sheets = [print_kia_summary(SUMMARY, LETTERHEAD), print_ticket(TICKET), print_referral_letter(LETTER, LETTERHEAD)]
    file = tmp_path / "semua.pdf"
    with PiledPdf(file, "Tumpukan (uji)") as pile:
        for sheet in sheets:
            pile.add(sheet)
    alone = [text for sheet in sheets for text in page_texts(sheet)]
    assert page_texts(file.read_bytes()) == alone
    reader = PdfReader(BytesIO(file.read_bytes()), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Tumpukan (uji)"
    sizes = [tuple(page.mediabox) for sheet in sheets for page in PdfReader(BytesIO(sheet)).pages]
    assert [tuple(page.mediabox) for page in reader.pages] == sizes


def test_every_object_stands_where_the_table_says(tmp_path: Path) -> None:
    file = tmp_path / "semua.pdf"
    with PiledPdf(file, "x") as pile:
        for _ in range(3):
            pile.add(print_kia_summary(SUMMARY, LETTERHEAD))
        assert pile.pages == 6
    raw = file.read_bytes()
    table = raw[int(raw.rsplit(b"startxref", 1)[1].split()[0]) :]
    entries = [line for line in table.split(b"\n") if line.endswith(b" n ")]
    for number, entry in enumerate(entries, 1):
        assert raw[int(entry[:10]) :].startswith(b"%d 0 obj" % number)


def test_interrupted_pile_leaves_nothing_and_the_file_before_it(tmp_path: Path) -> None:
    file = tmp_path / "semua.pdf"
    file.write_bytes(b"lama")
    with pytest.raises(ValueError, match="no PDF"), PiledPdf(file, "x") as pile:
        _add(pile, print_ticket(TICKET), b"teks")
    assert [one.name for one in tmp_path.iterdir()] == ["semua.pdf"]
    assert file.read_bytes() == b"lama"


def _add(pile: PiledPdf, *sheets: bytes) -> None:
    for sheet in sheets:
        pile.add(sheet)
