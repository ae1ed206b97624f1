"""What this computer remembers between two starts: look, printers and queue display; nothing about any person."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

FILE_NAME = "settings.json"
OFF, CLIPS, LIVE = "off", "clips", "live"
log = logging.getLogger(__name__)
Part = TypeVar("Part", "TicketPrinter", "DisplayHere")


@dataclass(frozen=True)
class TicketPrinter:
    """What takes the tickets here: the kind of printer, its address as typed, and the width of its roll."""

    kind: str = "pdf"
    address: str = ""
    roll_mm: int = 80


@dataclass(frozen=True)
class DisplayHere:
    """The queue display at this computer.

    Attributes:
        open: whether it stood open, and is opened again after signing in.
        rooms: the names of the rooms it shows; none means all.
        voice: off, clips or live.
        volume: of the spoken calls, in percent.
    """

    open: bool = False
    rooms: tuple[str, ...] = ()
    voice: str = CLIPS
    volume: int = 80


@dataclass(frozen=True)
class Settings:
    """The settings of one data folder.

    Attributes:
        dark: whether the dark theme is worn.
        printers: the printer chosen for each kind of paper.
        counter: the counter of the front desk at this computer.
        part: code of the part of klaster 2's waiting list that this computer calls from; empty for all.
        example: whether the folder holds made-up data, so that the sign-in page may name its accounts.
        ticket_printer, display: what stands at this computer for those who wait.
    """

    dark: bool = False
    printers: Mapping[str, str] = field(default_factory=dict)
    example: bool = False
    ticket_printer: TicketPrinter = TicketPrinter()
    display: DisplayHere = DisplayHere()
    counter: str = ""
    part: str = ""


class SettingsFile:
    """The settings as they lie in the data folder; a file that cannot be read counts as none.

    Without a folder they hold until the program ends.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = folder / FILE_NAME if folder else None
        self.value = _read(self._file) if self._file else Settings()

    def set_dark(self, *, dark: bool) -> None:
        """Remember the theme."""
        self._keep(replace(self.value, dark=dark))

    def set_printer(self, kind: str, name: str) -> None:
        """Remember which printer takes a kind of paper."""
        self._keep(replace(self.value, printers={**self.value.printers, kind: name}))

    def set_counter(self, name: str) -> None:
        """Remember which counter of the front desk this computer is."""
        self._keep(replace(self.value, counter=name))

    def set_part(self, code: str) -> None:
        """Remember which part of the waiting list this computer calls from."""
        self._keep(replace(self.value, part=code))

    def set_example(self) -> None:
        """Remember that the data of this folder is made up."""
        self._keep(replace(self.value, example=True))

    def set_ticket_printer(self, printer: TicketPrinter) -> None:
        """Remember what takes the tickets here."""
        self._keep(replace(self.value, ticket_printer=printer))

    def set_display(self, display: DisplayHere) -> None:
        """Remember how the queue display stands here."""
        self._keep(replace(self.value, display=display))

    def _keep(self, value: Settings) -> None:
        """Write the settings aside and move them into place; a setting that cannot be kept holds for this start."""
        self.value = value
        if self._file is None:
            return
        aside = self._file.with_suffix(".baru")
        try:
            aside.write_text(json.dumps(asdict(value), indent=1), encoding="utf-8")
            aside.replace(self._file)
        except OSError:
            log.info("settings could not be kept")


def _read(file: Path) -> Settings:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        printers = {str(kind): str(name) for kind, name in found.get("printers", {}).items()}
        return Settings(
            dark=bool(found.get("dark")),
            printers=printers,
            example=bool(found.get("example")),
            ticket_printer=_part(TicketPrinter(), found.get("ticket_printer", {})),
            display=_part(DisplayHere(), found.get("display", {})),
            counter=str(found.get("counter", "")),
            part=str(found.get("part", "")),
        )
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, AttributeError):
        log.info("settings could not be read; starting with none")
        return Settings()


def _part(usual: Part, found: dict[str, Any]) -> Part:
    """Return a part as it was written; what is missing, or of another kind, is as usual."""
    known: dict[str, Any] = {}
    for each in fields(usual):
        was, value = getattr(usual, each.name), found.get(each.name)
        if isinstance(was, tuple) and isinstance(value, list):
            known[each.name] = tuple(str(one) for one in value)
        elif type(value) is type(was):
            known[each.name] = value
    return replace(usual, **known)
