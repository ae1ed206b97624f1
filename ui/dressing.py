"""The theme on the whole program, and where what it makes for that is kept."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme


class Dressing:
    """Puts the theme on; its cache lies elsewhere for this start while the data folder cannot be used."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._elsewhere: TemporaryDirectory[str] | None = None

    def put_on(self, cache: Path | None, *, dark: bool) -> None:
        """Dress the program; None is for a data folder that cannot be used."""
        if cache is None:
            self._elsewhere = self._elsewhere or TemporaryDirectory(prefix="ilp-desktop-")
            cache = Path(self._elsewhere.name)
        apply_theme(self._app, cache, dark=dark)

    def put_away(self) -> None:
        """Remove what was kept elsewhere."""
        if self._elsewhere is not None:
            self._elsewhere.cleanup()
