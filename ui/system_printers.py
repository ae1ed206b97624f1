"""The printers of this computer, behind two functions; QtPdf is loaded when the first sheet is printed."""

from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ilp_desktop.domain.errors import UserError

RESOLUTION_DPI = 300
POINTS_AN_INCH = 72


class Printers(Protocol):
    """What the printing desk needs of the printers; both are called on a paper thread."""

    def names(self) -> tuple[str, ...]:
        """Return the printers there are, the usual one first."""

    def send(self, pdf: bytes, printer: str) -> None:
        """Print a sheet; raises ``UserError`` when the printer does not take it."""


class SystemPrinters:
    """The printers the operating system knows."""

    def names(self) -> tuple[str, ...]:
        """Return the printers there are, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: (name != usual, name.casefold())))

    def send(self, pdf: bytes, printer: str) -> None:
        """Print a sheet; raises ``UserError`` when the printer does not take it."""
        if printer not in QPrinterInfo.availablePrinterNames():
            raise UserError(f"Pencetak «{printer}» tidak ditemukan.", "Nyalakan pencetaknya, atau pilih pencetak lain.")
        device = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
        draw_sheets(pdf, device)


def draw_sheets(pdf: bytes, device: QPrinter) -> None:
    """Draw every page of a PDF on a printer, each in its own size, without margins or scaling."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - heavy, and wanted only on paper

    kept = QBuffer()
    kept.setData(QByteArray(pdf))
    kept.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(kept)
    device.setResolution(RESOLUTION_DPI)
    device.setFullPage(True)
    painter = QPainter()
    for number in range(document.pageCount()):
        points = document.pagePointSize(number)
        device.setPageLayout(_layout(points))
        begun = device.newPage() if number else painter.begin(device)
        if not begun:
            raise UserError("Pencetak tidak menerima lembar ini.", "Periksa pencetak, lalu cetak lagi.")
        pixels = (points * RESOLUTION_DPI / POINTS_AN_INCH).toSize()
        painter.drawImage(0, 0, document.render(number, QSize(pixels.width(), pixels.height())))
    painter.end()
    document.close()


def _layout(points: QSizeF) -> QPageLayout:
    """Return the layout of a sheet of this size, lying when it is wider than high."""
    lying = points.width() > points.height()
    size = QPageSize(points.transposed() if lying else points, QPageSize.Unit.Point)
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(size, way, QMarginsF(0, 0, 0, 0))
