"""The stock of vaccines: batches, what is low or over, what became of the doses, and taking vials in and out."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.services.immunisation.vaccine_stock_reading import Stock, StockRow, VaccineSum
from ui.context import PageContext
from ui.klaster2_mother_child.lot_card import LotCard
from ui.klaster2_mother_child.vaccine_rows import alarm_text, lot_columns, sum_columns
from ui.klaster2_mother_child.vials_form import VialsForm
from ui.long_outputs import XLSX, LongOutputs
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import label
from ui.widgets.page import scrolled
from ui.widgets.table import Table

RIGHT_PX = 384
NO_STOCK = (
    "Belum ada vaksin yang tercatat di sini.\n"
    "Terima vaksin di sebelah kanan, maka batch dan vial dipilih sendiri saat mencatat dosis. "
    "Tanpa stok, dosis tetap dapat dicatat dengan mengetik nomor batch."
)
NO_USE = "Pemakaian muncul di sini setelah vaksin diterima."
USE = "Pemakaian {weeks} minggu terakhir"


class VaccineView(QWidget):
    """The stock beside what changes it.

    Attributes:
        lots, sums: the batches, and the vaccines.
        receive, lot: the forms.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._stock: Stock | None = None
        self.model: ShownRows[StockRow] = ShownRows(lot_columns(), context.jobs)
        self.lots = Table(self.model, NO_STOCK)
        self.lots.setAccessibleName("Stok vaksin")
        self.sum_model: ShownRows[VaccineSum] = ShownRows(sum_columns(), context.jobs, key=lambda one: one.vaccine)
        self.sums = Table(self.sum_model, NO_USE)
        self.sums.setAccessibleName("Pemakaian vaksin")
        self.alarm_label = label("", "strong")
        self.alarm_label.setWordWrap(True)
        self.use_label = label("", "section")
        self.export_button = quiet_button("Kartu stok semua batch", "document")
        self.export_button.setToolTip("Simpan sebagai buku kerja Excel")
        self.outputs = LongOutputs(context)
        self.export_button.clicked.connect(self._export)
        self.receive, self.lot = VialsForm(context), LotCard(context)
        self.receive.received.connect(self.reload)
        self.lot.changed.connect(self.reload)
        self.lots.selected.connect(self.lot.show_row)
        self._lay_out()
        self.setFocusProxy(self.lots)

    def reload(self) -> None:
        """Read the stock again."""
        world = self._context
        world.jobs.read(
            lambda: world.house.vaccine_stock.stock(world.user),
            self._show,
            owner=self,
            failed=world.messages.problem,
            key="stock",
        )

    def begin(self) -> None:
        """Show what was typed and is not stored, and read the stock."""
        self.receive.begin()
        self.reload()

    def _lay_out(self) -> None:
        left, right, inner = QVBoxLayout(), QVBoxLayout(), QWidget()
        left.setSpacing(8)
        left.addWidget(self.alarm_label)
        left.addWidget(self.lots, 3)
        used = QHBoxLayout()
        used.addWidget(self.use_label)
        used.addStretch(1)
        used.addWidget(self.outputs)
        used.addWidget(self.export_button)
        left.addLayout(used)
        left.addWidget(self.sums, 2)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.receive)
        right.addWidget(self.lot)
        right.addStretch(1)
        inner.setLayout(right)
        area = scrolled(inner)
        area.setFixedWidth(RIGHT_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(area)

    def _export(self) -> None:
        self.outputs.ask_file("Kartu stok vaksin", "kartu-stok-vaksin", XLSX, self.write)

    def write(self, file: Path) -> None:
        """Write the cards of all batches into a spreadsheet."""
        world = self._context
        self.outputs.follow(
            world.jobs.long(
                lambda _progress: world.house.vaccine_cards.export(world.user, file),
                lambda count: world.messages.info(f"{count} baris tersimpan dalam {file.name}."),
                owner=self,
                failed=world.messages.problem,
            ),
            "Menulis berkas …",
        )

    def _show(self, stock: Stock) -> None:
        self._stock = stock
        self.model.show(stock.rows)
        self.sum_model.show(stock.sums)
        self.use_label.setText(USE.format(weeks=stock.weeks))
        words = alarm_text(stock)
        self.alarm_label.setText(words)
        self.alarm_label.setVisible(bool(words))
        chosen = self.lots.current_row()
        self.lot.show_row(next((row for row in stock.rows if chosen is not None and row.id == chosen.id), None))
