"""Roll printers that print, that are off, that have no paper, that say nothing: each is told in time."""

import ctypes
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.queue.ticket_printer import (
    NetworkPrinter,
    PrinterKind,
    SpooledPrinter,
    UsbPrinter,
    roll_printer,
)
from ilp_desktop.printing import roll_printer as module
from ilp_desktop.printing.roll_printer import ASK_ONLINE, ASK_PAPER, RollPrinters
from ilp_desktop.printing.windows_spooler import WindowsSpooler
from tests.printing.network_printer import GOOD, NO_PAPER, OFFLINE, PrinterOnNetwork

TICKET = b"\x1b@A-014\x1dV"
POINTER_BYTES = ctypes.sizeof(ctypes.c_void_p)

Made = Callable[..., PrinterOnNetwork]


@pytest.fixture
def printer() -> Iterator[Made]:
    made: list[PrinterOnNetwork] = []

    def make(*answers: bytes) -> PrinterOnNetwork:
        made.append(PrinterOnNetwork(*answers))
        return made[-1]

    yield make
    for one in made:
        one.close()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def refusal(printers: RollPrinters, address: Any) -> str:
    """Return why a ticket was not printed, which must be known within seconds."""
    begun = time.monotonic()
    with pytest.raises(UserError) as refused:
        printers.send(TICKET, address)
    assert time.monotonic() - begun < 5
    assert refused.value.remedy
    return refused.value.message


def test_ticket_is_printed_over_the_network(printer: Made) -> None:
    ready = printer()
    RollPrinters().send(TICKET, ready.address)
    wait_for(lambda: ready.printed == [TICKET])


def test_printer_without_paper_or_with_its_lid_open_gets_nothing(printer: Made) -> None:
    empty, open_lid = printer(NO_PAPER), printer(GOOD, OFFLINE)
    assert "Kertas pencetak" in refusal(RollPrinters(), empty.address)
    assert "belum siap" in refusal(RollPrinters(), open_lid.address)
    wait_for(lambda: empty.printed == [b""] and open_lid.printed == [b""])


def test_printer_that_says_nothing_is_waited_for_once_and_prints(
    printer: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ANSWER_SECONDS", 0.2)
    mute, printers = printer(b"", b""), RollPrinters()
    printers.send(TICKET, mute.address)
    begun = time.monotonic()
    printers.send(TICKET, mute.address)
    assert time.monotonic() - begun < 0.15
    wait_for(lambda: mute.printed == [TICKET, TICKET])


def test_printer_that_is_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        gone = NetworkPrinter("127.0.0.1", server.getsockname()[1])
    assert refusal(RollPrinters(), gone) == f"Pencetak {gone.label} tidak menjawab."


def test_printer_that_cannot_be_reached_is_told_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody_answers(device: socket.socket, _address: object) -> None:
        time.sleep(min(device.gettimeout() or 60, 60))
        raise TimeoutError("timed out")

    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(socket.socket, "connect", nobody_answers)
    assert "tidak menjawab" in refusal(RollPrinters(), NetworkPrinter("10.255.255.1"))


class UsbDevice:
    """A printer at a cable, as pyusb shows it."""

    idVendor, idProduct = 0x04B8, 0x0E15  # noqa: N815
    backend = SimpleNamespace(__module__="usb.backend.libusb0")

    def __init__(self, paper: bytes = GOOD, *, stuck: bool = False) -> None:
        self.written: list[tuple[int, bytes, int]] = []
        self._paper = paper
        self._stuck = stuck

    def __iter__(self) -> Iterator[Any]:
        ends = [SimpleNamespace(bEndpointAddress=address) for address in (0x81, 0x03)]
        yield [_Face(7, ends)]

    def set_configuration(self) -> None: ...

    def reset(self) -> None: ...

    def write(self, end: int, data: bytes, milliseconds: int) -> None:
        if self._stuck and data not in (ASK_PAPER, ASK_ONLINE):
            raise usb.core.USBTimeoutError("timed out")
        self.written.append((end, data, milliseconds))

    def read(self, end: int, _size: int) -> bytes:
        assert end == 0x81
        return self._paper


class _Face(list[Any]):
    def __init__(self, kind: int, ends: list[Any]) -> None:
        super().__init__(ends)
        self.bInterfaceClass = kind


@pytest.fixture
def plugged_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[UsbDevice], None]:
    def plug_in(device: UsbDevice) -> None:
        def find(**wanted: Any) -> UsbDevice | None:
            match = wanted.get("custom_match", lambda _device: True)
            return device if match(device) else None

        monkeypatch.setattr(usb.core, "find", find)
        monkeypatch.setattr("usb.util.dispose_resources", lambda _device: None)

    return plug_in


@pytest.mark.parametrize("address", [UsbPrinter(), UsbPrinter(0x04B8, 0x0E15)])
def test_ticket_is_printed_at_the_cable_through_the_printers_own_end(
    address: UsbPrinter, plugged_in: Callable[[UsbDevice], None]
) -> None:
    device = UsbDevice()
    plugged_in(device)
    RollPrinters().send(TICKET, address)
    assert device.written[-1] == (0x03, TICKET, 3000)


def test_cable_printer_without_paper_stuck_or_missing_is_told(plugged_in: Callable[[UsbDevice], None]) -> None:
    plugged_in(UsbDevice(NO_PAPER))
    assert "Kertas pencetak USB habis." in refusal(RollPrinters(), UsbPrinter())
    plugged_in(UsbDevice(stuck=True))
    assert "tidak menjawab" in refusal(RollPrinters(), UsbPrinter())
    assert "04b8:9999 tidak ditemukan" in refusal(RollPrinters(), UsbPrinter(0x04B8, 0x9999))


def test_computer_without_libusb_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(**_wanted: object) -> None:
        raise usb.core.NoBackendError("No backend available")

    monkeypatch.setattr(usb.core, "find", find)
    assert "belum dapat memakai pencetak USB" in refusal(RollPrinters(), UsbPrinter())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a print queue of its own")
def test_print_queue_is_handed_the_bytes_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "lp"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$*" >"$0.asked"\ncat >"$0.got"\n[ "$2" = Karcis ]\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    RollPrinters().send(TICKET, SpooledPrinter("Karcis"))
    assert (tmp_path / "lp.asked").read_text().strip() == "-d Karcis -o raw"
    assert (tmp_path / "lp.got").read_bytes() == TICKET
    assert "tidak menerima" in refusal(RollPrinters(), SpooledPrinter("Hantu"))
    monkeypatch.setenv("PATH", str(tmp_path / "kosong"))
    assert "CUPS" in refusal(RollPrinters(), SpooledPrinter("Karcis"))


class Winspool:
    """Windows' winspool as the program calls it."""

    def __init__(self, *, known: bool = True, takes: int = len(TICKET), state: tuple[int, int] | None = (0, 0)) -> None:
        self._known = known
        self._takes = takes
        self._state = state
        self.calls: list[str] = []
        self.data = b""

    def OpenPrinterW(self, name: str, _handle: object, _usual: None) -> int:  # noqa: N802
        self.calls.append(f"open {name}")
        return int(self._known)

    def GetPrinterW(self, _handle: object, level: int, told: Any, size: int, _needed: object) -> int:  # noqa: N802
        assert (level, size) == (2, len(told))
        if self._state is not None:
            attributes, status = self._state
            numbers = struct.pack("=6I", attributes, 0, 0, 0, 0, status)
            told[: len(numbers) + 13 * POINTER_BYTES] = bytes(13 * POINTER_BYTES) + numbers
        return int(self._state is not None)

    def StartDocPrinterW(self, _handle: object, level: int, _document: object) -> int:  # noqa: N802
        self.calls.append(f"start {level}")
        return 7

    def WritePrinter(self, _handle: object, data: bytes, _length: int, written: Any) -> int:  # noqa: N802
        self.data, written._obj.value = data, self._takes
        return 1

    def EndDocPrinter(self, _handle: object) -> int:  # noqa: N802
        return 1

    def ClosePrinter(self, _handle: object) -> int:  # noqa: N802
        self.calls.append("close")
        return 1


def test_windows_is_handed_the_bytes_and_told_to_change_nothing() -> None:
    library = Winspool()
    WindowsSpooler(library).send(TICKET, "Karcis 58")
    assert (library.calls, library.data) == (["open Karcis 58", "start 1", "close"], TICKET)
    with pytest.raises(UserError, match="tidak ditemukan"):
        WindowsSpooler(Winspool(known=False)).send(TICKET, "Hantu")
    short = Winspool(takes=3)
    with pytest.raises(UserError, match="tidak menerima"):
        WindowsSpooler(short).send(TICKET, "Karcis 58")
    assert short.calls[-1] == "close"
    silent = Winspool(state=None)
    WindowsSpooler(silent).send(TICKET, "Karcis 58")
    assert silent.data == TICKET


@pytest.mark.parametrize(
    ("state", "told"),
    [((0, 0x10), "Kertas"), ((0, 0x80), "belum siap"), ((0, 0x400000), "belum siap"), ((0x400, 0), "belum siap")],
)
def test_windows_printer_that_is_off_or_without_paper_gets_nothing(state: tuple[int, int], told: str) -> None:
    library = Winspool(state=state)
    with pytest.raises(UserError, match=told):
        WindowsSpooler(library).send(TICKET, "Karcis 58")
    assert (library.calls, library.data) == (["open Karcis 58", "close"], b"")


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        (PrinterKind.NETWORK, "192.168.1.50", NetworkPrinter("192.168.1.50", 9100)),
        (PrinterKind.NETWORK, " karcis.lokal:9101 ", NetworkPrinter("karcis.lokal", 9101)),
        (PrinterKind.USB, "", UsbPrinter()),
        (PrinterKind.USB, "04b8:0E15", UsbPrinter(0x04B8, 0x0E15)),
        (PrinterKind.SPOOLER, "Karcis 58", SpooledPrinter("Karcis 58")),
        (PrinterKind.PDF, "Laser", None),
    ],
)
def test_address_is_read_as_it_is_typed(kind: PrinterKind, typed: str, read: object) -> None:
    assert roll_printer(kind, typed) == read


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (PrinterKind.NETWORK, ""),
        (PrinterKind.NETWORK, "192.168.1.50:99999"),
        (PrinterKind.NETWORK, "http://x y"),
        (PrinterKind.USB, "epson"),
        (PrinterKind.SPOOLER, " "),
    ],
)
def test_address_that_cannot_be_one_is_refused_beside_its_field(kind: PrinterKind, typed: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        roll_printer(kind, typed)
    assert set(refused.value.fields) == {"address"}
