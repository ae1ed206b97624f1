"""Invitations on paper: each whole on its part of the sheet, with lines to cut along."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ilp_desktop.printing.contents.invitation import CardsAPage
from ilp_desktop.printing.invitation_cards import print_invitations
from tests.printing.list_samples import CARD, sheet
from tests.printing.reading import fonts_without_file, page_texts, pictures, text_of


@pytest.mark.parametrize(
    ("cards", "count", "pages"),
    [(CardsAPage.FOUR, 4, 1), (CardsAPage.FOUR, 5, 2), (CardsAPage.TWO, 2, 1), (CardsAPage.TWO, 5, 3)],
)
def test_two_or_four_stand_on_a_page(cards: CardsAPage, count: int, pages: int) -> None:
    begun: list[int] = []
    texts = page_texts(print_invitations(sheet(count), cards, begun.append))
    assert len(texts) == pages
    assert begun == list(range(1, pages + 1))
    everything = " ".join(texts) + " "
    assert all(everything.count(f"Warga {number} ") == 1 for number in range(count))
    assert everything.count("UNDANGAN") == count


def test_card_says_who_sends_it_what_it_is_and_where_it_goes() -> None:
    pdf = print_invitations(replace(sheet(1), cards=(CARD,)))
    text = text_of(pdf)
    for part in ("Puskesmas Contoh", "Telp. (021) 5550101", "Mohon hadir.", "Disampaikan kepada", "RT 002"):
        assert part in text
    assert fonts_without_file(pdf) == set()


@pytest.mark.parametrize("cards", list(CardsAPage))
def test_longest_text_stays_whole_on_its_part(cards: CardsAPage) -> None:
    long = replace(CARD, text="Mohon hadir tepat waktu. " * 39 + "Akhir naskah.", name="Nama " * 22 + "panjang")
    (page,) = page_texts(print_invitations(replace(sheet(1), cards=(long,)), cards))
    assert page.count("tepat waktu") == 39
    assert "Akhir naskah." in page
    assert "panjang" in page


@pytest.mark.parametrize(("cards", "down"), [(CardsAPage.FOUR, True), (CardsAPage.TWO, False)])
def test_lines_to_cut_along_run_through_the_middle(cards: CardsAPage, down: bool, tmp_path: Path) -> None:
    (picture,) = pictures(print_invitations(sheet(1), cards), tmp_path, 100)
    grey = picture.convert("L")
    middle = (picture.width // 2, picture.height // 2)
    free = range(picture.height * 3 // 5, picture.height * 9 // 10)
    assert _inked(grey.crop((free.start, middle[1] - 2, middle[0] * 2 - 30, middle[1] + 3)))
    assert _inked(grey.crop((middle[0] - 2, free.start, middle[0] + 3, free.stop))) is down


def _inked(part: Image.Image) -> bool:
    return part.point(lambda grey: 255 if grey < 200 else 0).getbbox() is not None
