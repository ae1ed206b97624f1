"""The theme of the program over its data folder."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme


class Dress:
    """Puts the theme on; its cache lies elsewhere for this start when the data folder cannot be used.

    ``cache`` tells where it lies, or None as long as the data folder is not in use.
    """

    def __init__(self, app: QApplication, cache: Callable[[], Path | None]) -> None:
        self._app = app
        self._cache = cache
        self._elsewhere: TemporaryDirectory[str] | None = None

    def put_on(self, *, dark: bool) -> None:
        """Put the light or the dark theme on."""
        cache = self._cache()
        if cache is None:
            self._elsewhere = self._elsewhere or TemporaryDirectory(prefix="ilp-desktop-")
            cache = Path(self._elsewhere.name)
        apply_theme(self._app, cache, dark=dark)

    def close(self) -> None:
        """Remove the cache that lay elsewhere."""
        if self._elsewhere is not None:
            self._elsewhere.cleanup()
