"""One service: why it is due and where that stands, and what the person answers to it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.due.due import is_dose
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ui.widgets.buttons import plain_button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.date_field import DateField, DateReading
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import Pill, label
from ui.widgets.services.words import TONES, dates_text
from ui.widgets.text_fields import TextField

WIDTH_PX = 380
LONGEST_REASON = 200
REASON, UNTIL = "reason", "until"


class ServiceDetail(Card):
    """Source, dates and answer of one service.

    Signals:
        form_wanted(): the form of the service is to be opened.
        answered(bool): the person declined (True) or put it off; ``reason`` and ``until`` hold the rest.
    """

    form_wanted = Signal()
    answered = Signal(bool)

    def __init__(self, read_date: Callable[[str], DateReading]) -> None:
        super().__init__("Layanan")
        self.setFixedWidth(WIDTH_PX)
        self.title_label.setWordWrap(True)
        self.state = Pill("")
        self.add_action(self.state)
        self.why, self.dates, self.source, self.note = (label("") for _ in range(4))
        self.source.setProperty("role", "small")
        for words in (self.why, self.dates, self.note, self.source):
            words.setWordWrap(True)
            self.add(words)
        self.open_button = primary_button("Buka formulir", "clipboard")
        self.decline_button = quiet_button("Tolak")
        self.put_off_button = quiet_button("Tunda")
        self.add(_row(self.open_button, self.decline_button, self.put_off_button))
        self._make_answer(read_date)
        self.body.addStretch(1)
        self._declining = True
        self.open_button.clicked.connect(self.form_wanted)
        self.decline_button.clicked.connect(lambda: self._begin(declining=True))
        self.put_off_button.clicked.connect(lambda: self._begin(declining=False))
        self.show_service(None)

    def show_service(self, item: OfferedService | None) -> None:
        """Show a service, or nothing."""
        self.form.hide_fields(self.form.names())
        self.answer_row.hide()
        for part in (self.state, self.why, self.dates, self.source, self.note):
            part.setVisible(item is not None)
        offered = item is not None and item.state not in (ServiceState.DONE, ServiceState.COMING)
        self.decline_button.setVisible(offered)
        self.put_off_button.setVisible(offered)
        self.open_button.setVisible(item is not None and bool(item.form or is_dose(item.service)))
        self.set_title(item.label if item is not None else "Pilih satu layanan")
        if item is None:
            return
        self.open_button.setText("Buka formulir" if item.form else "Buka imunisasi")
        self.state.set(item.state.value, TONES[item.state])
        self.why.setText(item.why)
        self.dates.setText(dates_text(item))
        self.note.setText(item.note)
        self.note.setVisible(bool(item.note))
        self.source.setText(f"Sumber: {item.source}")

    def reason(self) -> str:
        """Return the reason as typed."""
        return str(self.form.field(REASON).value() or "")

    def until(self) -> date | str | None:
        """Return the day as typed; None takes the usual one."""
        found = self.form.field(UNTIL).value()
        return found if isinstance(found, (date, str)) else None

    def show_wrong(self, problems: dict[str, str]) -> None:
        """Show what is refused beside its field."""
        self.form.show_errors(problems)

    def _make_answer(self, read_date: Callable[[str], DateReading]) -> None:
        self.form = FieldForm(1)
        self.form.add(TextField(REASON, "Alasan", max_length=LONGEST_REASON + 1))
        self.form.add(DateField(UNTIL, "Ditawarkan lagi tanggal (kosong: menurut aturan)", read_date))
        self.save_button = quiet_button("Simpan jawaban", "save")
        self.cancel_button = plain_button("Batal")
        self.form.set_save_button(self.save_button)
        self.answer_row = _row(self.save_button, self.cancel_button)
        self.add(self.form)
        self.add(self.answer_row)
        self.save_button.clicked.connect(lambda: self.answered.emit(self._declining))
        self.cancel_button.clicked.connect(self._end)

    def _begin(self, *, declining: bool) -> None:
        self._declining = declining
        self.form.clear()
        self.form.hide_fields(())
        self.answer_row.show()
        self.form.focus_first()

    def _end(self) -> None:
        self.form.hide_fields(self.form.names())
        self.answer_row.hide()
        self.decline_button.setFocus()


def _row(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return made
