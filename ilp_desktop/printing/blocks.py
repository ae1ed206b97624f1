"""The pieces documents are set from: paragraphs, headings, aligned labels, tick boxes."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Line, Rect
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Paragraph, Spacer, Table

from ilp_desktop.printing.fonts import REGULAR, printable
from ilp_desktop.printing.settled import SettledParagraph, SettledTable, plain_words
from ilp_desktop.printing.styles import BODY, BODY_BOLD, HAIRLINE, INK, LABEL, RULE, SECTION

Field = tuple[str, str]
PLAIN_CELLS = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),  # or every table drags in a Helvetica that is not embedded
)


def markup(text: str) -> str:
    """Return typed text as safe paragraph markup with its own line ends."""
    return escape(printable(text)).replace("\n", "<br/>")


def prose(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """Return typed text as a paragraph that may flow over pages."""
    words = printable(text)
    return plain_words(words, style) if words.strip() and "\n" not in words else SettledParagraph(markup(text), style)


def gap(height: float) -> Spacer:
    """Return empty space of a height in points."""
    return Spacer(1, height)


def room_for(height: float) -> CondPageBreak:
    """Return a break to the next page that only happens when less than this height is left."""
    return CondPageBreak(height)


def plain_table(rows: Sequence[Sequence[object]], widths: Sequence[float], *commands: tuple[object, ...]) -> Table:
    """Return a table without padding or lines but for the given commands; a row too tall for a page is split."""
    return SettledTable(rows, colWidths=widths, style=[*PLAIN_CELLS, *commands], splitInRow=1, hAlign="LEFT")


def section(heading: str, width: float, style: ParagraphStyle = SECTION) -> Table:
    """Return a heading with a thin rule under it."""
    table = plain_table(
        [[prose(heading, style)]],
        [width],
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    )
    table.spaceBefore = style.spaceBefore
    table.spaceAfter = 3
    return table


def labelled(
    fields: Sequence[Field],
    width: float,
    label_width: float,
    styles: tuple[ParagraphStyle, ParagraphStyle] = (LABEL, BODY),
) -> Table:
    """Return label, colon and value in three aligned columns."""
    label_style, value_style = styles
    rows = [[prose(label, label_style), prose(":", label_style), prose(value, value_style)] for label, value in fields]
    return plain_table(rows, [label_width, 7, width - label_width - 7])


def side_by_side(left: Flowable, right: Flowable, widths: tuple[float, float], between: float = 14) -> Table:
    """Return two blocks beside each other with a gap between."""
    return plain_table([[left, gap(0), right]], [widths[0], between, widths[1]])


def tick_box(size: float = 8, *, ticked: bool) -> Drawing:
    """Return a box drawn as a shape, because the typeface has neither boxes nor ticks."""
    drawing = Drawing(size, size)
    drawing.add(Rect(0.5, 0.5, size - 1, size - 1, fillColor=None, strokeColor=INK, strokeWidth=0.8))
    if ticked:
        for x, y, to_x, to_y in ((0.2, 0.5, 0.42, 0.25), (0.42, 0.25, 0.82, 0.8)):
            drawing.add(Line(x * size, y * size, to_x * size, to_y * size, strokeColor=INK, strokeWidth=1.6))
    return drawing


def choice(
    label: str, width: float, *, ticked: bool, styles: tuple[ParagraphStyle, ParagraphStyle] = (BODY, BODY_BOLD)
) -> Table:
    """Return a tick box with its label, in the second style when ticked."""
    words = prose(label, styles[ticked])
    return plain_table([[tick_box(ticked=ticked), words]], [13, width - 13], ("TOPPADDING", (0, 0), (0, 0), 2.2))


def ruled(rows: Sequence[Sequence[object]], widths: Sequence[float], *commands: tuple[object, ...]) -> Table:
    """Return a table whose last rows ``torn`` can take off."""
    table = plain_table(rows, widths, *commands)
    table.made_of = rows, widths, commands
    return table


def torn(table: Table, count: int) -> tuple[Table, Table] | None:
    """Return a table without its last rows, and these under its heading; None where it has too few."""
    if len(getattr(table, "made_of", ((),))[0]) <= table.repeatRows + count:
        return None
    rows, widths, commands = table.made_of
    first = ruled(rows[:-count], widths, *commands)
    last = ruled([*rows[: table.repeatRows], *rows[-count:]], widths, *commands)
    first.repeatRows = last.repeatRows = table.repeatRows
    return first, last


def boxed(rows: Sequence[Sequence[object]], widths: Sequence[float], *commands: tuple[object, ...]) -> Table:
    """Return a grid of cells with quiet lines, for values that are read side by side."""
    return ruled(
        rows,
        widths,
        ("GRID", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        *commands,
    )


def kept(*parts: Flowable) -> KeepTogether:
    """Return the parts as one that is not torn over two pages."""
    return KeepTogether(list(parts))
