"""A QR code that holds a document's number, so that a scanner finds the record again."""

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing


def qr_code(text: str, side: float) -> Drawing:
    """Return the code as a square of the given side in points, its quiet zone included."""
    code = QrCodeWidget(text, barWidth=side, barHeight=side, barLevel="M", barBorder=4)
    drawing = Drawing(side, side)
    drawing.add(code)
    return drawing
