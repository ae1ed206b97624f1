"""One invitation: its text to copy, where it goes by WhatsApp, and whether the person has come."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from ilp_desktop.domain.invitation import listed_words
from ilp_desktop.services.due.invitation_rows import InvitationMessage, InvitationRow
from ui.context import PageContext
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import label
from ui.widgets.page import SAVE, HouseKey, bind

WIDTH_PX = 368
TEXT_PX = 190
NO_NUMBER = "Nomor HP tidak ada atau bukan nomor seluler. Sampaikan lewat kertas atau kader."
GONE = "Tidak diundang lagi: {}."
MARK = HouseKey(SAVE.keys, "Tandai datang atau belum")


class InvitationDetail(Card):
    """The card at the right of the list."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Undangan")
        self._context = context
        self._row: InvitationRow | None = None
        self._message: InvitationMessage | None = None
        self.setFixedWidth(WIDTH_PX)
        self.what = label("")
        self.what.setWordWrap(True)
        self.by = label("", "small")
        self.by.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_PX)
        self.text.setAccessibleName("Teks undangan")
        self.link = ElidedLabel("small")
        self.link.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number = label("", "muted")
        self.number.setWordWrap(True)
        self.copy_button = quiet_button("Salin teks", "copy")
        self.copy_link_button = quiet_button("Salin tautan", "copy")
        self.mark_button = quiet_button("Tandai datang", "check")
        self._lay_out()
        self.copy_button.clicked.connect(self._copy_text)
        self.copy_link_button.clicked.connect(self._copy_link)
        self.mark_button.clicked.connect(self._on_mark)
        bind(MARK, self.mark_button)
        self.show_invitation(None)

    def show_invitation(self, row: InvitationRow | None) -> None:
        """Show an invitation, or nothing."""
        same = row is not None and self._row is not None and row.id == self._row.id
        self._row = row
        for part in (self.what, self.by, self.text, self.link, self.number, *self._buttons()):
            part.setVisible(row is not None)
        if row is None:
            self.set_title("Undangan")
            return
        self.set_title(row.name)
        place = f" di {row.place}" if row.place else ""
        self.what.setText(f"Untuk {listed_words(row.words)}{place}.")
        self.by.setText(f"Dikirim oleh {row.invited_by} · {row.channel.label}")
        self.mark_button.setText("Batalkan «datang»" if row.came_on else "Tandai datang")
        self.mark_button.set_icon("undo" if row.came_on else "check")
        self.mark_button.setEnabled(not row.gone)
        if row.gone:
            self._show_gone(row)
        elif not same:
            self._read(row)

    def _lay_out(self) -> None:
        copying = QHBoxLayout()
        copying.setSpacing(8)
        copying.addWidget(self.copy_button)
        copying.addWidget(self.copy_link_button)
        copying.addStretch(1)
        for part in (self.what, self.by, self.text, self.number, self.link):
            self.add(part)
        self.body.addLayout(copying)
        self.add(self.mark_button)
        self.body.addStretch(1)

    def _buttons(self) -> tuple[Button, ...]:
        return self.copy_button, self.copy_link_button, self.mark_button

    def _read(self, row: InvitationRow) -> None:
        self._message = None
        self.text.clear()
        for words in (self.number, self.link):
            words.setText("")
        self.copy_button.setEnabled(False)
        self.copy_link_button.setEnabled(False)
        invitations, user = self._context.house.invitations, self._context.user
        self._context.jobs.read(lambda: invitations.message(user, row.id), self._on_message, owner=self, key="message")

    def _show_gone(self, row: InvitationRow) -> None:
        """Say why there is nothing to send."""
        self._message = None
        self.text.setPlainText(GONE.format(row.gone))
        for words in (self.number, self.link):
            words.setText("")
        for button in self._buttons():
            button.setEnabled(False)

    def _on_message(self, message: InvitationMessage) -> None:
        self._message = message
        self.text.setPlainText(message.text)
        self.number.setText(f"WhatsApp +{message.number}" if message.number else NO_NUMBER)
        self.link.setText(message.link)
        self.link.setVisible(bool(message.link))
        self.copy_button.setEnabled(True)
        self.copy_link_button.setEnabled(bool(message.link))

    def _copy_text(self) -> None:
        if self._message is not None:
            QGuiApplication.clipboard().setText(self._message.text)
            self._context.messages.info("Teks tersalin.")

    def _copy_link(self) -> None:
        if self._message is not None:
            QGuiApplication.clipboard().setText(self._message.link)
            self._context.messages.info("Tautan tersalin.")

    def _on_mark(self) -> None:
        row = self._row
        if row is None:
            return
        invitations, user, has_come = self._context.house.invitations, self._context.user, row.came_on is None
        self._context.jobs.write(lambda: invitations.mark(user, row.id, has_come=has_come), lambda _: None, owner=self)
