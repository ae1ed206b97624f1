"""A school to be added or set right: its name, its kind, and whether it still takes pupils."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.schools import levels
from ilp_desktop.services.school.schools import LONGEST_NAME, NewSchool, SchoolChange, SchoolInfo
from ui.context import PageContext
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceButtons
from ui.widgets.field_form import FieldForm
from ui.widgets.one_press import OnePress
from ui.widgets.page import BACK, SAVE, bind
from ui.widgets.text_fields import TextField

NEW_TITLE, CHANGE_TITLE = "Sekolah baru", "Ubah sekolah"
CLOSED_WORDS = [("buka", "Menerima siswa"), ("tutup", "Sudah tutup")]
CLOSED = "tutup"


class NewSchoolForm(Card):
    """Two fields; of a school there is already also whether it closed.

    Signals:
        added(str): a school was added, or is called so from now on.
        left(): the user goes back.
    """

    added = Signal(str)
    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(NEW_TITLE)
        self._school: SchoolInfo | None = None
        self._context = context
        self._client_id = context.house.uow.identities.new()
        self._press = OnePress()
        self.form = FieldForm(2)
        self.name = TextField("name", "Nama sekolah atau madrasah", required=True, max_length=LONGEST_NAME)
        kinds = [(level.code, level.label) for level in levels(context.today())]
        self.level = ChoiceButtons("level", "Jenjang", kinds, required=True)
        self.form.add(self.name)
        self.form.add(self.level)
        self.state = ChoiceButtons("closed", "Keadaan", CLOSED_WORDS)
        self.form.add(self.state)
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

    def start(self, school: SchoolInfo | None = None) -> None:
        """Go to the first field, of a new school or of one there is; what is typed of a new one stays."""
        if school is not None or self._school is not None:
            self._fill(school)
        self._school = school
        self.set_title(CHANGE_TITLE if school else NEW_TITLE)
        self.state.setVisible(school is not None)
        self.form.go_to(self.name)

    def save(self) -> None:
        """Add the school, or change it."""
        if not self._press.begin():
            return
        name, level = self.name.text(), str(self.level.value() or "")
        schools, user, school = self._context.house.schools, self._context.user, self._school
        new = NewSchool(self._client_id, name, level)
        stores: Callable[[], object] = partial(schools.add, user, new)
        if school is not None:
            stores = partial(
                schools.change, user, SchoolChange(school.id, school.version, name, level, self.state.value() == CLOSED)
            )
        self._context.jobs.write(stores, lambda _: self._on_saved(name), owner=self, failed=self._on_failed)

    def _fill(self, school: SchoolInfo | None) -> None:
        self.form.clear()
        if school is not None:
            closed = CLOSED if school.closed else "buka"
            self.form.set_values({"name": school.name, "level": school.level.code, "closed": closed})

    def _on_saved(self, name: str) -> None:
        self._press.end()
        self._client_id = self._context.house.uow.identities.new()
        self._context.messages.info(f"{name} {'diubah' if self._school else 'ditambahkan'}.")
        self._school = None
        self._fill(None)
        self.added.emit(" ".join(name.split()))

    def _on_failed(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._context.messages.problem(error)
