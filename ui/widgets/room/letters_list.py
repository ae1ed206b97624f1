"""The letters of a visit, each with its way to paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.services.referral.referrals import IssuedReferral
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.labels import Pill, label
from ui.widgets.page import PRINT, on_key
from ui.widgets.room.world import RoomWorld

PRINT_LATEST = "Cetak (Ctrl+P untuk surat terakhir)"


class LettersList(QWidget):
    """One line a letter: number, day, where to, and the button that opens the preview."""

    def __init__(self, world: RoomWorld, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._world = world
        self._letters: tuple[IssuedReferral, ...] = ()
        self.buttons: list[Button] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        on_key(PRINT, self, self.print_latest)

    def show_letters(self, letters: Sequence[IssuedReferral]) -> None:
        """Show the letters of a visit."""
        if tuple(letters) == self._letters:
            return
        self._letters = tuple(letters)
        self.buttons.clear()
        while (item := self._layout.takeAt(0)) is not None:
            line = item.widget()
            if line is not None:
                line.hide()
                line.deleteLater()
        for letter in self._letters:
            self._layout.addWidget(self._line(letter))

    def print_latest(self) -> None:
        """Open the preview of the letter issued last."""
        if self._letters:
            self._print(self._letters[-1])
        else:
            self._world.messages.warn("Kunjungan ini belum punya surat.", "Isi tab Rujukan, lalu simpan.")

    def _line(self, letter: IssuedReferral) -> QWidget:
        line = QWidget()
        where = ElidedLabel()
        where.setText(" · ".join(part for part in (letter.destination, letter.clinic) if part))
        button = quiet_button("Cetak", "printer")
        button.setToolTip(PRINT_LATEST)
        button.setAccessibleName(f"Cetak {letter.word.lower()} {letter.number}")
        button.clicked.connect(lambda: self._print(letter))
        self.buttons.append(button)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(label(letter.word, "muted"))
        row.addWidget(label(letter.number, "strong"))
        row.addWidget(label(indonesian_date(letter.day)))
        row.addWidget(where, 1)
        if letter.state == ReferralState.VOID.value:
            row.addWidget(Pill(letter.state, Tone.BLACK))
        row.addWidget(button)
        return line

    def _print(self, letter: IssuedReferral) -> None:
        referrals, user = self._world.house.referrals, self._world.user
        self._world.jobs.paper(lambda: referrals.pdf(user, letter.id), lambda pdf: self._show(letter, pdf), owner=self)

    def _show(self, letter: IssuedReferral, pdf: bytes) -> None:
        """Open the preview; that the letter left the record is noted in the audit trail."""
        referrals, user = self._world.house.referrals, self._world.user
        name = f"surat-rujukan-{letter.number.replace('/', '-')}.pdf"
        self._world.show_paper(Paper(f"{letter.word} {letter.number}", name, pdf))
        self._world.jobs.write(lambda: referrals.note_printed(user, letter.id), lambda _: None, owner=self)
