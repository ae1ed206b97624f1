"""How long paper takes: a queue ticket, a referral letter, a KIA summary with its curves, beside a bare page."""

import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median
from time import perf_counter

from reportlab.pdfgen.canvas import Canvas

from ilp_desktop.printing.contents.charts import MONTHS_24_TO_60
from ilp_desktop.printing.fonts import REGULAR, register_fonts
from ilp_desktop.printing.kia_summary import print_kia_summary
from ilp_desktop.printing.paper import PaperSize
from ilp_desktop.printing.referral_letter import print_referral_letter
from ilp_desktop.printing.ticket import print_ticket
from tests.printing.kia_samples import CHILD, SUMMARY
from tests.printing.samples import LETTER, LETTERHEAD, TICKET, growth_chart

RUNS = 20
TWO_CHARTS = replace(CHILD, growth_charts=(growth_chart(), growth_chart(MONTHS_24_TO_60)))
PAPERS: tuple[tuple[str, Callable[[], bytes], float], ...] = (
    ("ticket, 80 mm", lambda: print_ticket(TICKET), 20),
    ("referral letter", lambda: print_referral_letter(LETTER, LETTERHEAD), 60),
    ("KIA summary, three charts", lambda: print_kia_summary(replace(SUMMARY, child=TWO_CHARTS), LETTERHEAD), 250),
)


def bare_page() -> bytes:
    """Return one page with one line in the embedded typeface: the least any paper can cost."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=PaperSize.A4.points, initialFontName=REGULAR, invariant=1)
    canvas.setFont(REGULAR, 10)
    canvas.drawString(72, 720, "Puskesmas")
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def milliseconds(make: Callable[[], bytes]) -> float:
    """Return how long one document takes."""
    start = perf_counter()
    make()
    return (perf_counter() - start) * 1000


def main() -> None:
    """Print one line for each paper: first run, median of the later runs, and how many bare pages that is."""
    first_fonts = perf_counter()
    register_fonts()
    fonts_ms = (perf_counter() - first_fonts) * 1000
    bare_page()
    bare = median(milliseconds(bare_page) for _ in range(RUNS))
    sys.stdout.write(f"paper, typeface loaded once: {fonts_ms:.1f} ms\n")
    sys.stdout.write(f"paper, bare page: {bare:.1f} ms (1.0 x baseline)\n")
    for name, make, target_ms in PAPERS:
        first = milliseconds(make)
        later = median(milliseconds(make) for _ in range(RUNS))
        sys.stdout.write(
            f"paper, {name}: {later:.1f} ms ({later / bare:.1f} x baseline),"
            f" first {first:.1f} ms, target {target_ms:.0f} ms\n"
        )
