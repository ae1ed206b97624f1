"""1 Manajemen > Jejak: who did what on a day, and who opened the record of one patient."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.audit.kinds import TrailKind
from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.typed.typed_date import parse_date
from ilp_desktop.services.audit.trails import TrailFilter, TrailRow
from ilp_desktop.services.start.access import StaffInfo
from ui.context import PageContext
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.date_field import DateField, date_text
from ui.widgets.labels import label
from ui.widgets.look_up import LookUp
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

DAY, PATIENT = "day", "patient"
VIEWS = ((DAY, "Satu hari"), (PATIENT, "Siapa membuka rekam ini"))
DAY_HINT = "Jejak tidak dapat diubah atau dihapus. Isi rekam medis tidak tampil di sini."
PATIENT_HINT = "Untuk pasien yang bertanya siapa membuka rekam medisnya (UU 27/2022)."
EVERYBODY, EVERY_KIND = "Semua petugas", "Semua tindakan"
REPORT_HINT = "Cetak laporan hari itu dengan kepala rantai jejak, untuk disimpan di luar komputer"
NOBODY = "Belum ada yang tercatat pada hari dan pilihan ini."
NOT_OPENED = "Pilih pasien. Bila daftarnya kosong, belum ada yang tercatat membuka rekamnya."
TITLE, REPORT = "Daftar akses rekam medis", "Laporan harian"
STAFF = "staff"
ONE_DAY = timedelta(days=1)
DATE_PX = 150
PERSON_PX = 420


class TrailPanel(Panel):
    """Two lists, one in front: a day by staff and kind, and one patient with the list to hand out.

    Attributes:
        views: which list is in front.
        day, staff, kind: what the day is narrowed down to.
        person: the patient looked up.
    """

    subjects = frozenset({STAFF})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._staff: tuple[StaffInfo, ...] = ()
        self._wanted: TrailFilter | None = None
        self.views = ViewSwitch("Yang dilihat", VIEWS)
        self.hint = label("", "muted")
        self.day = DateField("day", "Hari", lambda text: parse_date(text, context.today()), required=True)
        self.before_button = quiet_button("Sebelumnya", "chevron-left")
        self.after_button = quiet_button("Sesudahnya", "chevron-right")
        self.staff = QComboBox()
        self.kind = QComboBox()
        self.person = LookUp("person", "Pasien", self._find, context.jobs, hint="Nama, NIK, No. RM")
        self.print_button = quiet_button("Cetak untuk pasien", "printer")
        self.report_button = quiet_button("Laporan harian", "printer")
        self.report_button.setToolTip(REPORT_HINT)
        self.rows: PagedTable[TrailRow] = PagedTable(day_columns(), self._fetch_day, context.jobs, parent=self)
        self.looks: PagedTable[TrailRow] = PagedTable(look_columns(), self._fetch_looks, context.jobs, parent=self)
        self.row_table = Table(self.rows, NOBODY)
        self.look_table = Table(self.looks, NOT_OPENED)
        self.stack = QStackedWidget()

    def fill(self, column: QVBoxLayout) -> None:
        """Put the lists under their switch, each with what narrows it down."""
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.views)
        head.addWidget(self.hint, 1)
        column.addLayout(head)
        self.kind.addItem(EVERY_KIND, None)
        for kind in TrailKind:
            self.kind.addItem(kind.value, kind)
        self.staff.addItem(EVERYBODY)
        for box, name in ((self.staff, "Petugas"), (self.kind, "Tindakan")):
            box.setAccessibleName(name)
        self.row_table.setAccessibleName(VIEWS[0][1])
        self.look_table.setAccessibleName(VIEWS[1][1])
        self.day.setMaximumWidth(DATE_PX)
        self.day.set_value(self.context.today())
        self.person.setMinimumWidth(PERSON_PX)
        self.stack.addWidget(
            _under(
                (self.day, self.before_button, self.after_button, self.staff, self.kind, self.report_button),
                self.row_table,
            )
        )
        self.stack.addWidget(_under((self.person, self.print_button), self.look_table))
        column.addWidget(self.stack, 1)
        self._connect()
        self._show(self.views.current())

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the day again, and who is on the staff."""
        access, user = self.context.house.access, self.context.user
        if user.may(Act.SEE_TRAIL):
            self.context.jobs.read(lambda: access.staff(user), self._on_staff, owner=self, key=STAFF)
        self._read_day()

    def _connect(self) -> None:
        self.views.changed.connect(self._show)
        self.day.changed.connect(self._read_day)
        self.before_button.clicked.connect(lambda _checked: self._step(-ONE_DAY))
        self.after_button.clicked.connect(lambda _checked: self._step(ONE_DAY))
        self.staff.currentIndexChanged.connect(lambda _place: self._read_day())
        self.kind.currentIndexChanged.connect(lambda _place: self._read_day())
        self.person.changed.connect(self._read_person)
        self.print_button.clicked.connect(lambda _checked: self._print())
        self.print_button.setEnabled(False)
        self.report_button.clicked.connect(lambda _checked: self._report())
        for model in (self.rows, self.looks):
            model.failed.connect(self.on_failed)

    def _show(self, view: str) -> None:
        self.stack.setCurrentIndex((DAY, PATIENT).index(view))
        self.hint.setText(DAY_HINT if view == DAY else PATIENT_HINT)

    def _step(self, days: timedelta) -> None:
        shown = self.day.value()
        wanted = (shown if isinstance(shown, date) else self.context.today()) + days
        self.day.set_value(min(wanted, self.context.today()))
        self._read_day()

    def _read_day(self) -> None:
        day = self.day.value()
        self.after_button.setEnabled(isinstance(day, date) and day < self.context.today())
        if isinstance(day, date):
            self._wanted = TrailFilter(day, self._staff_id(), self.kind.currentData())
            self.rows.reload()

    def _read_person(self) -> None:
        self.print_button.setEnabled(self._person_id() is not None)
        if self._person_id() is None:
            self.looks.clear()
        else:
            self.looks.reload()

    def _staff_id(self) -> UUID | None:
        place = self.staff.currentIndex() - 1
        return self._staff[place].id if 0 <= place < len(self._staff) else None

    def _person_id(self) -> UUID | None:
        found = self.person.value()
        return found if isinstance(found, UUID) else None

    def _fetch_day(self, after: TrailRow | None, limit: int) -> Sequence[TrailRow]:
        """Return a page; runs on a reader thread."""
        wanted = self._wanted or TrailFilter(self.context.today())
        return self.context.house.trails.listed(self.context.user, wanted, after, limit)

    def _fetch_looks(self, after: TrailRow | None, limit: int) -> Sequence[TrailRow]:
        """Return a page; runs on a reader thread."""
        person_id = self._person_id()
        if person_id is None:
            return ()
        return self.context.house.trails.of_person(self.context.user, person_id, after, limit)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        """Return who is meant; runs on a reader thread."""
        found = self.context.house.registration.search(self.context.user, typed)
        return [
            Suggestion(one.id, one.name, f"{date_text(one.birth_date)} · No. RM {one.record_number} · {one.village}")
            for one in found
        ]

    def _on_staff(self, staff: tuple[StaffInfo, ...]) -> None:
        if staff == self._staff:
            return
        chosen, self._staff = self._staff_id(), staff
        blocker = QSignalBlocker(self.staff)
        self.staff.clear()
        self.staff.addItems([EVERYBODY, *(one.name for one in staff)])
        places = [one.id for one in staff]
        self.staff.setCurrentIndex(places.index(chosen) + 1 if chosen in places else 0)
        blocker.unblock()

    def _print(self) -> None:
        person_id, user = self._person_id(), self.context.user
        if person_id is not None:
            trails = self.context.house.trails
            self.context.jobs.paper(
                lambda: trails.access_list(user, person_id), self._on_made, owner=self, failed=self._say
            )

    def _report(self) -> None:
        day, user = self.day.value(), self.context.user
        if isinstance(day, date):
            reports = self.context.house.trails
            self.context.jobs.paper(
                lambda: reports.day_report(user, day),
                lambda pdf: self.context.show_paper(Paper(REPORT, f"laporan-{day:%Y%m%d}.pdf", pdf)),
                owner=self,
                failed=self._say,
            )

    def _on_made(self, pdf: bytes) -> None:
        self.context.show_paper(Paper(TITLE, "daftar-akses.pdf", pdf))

    def _say(self, error: UserError) -> None:
        self.context.messages.problem(error)


def _under(above: Sequence[QWidget], table: Table) -> QWidget:
    """Return a table under what narrows it down."""
    page = QWidget()
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in above:
        line.addWidget(widget)
    line.addStretch(1)
    rows = QVBoxLayout(page)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(8)
    rows.addLayout(line)
    rows.addWidget(table, 1)
    return page


def day_columns() -> tuple[Column[TrailRow], ...]:
    """Return the columns of a day."""
    return (
        Column("Jam", lambda row: f"{row.at:%H.%M.%S}", 84),
        Column("Petugas", lambda row: row.by, 210, tooltip=lambda row: f"{row.by}, {row.profession}"),
        Column("Tindakan", lambda row: row.what, 230, tooltip=lambda row: row.what),
        Column("Tentang", lambda row: row.about, 190, tooltip=lambda row: row.about),
        Column("Pasien", lambda row: row.patient, tooltip=lambda row: row.patient),
        Column("Komputer", lambda row: row.workstation, 150, tooltip=lambda row: row.workstation),
    )


def look_columns() -> tuple[Column[TrailRow], ...]:
    """Return the columns of one patient."""
    return (
        Column("Waktu", lambda row: indonesian_moment(row.at), 140),
        Column("Petugas", lambda row: row.by, 260, tooltip=lambda row: row.by),
        Column("Profesi", lambda row: row.profession, 180),
        Column("Yang dilakukan", lambda row: row.what),
        Column("Tentang", lambda row: row.about, 220),
        Column("Komputer", lambda row: row.workstation, 150),
    )
