"""Nothing is printed where printers cannot reach, and no paper needs ReportLab before it is made."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ilp_desktop.printing.contents.kia_mother import DueService
from ilp_desktop.printing.kia_summary import print_kia_summary
from ilp_desktop.printing.paper import PageSetup, PaperSize
from ilp_desktop.printing.referral_letter import print_referral_letter
from ilp_desktop.printing.ticket import print_ticket
from tests.printing.kia_samples import MOTHER, SUMMARY, visits
from tests.printing.reading import pictures
from tests.printing.samples import LETTER, LETTERHEAD, TICKET

DOTS_PER_INCH = 50
LONG = "kata panjang sekali " * 40
CROWDED = replace(
    SUMMARY,
    mother=replace(
        MOTHER,
        visits=tuple(replace(visit, action=LONG, examiner=LONG, presentation=LONG) for visit in visits(13)),
        warnings=(LONG,) * 9,
        due=(DueService(LONG, None, LONG),) * 9,
    ),
)
PAPERS = {
    "ticket": (print_ticket(TICKET), 3.0),
    "letter": (print_referral_letter(replace(LETTER, treatment=LONG), LETTERHEAD), 5.0),
    "letter on A5": (print_referral_letter(LETTER, LETTERHEAD, PageSetup(PaperSize.A5)), 5.0),
    "summary": (print_kia_summary(SUMMARY, LETTERHEAD), 5.0),
    "crowded summary": (print_kia_summary(CROWDED, LETTERHEAD), 5.0),
}


def _inked(picture: Image.Image) -> tuple[float, float, float, float]:
    """Return how far the ink stays from left, top, right and bottom, in millimetres."""
    box = picture.convert("L").point(lambda grey: 255 if grey < 200 else 0).getbbox()
    assert box is not None
    left, top, right, bottom = box
    to_mm = 25.4 / DOTS_PER_INCH
    return left * to_mm, top * to_mm, (picture.width - right) * to_mm, (picture.height - bottom) * to_mm


@pytest.mark.parametrize("name", PAPERS)
def test_edges_of_every_page_stay_white(name: str, tmp_path: Path) -> None:
    pdf, edge_mm = PAPERS[name]
    for picture in pictures(pdf, tmp_path, DOTS_PER_INCH):
        assert min(_inked(picture)) >= edge_mm


def test_contents_can_be_filled_without_loading_reportlab() -> None:
    modules = "paper, wording, contents.ticket, contents.referral, contents.charts, contents.kia"
    imports = "; ".join(f"import ilp_desktop.printing.{module}" for module in modules.split(", "))
    code = f"{imports}; import sys; print('reportlab' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == "False"
