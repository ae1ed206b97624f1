"""Many sheets in one PDF file, written one after the other: however many there are, one is in memory.

It takes the PDFs that this program makes: whole objects, a table of where they stand, nothing encrypted or packed.
"""

import re
from array import array
from pathlib import Path
from types import TracebackType

PRODUCER = "ILP Desktop"
HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
PAGES, CATALOGUE, INFO = 1, 2, 3
FIRST_FREE = 4
PART = ".bagian"
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_OBJECT = re.compile(rb"\s*\d+ 0 obj\b")
_PARENT = re.compile(rb"/Parent \d+ 0 R")
_PAGE = re.compile(rb"/Type /Page\b(?!s)")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_LEFT_OUT = (b"/Root", b"/Info")


class PiledPdf:
    """A PDF file that grows sheet by sheet; it appears whole under its name when closed, or not at all."""

    def __init__(self, file: Path, title: str) -> None:
        self._file = file
        self._part = file.with_name(file.name + PART)
        self._title = title
        self._stream = self._part.open("wb")
        self._stream.write(HEAD)
        self._at = len(HEAD)
        self._offsets = array("Q", bytes(8 * FIRST_FREE))
        self._pages = array("L")

    def __enter__(self) -> "PiledPdf":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._finish()
                self._stream.close()
                self._part.replace(self._file)
        finally:
            self._stream.close()
            self._part.unlink(missing_ok=True)

    @property
    def pages(self) -> int:
        """Return how many pages are in it."""
        return len(self._pages)

    def add(self, pdf: bytes) -> None:
        """Add the pages of a PDF."""
        objects, trailer = _objects_of(pdf)
        left_out = {_named(trailer, key) for key in _LEFT_OUT} | {
            number for number, raw in objects.items() if b"/Type /Pages" in _head_of(raw)
        }
        kept = {number: raw for number, raw in objects.items() if number not in left_out}
        numbers = {number: len(self._offsets) + place for place, number in enumerate(kept)}
        self._offsets.extend([0] * len(kept))
        for number, raw in kept.items():
            self._write(numbers[number], _renumbered(raw, numbers))
        self._pages.extend(numbers[one] for one, raw in kept.items() if _PAGE.search(_head_of(raw)))

    def _write(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._at
        self._put(b"%d 0 obj%s\n" % (number, body))

    def _put(self, raw: bytes) -> None:
        self._stream.write(raw)
        self._at += len(raw)

    def _finish(self) -> None:
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._write(PAGES, b"\n<< /Type /Pages /Count %d /Kids [ %s ] >>\nendobj" % (len(self._pages), kids))
        self._write(CATALOGUE, b"\n<< /Type /Catalog /Pages %d 0 R >>\nendobj" % PAGES)
        title, producer = _text(self._title), _text(PRODUCER)
        self._write(INFO, b"\n<< /Title %s /Producer %s >>\nendobj" % (title, producer))
        table = self._at
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._put(b"%010d 00000 n \n" % offset)
        size = len(self._offsets)
        self._put(b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (size, CATALOGUE, INFO))
        self._put(b"startxref\n%d\n%%%%EOF\n" % table)


def _objects_of(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """Return every object by its number, in the order they stand in, and the trailer."""
    found = _START.search(pdf)
    if found is None:
        raise ValueError("no PDF of this program")
    table = int(found.group(1))
    trailer_at = pdf.index(b"trailer", table)
    entries = _ENTRY.findall(pdf[table:trailer_at])
    places = sorted((int(offset), number) for number, (offset, kind) in enumerate(entries) if kind == b"n")
    ends = [offset for offset, _ in places[1:]] + [table]
    objects = {number: pdf[offset:end].rstrip() for (offset, number), end in zip(places, ends, strict=True)}
    return objects, pdf[trailer_at : found.start()]


def _named(trailer: bytes, key: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", trailer)
    return int(found.group(1)) if found else 0


def _head_of(raw: bytes) -> bytes:
    """Return an object without what flows in its stream."""
    return raw.partition(b"stream")[0]


def _renumbered(raw: bytes, numbers: dict[int, int]) -> bytes:
    """Return an object without its own number, its references as they are numbered here."""
    head, mark, stream = _OBJECT.sub(b"", raw, count=1).partition(b"stream")
    head = _PARENT.sub(b"/Parent @", head)
    head = _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found.group(1))], head)
    return head.replace(b"/Parent @", b"/Parent %d 0 R" % PAGES) + mark + stream


def _text(words: str) -> bytes:
    return b"<" + ("\ufeff" + words).encode("utf-16-be").hex().encode() + b">"
