"""The queue ticket in the letters of a roll printer itself: which lines it has, and how large each is.

These printers have one typeface of fixed width, in whole multiples of its size, and know the letters of ASCII for sure.
"""

import textwrap
import unicodedata
from dataclasses import dataclass

from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.printing.paper import RollWidth
from ilp_desktop.printing.wording import clock_time, long_date

COLUMNS = {RollWidth.MM_80: 48, RollWidth.MM_58: 32}
"""Letters of the usual size on a line: 576 and 384 dots of 12."""
LARGEST = 8
ROOM_SIZE = 2
PLAIN_SIGNS = {"·": "-", "\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'}


@dataclass(frozen=True)
class RollLine:
    """A line in the middle of the roll; ``size`` is how many times as large as usual."""

    text: str
    size: int = 1
    bold: bool = False


def roll_lines(ticket: QueueTicket, roll: RollWidth) -> tuple[RollLine, ...]:
    """Return the lines of a ticket, none wider than the roll."""
    columns = COLUMNS[roll]
    number = plain(ticket.number)
    rule = RollLine("-" * columns)
    moment = f"{long_date(ticket.issued_at)}  {clock_time(ticket.issued_at)}"
    lines = [
        *_wrapped(ticket.facility, columns, bold=True),
        rule,
        RollLine("Nomor antrean"),
        *_wrapped(number, columns, size=max(1, min(LARGEST, columns // max(len(number), 1))), bold=True),
        *_wrapped(ticket.room, columns, size=ROOM_SIZE, bold=True),
        RollLine(""),
        *_wrapped(moment, columns),
    ]
    if ticket.record_number:
        lines += _wrapped(f"No. RM {ticket.record_number}", columns)
    if ticket.preparation:
        lines += [rule, *_wrapped(ticket.preparation, columns)]
    return tuple(lines)


def plain(text: str) -> str:
    """Return a text in ASCII: accents go, signs become their plain ones, anything else a question mark."""
    signs = "".join(PLAIN_SIGNS.get(letter, letter) for letter in text)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", signs) if not unicodedata.combining(letter))
    seen = "".join(letter if letter.isprintable() else " " for letter in bare)
    return seen.encode("ascii", "replace").decode("ascii")


def _wrapped(text: str, columns: int, *, size: int = 1, bold: bool = False) -> list[RollLine]:
    return [RollLine(part, size, bold) for part in textwrap.wrap(plain(text), columns // size)]
