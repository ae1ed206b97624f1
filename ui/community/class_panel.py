"""Daftar kelas: who sits in a class, putting children in one by one or from a pasted list, and taking them out."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.schools import ClassName
from ilp_desktop.services.school.schools import Enrolment, PupilInfo, SchoolInfo
from ui.community.pasted_list import PastedList
from ui.context import PageContext
from ui.models.paged_table import Column
from ui.models.shown_rows import ShownRows
from ui.widgets.buttons import plain_button, primary_button
from ui.widgets.date_field import date_text
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.look_up import LookUp
from ui.widgets.one_press import OnePress
from ui.widgets.page import DELETE, SAVE, bind
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

EMPTY = "Belum ada anak di kelas ini. Cari namanya di bawah, atau tempel daftar kelas."
NO_CLASS = "Pilih sekolah; kelas muncul setelah ada anak di dalamnya."
WHO = "Nama, NIK, No. RM, tgl lahir"
PUT_IN, TAKEN_OUT = "{} masuk kelas {}.", "{} dikeluarkan dari kelas."
NO_SCHOOL, NO_CHILD = "Pilih sekolahnya dahulu.", "Cari lalu pilih anaknya."
COLUMNS = (
    Column[PupilInfo]("Nama", lambda row: row.name),
    Column[PupilInfo]("JK", lambda row: row.sex.value, 48),
    Column[PupilInfo]("Tanggal lahir", lambda row: date_text(row.birth_date), 120),
    Column[PupilInfo]("Kelas", lambda row: row.class_name.text, 90),
)


class ClassPanel(QWidget):
    """The list of a class with the ways into it and out of it.

    Attributes:
        table: who sits in the class.
        form: puts one child in; pasted: puts many in.

    Signals:
        changed(): somebody was put into a class or taken out.
    """

    changed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._school: SchoolInfo | None = None
        self._client_id = context.house.uow.identities.new()
        self._press = OnePress()
        self.rows: ShownRows[PupilInfo] = ShownRows(COLUMNS, context.jobs, key=lambda row: row.id)
        self.table = Table(self.rows, NO_CLASS)
        self.table.setAccessibleName("Daftar kelas")
        self.take_out_button = plain_button("Keluarkan", "close")
        self.take_out_button.clicked.connect(self._take_out)
        bind(DELETE, self.take_out_button)
        self.form = FieldForm(columns=8)
        self.person = LookUp("person", "Anak", self._find, context.jobs, hint=WHO)
        self.class_text = TextField("class_text", "Kelas", hint="7A", max_length=24)
        self.put_button = primary_button("Masukkan", "user-plus")
        self.put_button.clicked.connect(self.put_in)
        bind(SAVE, self.put_button)
        self.form.add(self.person, span=5)
        self.form.add(self.class_text, span=2)
        self.form.set_save_button(self.put_button)
        self.pasted = PastedList(context)
        self.pasted.enrolled.connect(self._on_pasted)
        self._lay_out()

    def show_class(self, school: SchoolInfo | None, name: ClassName | None, rows: Sequence[PupilInfo]) -> None:
        """Show a class."""
        self._school = school
        if name is not None and not self.class_text.text():
            self.class_text.set_value(name.text)
        self.table.set_empty_text(EMPTY if school else NO_CLASS)
        self.rows.show(rows)
        self.pasted.show_school(school, self.class_text)

    def put_in(self) -> None:
        """Put the child that was chosen into the class that is typed."""
        person = self.person.value()
        if self._school is None:
            self._context.messages.note(NO_SCHOOL)
            return
        if not isinstance(person, UUID):
            self.form.show_errors({"person": NO_CHILD})
            return
        if not self._press.begin(person):
            return
        wanted = Enrolment(self._client_id, person, self._school.id, self.class_text.text())
        schools, user, name = self._context.house.schools, self._context.user, self.person.text()
        self._context.jobs.write(
            lambda: schools.enrol(user, wanted),
            lambda found: self._on_put_in(name, found),
            owner=self,
            failed=self._on_failed,
        )

    def _lay_out(self) -> None:
        put = QHBoxLayout()
        put.addWidget(self.form, 1)
        put.addWidget(self.put_button)
        put.addWidget(self.take_out_button)
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        left.addWidget(label("Masukkan satu anak", "section"))
        left.addLayout(put)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 3)
        layout.addWidget(self.pasted, 2)

    def _on_put_in(self, name: str, found: ClassName) -> None:
        self._press.end()
        self._client_id = self._context.house.uow.identities.new()
        self._context.messages.info(PUT_IN.format(name, found.text))
        self.person.clear()
        self.form.go_to(self.person)
        self.changed.emit()

    def _on_pasted(self) -> None:
        self.changed.emit()

    def _take_out(self) -> None:
        row = self.table.current_row()
        if not isinstance(row, PupilInfo) or not self._press.begin(row.id):
            return
        schools, user = self._context.house.schools, self._context.user
        self._context.jobs.write(
            lambda: schools.take_out(user, row.id, row.version),
            lambda _: self._on_taken_out(row.name),
            owner=self,
            failed=self._on_failed,
        )

    def _on_taken_out(self, name: str) -> None:
        self._press.end()
        self._context.messages.info(TAKEN_OUT.format(name))
        self.changed.emit()

    def _on_failed(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
            return
        self._context.messages.problem(error)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        found = self._context.house.registration.search(self._context.user, typed)
        return [
            Suggestion(one.id, one.name, f"lahir {date_text(one.birth_date)} · No. RM {one.record_number}")
            for one in found
        ]
