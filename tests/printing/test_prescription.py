"""A prescription on paper says everything of every medicine, at its fullest and at its emptiest."""

from dataclasses import replace
from datetime import date

from ilp_desktop.printing.contents.prescription import PrescribedLine, Prescription
from ilp_desktop.printing.paper import Letterhead
from ilp_desktop.printing.prescription import print_prescription
from tests.printing.reading import fonts_without_file, page_texts, text_of

HEAD = Letterhead("Puskesmas Uji Sejahtera", "P9999", "Jl. Contoh No. 1", "0210000000", ("Dinas Kesehatan",))
LINE = PrescribedLine(
    "Amlodipin tablet 5 mg", "30", "1 kali sehari 1 tablet pagi", "untuk 30 hari", "Sekali pakai 15 mg"
)
SHEET = Prescription(
    "Siti Aminah",
    "36 th",
    "Perempuan",
    "000001-00",
    "Umum",
    "Penisilin",
    date(2026, 11, 23),
    (LINE,),
    "dr. Ratna",
    "SIP/2",
    61.5,
    "Klaster 3",
)


def test_everything_of_a_medicine_stands_on_the_sheet() -> None:
    text = text_of(print_prescription(SHEET, HEAD))
    for words in ("Resep", "Siti Aminah", "Penisilin", "Amlodipin tablet 5 mg", "No. 30", "untuk 30 hari", "dr. Ratna"):
        assert words in text
    assert "1 kali sehari 1 tablet pagi" in text
    assert "Dipastikan penulis: Sekali pakai 15 mg" in text
    assert "sudah diserahkan" not in text
    assert "61,5 kg" in text
    assert "Klaster 3" in text
    assert "tidak ditimbang" in text_of(print_prescription(replace(SHEET, weight_kg=None), HEAD))


def test_twenty_medicines_go_on_over_the_page_and_fonts_are_embedded() -> None:
    lines = tuple(replace(LINE, medicine=f"Obat nomor {number} tablet 500 mg", handed_out=True) for number in range(20))
    pdf = print_prescription(replace(SHEET, lines=lines, allergies="", licence=""), HEAD)
    pages = page_texts(pdf)
    assert len(pages) > 1
    assert all(f"Obat nomor {number} " in " ".join(pages) for number in range(20))
    assert "tidak ada catatan" in pages[0]
    assert fonts_without_file(pdf) == set()
