"""Where tickets are printed: which kinds of printer there are, and how the address of each is written."""

import re
from dataclasses import dataclass
from enum import Enum

from ilp_desktop.domain.errors import WrongAnswers

DEFAULT_PORT = 9100
LARGEST_PORT = 65_535
HEXADECIMAL = 16
USB_CODE = re.compile(r"([0-9a-fA-F]{4})\s*:\s*([0-9a-fA-F]{4})")
HOST = re.compile(r"(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)(:(?P<port>\d{1,5}))?")
BAD_USB = "Tulis kode pencetak seperti 04b8:0e15, atau kosongkan untuk pencetak USB yang terpasang."
BAD_HOST = "Tulis alamat pencetak seperti 192.168.1.50 atau 192.168.1.50:9100."
NO_NAME = "Tulis nama pencetak seperti di pengaturan pencetak komputer ini."


class PrinterKind(Enum):
    """How a ticket reaches its printer."""

    PDF = "pdf"
    USB = "usb"
    NETWORK = "network"
    SPOOLER = "spooler"

    @property
    def label(self) -> str:
        """Return the kind as a list shows it."""
        return _LABELS[self]


@dataclass(frozen=True)
class UsbPrinter:
    """A roll printer at a cable; without codes whichever one is plugged in."""

    vendor: int | None = None
    product: int | None = None

    @property
    def label(self) -> str:
        """Return what messages call it."""
        return "USB" if self.vendor is None else f"USB {self.vendor:04x}:{self.product or 0:04x}"


@dataclass(frozen=True)
class NetworkPrinter:
    """A roll printer with an address of its own."""

    host: str
    port: int = DEFAULT_PORT

    @property
    def label(self) -> str:
        """Return what messages call it."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True)
class SpooledPrinter:
    """A roll printer behind the print queue of the operating system, which passes on what it is sent unchanged."""

    name: str

    @property
    def label(self) -> str:
        """Return what messages call it."""
        return self.name


RollPrinter = UsbPrinter | NetworkPrinter | SpooledPrinter


def roll_printer(kind: PrinterKind, address: str) -> RollPrinter | None:
    """Return the roll printer at an address as typed, None for a PDF printer; raises ``WrongAnswers``."""
    typed = address.strip()
    if kind is PrinterKind.USB:
        return _usb(typed)
    if kind is PrinterKind.NETWORK:
        return _network(typed)
    if kind is PrinterKind.SPOOLER:
        if not typed:
            raise WrongAnswers({"address": NO_NAME})
        return SpooledPrinter(typed)
    return None


def _usb(typed: str) -> UsbPrinter:
    if not typed:
        return UsbPrinter()
    found = USB_CODE.fullmatch(typed)
    if found is None:
        raise WrongAnswers({"address": BAD_USB})
    return UsbPrinter(int(found[1], HEXADECIMAL), int(found[2], HEXADECIMAL))


def _network(typed: str) -> NetworkPrinter:
    found = HOST.fullmatch(typed)
    port = int(found["port"] or DEFAULT_PORT) if found else 0
    if found is None or not 0 < port <= LARGEST_PORT:
        raise WrongAnswers({"address": BAD_HOST})
    return NetworkPrinter(found["host"], port)


_LABELS = {
    PrinterKind.PDF: "Pencetak biasa (PDF)",
    PrinterKind.USB: "Pencetak karcis di kabel USB",
    PrinterKind.NETWORK: "Pencetak karcis di jaringan",
    PrinterKind.SPOOLER: "Pencetak karcis lewat antrean cetak komputer",
}
