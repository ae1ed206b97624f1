"""Reminds the head of the recovery words: that there are none yet, or that their yearly test is due."""

from PySide6.QtCore import QObject, QTimer

from ilp_desktop.domain.permissions import Act
from ui.context import PageContext

START_AFTER_MS = 60_000
WHERE = "Buka 1 Manajemen > Kunci; siapkan lemari besi atau amplopnya."


class KeyReminder(QObject):
    """Looks a while after signing in and at each new day; says the same once a day."""

    def __init__(self, context: PageContext, parent: QObject, *, start_after_ms: int = START_AFTER_MS) -> None:
        super().__init__(parent)
        self._context = context
        self._said = ("", "")
        if context.user.may(Act.KEEP_KEYS):
            QTimer.singleShot(start_after_ms, self, self.look)

    def look(self) -> None:
        """Ask what is to be done."""
        keys, user = self._context.house.keys, self._context.user
        if user.may(Act.KEEP_KEYS):
            self._context.jobs.read(
                lambda: keys.alert(user), self._say, owner=self, failed=lambda _error: None, key="keys"
            )

    def _say(self, alert: str) -> None:
        known = (self._context.today().isoformat(), alert)
        if alert and known != self._said:
            self._said = known
            self._context.messages.remind(alert, WHERE)
