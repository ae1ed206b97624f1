"""An emergency takes its monitoring table along: a row of what was measured, empty rows for the way."""

from dataclasses import replace

import pytest

from ilp_desktop.printing.contents.referral import Findings, ReferralKind, Sbar, Vitals
from ilp_desktop.printing.paper import PageSetup, PaperSize
from ilp_desktop.printing.referral_letter import print_referral_letter
from ilp_desktop.printing.referral_monitoring import BLANK_ROWS, COLUMNS
from tests.printing.reading import page_texts, text_of
from tests.printing.samples import LETTER, LETTERHEAD

HEAD = "Lembar pemantauan selama rujukan"
EMERGENCY = replace(
    LETTER,
    kind=ReferralKind.EMERGENCY,
    escort="Ns. Contoh, perawat",
    findings=replace(LETTER.findings, vitals=replace(LETTER.findings.vitals, taken_at="08.15")),
    sbar=Sbar("Sesak mendadak.", "Hipertensi lama.", "Edema paru akut.", "Mohon penanganan segera."),
)


def spaced(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_the_first_row_says_what_was_measured_and_when() -> None:
    text = spaced(print_referral_letter(EMERGENCY, LETTERHEAD))
    assert HEAD in text
    assert "Jam TD (mmHg) N (x/mnt) RR (x/mnt) S (°C) SpO2 (%) Kesadaran Tindakan Paraf" in text
    assert "08.15 182/114 96 22 36,7 97 Compos mentis" in text
    assert "Berangkat pukul" in text


def test_an_ordinary_letter_has_no_such_table() -> None:
    assert HEAD not in text_of(print_referral_letter(LETTER, LETTERHEAD))


def test_what_was_not_measured_stays_empty_to_be_written_in() -> None:
    bare = replace(EMERGENCY, findings=Findings("", "", Vitals(systolic_mmhg=90)))
    table = spaced(print_referral_letter(bare, LETTERHEAD)).split(HEAD)[1]
    assert "Paraf 90/? Baris pertama" in table
    assert "tidak diukur" not in table.split("Baris pertama")[0]


@pytest.mark.parametrize("setup", [PageSetup(size) for size in PaperSize])
def test_it_stands_whole_on_one_page_of_any_size(setup: PageSetup) -> None:
    pages = page_texts(print_referral_letter(EMERGENCY, LETTERHEAD, setup))
    (page,) = [text for text in pages if HEAD in text]
    assert "Diterima oleh" in page


def test_its_columns_fill_the_width_and_there_is_room_for_two_hours() -> None:
    assert sum(share for _, share in COLUMNS) == pytest.approx(1)
    assert BLANK_ROWS >= 8
