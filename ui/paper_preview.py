"""A sheet shown in the window, from the very bytes that will be printed."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QComboBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.paper import Paper
from ui.printing_desk import PrintingDesk
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.page import BACK, PRINT, SAVE, STEP_BACK, HouseKey, bind, on_key

ONLY_BY_HAND = "Tidak ada pencetak terpasang di komputer ini. Salin kata-katanya dengan tangan."
NO_PRINTER = "Tidak ada pencetak terpasang di komputer ini. Simpan sebagai PDF."
LOOKING = "Mencari pencetak …"
PRINTER_PX = 240
ZOOM = 1.2
NEXT_PART = HouseKey("PgDown", "Lembar ke bawah")
PART_BEFORE = HouseKey("PgUp", "Lembar ke atas")


class PaperPreview(QWidget):
    """Shows one sheet with the buttons that print, save, and go back.

    Signals:
        left(): the user goes back to where the sheet was asked for.
    """

    left = Signal()

    def __init__(self, desk: PrintingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._paper: Paper | None = None
        self._buffer = QBuffer(self)
        self._view: QWidget | None = None
        self.title = label("", "title")
        self.note = label("", "muted")
        self.printer_label = label("Pencetak", "muted")
        self.printer = QComboBox()
        self.printer.setFixedWidth(PRINTER_PX)
        self.printer.setAccessibleName("Pencetak")
        self.back_button = quiet_button("Kembali", "arrow-left")
        self.save_button = quiet_button("Simpan PDF …", "save")
        self.print_button = primary_button("Cetak", "printer")
        self._lay_out()
        self.back_button.clicked.connect(self.left)
        self.save_button.clicked.connect(self._on_save)
        self.print_button.clicked.connect(self._on_print)
        for key, button in ((BACK, self.back_button), (SAVE, self.save_button), (PRINT, self.print_button)):
            bind(key, button)
        on_key(STEP_BACK, self, self.left.emit)

    def paper(self) -> Paper | None:
        """Return the sheet shown."""
        return self._paper

    def page_count(self) -> int:
        """Return how many pages the sheet shown has."""
        return 0 if self._view is None else self._document.pageCount()

    def show_paper(self, paper: Paper) -> None:
        """Show a sheet and ask which printers there are."""
        self._paper = paper
        self.title.setText(paper.title)
        self.save_button.setVisible(not paper.secret)
        self._load(paper.pdf)
        self._offer_printers(())
        self.note.setText(LOOKING)
        self._desk.printer_names(paper.kind, self._on_printers_known, self)
        first = self.back_button if paper.secret else self.save_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_secret(self) -> None:
        """Hold a secret sheet no longer."""
        if self._paper is None or not self._paper.secret:
            return
        self._paper = None
        if self._view is not None:
            self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def _lay_out(self) -> None:
        """Put the buttons at the foot, where no banner can lie over them."""
        head = QFrame()
        head.setProperty("role", "top")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.title)
        row.addStretch(1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        actions = QHBoxLayout(foot)
        actions.setContentsMargins(16, 8, 16, 8)
        actions.setSpacing(8)
        actions.addWidget(self.back_button)
        actions.addStretch(1)
        for part in (self.note, self.printer_label, self.printer, self.save_button, self.print_button):
            actions.addWidget(part)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(head)
        self._layout.addWidget(foot)

    def _load(self, pdf: bytes) -> None:
        """Show these bytes; the viewer is made with the first sheet."""
        if self._view is None:
            self._make_view()
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)

    def _make_view(self) -> None:
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - heavy, and wanted only on paper
        from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415

        self._document = QPdfDocument(self)
        view = QPdfView(self)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomFactor(ZOOM)
        view.setDocument(self._document)
        self._layout.insertWidget(1, view, 1)
        self._view = view
        scroll, steps = view.verticalScrollBar(), QAbstractSlider.SliderAction
        for key, step in ((NEXT_PART, steps.SliderPageStepAdd), (PART_BEFORE, steps.SliderPageStepSub)):
            on_key(key, self, partial(scroll.triggerAction, step))

    def _on_printers_known(self, names: tuple[str, ...]) -> None:
        self._offer_printers(names)
        none = ONLY_BY_HAND if self._paper is not None and self._paper.secret else NO_PRINTER
        self.note.setText("" if names else none)
        if names:
            self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_printers(self, names: tuple[str, ...]) -> None:
        """Offer printers, the one used last for this kind of paper first."""
        self.printer.clear()
        self.printer.addItems(names)
        chosen = self._desk.chosen_printer(self._paper.kind) if self._paper else ""
        if chosen in names:
            self.printer.setCurrentText(chosen)
        for part in (self.printer_label, self.printer):
            part.setVisible(bool(names))
        self.print_button.setEnabled(bool(names))

    def _on_print(self) -> None:
        if self._paper is not None and self.printer.currentText():
            self._desk.print_on(self._paper, self.printer.currentText())

    def _on_save(self) -> None:
        """Ask where the sheet shall lie; the proposed name holds no person's name."""
        if self._paper is None or self._paper.secret:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, "Simpan PDF", str(Path(folder) / self._paper.file_name), "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda name, paper=self._paper: self._desk.save(paper, Path(name)))
        dialog.open()
