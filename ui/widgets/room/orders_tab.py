"""Penunjang & Resep: tests to ask for at the left, medicines to prescribe at the right, and how both stand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.orders.formulary import formulary
from ilp_desktop.domain.orders.lab_tests import lab_tests
from ilp_desktop.domain.orders.order_words import OrderKind
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.order.order_data import MEDICINES, TESTS, OrderDraft, Prescribed
from ilp_desktop.services.order.order_writing import doubts_about, medicine_problems
from ilp_desktop.services.order.usual_codes import CodeKind
from ilp_desktop.services.record.encounters import EncounterFile
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import EmptyState
from ui.widgets.one_press import OnePress
from ui.widgets.page import PRINT, HouseKey, bind, on_key
from ui.widgets.room.asked_tests import HINT as TEST_HINT
from ui.widgets.room.asked_tests import AskedTests, offered_tests
from ui.widgets.room.coded_search import CodedSearch
from ui.widgets.room.dosed import dosed_in
from ui.widgets.room.order_rows import NewLines, StoredOrders, StoredRow
from ui.widgets.room.order_typing import kept_line, kept_test, plain_line, plain_test
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.prescription_form import HINT as MEDICINE_HINT
from ui.widgets.room.prescription_form import Prescribing, PrescriptionForm, offered_medicines
from ui.widgets.room.repeat_panel import RepeatPanel
from ui.widgets.room.room_context import RoomContext

LEFT_SHARE, RIGHT_SHARE = 5, 7
ADDED = "name"
REPEAT = HouseKey("Alt+U", "Ulangi obat dari resep lalu")
TO_TESTS, TO_MEDICINES = HouseKey("Alt+L", "Ke pemeriksaan penunjang"), HouseKey("Alt+O", "Ke obat")
ADD_FIRST_THEN = "Tambahkan ke resep atau kosongkan, lalu ulangi resep."
ADD_FIRST = "Tambahkan ke resep atau kosongkan, lalu pilih Ubah lagi."
NOT_SAVED = "Simpan resep dahulu, lalu cetak."
NOTHING_TO_PRINT = "Kunjungan ini belum punya resep."


class OrdersTab(RoomTab):
    """What is typed here is stored with the examination; what is stored stands beneath with its state.

    Signals:
        typed(): the user changed what is about to be asked for.
    """

    typed = Signal()

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._press = OnePress()
        world = room.context
        test_box = CodedSearch(world, CodeKind.TEST, self._offered_tests, TEST_HINT)
        medicine_box = CodedSearch(world, CodeKind.MEDICINE, self._offered_medicines, MEDICINE_HINT)
        self.tests = AskedTests(TESTS, lab_tests(world.today()), test_box)
        self.tests_form = FieldForm(columns=1)
        self.tests_form.add(self.tests)
        self.writing = PrescriptionForm(medicine_box, self._prescribing)
        self.lines, self.repeat = NewLines(room), RepeatPanel(room)
        self.stored_tests, self.stored_lines = StoredOrders(), StoredOrders()
        self.no_tests = EmptyState("Belum ada pemeriksaan yang diminta.", "Cari di atas, lalu simpan.", "flask")
        self.no_lines = EmptyState("Belum ada obat yang diresepkan.", "Isi di atas, tambah, lalu simpan.", "pill")
        self.repeat_button = quiet_button("Ulangi resep", "refresh")
        self.print_button = quiet_button("Cetak resep", "printer")
        self.print_button.setToolTip("Cetak resep yang tersimpan (Ctrl+P)")
        self._arrange()
        self._connect()

    def show_file(self, file: EncounterFile) -> None:
        """Show what is stored of a visit, and what the person still waits for."""
        for box in (self.tests.box, self.writing.medicine.box):
            if isinstance(box, CodedSearch):
                box.forget()
        for kind, shown in ((OrderKind.TEST, self.stored_tests), (OrderKind.MEDICINE, self.stored_lines)):
            shown.show_orders([one for one in file.orders if one.kind is kind], may_cancel=True)
        self.repeat.show_visit(file.encounter_id)
        for part in (self.tests_form, self.writing, self.lines, self.repeat, self.repeat_button):
            part.setEnabled(not file.finished)
        self._show_empty()

    def go_in(self) -> None:
        """Start with the medicine to be prescribed."""
        self.writing.medicine.setFocus(Qt.FocusReason.TabFocusReason)

    def set_save_button(self, button: QAbstractButton) -> None:
        """Say which button Enter goes to from the tests."""
        self.tests_form.set_save_button(button)

    def draft(self) -> OrderDraft:
        """Return what is about to be asked for."""
        return OrderDraft(self.tests.value(), self.lines.lines())

    def has_typing(self) -> bool:
        """Tell whether anything here is not stored yet."""
        return bool(self.draft()) or self.writing.has_typing() or bool(self.tests.box.text().strip())

    def problems(self) -> dict[str, str]:
        """Return what can be seen to be wrong without asking the database, by list."""
        found = {TESTS: self.tests.problem(), MEDICINES: self.writing.problem()}
        return {key: text for key, text in found.items() if text}

    def show_wrong(self, messages: Mapping[str, str]) -> None:
        """Show messages beside their lists and go to the first; none clears what was shown."""
        self.tests_form.show_errors({key: text for key, text in messages.items() if key == TESTS})
        if MEDICINES in messages:
            self.writing.form.show_errors({ADDED: messages[MEDICINES]})

    def clear(self) -> None:
        """Forget what was typed: it is stored, or another visit is open."""
        self.tests_form.clear()
        self.writing.clear()
        self.lines.show_lines(())
        self._show_empty()

    def kept(self) -> dict[str, Any]:
        """Return what is typed as plain values, empty when nothing is."""
        if not self.has_typing():
            return {}
        draft = self.draft()
        return {
            "tests": [plain_test(one) for one in draft.tests],
            "lines": [plain_line(one) for one in draft.medicines],
            "begun": self.writing.values(),
        }

    def show_kept(self, kept: Mapping[str, Any]) -> None:
        """Show what was kept."""
        self.tests.set_value(tuple(kept_test(one) for one in kept.get("tests", ())))
        self.lines.show_lines(tuple(kept_line(one) for one in kept.get("lines", ())))
        self.writing.set_values(dict(kept.get("begun", {})))
        self._show_empty()

    def print(self) -> None:
        """Open the preview of the prescription that is stored."""
        if self.lines.lines():
            self._room.context.messages.warn("Resep ini belum disimpan.", NOT_SAVED)
            return
        if not self.stored_lines.rows():
            self._room.context.messages.warn(NOTHING_TO_PRINT, NOT_SAVED)
            return
        world, visit = self._room.context, self._room.file.encounter_id
        orders, user = world.house.orders, world.user

        def show(pdf: bytes) -> None:
            world.show_paper(Paper("Resep", "resep.pdf", pdf))
            world.jobs.write(lambda: orders.note_printed(user, visit), lambda _: None, owner=self)

        world.jobs.paper(lambda: orders.pdf(user, visit), show, owner=self)

    def _arrange(self) -> None:
        left, right = Card("Pemeriksaan penunjang (Alt+L)"), Card("Resep (Alt+O)")
        asked: tuple[QWidget, ...] = (self.tests_form, self.stored_tests, self.no_tests)
        prescribed: tuple[QWidget, ...] = (self.repeat, self.writing, self.lines, self.stored_lines, self.no_lines)
        for part in asked:
            left.add(part)
        left.body.addStretch(1)
        right.add_action(self.repeat_button)
        right.add_action(self.print_button)
        for part in prescribed:
            right.add(part)
        right.body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, LEFT_SHARE, Qt.AlignmentFlag.AlignTop)
        row.addWidget(right, RIGHT_SHARE, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.tests_form.changed.connect(lambda _: self._on_typed())
        self.writing.form.changed.connect(lambda _: self._on_typed())
        self.writing.added.connect(self._on_added)
        self.repeat.wanted.connect(self._repeat)
        self.repeat.closed.connect(self.go_in)
        self.repeat_button.clicked.connect(self.repeat.begin)
        bind(REPEAT, self.repeat_button)
        on_key(TO_TESTS, self, self.tests.box.setFocus)
        on_key(TO_MEDICINES, self, self.go_in)
        self.lines.changed.connect(self._on_typed)
        self.lines.edited.connect(self._change)
        for stored in (self.stored_tests, self.stored_lines):
            stored.answered.connect(self._answer)
            stored.cancelled.connect(self._cancel)
        self.print_button.clicked.connect(self.print)
        on_key(PRINT, self, self.print)

    def _prescribing(self) -> Prescribing:
        """Return for whom is written, from which list, and what is written already."""
        return Prescribing(dosed_in(self._room), formulary(self._room.file.day), self.lines.lines())

    def _offered_tests(self, text: str, usual: Any) -> list[Any]:
        leave = self._room.context.user.may(Act.SEE_RESTRICTED)
        return offered_tests(lab_tests(self._room.file.day), text, usual, restricted=leave)

    def _offered_medicines(self, text: str, usual: Any) -> list[Any]:
        leave = self._room.context.user.may(Act.SEE_RESTRICTED)
        return offered_medicines(formulary(self._room.file.day), text, usual, restricted=leave)

    def _on_added(self, line: Prescribed) -> None:
        self.lines.add(line)
        self._on_typed()

    def _repeat(self, lines: Sequence[Prescribed]) -> None:
        """Prescribe again what was ticked; what is wrong or doubtful today is taken up to be written, and waits."""
        if self.writing.has_typing():
            self._room.context.messages.warn("Obat yang sedang ditulis belum ditambahkan.", ADD_FIRST_THEN)
            return
        for line in lines:
            taken = line.label in [one.label for one in self.lines.lines()]
            if not taken and self._is_open(line):
                self.repeat.list.untick(line)
                self.writing.show_line(line)
                self.writing.add()
                self._on_typed()
                return
            if not taken:
                self.lines.add(line)
            self.repeat.done(line)
        self._on_typed()

    def _is_open(self, line: Prescribed) -> bool:
        """Say whether something is wrong with a line, or to be asked about it, as things stand now."""
        about = self._prescribing()
        return bool(medicine_problems(line, about.child.day) or doubts_about(line, about.child, about.others))

    def _change(self, line: Prescribed) -> None:
        """Take a line up again, unless another is begun: that must not be lost."""
        if self.writing.has_typing():
            self._on_added(line)
            self._room.context.messages.warn("Obat yang sedang ditulis belum ditambahkan.", ADD_FIRST)
            return
        self.writing.show_line(line)

    def _on_typed(self) -> None:
        self._show_empty()
        self.typed.emit()

    def _show_empty(self) -> None:
        self.no_tests.setVisible(not (self.tests.value() or self.stored_tests.rows()))
        self.no_lines.setVisible(not (self.lines.lines() or self.stored_lines.rows()))

    def _answer(self, row: StoredRow) -> None:
        orders, user, order = self._room.context.house.orders, self._room.context.user, row.order
        self._end(row, lambda: orders.done(user, order.kind, order.id), f"{order.title} selesai.")

    def _cancel(self, row: StoredRow, reason: str) -> None:
        orders, user, order = self._room.context.house.orders, self._room.context.user, row.order
        self._end(row, lambda: orders.cancel(user, order.kind, order.id, reason), f"{order.title} dibatalkan.")

    def _end(self, row: StoredRow, end: Callable[[], None], told: str) -> None:
        if not self._press.begin(row.order.id):
            return
        self._room.context.jobs.write(
            end, lambda _: self._on_ended(told), owner=self, failed=lambda error: self._on_refused(row, error)
        )

    def _on_ended(self, told: str) -> None:
        self._press.end()
        self._room.context.messages.info(told)
        self._room.reload()

    def _on_refused(self, row: StoredRow, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            row.show_wrong(next(iter(error.fields.values())))
        else:
            self._room.context.messages.problem(error)
            self._room.reload()
