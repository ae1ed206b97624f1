"""The batch chosen in the stock: its monitors, vials that leave it, and opened vials that are thrown away."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.vaccine_stock import stock_rules_on
from ilp_desktop.services.immunisation.vaccine_card_reading import CardEntry, StockCard
from ilp_desktop.services.immunisation.vaccine_stock import LONGEST_NOTE, RemovedVials
from ilp_desktop.services.immunisation.vaccine_stock_reading import OpenVial, StockRow
from ui.context import PageContext
from ui.klaster2_mother_child.vaccine_rows import entry_columns
from ui.klaster2_mother_child.vials_form import whole
from ui.models.shown_rows import ShownRows
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

NOTHING = "Pilih satu batch di daftar."
OVER = "lewat masa pakai"
NO_HISTORY = "Belum ada riwayat."
HISTORY_PX = 190


class LotCard(Card):
    """What can be done with one batch.

    Signals:
        changed(): the stock is another now.
    """

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Batch terpilih")
        self._context = context
        self._row: StockRow | None = None
        self._client_id = self._fresh_id()
        rules = stock_rules_on(context.today())
        self.named_label = label(NOTHING, "muted")
        self.named_label.setWordWrap(True)
        self.vvm_field = ChoiceButtons("vvm", "VVM", [(state, state) for state in rules.vvm])
        self.vvm_field.changed.connect(self._set_vvm)
        self.remove_button = quiet_button("Keluarkan vial", "minus")
        self.remove_button.clicked.connect(self._remove)
        self.print_button = quiet_button("Kartu stok", "printer")
        self.print_button.clicked.connect(self._print)
        self.history: ShownRows[CardEntry] = ShownRows(entry_columns(), context.jobs, key=id)
        self.history_table = Table(self.history, NO_HISTORY)
        self.history_table.setAccessibleName("Riwayat batch")
        self.history_table.setFixedHeight(HISTORY_PX)
        self.form = FieldForm(columns=2)
        self.form.add(NumberField("vials", "Vial keluar", required=True))
        self.form.add(ChoiceField("reason", "Alasan", [(code, words) for code, (words, _) in rules.reasons.items()]))
        self.form.add(TextField("note", "Catatan", max_length=LONGEST_NOTE), span=2)
        self.form.set_save_button(self.remove_button)
        self._vials = QWidget()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        for part in (self._vials, self.vvm_field, self.form):
            column.addWidget(part)
        column.addLayout(foot)
        column.addWidget(label("Riwayat batch", "section"))
        column.addWidget(self.history_table)
        self.add_action(self.print_button)
        self._column = column
        self.add(self.named_label)
        self.add(self._inside)
        self.show_row(None)

    def show_row(self, row: StockRow | None) -> None:
        """Show a batch; what was typed about another is let go."""
        if row is None or self._row is None or row.id != self._row.id:
            self.form.clear()
            self._client_id = self._fresh_id()
        self._row = row
        self._inside.setVisible(row is not None)
        self.print_button.setVisible(row is not None)
        self._read_history()
        self.named_label.setText(NOTHING if row is None else f"{row.name}, batch {row.batch}")
        self.vvm_field.set_value(row.vvm if row else None)
        old, self._vials = self._vials, self._vial_lines(row.open_vials if row else ())
        self._column.replaceWidget(old, self._vials)
        old.hide()
        old.deleteLater()

    def _read_history(self) -> None:
        row, world = self._row, self._context
        if row is None:
            self.history.show(())
            return
        lot = row.id
        world.jobs.read(
            lambda: world.house.vaccine_cards.card(world.user, lot),
            self._show_history,
            owner=self,
            failed=world.messages.problem,
            key="history",
        )

    def _show_history(self, card: StockCard) -> None:
        """Show the newest line first."""
        if self._row is not None and card.lot_id == self._row.id:
            self.history.show(tuple(reversed(card.entries)))

    def _print(self) -> None:
        row, world = self._row, self._context
        if row is None:
            return
        lot = row.id
        self.print_button.setEnabled(False)
        world.jobs.paper(
            lambda: world.house.vaccine_cards.pdf(world.user, lot),
            self._on_printed,
            owner=self,
            failed=self._on_failed,
        )

    def _on_printed(self, pdf: bytes) -> None:
        self.print_button.setEnabled(True)
        self._context.show_paper(Paper("Kartu stok vaksin", "kartu-stok-vaksin.pdf", pdf))

    def _vial_lines(self, vials: tuple[OpenVial, ...]) -> QWidget:
        """Return the opened vials, each with the buttons that put it away."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for vial in vials:
            until = OVER if vial.is_over else f"dipakai sampai {vial.use_until:%d-%m %H.%M}"
            line = label(f"Vial dibuka {vial.opened_at:%d-%m %H.%M}, sisa {vial.doses_left} dosis, {until}. Buang:")
            line.setWordWrap(True)
            column.addWidget(line)
            buttons = QHBoxLayout()
            buttons.addStretch(1)
            for why, words in _discards(self._context, vial):
                button = quiet_button(words, "trash")
                button.clicked.connect(lambda _=False, one=vial.id, code=why: self._discard(one, code))
                buttons.addWidget(button)
            column.addLayout(buttons)
        made.setVisible(bool(vials))
        return made

    def _discard(self, vial_id: UUID, why: str) -> None:
        stock, user = self._context.house.vaccine_stock, self._context.user
        self._write(lambda: stock.discard(user, vial_id, why), "Vial dibuang.")

    def _set_vvm(self) -> None:
        row, vvm = self._row, self.vvm_field.value()
        if row is not None and vvm and vvm != row.vvm:
            stock, user = self._context.house.vaccine_stock, self._context.user
            self._write(lambda: stock.set_vvm(user, row.id, vvm), f"VVM batch {row.batch}: {vvm}.")

    def _remove(self) -> None:
        row = self._row
        if row is None or not self.form.check():
            return
        wanted = RemovedVials(
            self._client_id,
            row.id,
            whole(self.form.field("vials").value()),
            str(self.form.field("reason").value() or ""),
            self.form.field("note").text(),
        )
        stock, user = self._context.house.vaccine_stock, self._context.user
        self.remove_button.setEnabled(False)
        self._write(lambda: stock.remove(user, wanted), "Vial dikeluarkan.", clears=True)

    def _write(self, work: Callable[[], None], words: str, *, clears: bool = False) -> None:
        self._context.jobs.write(
            work,
            lambda _: self._on_written(words, clears=clears),
            owner=self,
            failed=self._on_failed,
        )

    def _on_written(self, words: str, *, clears: bool) -> None:
        self.remove_button.setEnabled(True)
        if clears:
            self.form.clear()
            self._client_id = self._fresh_id()
        self._context.messages.info(words)
        self.changed.emit()

    def _on_failed(self, error: UserError) -> None:
        self.remove_button.setEnabled(True)
        self.print_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._context.messages.problem(error)

    def _fresh_id(self) -> UUID:
        return self._context.house.uow.identities.new()


def _discards(context: PageContext, vial: OpenVial) -> list[tuple[str, str]]:
    """Return why a vial may be put away; one whose time is over has one reason alone."""
    words = stock_rules_on(context.today()).discards
    codes = ("lewat",) if vial.is_over else ("sesi", "rusak")
    return [(code, words[code]) for code in codes]
