"""Changing a place in the queue: the priority or the klaster, always with a reason."""

from PySide6.QtCore import Signal

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.priority import Priority
from ui.context import PageContext
from ui.front_desk.form_panel import FormPanel
from ui.front_desk.queue_rows import QueueLine
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.field_form import FieldForm
from ui.widgets.text_fields import TextField

PRIORITY, KLASTER = "priority", "klaster"
NOT_CHOSEN = "Pilih salah satu."
NO_REASON = "Tulis alasannya."
RECEIVING = (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS, Klaster.CROSS)


class QueueAction(FormPanel):
    """One choice and its reason, for one ticket.

    Signals:
        done(): it is stored.
    """

    done = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, FieldForm(columns=3))
        self._line: QueueLine | None = None
        self._kind = PRIORITY
        self.title_label = ElidedLabel("section", snug=True)
        priorities = [(one.value, one.value.capitalize()) for one in Priority]
        klasters = [(str(one.value), one.label.replace("&", "&&")) for one in RECEIVING]
        self.priority = ChoiceButtons(PRIORITY, "Prioritas baru", priorities, required=True)
        self.klaster = ChoiceButtons(KLASTER, "Pindah ke klaster", klasters, required=True)
        self.reason = TextField("reason", "Alasan", required=True, max_length=200)
        self.form.add(self.priority, span=2)
        self.form.add(self.klaster, span=2)
        self.form.add(self.reason)
        self.head.addWidget(self.title_label)
        self.head.addStretch(1)
        self.body.addWidget(self.form)
        self.hide()

    def start(self, line: QueueLine, kind: str) -> None:
        """Ask about this ticket."""
        self._line, self._kind = line, kind
        self.form.clear()
        self.form.hide_fields((KLASTER,) if kind == PRIORITY else (PRIORITY,))
        verb = "Ubah prioritas" if kind == PRIORITY else "Pindah klaster"
        self.title_label.setText(f"{verb}: {line.row.number} {line.row.name}")
        self.say_problem("", "")
        self.show()
        self.form.focus_first()

    def save(self) -> None:
        """Store the new place."""
        field = self.priority if self._kind == PRIORITY else self.klaster
        chosen, reason, line = field.value(), self.reason.text(), self._line
        problems = {} if chosen else {field.name: NOT_CHOSEN}
        if not reason:
            problems["reason"] = NO_REASON
        if problems or chosen is None or line is None:
            self.show_errors(problems)
            return
        queueing, user, ticket_id = self.context.house.queueing, self.context.user, line.row.ticket_id
        if self._kind == PRIORITY:
            self.submit(
                lambda: queueing.change_priority(user, ticket_id, Priority(chosen), reason),
                lambda _: self._finish(f"Prioritas {line.row.number} menjadi {chosen}."),
            )
        else:
            self.submit(
                lambda: queueing.transfer(user, ticket_id, Klaster(int(chosen)), reason),
                lambda number: self._finish(f"{line.row.number} dipindah, nomor barunya {number}."),
            )

    def _finish(self, told: str) -> None:
        self.hide()
        self.context.messages.info(told)
        self.done.emit()
