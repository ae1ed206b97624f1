"""The foot of a patient: back, finish with where next, save."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.sub_rooms import SubRoom
from ilp_desktop.domain.queue.visit_words import NextPlace
from ui.widgets.buttons import plain_button, primary_button, quiet_button
from ui.widgets.labels import label
from ui.widgets.page import BACK, SAVE, HouseKey, bind, on_key
from ui.widgets.room.sub_room_bar import MOVE, fill_parts

AND_BACK = "Laboratorium, kembali ke sini"
UNSAVED = "Ada isian yang belum disimpan"
SIGN = HouseKey("Alt+T", "Tandatangani isian Anda saat selesai")
END = HouseKey("Alt+E", "Selesai, lalu pilih tujuan")
FINISH = {True: "Tandatangani dan selesai …", False: "Selesai, lanjut ke …"}


class RoomFoot(QFrame):
    """The buttons of a visit; Alt+S saves, Alt+K goes back to the list.

    Attributes:
        sign_box: whether whoever ends the visit signs her own entries with it; the button says so.

    Signals:
        save_wanted(): everything typed is to be stored.
        finish_wanted(NextPlace): the visit ends here and the person goes there.
        transfer_wanted(Klaster): the person goes on to another klaster's queue.
        laboratory_wanted(): the person goes to the laboratory and comes back to this room.
        part_wanted(str): the person waits on in another part of this list, under the same number.
        back_wanted(): back to the list; what is typed is kept.
    """

    save_wanted = Signal()
    finish_wanted = Signal(object)
    transfer_wanted = Signal(object)
    laboratory_wanted = Signal()
    part_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.back_button = plain_button("Kembali", "arrow-left")
        self.state_label = label("", "muted")
        self.sign_box = QCheckBox("Tandatangani")
        self.sign_box.setChecked(True)
        self.finish_button = quiet_button(FINISH[True], "done")
        self.save_button = primary_button("Simpan", "save")
        self.menu = QMenu(self)
        self.parts_menu = QMenu("Bagian lain", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.state_label)
        row.addSpacing(8)
        row.addWidget(self.sign_box)
        row.addWidget(self.finish_button)
        row.addWidget(self.save_button)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        self.save_button.clicked.connect(self.save_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.finish_button.clicked.connect(lambda _checked=False: self._open(self.menu))
        on_key(MOVE, self, self._open_parts)
        bind(SIGN, self.sign_box)
        bind(END, self.finish_button)
        self.sign_box.toggled.connect(lambda signs: self.finish_button.setText(FINISH[signs]))

    def offer(self, klasters: Sequence[Klaster], parts: Sequence[SubRoom] = ()) -> None:
        """Say to which klasters, and to which parts of this list, a person may go on."""
        self.menu.clear()
        fill_parts(self.parts_menu, parts, self.part_wanted.emit)
        for place in NextPlace:
            word = place.value.capitalize()
            if place is NextPlace.LABORATORY and parts:
                self.menu.addMenu(self.parts_menu)
            if place is NextPlace.LABORATORY:
                self.menu.addAction(AND_BACK).triggered.connect(lambda _checked=False: self.laboratory_wanted.emit())
            if place is not NextPlace.OTHER_KLASTER:
                self.menu.addAction(word).triggered.connect(_sending(self.finish_wanted, place))
            elif klasters:
                further = self.menu.addMenu(word)
                for klaster in klasters:
                    further.addAction(klaster.label).triggered.connect(_sending(self.transfer_wanted, klaster))

    def show_state(self, *, typed: bool, saved_at: str, finished: bool, busy: bool, correcting: bool = False) -> None:
        """Say whether something waits to be saved, and let the buttons be pressed accordingly."""
        if finished and not correcting:
            self.state_label.setText("Kunjungan ini sudah selesai")
        elif busy:
            self.state_label.setText("Menyimpan …")
        elif typed:
            self.state_label.setText(UNSAVED)
        else:
            self.state_label.setText(f"Tersimpan {saved_at}" if saved_at else "")
        self.save_button.setEnabled(correcting or not finished)
        for part in (self.finish_button, self.sign_box):
            part.setEnabled(not finished)

    def _open_parts(self) -> None:
        if self.parts_menu.actions() and self.finish_button.isEnabled():
            self._open(self.parts_menu)

    def _open(self, menu: QMenu) -> None:
        menu.popup(self.finish_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
        menu.setActiveAction(menu.actions()[0])


def _sending(signal: SignalInstance, value: object) -> Callable[..., None]:
    """Return what emits a signal with a value, whatever it is called with."""
    return lambda *_: signal.emit(value)
