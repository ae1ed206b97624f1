"""Who asks for leave to correct a record after its time; the head grants it or not."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.record.signing import LISTED, PermitAsked
from ui.context import PageContext
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress


class PermitsCard(Card):
    """Hidden while nobody asks; each asking with its reason, Izinkan and Tolak."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Izin perbaikan rekam medis")
        self._context = context
        self._presses = OnePress()
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout()
        self._asked: tuple[PermitAsked, ...] = ()
        self.more_button = plain_button("Tampilkan yang berikutnya", "chevron-down")
        self.more_button.hide()
        self.more_button.clicked.connect(lambda _checked=False: self._read_more())
        self.body.addLayout(self._column)
        self.add(self.more_button)
        self.hide()

    def reload(self) -> None:
        """Read who asks."""
        signing, user = self._context.house.signing, self._context.user
        self._context.jobs.read(
            lambda: signing.asked(user), lambda page: self._show(page, len(page)), owner=self, key="permits"
        )

    def _read_more(self) -> None:
        """Read who asks behind those shown."""
        signing, user, last = self._context.house.signing, self._context.user, self._asked[-1]
        self._context.jobs.read(
            lambda: signing.asked(user, last),
            lambda more: self._show((*self._asked, *more), len(more)),
            owner=self,
            key="permits",
        )

    def _show(self, asked: tuple[PermitAsked, ...], read: int) -> None:
        """Show who asks; a page of which ``read`` were read may have another behind it."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._asked = asked
        self._lines = [self._line(one) for one in asked]
        self.more_button.setVisible(read == LISTED)
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(asked))

    def _line(self, one: PermitAsked) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        visit = f"kunjungan {one.name} {indonesian_date(one.day)}"
        text = label(f"{one.asked_by}, {indonesian_moment(one.asked_at)}: {visit}. {one.reason}")
        text.setWordWrap(True)
        row.addWidget(text, 1)
        for word, icon_name, granted in (("Izinkan", "check", True), ("Tolak", "close", False)):
            button = quiet_button(word, icon_name)
            button.setAccessibleName(f"{word}: {one.asked_by}, {one.name}")
            button.clicked.connect(self._deciding(one, granted=granted))
            row.addWidget(button)
        return line

    def _deciding(self, one: PermitAsked, *, granted: bool) -> Callable[[], None]:
        """Return what decides about one asking."""
        signing, user = self._context.house.signing, self._context.user

        def decide() -> None:
            if self._presses.begin(one.id):
                self._context.jobs.write(
                    lambda: signing.decide(user, one.id, granted=granted),
                    lambda _: self._on_decided(granted=granted),
                    owner=self,
                    failed=self._on_failed,
                )

        return decide

    def _on_decided(self, *, granted: bool) -> None:
        self._presses.end()
        self._context.messages.info("Perbaikan diizinkan." if granted else "Permintaan ditolak.")
        self.reload()

    def _on_failed(self, error: UserError) -> None:
        self._presses.fail()
        self._context.messages.problem(error)
        self.reload()
