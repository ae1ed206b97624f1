"""Where a clinician says which items of an edition equal the source, or takes that back."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.edition.editions import EditionPage
from ilp_desktop.services.edition.sign_offs import LONGEST_NOTE, WHOLE, NewSignOff
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, STEP_BACK, bind, on_key
from ui.widgets.text_fields import TextField
from ui.widgets.tick_list_field import TickListField

THE_WHOLE = "Seluruh edisi"
SIGNING, WITHDRAWING = "Tanda tangani", "Tarik tanda tangan"
PROMISE = "Tandai yang sudah Anda cocokkan dengan naskah sumbernya. Nama Anda dan waktunya tercatat."
REASON = "Tandai yang ditarik dan tulis alasannya. Tanda tangan lama tetap tercatat."


class SignForm(Card):
    """Items to tick and a note; it stands in place of the list of editions while it is open.

    Signals:
        saved(): signatures were stored.
        closed(): the user went back.
    """

    saved = Signal()
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(SIGNING)
        self._context = context
        self._page: EditionPage | None = None
        self._withdrawing = False
        self._client_id: UUID | None = None
        self.explained = label("", "muted")
        self.explained.setWordWrap(True)
        self.items = TickListField("items", "Yang sudah dicocokkan", required=True)
        self.note = TextField("note", "Catatan", max_length=LONGEST_NOTE)
        self.save_button = primary_button("Simpan", "save")
        self.back_button = quiet_button("Kembali")
        self._lay_out()
        self.items.left_with_enter.connect(self.note.setFocus)
        self.note.line.returnPressed.connect(self.save_button.setFocus)
        self.save_button.clicked.connect(self._on_save)
        self.back_button.clicked.connect(self.closed)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        on_key(STEP_BACK, self, self.closed.emit, anywhere=False)

    def open(self, page: EditionPage, *, withdrawing: bool) -> None:
        """Offer what can be signed of an edition, or taken back."""
        self._page, self._withdrawing = page, withdrawing
        self._client_id = self._context.house.uow.identities.new()
        self.set_title(WITHDRAWING if withdrawing else SIGNING)
        self.explained.setText(REASON if withdrawing else PROMISE)
        self.items.head.label = "Tanda tangan yang ditarik" if withdrawing else "Yang sudah dicocokkan"
        self.note.head.label = "Alasan" if withdrawing else "Catatan"
        self.note.head.required = withdrawing
        self.items.clear()
        self.items.offer(withdrawable(page) if withdrawing else signable(page))
        self.note.clear()
        self.items.setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.back_button)
        row.addStretch(1)
        self.add(self.explained)
        self.add(self.items, 1)
        self.add(self.note)
        self.body.addLayout(row)

    def _on_save(self) -> None:
        if self._page is None or self._client_id is None:
            return
        ticked = frozenset(self.items.value() or ())
        chosen = frozenset({WHOLE}) if WHOLE in ticked else ticked
        wanted = NewSignOff(self._client_id, self._page.info.key, chosen, self.note.text())
        editions, user = self._context.house.editions, self._context.user
        store = editions.withdraw if self._withdrawing else editions.sign
        self.save_button.setEnabled(False)
        self._context.jobs.write(lambda: store(user, wanted), self._on_saved, owner=self, failed=self._on_refused)

    def _on_saved(self, _nothing: None) -> None:
        self.save_button.setEnabled(True)
        self._context.messages.info("Tanda tangan ditarik." if self._withdrawing else "Tanda tangan disimpan.")
        self.saved.emit()

    def _on_refused(self, error: UserError) -> None:
        """Show what is wrong beside its field, and in a banner what belongs to none."""
        self.save_button.setEnabled(True)
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        for field in (self.note, self.items):
            field.set_error(fields.get(field.name, ""))
            if field.error():
                field.setFocus()
        if not fields:
            self._context.messages.problem(error)


def signable(page: EditionPage) -> list[tuple[str, str]]:
    """Return what is not signed yet, the whole edition first; nothing when the whole is signed."""
    if WHOLE in page.in_force:
        return []
    return [(WHOLE, THE_WHOLE), *((item.key, item.name) for item in page.items if item.key not in page.in_force)]


def withdrawable(page: EditionPage) -> list[tuple[str, str]]:
    """Return what is signed, with who signed it."""
    names = {WHOLE: THE_WHOLE} | {item.key: item.name for item in page.items}
    signed = page.in_force
    return [(key, f"{name} ({signed[key].by})") for key, name in names.items() if key in signed]
