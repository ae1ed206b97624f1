"""Sekolah: a school and a class at the top, and beneath them the screening, the weekly tablets, or the class list."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.schools import ClassName
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.school.school_days import DayTable
from ilp_desktop.services.school.schools import ClassInfo, SchoolInfo
from ui.community.class_panel import ClassPanel
from ui.community.new_school import NewSchoolForm
from ui.community.school_screening import ScreeningPanel
from ui.community.tablet_panel import TabletPanel
from ui.context import PageContext
from ui.widgets.buttons import plain_button, quiet_button
from ui.widgets.date_field import DateField
from ui.widgets.page import NEW, bind
from ui.widgets.place_choice import Choice
from ui.widgets.view_switch import ViewSwitch

SCREENING, TABLETS, CLASS, NEW_SCHOOL = "screening", "tablets", "class", "new"
VIEWS = ((SCREENING, "Penjaringan"), (TABLETS, "TTD mingguan"), (CLASS, "Daftar kelas"))
CHOOSE_SCHOOL, CHOOSE_CLASS = "Pilih sekolah", "Pilih kelas"
CHOICE_PX, CLASS_PX, DAY_PX = 280, 168, 132
CLOSED = "{} (tutup)"
NOT_YOURS = "Hanya untuk petugas yang menulis rekam medis"


class SchoolView(QWidget):
    """The choices and what they show.

    Attributes:
        school, grade, day, views: the choices.
        screening, tablets, classes, new_school: what may be shown.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._schools: tuple[SchoolInfo, ...] = ()
        self._classes: tuple[ClassInfo, ...] = ()
        self._wanted = ""
        self.school, self.grade = Choice(CHOOSE_SCHOOL), Choice(CHOOSE_CLASS, "Kelas ")
        self.school.setFixedWidth(CHOICE_PX)
        self.grade.setFixedWidth(CLASS_PX)
        self.day = DateField("day", "Tanggal", self._read_day)
        self.day.set_value(context.today())
        self.day.setFixedWidth(DAY_PX)
        self.views = ViewSwitch("Bagian sekolah", VIEWS)
        self.new_button = plain_button("Sekolah baru", "plus")
        self.change_button = plain_button("Ubah", "edit")
        self.change_button.setAccessibleName("Ubah sekolah ini")
        self.bias_button = quiet_button("BIAS", "syringe")
        self.bias_button.setToolTip("Ke imunisasi sekolah pada 2 Ibu & Anak")
        self.screening, self.tablets = ScreeningPanel(context), TabletPanel(context)
        self.classes, self.new_school = ClassPanel(context), NewSchoolForm(context)
        self.stack = QStackedWidget()
        for panel in (self.screening, self.tablets, self.classes, self.new_school):
            self.stack.addWidget(panel)
        self._lay_out()
        self.school.currentIndexChanged.connect(self._read_classes)
        self.grade.currentIndexChanged.connect(self._read)
        self.day.finished.connect(self._read)
        self.views.changed.connect(self._show_view)
        self.new_button.clicked.connect(self._add_school)
        self.change_button.clicked.connect(self._change_school)
        self.classes.changed.connect(self.reload)
        self.new_school.left.connect(lambda: self._show_view(self.views.current()))
        self.new_school.added.connect(self._on_added)
        self.bias_button.clicked.connect(self._go_to_bias)
        bind(NEW, self.new_button)
        self._offer_views()
        self.setFocusProxy(self.school)

    def reload(self) -> None:
        """Read schools, classes and what is shown again."""
        schools, user = self._context.house.schools, self._context.user
        self._context.jobs.read(
            lambda: schools.listed(user), self._on_schools, owner=self, failed=self._on_failed, key="schools"
        )

    def choose_school(self, name: str) -> None:
        """Choose a school by its name as soon as the schools are read."""
        self._wanted = name
        self.reload()

    def chosen_school(self) -> SchoolInfo | None:
        """Return the school chosen."""
        return next((one for one in self._schools if _words(one) == self.school.chosen()), None)

    def chosen_class(self) -> ClassName | None:
        """Return the class chosen."""
        return next((one.name for one in self._classes if one.name.text == self.grade.chosen()), None)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.school, self.change_button, self.grade, self.day, self.new_button):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.bias_button)
        row.addWidget(self.views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)

    def _offer_views(self) -> None:
        """Let those screen who may write records; the others see the class list alone."""
        writes, ticks = (self._context.user.may(act) for act in (Act.WRITE_RECORD, Act.WRITE_FIELD))
        for view, may in ((SCREENING, writes), (TABLETS, ticks)):
            self.views.set_offered(view, offered=may)
            self.views.button(view).setToolTip("" if may else NOT_YOURS)
        if not writes:
            self.bias_button.hide()
            self.views.select(CLASS)
            self.stack.setCurrentWidget(self.classes)

    def _on_schools(self, schools: Sequence[SchoolInfo]) -> None:
        self._schools = tuple(schools)
        self.school.offer([_words(one) for one in self._schools])
        if self._wanted:
            wanted = next((one for one in self._schools if one.name == self._wanted), None)
            self.school.choose(_words(wanted) if wanted else "")
            self._wanted = ""
        self._read_classes()

    def _read_classes(self) -> None:
        school = self.chosen_school()
        self.change_button.setEnabled(school is not None)
        if school is None:
            self._on_classes(())
            return
        schools, user = self._context.house.schools, self._context.user
        self._context.jobs.read(
            lambda: schools.classes(user, school.id), self._on_classes, owner=self, failed=self._on_failed, key="grades"
        )

    def _on_classes(self, classes: Sequence[ClassInfo]) -> None:
        self._classes = tuple(classes)
        self.grade.offer([one.name.text for one in classes])
        self._read()

    def _read(self) -> None:
        """Read what the choices show."""
        school, name, day = self.chosen_school(), self.chosen_class(), self.day.value()
        view = self.views.current()
        if view == CLASS:
            self._read_class_list(school, name)
        elif school is None or name is None or not isinstance(day, date):
            self.screening.show_table(None)
            self.tablets.show_girls(self._context.today(), ())
        elif view == SCREENING:
            days, user = self._context.house.school_days, self._context.user
            self._context.jobs.read(
                lambda: days.table(user, school.id, name, day),
                self._show_table,
                owner=self,
                failed=self._on_failed,
                key="table",
            )
        else:
            tablets, user = self._context.house.weekly_tablets, self._context.user
            self._context.jobs.read(
                lambda: tablets.girls(user, school.id, name, day),
                lambda rows: self.tablets.show_girls(day, rows),
                owner=self,
                failed=self._on_failed,
                key="girls",
            )

    def _show_table(self, table: DayTable) -> None:
        """Show a class, and go into it from the choices above."""
        self.screening.show_table(table)
        if self.school.hasFocus() or self.grade.hasFocus() or self.day.line.hasFocus():
            self.screening.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_class_list(self, school: SchoolInfo | None, name: ClassName | None) -> None:
        if school is None or name is None:
            self.classes.show_class(school, name, ())
            return
        schools, user = self._context.house.schools, self._context.user
        self._context.jobs.read(
            lambda: schools.pupils(user, school.id, name),
            lambda rows: self.classes.show_class(school, name, rows),
            owner=self,
            failed=self._on_failed,
            key="pupils",
        )

    def _show_view(self, view: str) -> None:
        self.views.select(view)
        self.stack.setCurrentWidget({SCREENING: self.screening, TABLETS: self.tablets, CLASS: self.classes}[view])
        self._read()

    def _add_school(self) -> None:
        self.stack.setCurrentWidget(self.new_school)
        self.new_school.start()

    def _change_school(self) -> None:
        school = self.chosen_school()
        if school is not None:
            self.stack.setCurrentWidget(self.new_school)
            self.new_school.start(school)

    def _on_added(self, name: str) -> None:
        """Go to the class list of a school that was just added or changed."""
        self._wanted = name
        self._show_view(CLASS)
        self.reload()

    def _go_to_bias(self) -> None:
        school = self.chosen_school()
        self._context.show_bias(school.name if school is not None else "")

    def _read_day(self, text: str) -> TypedDate:
        return parse_date(text, self._context.today())

    def _on_failed(self, error: UserError) -> None:
        self._context.messages.problem(error)


def _words(school: SchoolInfo) -> str:
    """Return a school as it is chosen."""
    return CLOSED.format(school.name) if school.closed else school.name
