"""What this computer remembers between two starts: its look and its printers; nothing about any person."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

FILE_NAME = "settings.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """The settings of one data folder.

    Attributes:
        dark: whether the dark theme is worn.
        printers: the printer chosen for each kind of paper.
        counter: the counter of the front desk at this computer.
        example: whether the folder holds made-up data, so that the sign-in page may name its accounts.
    """

    dark: bool = False
    printers: Mapping[str, str] = field(default_factory=dict)
    example: bool = False
    counter: str = ""


class SettingsFile:
    """The settings as they lie in the data folder; a file that cannot be read counts as none."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self.value = _read(self._file)

    def set_dark(self, *, dark: bool) -> None:
        """Remember the theme."""
        self._keep(replace(self.value, dark=dark))

    def set_printer(self, kind: str, name: str) -> None:
        """Remember which printer takes a kind of paper."""
        self._keep(replace(self.value, printers={**self.value.printers, kind: name}))

    def set_counter(self, name: str) -> None:
        """Remember which counter of the front desk this computer is."""
        self._keep(replace(self.value, counter=name))

    def set_example(self) -> None:
        """Remember that the data of this folder is made up."""
        self._keep(replace(self.value, example=True))

    def _keep(self, value: Settings) -> None:
        """Write the settings aside and move them into place; a setting that cannot be kept holds for this start."""
        self.value = value
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
        counter = str(found.get("counter", ""))
        return Settings(bool(found.get("dark")), printers, bool(found.get("example")), counter)
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, AttributeError):
        log.info("settings could not be read; starting with none")
        return Settings()
