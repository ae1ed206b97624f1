"""A school to be added: its name and its kind."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.schools import levels
from ilp_desktop.services.schools import LONGEST_NAME, NewSchool
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.field_form import FieldForm
from ui.widgets.one_press import OnePress
from ui.widgets.page import BACK, SAVE, bind
from ui.widgets.text_fields import TextField


class NewSchoolForm(Card):
    """Two fields.

    Signals:
        added(str): a school of this name was added.
        left(): the user goes back.
    """

    added = Signal(str)
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__("Sekolah baru")
        self._context = context
        self._client_id = context.house.uow.identities.new()
        self._press = OnePress()
        self.form = FieldForm(2)
        self.name = TextField("name", "Nama sekolah atau madrasah", required=True, max_length=LONGEST_NAME)
        kinds = [(level.code, level.label) for level in levels(context.today())]
        self.level = ChoiceButtons("level", "Jenjang", kinds, required=True)
        self.form.add(self.name)
        self.form.add(self.level)
        self.save_button, self.back_button = primary_button("Simpan", "save"), quiet_button("Kembali")
        self.form.set_save_button(self.save_button)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.left)
        bind(SAVE, self.save_button)
        bind(BACK, self.back_button)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.save_button)
        self.add(self.form)
        holder = QVBoxLayout()
        holder.addLayout(foot)
        self.body.addLayout(holder)
        self.body.addStretch(1)

    def start(self) -> None:
        """Go to the first field."""
        self.form.go_to(self.name)

    def save(self) -> None:
        """Add the school."""
        if not self._press.begin():
            return
        wanted = NewSchool(self._client_id, self.name.text(), str(self.level.value() or ""))
        schools, user = self._context.house.schools, self._context.user
        self._context.jobs.write(
            lambda: schools.add(user, wanted),
            lambda _: self._on_added(wanted.name),
            owner=self,
            failed=self._on_failed,
        )

    def _on_added(self, name: str) -> None:
        self._press.end()
        self._client_id = self._context.house.uow.identities.new()
        for field in (self.name, self.level):
            field.clear()
        self._context.messages.info(f"{name} ditambahkan.")
        self.added.emit(name)

    def _on_failed(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._context.messages.problem(error)
