"""1 Manajemen > Edisi rujukan: what every table and form says, from which source, and who found that true."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.edition.editions import EditionInfo, EditionPage
from ui.context import PageContext
from ui.klaster1_management.edition_detail import EditionDetail
from ui.klaster1_management.edition_list import EditionList
from ui.klaster1_management.panel import Panel
from ui.klaster1_management.sign_form import SignForm
from ui.klaster1_management.words_page import WordsPage

LEAST_PX, MOST_PX = 460, 580
SHARES = (4, 5)
CLINICIANS_ALONE = "Hanya dokter dan bidan yang dapat menandatangani."


class EditionsPanel(Panel):
    """The list beside the edition selected; signing takes the place of the list, official words of both."""

    subjects = frozenset({"edition", "wording"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.page: EditionPage | None = None
        self.list = EditionList(context.jobs)
        self.detail = EditionDetail()
        self.sign_form = SignForm(context)
        self.words_page = WordsPage(context)
        self.left = QStackedWidget()
        self.whole = QStackedWidget()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list at the left and the edition selected at the right."""
        self.left.setMinimumWidth(LEAST_PX)
        self.left.setMaximumWidth(MOST_PX)
        self.left.addWidget(self.list)
        self.left.addWidget(self.sign_form)
        browse = QWidget()
        row = QHBoxLayout(browse)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.left, SHARES[0])
        row.addWidget(self.detail, SHARES[1])
        self.whole.addWidget(browse)
        self.whole.addWidget(self.words_page)
        column.addWidget(self.whole)
        if not self.context.user.may(Act.SIGN_EDITION):
            self.detail.refuse_signing(CLINICIANS_ALONE)
        self._connect()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again, and the edition selected."""
        editions, user, day = self.context.house.editions, self.context.user, self.context.today()
        self.context.jobs.read(
            lambda: editions.listed(user, day), self._on_listed, owner=self, failed=self.on_failed, key="list"
        )
        self.words_page.reload()

    def _connect(self) -> None:
        self.list.selected.connect(self._on_selected)
        self.list.model.failed.connect(self.on_failed)
        self.detail.sign_button.clicked.connect(lambda: self._open_signing(withdrawing=False))
        self.detail.withdraw_button.clicked.connect(lambda: self._open_signing(withdrawing=True))
        self.detail.words_button.clicked.connect(self._open_words)
        self.sign_form.closed.connect(self._close_signing)
        self.sign_form.saved.connect(self._close_signing)
        self.words_page.closed.connect(self._close_words)

    def _on_listed(self, editions: tuple[EditionInfo, ...]) -> None:
        self.list.show_editions(editions)
        self._read_page(self.list.current())

    def _on_selected(self, edition: EditionInfo | None) -> None:
        if edition is None:
            self._show_page(None)
        elif self.page is None or edition.key != self.page.info.key:
            self._read_page(edition)

    def _read_page(self, edition: EditionInfo | None) -> None:
        if edition is None:
            return
        editions, user, key = self.context.house.editions, self.context.user, edition.key
        self.context.jobs.read(
            lambda: editions.page(user, key), self._show_page, owner=self, failed=self._on_unreadable, key="page"
        )

    def _show_page(self, page: EditionPage | None) -> None:
        self.page = page
        self.detail.show_page(page)

    def _on_unreadable(self, error: UserError) -> None:
        self._show_page(None)
        self.on_failed(error)

    def _open_signing(self, *, withdrawing: bool) -> None:
        if self.page is not None:
            self.detail.buttons.hide()
            self.left.setCurrentWidget(self.sign_form)
            self.sign_form.open(self.page, withdrawing=withdrawing)

    def _close_signing(self) -> None:
        self.detail.buttons.show()
        self.left.setCurrentWidget(self.list)
        self.list.table.setFocus()

    def _open_words(self) -> None:
        if self.page is not None:
            self.whole.setCurrentWidget(self.words_page)
            self.words_page.open(self.page.info)

    def _close_words(self) -> None:
        self.whole.setCurrentIndex(0)
        self.list.table.setFocus()
