"""The queue ticket from a roll of paper."""

from io import BytesIO

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable

from ilp_desktop.printing.blocks import gap, prose
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.printing.document import PRODUCER
from ilp_desktop.printing.fonts import BOLD, REGULAR, fitting_size, printable, register_fonts
from ilp_desktop.printing.paper import RollWidth, mm
from ilp_desktop.printing.styles import INK
from ilp_desktop.printing.wording import clock_time, long_date

EDGE_MM = {RollWidth.MM_80: 5.0, RollWidth.MM_58: 4.0}  # what the print head cannot reach, and a little air
NUMBER_SIZE = 54.0


def print_ticket(ticket: QueueTicket, roll: RollWidth = RollWidth.MM_80) -> bytes:
    """Return the ticket as a PDF page just as long as its text."""
    register_fonts()
    width = mm(roll.value)
    edge = mm(EDGE_MM[roll])
    room = width - 2 * edge
    blocks = _blocks(ticket, room)
    heights = [block.wrap(room, 1e6)[1] for block in blocks]
    height = sum(heights) + 2 * edge
    output = BytesIO()
    canvas = Canvas(output, pagesize=(width, height), initialFontName=REGULAR, invariant=1)
    canvas.setTitle(f"Tiket antrean {printable(ticket.number)}")
    canvas.setAuthor(PRODUCER)
    canvas.setCreator(PRODUCER)
    canvas.setSubject(PRODUCER)
    top = height - edge
    for block, block_height in zip(blocks, heights, strict=True):
        top -= block_height
        block.drawOn(canvas, edge, top)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _blocks(ticket: QueueTicket, room: float) -> list[Flowable]:
    number_size = fitting_size(printable(ticket.number), BOLD, NUMBER_SIZE, room * 0.98)
    moment = f"{long_date(ticket.issued_at)}  ·  {clock_time(ticket.issued_at)}"
    blocks = [
        prose(ticket.facility, _centred(10, BOLD)),
        gap(5),
        _rule(),
        gap(5),
        prose("Nomor antrean", _centred(9)),
        prose(ticket.number, _centred(number_size, BOLD)),
        gap(3),
        prose(ticket.room, _centred(13, BOLD)),
        gap(5),
        prose(moment, _centred(9)),
    ]
    if ticket.record_number:
        blocks.append(prose(f"No. RM {ticket.record_number}", _centred(9)))
    if ticket.preparation:
        blocks += [gap(5), _rule(), gap(5), prose(ticket.preparation, _centred(8.5))]
    return blocks


def _centred(size: float, font: str = REGULAR) -> ParagraphStyle:
    return ParagraphStyle("ticket", fontName=font, fontSize=size, leading=size * 1.22, alignment=TA_CENTER)


def _rule() -> HRFlowable:
    return HRFlowable(width="100%", thickness=0.6, color=INK, spaceBefore=0, spaceAfter=0)
