"""Invitations on paper, two or four a sheet, with lines to cut along."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame

from ilp_desktop.printing.blocks import gap, prose
from ilp_desktop.printing.contents.invitation import CardsAPage, InvitationCard, InvitationSheet
from ilp_desktop.printing.document import PRODUCER
from ilp_desktop.printing.fonts import BOLD, REGULAR, register_fonts
from ilp_desktop.printing.paper import PaperSize, mm
from ilp_desktop.printing.styles import QUIET_INK, RULE

TITLE = "Undangan pelayanan kesehatan"
EDGE_MM = {CardsAPage.TWO: 16.0, CardsAPage.FOUR: 11.0}
SIZE = {CardsAPage.TWO: 13.5, CardsAPage.FOUR: 10.5}
LEADING = 1.36
DASH = (3, 3)

Begun = Callable[[int], object]


def print_invitations(
    sheet: InvitationSheet, cards: CardsAPage = CardsAPage.FOUR, begun: Begun = lambda _page: None
) -> bytes:
    """Return the invitations as PDF bytes; ``begun`` is told each page as it begins."""
    register_fonts()
    output = BytesIO()
    canvas = Canvas(output, pagesize=PaperSize.A4.points, initialFontName=REGULAR, invariant=1)
    for tell in (canvas.setAuthor, canvas.setCreator, canvas.setSubject):
        tell(PRODUCER)
    canvas.setTitle(TITLE)
    columns, rows = cards.value
    a_page = columns * rows
    for page, first in enumerate(range(0, len(sheet.cards), a_page), 1):
        begun(page)
        _cut_lines(canvas, columns, rows)
        for place, card in enumerate(sheet.cards[first : first + a_page]):
            _draw(canvas, sheet, card, cards, place)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def _draw(canvas: Canvas, sheet: InvitationSheet, card: InvitationCard, cards: CardsAPage, place: int) -> None:
    columns, rows = cards.value
    page_width, page_height = PaperSize.A4.points
    width, height = page_width / columns, page_height / rows
    left, bottom = width * (place % columns), height * (rows - 1 - place // columns)
    edge = mm(EDGE_MM[cards])
    room = (width - 2 * edge, height - 2 * edge)
    frame = Frame(left + edge, bottom + edge, *room, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    frame.addFromList([KeepInFrame(*room, _blocks(sheet, card, SIZE[cards]), mode="shrink")], canvas)


def _blocks(sheet: InvitationSheet, card: InvitationCard, size: float) -> list[Flowable]:
    sender = " · ".join(part for part in (sheet.address, f"Telp. {sheet.phone}" if sheet.phone else "") if part)
    blocks = [
        prose(sheet.facility, _style(size, BOLD, centred=True)),
        prose(sender, _style(size * 0.75, centred=True, quiet=True)),
        gap(size * 0.9),
        prose("UNDANGAN", _style(size * 1.25, BOLD, centred=True)),
        gap(size * 0.9),
        prose(card.text, _style(size)),
        gap(size * 1.2),
        prose("Disampaikan kepada", _style(size * 0.75, quiet=True)),
        prose(card.name, _style(size, BOLD)),
    ]
    return [*blocks, prose(card.address, _style(size * 0.9))] if card.address else blocks


def _style(size: float, font: str = REGULAR, *, centred: bool = False, quiet: bool = False) -> ParagraphStyle:
    more = {"textColor": QUIET_INK} if quiet else {}
    aligned = {"alignment": TA_CENTER} if centred else {}
    return ParagraphStyle("card", fontName=font, fontSize=size, leading=size * LEADING, **more, **aligned)


def _cut_lines(canvas: Canvas, columns: int, rows: int) -> None:
    width, height = PaperSize.A4.points
    canvas.saveState()
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.5)
    canvas.setDash(*DASH)
    edge = mm(6)
    for column in range(1, columns):
        canvas.line(width * column / columns, edge, width * column / columns, height - edge)
    for row in range(1, rows):
        canvas.line(edge, height * row / rows, width - edge, height * row / rows)
    canvas.restoreState()
