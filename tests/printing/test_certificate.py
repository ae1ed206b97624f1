"""A certificate on paper: its code, its stamp, the word across a void one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.printing.certificate import print_certificate
from ilp_desktop.printing.contents.certificate import Certificate
from ilp_desktop.printing.paper import Letterhead
from tests.printing.reading import codes, fonts_without_file, page_texts, pictures

HEAD = Letterhead("Puskesmas Uji Sejahtera", "P9999", "Jl. Contoh No. 1")
PAPER = Certificate(
    title="Surat keterangan sakit",
    number="0001/SKI/P9999/XI/2026",
    day=date(2026, 11, 23),
    opening="Yang bertanda tangan di bawah ini menerangkan bahwa telah diperiksa:",
    subject=(("Nama", "Siti Aminah"), ("Umur", "36 th")),
    sections=(("", (("Diagnosis", "J06.9 ISPA"),)),),
    statement="Yang bersangkutan perlu beristirahat selama 3 (tiga) hari.",
    remarks=("Berlaku sampai 23 Desember 2026.",),
    signer="dr. Ratna Contoh",
    signer_profession="Dokter",
    signer_sip="SIP/002",
)


def test_the_code_holds_number_and_day_and_nothing_of_whom_it_tells(tmp_path: Path) -> None:
    (page,) = pictures(print_certificate(PAPER, HEAD), tmp_path)
    assert codes(page) == ["0001/SKI/P9999/XI/2026 23-11-2026"]


@pytest.mark.parametrize(("mark", "across"), [("", ""), ("SALINAN ke-2", ""), ("DIBATALKAN", "BATAL")])
def test_a_stamp_stands_on_the_one_page_with_fonts_embedded(mark: str, across: str) -> None:
    pdf = print_certificate(replace(PAPER, mark=mark, across=across), HEAD)
    (said,) = page_texts(pdf)
    assert ("SALINAN ke-2" in said, "BATAL" in said) == (mark.startswith("SALINAN"), bool(across))
    assert fonts_without_file(pdf) == set()


def test_a_long_remark_flows_to_the_next_page_whole() -> None:
    pages = page_texts(print_certificate(replace(PAPER, statement="kata " * 3000), HEAD))
    assert len(pages) > 1
    assert sum(page.count("kata") for page in pages) == 3000
    assert "dr. Ratna Contoh" in pages[-1]
