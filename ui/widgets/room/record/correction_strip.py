"""Says that a record is closed, and leads to what may be done about it: correct, ask for leave, sign."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ilp_desktop.domain.care.record_closing import Writing, correction_hours
from ilp_desktop.services.record.encounters import EncounterFile
from ui.palette import Tone
from ui.widgets.buttons import quiet_button
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.page import EDIT, bind
from ui.widgets.text_fields import TextField

LONGEST = 200
CLOSED = {True: "Kunjungan ini sudah selesai.", False: "Catatan Anda sudah ditandatangani."}
CORRECTING = "Perbaikan: isian semula tetap tersimpan dan terlihat."
NOT_HERS = "Hanya penulisnya yang dapat memperbaiki."
WAITING = "Permintaan izin perbaikan menunggu keputusan kepala Puskesmas."
UNSIGNED = "Isian Anda belum ditandatangani."
NO_REASON = "Tulis alasan perbaikan dahulu."


class CorrectionStrip(QFrame):
    """A line between header and tabs; hidden while the record is written freely.

    Signals:
        correction_wanted(): the fields are to be typed into.
        leave_wanted(str): leave to correct is asked for, for this reason.
        signature_wanted(): what stands is to be signed.
        typed(): the reason changed.
    """

    correction_wanted = Signal()
    leave_wanted = Signal(str)
    signature_wanted = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("tone", Tone.INFO.value)
        self._writing = Writing.FREE
        self.correcting = False
        self.text_label = label("")
        self.form = FieldForm(columns=1)
        self.form.add(TextField("reason", "Alasan perbaikan", required=True, max_length=LONGEST))
        self.correct_button = quiet_button("Perbaiki", "edit")
        self.ask_button = quiet_button("Minta izin perbaikan", "send")
        self.sign_button = quiet_button("Tandatangani", "check")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.text_label, 1)
        row.addWidget(self.form, 2)
        for button in (self.correct_button, self.ask_button, self.sign_button):
            row.addWidget(button)
        bind(EDIT, self.correct_button)
        self.form.set_save_button(self.ask_button)
        self.correct_button.clicked.connect(self._correct)
        self.ask_button.clicked.connect(self._ask)
        self.sign_button.clicked.connect(self.signature_wanted)
        self.form.changed.connect(lambda _: self.typed.emit())
        self.hide()

    def show_file(self, file: EncounterFile) -> None:
        """Say how the record of a visit stands for whoever is signed in; a correction that was begun goes on."""
        self._writing = file.writing
        if self._writing is not Writing.CORRECTION:
            self.correcting = False
        closed = self._writing is not Writing.FREE
        words = [CLOSED[file.finished]] if closed else []
        if self._writing is Writing.ASK:
            words.append(f"Sudah lewat {correction_hours(file.day)} jam: perbaikan memerlukan izin.")
        words += {Writing.NOT_HERS: [NOT_HERS], Writing.WAITING: [WAITING]}.get(self._writing, [])
        if file.unsigned and closed:
            words.append(UNSIGNED)
        self.text_label.setText(CORRECTING if self.correcting else " ".join(words))
        self.form.setVisible(self.correcting or self._writing is Writing.ASK)
        self.correct_button.setVisible(self._writing is Writing.CORRECTION and not self.correcting)
        self.ask_button.setVisible(self._writing is Writing.ASK)
        self.sign_button.setVisible(file.unsigned and closed and not self.correcting)
        self.setVisible(closed)

    def begin(self, reason: str = "") -> None:
        """Let a correction begin, with a reason typed before."""
        self.correcting = self._writing is Writing.CORRECTION
        self.form.set_values({"reason": reason})

    def end(self) -> None:
        """Let a correction that was begun be over."""
        self.correcting = False
        self.form.clear()

    def reason(self) -> str:
        """Return the reason typed, empty while nothing is corrected."""
        return self.form.field("reason").text() if self.correcting else ""

    def show_wrong(self, message: str) -> None:
        """Show what is wrong with the reason, and go there; whoever saved over what is closed is asked for one."""
        if message and not self.correcting and self._writing is Writing.CORRECTION:
            self.begin()
            self.correction_wanted.emit()
        self.form.show_errors({"reason": message} if message else {})

    def _correct(self) -> None:
        self.begin()
        self.correction_wanted.emit()
        self.form.focus_first()

    def _ask(self) -> None:
        reason = self.form.field("reason").text()
        if not reason:
            self.form.show_errors({"reason": NO_REASON})
            return
        self.leave_wanted.emit(reason)
