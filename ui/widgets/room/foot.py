"""The foot of a patient: back, finish with where next, save."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.visit_words import NextPlace
from ui.widgets.buttons import plain_button, primary_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, bind

AND_BACK = "Laboratorium, kembali ke sini"
UNSAVED = "Ada isian yang belum disimpan"


class RoomFoot(QFrame):
    """The buttons of a visit; Alt+S saves, Alt+K goes back to the list.

    Signals:
        save_wanted(): everything typed is to be stored.
        finish_wanted(NextPlace): the visit ends here and the person goes there.
        transfer_wanted(Klaster): the person goes on to another klaster's queue.
        laboratory_wanted(): the person goes to the laboratory and comes back to this room.
        back_wanted(): back to the list; what is typed is kept.
    """

    save_wanted = Signal()
    finish_wanted = Signal(object)
    transfer_wanted = Signal(object)
    laboratory_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.back_button = plain_button("Kembali", "arrow-left")
        self.state_label = label("", "muted")
        self.finish_button = quiet_button("Selesai, lanjut ke …", "done")
        self.finish_button.setToolTip("Akhiri pelayanan di ruang ini dan pilih tujuan berikutnya")
        self.save_button = primary_button("Simpan", "save")
        self.menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.state_label)
        row.addSpacing(8)
        row.addWidget(self.finish_button)
        row.addWidget(self.save_button)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        self.save_button.clicked.connect(self.save_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.finish_button.clicked.connect(self._open_menu)

    def offer(self, klasters: Sequence[Klaster]) -> None:
        """Say to which klasters a person may go on."""
        self.menu.clear()
        for place in NextPlace:
            word = place.value.capitalize()
            if place is NextPlace.LABORATORY:
                self.menu.addAction(AND_BACK).triggered.connect(lambda _checked=False: self.laboratory_wanted.emit())
            if place is not NextPlace.OTHER_KLASTER:
                self.menu.addAction(word).triggered.connect(_sending(self.finish_wanted, place))
            elif klasters:
                further = self.menu.addMenu(word)
                for klaster in klasters:
                    further.addAction(klaster.label).triggered.connect(_sending(self.transfer_wanted, klaster))

    def show_state(self, *, typed: bool, saved_at: str, finished: bool, busy: bool) -> None:
        """Say whether something waits to be saved, and let the buttons be pressed accordingly."""
        if finished:
            self.state_label.setText("Kunjungan ini sudah selesai")
        elif busy:
            self.state_label.setText("Menyimpan …")
        elif typed:
            self.state_label.setText(UNSAVED)
        else:
            self.state_label.setText(f"Tersimpan {saved_at}" if saved_at else "")
        for button in (self.save_button, self.finish_button):
            button.setEnabled(not finished)

    def _open_menu(self) -> None:
        height = self.menu.sizeHint().height()
        self.menu.popup(self.finish_button.mapToGlobal(QPoint(0, -height)))
        self.menu.setActiveAction(self.menu.actions()[0])


def _sending(signal: SignalInstance, value: object) -> Callable[..., None]:
    """Return what emits a signal with a value, whatever it is called with."""
    return lambda *_: signal.emit(value)
