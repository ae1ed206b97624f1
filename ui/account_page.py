"""One's own account, over the tabs: changing the password, and the PIN with which one comes back at this computer."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.services.start.accounts import MyAccount
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.page import BACK, STEP_BACK, bind, on_key
from ui.widgets.password_field import PasswordField

EDGE_PX, GAP_PX, CARD_PX = 16, 12, 400
PIN_HINT = (
    "PIN menggantikan kata sandi di layar terkunci, pada hari Anda sudah masuk dengan kata sandi di komputer ini. "
    "Sesudah lima kali salah, kata sandi diminta."
)
NOT_EQUAL = "Keduanya tidak sama."


class AccountPage(QWidget):
    """Two forms beside each other: the password, and the PIN.

    Signals:
        left(): the user goes back to where the page was asked for.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        old = PasswordField("old", "Kata sandi sekarang", required=True)
        new = PasswordField("password", "Kata sandi baru", required=True)
        again = PasswordField("again", "Kata sandi baru, sekali lagi", required=True)
        self.password = EntryForm(context, [(old, 1), (new, 1), (again, 1)], 1, self._store_password)
        own = PasswordField("old", "Kata sandi", required=True)
        pin = PasswordField("pin", "PIN baru", required=True, hint="6 angka")
        pin_again = PasswordField("pin_again", "PIN baru, sekali lagi", required=True)
        self.pin = EntryForm(context, [(own, 1), (pin, 1), (pin_again, 1)], 1, self._store_pin)
        self.state = label("", "muted")
        self.drop_button = plain_button("Hapus PIN", "trash")
        self.back_button = quiet_button("Kembali", "arrow-left")
        self.title = label("Akun saya", "title")
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the account as it stands, with blank fields."""
        super().showEvent(event)
        for entry in (self.password, self.pin):
            entry.form.clear()
        self._read()
        self.password.open()

    def _lay_out(self) -> None:
        head, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(GAP_PX)
        head.addWidget(self.back_button)
        head.addWidget(self.title)
        head.addStretch(1)
        hint = label(PIN_HINT, "small")
        hint.setWordWrap(True)
        for title, form, extra in (
            ("Kata sandi", self.password, ()),
            ("PIN", self.pin, (self.state, hint, self.drop_button)),
        ):
            card = Card(title)
            card.setFixedWidth(CARD_PX)
            card.add(form)
            for widget in extra:
                card.add(widget)
            card.body.addStretch(1)
            row.addWidget(card)
            form.back_button.hide()
        row.setSpacing(GAP_PX)
        row.addStretch(1)
        column.setContentsMargins(EDGE_PX, GAP_PX, EDGE_PX, EDGE_PX)
        column.setSpacing(GAP_PX)
        column.addLayout(head)
        column.addLayout(row)
        column.addStretch(1)

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda _checked=False: self.left.emit())
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self.left.emit)
        self.password.saved.connect(lambda _text: self._on_saved("Kata sandi diganti."))
        self.pin.saved.connect(lambda _text: self._on_saved("PIN tersimpan."))
        self.drop_button.clicked.connect(lambda _checked=False: self._drop())

    def _store_password(self, raw: Raw) -> None:
        """Change the password; runs on the writer thread."""
        if raw.get("password") != raw.get("again"):
            raise WrongAnswers({"again": NOT_EQUAL})
        self._context.house.accounts.change_password(self._context.user, words(raw, "old"), words(raw, "password"))

    def _store_pin(self, raw: Raw) -> None:
        """Set the PIN; runs on the writer thread."""
        if raw.get("pin") != raw.get("pin_again"):
            raise WrongAnswers({"pin_again": NOT_EQUAL})
        self._context.house.accounts.set_pin(self._context.user, words(raw, "old"), words(raw, "pin"))

    def _drop(self) -> None:
        accounts, user = self._context.house.accounts, self._context.user
        self._context.jobs.write(lambda: accounts.drop_pin(user), lambda _: self._on_saved("PIN dihapus."), owner=self)

    def _on_saved(self, sentence: str) -> None:
        for entry in (self.password, self.pin):
            entry.form.clear()
        self._context.messages.info(sentence)
        self._read()

    def _read(self) -> None:
        accounts, user = self._context.house.accounts, self._context.user
        self._context.jobs.read(lambda: accounts.mine(user), self._show, owner=self, key="account")

    def _show(self, account: MyAccount) -> None:
        self.title.setText(f"Akun saya: {account.user_name}")
        self.state.setText("PIN sudah ada." if account.has_pin else "Belum ada PIN.")
        self.drop_button.setEnabled(account.has_pin)
