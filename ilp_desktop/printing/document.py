"""From a list of blocks to PDF bytes: margins, running heads, page x of y."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CallerMacro, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import BaseDocTemplate

from ilp_desktop.printing.blocks import prose
from ilp_desktop.printing.fonts import BOLD, REGULAR, fitting_size, printable, text_width
from ilp_desktop.printing.paper import PageSetup, mm
from ilp_desktop.printing.styles import HAIRLINE, QUIET_INK, RULE, RUNNING

PRODUCER = "ILP Desktop"
RUNNING_SIZE = 7.5
ACROSS_SIZE, ACROSS_DEGREES = 120, 50
_TOTAL = "jumlah-halaman"


@dataclass(frozen=True)
class Margins:
    """Empty edges in millimetres; heads and footers stand inside them."""

    side: float = 18
    top: float = 14
    bottom: float = 15


@dataclass(frozen=True)
class Furniture:
    """What stands on every page beside the text.

    Attributes:
        title: kind and number of the document; becomes the PDF's title, so it names nobody.
        running_head: left and right, on the pages after the first; empty for none.
        footer: left of the page number on every page.
        across: a word across every page, beneath its text; empty for none.
    """

    title: str
    footer: str
    running_head: tuple[str, str] = ("", "")
    across: str = ""


def text_width_of(setup: PageSetup, margins: Margins) -> float:
    """Return the width in points between the side margins."""
    return setup.points[0] - 2 * mm(margins.side)


def text_height_of(setup: PageSetup, margins: Margins) -> float:
    """Return the height in points between the top and bottom margins."""
    return setup.points[1] - mm(margins.top) - mm(margins.bottom)


def build_pdf(
    story: Sequence[Flowable],
    setup: PageSetup,
    margins: Margins,
    furniture: Furniture,
    begun: Callable[[int], object] = lambda _page: None,
) -> bytes:
    """Return the PDF of the blocks; the same blocks give the same bytes. ``begun`` is told each page as it begins."""
    rl_config.useA85 = 0  # bytes as they are: the letters that ReportLab writes them in take time and room
    output = BytesIO()
    document = BaseDocTemplate(
        output,
        pagesize=setup.points,
        title=printable(furniture.title),
        author=PRODUCER,
        creator=PRODUCER,
        subject=PRODUCER,
        initialFontName=REGULAR,
        invariant=1,
    )
    frame = Frame(
        mm(margins.side),
        mm(margins.bottom),
        text_width_of(setup, margins),
        text_height_of(setup, margins),
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    furnish = _Furnisher(setup, margins, furniture, begun)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furnish.page))
    document.build([*story, CallerMacro(drawCallable=_define_total)])
    return output.getvalue()


class _Furnisher:
    """Draws head and footer of one document."""

    def __init__(
        self, setup: PageSetup, margins: Margins, furniture: Furniture, begun: Callable[[int], object]
    ) -> None:
        self._width, self._height = setup.points
        self._margins = margins
        self._furniture = furniture
        self._begun = begun

    def page(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Draw what stands around the text of one page."""
        self._begun(canvas.getPageNumber())
        canvas.saveState()
        if self._furniture.across:
            self._draw_across(canvas)
        if canvas.getPageNumber() > 1 and any(self._furniture.running_head):
            self._draw_head(canvas)
        self._draw_footer(canvas)
        canvas.restoreState()

    def _draw_across(self, canvas: Canvas) -> None:
        """Draw the word from corner to corner, light enough to read through."""
        canvas.saveState()
        canvas.setFillColor(HAIRLINE)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.rotate(ACROSS_DEGREES)
        canvas.setFont(BOLD, ACROSS_SIZE)
        canvas.drawCentredString(0, -ACROSS_SIZE / 3, printable(self._furniture.across))
        canvas.restoreState()

    def _draw_head(self, canvas: Canvas) -> None:
        left, right = map(printable, self._furniture.running_head)
        edge, y = mm(self._margins.side), self._height - mm(self._margins.top - 4.5)
        room = self._width - 2 * edge
        size = min(fitting_size(f"{left}    {right}", REGULAR, RUNNING_SIZE, room), RUNNING_SIZE)
        canvas.setFillColor(QUIET_INK)
        canvas.setFont(REGULAR, size)
        canvas.drawString(edge, y, left)
        canvas.drawRightString(self._width - edge, y, right)
        _rule(canvas, edge, y - 3, room)

    def _draw_footer(self, canvas: Canvas) -> None:
        edge, top = mm(self._margins.side), mm(self._margins.bottom - 4)
        _rule(canvas, edge, top, self._width - 2 * edge)
        page = f"Halaman {canvas.getPageNumber()} dari "
        canvas.setFillColor(QUIET_INK)
        canvas.setFont(REGULAR, RUNNING_SIZE)
        total_width = text_width("99", REGULAR, RUNNING_SIZE)
        page_width = text_width(page, REGULAR, RUNNING_SIZE)
        x = self._width - edge - total_width
        canvas.drawRightString(x, top - 10, page)
        canvas.translate(x, top - 10)
        canvas.doForm(_TOTAL)
        canvas.translate(-x, 10 - top)
        room = self._width - 2 * edge - page_width - total_width - 14
        words = prose(self._furniture.footer, RUNNING)
        _, height = words.wrapOn(canvas, room, top)
        words.drawOn(canvas, edge, top - 3 - height)


def _rule(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.line(x, y, x + width, y)


def _define_total(last: CallerMacro) -> None:
    """Fill in, on the last page, the total that every footer refers to."""
    canvas = last.canv
    total = str(canvas.getPageNumber())
    canvas.beginForm(_TOTAL, lowery=-RUNNING_SIZE)
    canvas.setFillColor(QUIET_INK)
    canvas.setFont(REGULAR, RUNNING_SIZE)
    canvas.drawString(0, 0, total)
    canvas.endForm()
