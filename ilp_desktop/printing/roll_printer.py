"""Roll printers (ESC/POS): what they are sent, and the ways it reaches them; the only python-escpos.

Every way ends by itself: a printer that is off, gone or without paper is told within seconds. All is called on worker
threads.
"""

# ruff: noqa: PLC0415
import socket
import subprocess
import sys
from collections.abc import Iterable
from shutil import which
from typing import Any

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.ticket_printer import NetworkPrinter, RollPrinter, SpooledPrinter, UsbPrinter
from ilp_desktop.printing.roll_ticket import RollLine
from ilp_desktop.printing.windows_spooler import WindowsSpooler

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 0.7
SPOOL_SECONDS = 8.0
USB_MILLISECONDS = 3000
USB_PRINTER_CLASS = 7
USB_IN = 0x80
NO_PAPER, OFFLINE = 0x60, 0x08
ASK_ONLINE, ASK_PAPER = b"\x10\x04\x01", b"\x10\x04\x04"
CHECK = "Periksa kabel, listrik, dan kertasnya, lalu cetak lagi."


def encoded(lines: Iterable[RollLine]) -> bytes:
    """Return the lines in the language of roll printers, with a cut at the end."""
    from escpos.printer import Dummy

    printer = Dummy()
    printer.hw("INIT")
    for line in lines:
        printer.set(align="center", bold=line.bold, custom_size=True, width=line.size, height=line.size)
        printer.textln(line.text)
    printer.set(normal_textsize=True, bold=False)
    printer.cut()
    return bytes(printer.output)


class RollPrinters:
    """The roll printers one computer prints on.

    It remembers which of them give no answer about their paper, so that only the first ticket waits for one.
    """

    def __init__(self) -> None:
        self._mute: set[RollPrinter] = set()

    def send(self, data: bytes, printer: RollPrinter) -> None:
        """Print; raises ``UserError`` when the printer cannot be reached, is not ready, or has no paper."""
        if isinstance(printer, SpooledPrinter):
            _spool(data, printer)
        elif isinstance(printer, NetworkPrinter):
            self._send_over_network(data, printer)
        else:
            self._send_over_usb(data, printer)

    def _send_over_network(self, data: bytes, printer: NetworkPrinter) -> None:
        from escpos.printer import Network

        device = Network(printer.host, printer.port)
        try:
            # Opened here: the library leaves a line open that was refused.
            with socket.create_connection((printer.host, printer.port), CONNECT_SECONDS) as line:
                device.device = line
                line.settimeout(ANSWER_SECONDS)
                self._look(device, printer)
                line.settimeout(CONNECT_SECONDS)
                device._raw(data)  # noqa: SLF001 - the library's own way for bytes made before
        except OSError as error:
            raise UserError(f"Pencetak {printer.label} tidak menjawab.", CHECK) from error

    def _send_over_usb(self, data: bytes, printer: UsbPrinter) -> None:
        import usb.core
        from escpos.exceptions import Error
        from escpos.printer import Usb

        try:
            found = usb.core.find(custom_match=lambda device: _is_wanted(device, printer))
            if found is None:
                raise UserError(f"Pencetak {printer.label} tidak ditemukan.", CHECK)
            ways = _usb_ways(found)
            device = Usb(found.idVendor, found.idProduct, timeout=USB_MILLISECONDS, **ways)
            try:
                device.open()
                self._look(device, printer)
                device._raw(data)  # noqa: SLF001
            finally:
                device.close()
        except usb.core.NoBackendError as error:
            remedy = "Pasang pustaka libusb-1.0, atau pilih pencetak lewat antrean cetak komputer."
            raise UserError("Komputer ini belum dapat memakai pencetak USB langsung.", remedy) from error
        except (usb.core.USBError, Error) as error:
            raise UserError(f"Pencetak {printer.label} tidak menjawab.", CHECK) from error

    def _look(self, device: Any, printer: RollPrinter) -> None:
        """Ask whether it is ready and has paper; one that does not answer is taken to be, now and from now on."""
        if printer in self._mute:
            return
        try:
            paper, state = device.query_status(ASK_PAPER), device.query_status(ASK_ONLINE)
        except OSError:  # USB errors are of this kind, too
            self._mute.add(printer)
            return
        if paper and paper[0] & NO_PAPER == NO_PAPER:
            raise UserError(f"Kertas pencetak {printer.label} habis.", "Pasang gulungan baru, lalu cetak lagi.")
        if state and state[0] & OFFLINE:
            raise UserError(f"Pencetak {printer.label} belum siap.", "Tutup penutupnya atau periksa kertas macet.")


def _is_wanted(device: Any, printer: UsbPrinter) -> bool:
    if printer.vendor is not None:
        return bool((device.idVendor, device.idProduct) == (printer.vendor, printer.product))
    return any(face.bInterfaceClass == USB_PRINTER_CLASS for setting in device for face in setting)


def _usb_ways(device: Any) -> dict[str, int]:
    """Return the end points of the printer's interface, for the library to write to and read from."""
    ends = [
        end.bEndpointAddress
        for setting in device
        for face in setting
        if face.bInterfaceClass == USB_PRINTER_CLASS
        for end in face
    ]
    found = {"out_ep": next((end for end in ends if end < USB_IN), None)}
    found["in_ep"] = next((end for end in ends if end >= USB_IN), None)
    return {way: end for way, end in found.items() if end is not None}


def _spool(data: bytes, printer: SpooledPrinter) -> None:
    if sys.platform == "win32":
        WindowsSpooler.of_system().send(data, printer.name)
        return
    program = which("lp")
    if program is None:
        raise UserError("Komputer ini tidak memiliki antrean cetak (CUPS).", "Pasang CUPS, atau pilih cara lain.")
    try:
        command = [program, "-d", printer.name, "-o", "raw"]
        subprocess.run(command, input=data, check=True, capture_output=True, timeout=SPOOL_SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise UserError(f"Pencetak {printer.label} tidak menerima tiket.", CHECK) from error
