"""The print queue of Windows, told to pass bytes on unchanged; needs nothing that Windows does not have."""

import ctypes
import sys
from typing import Any

from ilp_desktop.domain.errors import UserError

DOCUMENT = "Tiket antrean"
RAW = "RAW"
CHECK = "Periksa nama pencetak di pengaturan Windows, lalu cetak lagi."


class Document(ctypes.Structure):
    """What Windows is told of a print job (DOC_INFO_1)."""

    _fields_ = (
        ("pDocName", ctypes.c_wchar_p),
        ("pOutputFile", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
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
        """Hand bytes over; raises ``UserError`` when Windows does not take all of them."""
        handle = ctypes.c_void_p()
        if not self._library.OpenPrinterW(name, ctypes.byref(handle), None):
            raise UserError(f"Pencetak {name} tidak ditemukan.", CHECK)
        try:
            taken = self._write(handle, data)
        finally:
            self._library.ClosePrinter(handle)
        if not taken:
            raise UserError(f"Pencetak {name} tidak menerima tiket.", CHECK)

    def _write(self, handle: ctypes.c_void_p, data: bytes) -> bool:
        document = Document(DOCUMENT, None, RAW)
        if not self._library.StartDocPrinterW(handle, 1, ctypes.byref(document)):
            return False
        written = ctypes.c_ulong()
        taken = self._library.WritePrinter(handle, data, len(data), ctypes.byref(written))
        ended = self._library.EndDocPrinter(handle)
        return bool(taken and ended and written.value == len(data))
