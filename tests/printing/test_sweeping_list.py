"""The list for kader: everybody once, by RT, with a box for every service, on A4 lying across."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from ilp_desktop.printing.contents.sweeping import SweepingBlock, SweepingService
from ilp_desktop.printing.sweeping_list import PRIVATE, print_sweeping_list
from tests.printing.list_samples import LINE, block, sweeping
from tests.printing.reading import bold_text, fonts_without_file, page_texts, pictures, squeezed, text_of


def test_line_tells_who_where_and_what_is_due() -> None:
    pdf = print_sweeping_list(sweeping(SweepingBlock("RT 002", (LINE,))))
    text = text_of(pdf)
    for part in ("Putri Contoh", "P, 2 th 4 bl", "Ibu: Wati Contoh", "Dusun Krajan No. 4", "HP 0812-0000-0001"):
        assert part in text
    assert ("Imunisasi MR2" in bold_text(pdf), "Penimbangan bulanan" in bold_text(pdf)) == (True, False)
    assert "Keadaan 23 November 2026" in text
    assert "1 orang" in text


def test_what_is_not_known_leaves_no_label_behind() -> None:
    bare = replace(LINE, mother="", phone="", address="")
    text = text_of(print_sweeping_list(sweeping(SweepingBlock("RT 002", (bare,)))))
    assert "Ibu:" not in text
    assert "HP" not in text


def test_page_lies_across_and_carries_its_fonts() -> None:
    pdf = print_sweeping_list(sweeping(block(3)))
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert float(box.width) > float(box.height)
    assert fonts_without_file(pdf) == set()


@pytest.mark.parametrize("people", [1, 9, 60])
def test_everybody_stands_in_it_once_and_every_page_says_it_is_private(people: int) -> None:
    pages = page_texts(print_sweeping_list(sweeping(block(people, "001"), block(people, "002"))))
    text = " ".join(pages) + " "
    for rt in ("001", "002"):
        assert all(text.count(f"Warga {rt}-{number} ") == 1 for number in range(people))
    assert all(PRIVATE in page for page in pages)
    assert all("Kunjungan rumah" in page for page in pages)


def test_numbers_run_on_over_the_rt() -> None:
    text = text_of(print_sweeping_list(sweeping(block(2, "001"), block(2, "002"))))
    assert "4 Warga 002-1" in text


def test_long_names_and_many_services_lose_no_word() -> None:
    many = tuple(SweepingService(f"Layanan bernama panjang sekali nomor {number}", late=False) for number in range(40))
    long = replace(LINE, name="Nama " * 20 + "akhir", address="Alamat " * 30 + "ujung", services=many)
    text = squeezed(text_of(print_sweeping_list(sweeping(SweepingBlock("RT", (long,))))))
    assert text.count("Layananbernamapanjangsekalinomor") == 40
    assert "akhir" in text
    assert "ujung" in text


def test_each_page_is_told_as_it_begins() -> None:
    begun: list[int] = []
    pdf = print_sweeping_list(sweeping(block(40)), begun.append)
    assert begun == list(range(1, len(page_texts(pdf)) + 1))
    assert len(begun) > 2


def test_work_stops_where_the_listener_stops_it() -> None:
    class Stopped(Exception):
        pass

    def stop(page: int) -> None:
        if page == 2:
            raise Stopped

    with pytest.raises(Stopped):
        print_sweeping_list(sweeping(block(40)), stop)


def test_edges_stay_white(tmp_path: Path) -> None:
    for picture in pictures(print_sweeping_list(sweeping(block(20))), tmp_path, 50):
        box = picture.convert("L").point(lambda grey: 255 if grey < 200 else 0).getbbox()
        assert box is not None
        left, top, right, bottom = box
        room = (left, top, picture.width - right, picture.height - bottom)
        assert min(room) * 25.4 / 50 >= 5.0
