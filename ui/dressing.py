"""Puts the theme on, light or dark, whether or not the data folder can be written to."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme


class Dressing:
    """The theme of the program; its cache lies elsewhere for this start where the data folder cannot be used."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._elsewhere: TemporaryDirectory[str] | None = None

    def wear(self, cache: Path | None, *, dark: bool) -> None:
        """Put the theme on; ``cache`` is None where the data folder cannot be used."""
        if cache is None:
            self._elsewhere = self._elsewhere or TemporaryDirectory(prefix="ilp-desktop-")
            cache = Path(self._elsewhere.name)
        apply_theme(self._app, cache, dark=dark)

    def close(self) -> None:
        """Clear away what lies elsewhere."""
        if self._elsewhere is not None:
            self._elsewhere.cleanup()
