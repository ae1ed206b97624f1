"""The print queue of Windows, told to pass bytes on unchanged; needs nothing that Windows does not have."""

import ctypes
import sys
from typing import Any

from ilp_desktop.domain.errors import UserError

DOCUMENT = "Tiket antrean"
RAW = "RAW"
CHECK = "Periksa nama pencetak di pengaturan Windows, lalu cetak lagi."
STATE_LEVEL, STATE_BYTES = 2, 65_536
WORK_OFFLINE = 0x400
NO_PAPER = 0x10
PAUSED, ERROR, JAM, PAPER_PROBLEM, OFFLINE = 0x1, 0x2, 0x8, 0x40, 0x80
GONE, WAITS_FOR_SOMEBODY, LID_OPEN = 0x1000, 0x10_0000, 0x40_0000
NOT_READY = PAUSED | ERROR | JAM | PAPER_PROBLEM | OFFLINE | GONE | WAITS_FOR_SOMEBODY | LID_OPEN


class Document(ctypes.Structure):
    """What Windows is told of a print job (DOC_INFO_1)."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
    )


class State(ctypes.Structure):
    """What Windows tells of a printer (the beginning of PRINTER_INFO_2)."""

    _fields_ = (
        ("texts", ctypes.c_void_p * 13),
        ("attributes", ctypes.c_uint32),
        ("order", ctypes.c_uint32 * 4),
        ("status", ctypes.c_uint32),
    )


class WindowsSpooler:
    """Sends bytes to a printer by its name; ``library`` is Windows' winspool."""

    def __init__(self, library: Any) -> None:
        self._library = library

    @classmethod
    def of_system(cls) -> "WindowsSpooler":
        """Return the queue of this computer."""
        if sys.platform != "win32":
            raise UserError("Antrean cetak Windows hanya ada di Windows.", "Pilih cara lain.")
        return cls(ctypes.WinDLL("winspool.drv"))

    def send(self, data: bytes, name: str) -> None:
        """Hand bytes over; raises ``UserError`` when Windows does not take all of them, or would only queue them."""
        handle = ctypes.c_void_p()
        if not self._library.OpenPrinterW(name, ctypes.byref(handle), None):
            raise UserError(f"Pencetak {name} tidak ditemukan.", CHECK)
        try:
            self._look(handle, name)
            taken = self._write(handle, data)
        finally:
            self._library.ClosePrinter(handle)
        if not taken:
            raise UserError(f"Pencetak {name} tidak menerima tiket.", CHECK)

    def _look(self, handle: ctypes.c_void_p, name: str) -> None:
        """Refuse a printer that is known not to print now: what waits in its queue comes out when nobody expects it."""
        told, needed = ctypes.create_string_buffer(STATE_BYTES), ctypes.c_uint32()
        if not self._library.GetPrinterW(handle, STATE_LEVEL, told, STATE_BYTES, ctypes.byref(needed)):
            return
        state = State.from_buffer(told)
        if state.status & NO_PAPER:
            raise UserError(f"Kertas pencetak {name} habis.", "Pasang gulungan baru, lalu cetak lagi.")
        if state.status & NOT_READY or state.attributes & WORK_OFFLINE:
            raise UserError(f"Pencetak {name} belum siap.", "Periksa kabel, listrik, dan kertasnya, lalu cetak lagi.")

    def _write(self, handle: ctypes.c_void_p, data: bytes) -> bool:
        document = Document(DOCUMENT, None, RAW)
        if not self._library.StartDocPrinterW(handle, 1, ctypes.byref(document)):
            return False
        written = ctypes.c_ulong()
        taken = self._library.WritePrinter(handle, data, len(data), ctypes.byref(written))
        ended = self._library.EndDocPrinter(handle)
        return bool(taken and ended and written.value == len(data))
