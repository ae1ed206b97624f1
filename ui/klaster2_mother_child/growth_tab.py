"""The tab Tumbuh Kembang: every measurement in a table, and one index before WHO's curves."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.life_stage import klaster_for
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint
from ilp_desktop.services.growth.growth_series import INFANT, RANGES, SCHOOL, AgeRange, months_of_age, range_for
from ilp_desktop.services.growth.growth_sheets import corrected_remarks
from ilp_desktop.services.record.encounters import EncounterFile
from ui.klaster2_mother_child.birth_card import BirthCard
from ui.klaster2_mother_child.child_care_line import ChildCareLine
from ui.klaster2_mother_child.growth_charts import SPEEDS, VELOCITY, Chart, Drawn, offered_on, views_of
from ui.klaster2_mother_child.growth_follow_up import FollowUpCard
from ui.klaster2_mother_child.growth_pmt import PmtCard, ToldCard
from ui.klaster2_mother_child.growth_rows import COLUMNS, PointRow
from ui.klaster2_mother_child.growth_side import GrowthSide
from ui.klaster2_mother_child.kia_book_card import KiaBookCard
from ui.klaster2_mother_child.kia_button import KiaButton
from ui.klaster2_mother_child.newborn_card import NewbornCard
from ui.klaster2_mother_child.rows import Rows
from ui.klaster2_mother_child.sheet_button import SheetButton
from ui.models.paged_table import PagedTable
from ui.widgets.card import Card
from ui.widgets.growth_plot import GrowthPlot
from ui.widgets.labels import label
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

CHART_PX = 300
CARD_MONTHS, CORRECTED_MONTHS, NEWBORN_MONTHS = 60, 24, 2
TABLE_PX = 180
CORRECTED = "Titik isi: umur koreksi; lingkaran: umur kalender."
PLAN_FORM, PMT_FORM, BIRTH_FORM = "nutrition_plan", "pmt", "birth_told"
FORMS = (PLAN_FORM, PMT_FORM, BIRTH_FORM)
"""The forms that stand in this tab."""


def is_child(file: EncounterFile) -> bool:
    """Say whether the tab stands for a patient: whoever is young enough for klaster 2."""
    return klaster_for(file.patient.age)[0] is Klaster.MOTHER_CHILD


class GrowthTab(RoomTab):
    """One child's growth."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._person_id: UUID | None = None
        self._file: GrowthFile | None = None
        self._points: tuple[GrowthPoint, ...] = ()
        self._latest: GrowthPoint | None = None
        self._drawn: tuple[GrowthPoint, ...] = ()
        self._rows: Rows[GrowthPoint] = Rows()
        self.kia_button = KiaButton(room, as_mother=False)
        self.sheet_button = SheetButton(room, "Grafik", "grafik-pertumbuhan.pdf", self._sheet)
        self.card_button = SheetButton(room, "KMS", "kms.pdf", self._growth_card)
        self.indices = ViewSwitch("Indeks", [*views_of(INFANT).items()])
        self.ranges = ViewSwitch("Rentang umur", [(code, span.label) for code, span in RANGES.items()])
        self.speeds = ViewSwitch("Laju tumbuh", [*SPEEDS.items()])
        self.speeds.changed.connect(self._draw)
        self.speeds.hide()
        self.indices.changed.connect(self._draw)
        self.ranges.changed.connect(self._draw)
        self.plot = GrowthPlot()
        self.plot.setMinimumHeight(CHART_PX)
        self.plot.chosen.connect(self._on_mark_chosen)
        self.side = GrowthSide()
        self.model: PagedTable[PointRow] = PagedTable(COLUMNS, self._rows.fetch, room.context.jobs, parent=self)
        self.table = Table(self.model, "Belum ada pengukuran.")
        self.table.setFixedHeight(TABLE_PX)
        self.table.selected.connect(self._on_row_selected)
        self.model.loaded.connect(self._on_rows_shown)
        self.corrected_label = label("", "muted")
        self.corrected_label.setWordWrap(True)
        self.follow_up = FollowUpCard(room, PLAN_FORM)
        self.follow_up.line.wanted.connect(self._show_steps)
        self.pmt = PmtCard(room, PMT_FORM)
        self.told = ToldCard(room, BIRTH_FORM)
        self.birth = BirthCard(room)
        self.newborn = NewbornCard(room)
        self.book = KiaBookCard(room)
        self.book.changed.connect(lambda: self.book.show_child(self._room.file.patient.person_id))
        self.care_line = ChildCareLine(room, self.book.button)
        self._lay_out()

    def show_file(self, file: EncounterFile) -> None:
        """Show a child's growth."""
        world, person = self._room.context, file.patient.person_id
        if person != self._person_id:
            self._person_id, self._file = person, None
            self._take(())
        self.birth.begin(file.patient)
        self.newborn.show_file(file)
        months = file.patient.age.total_months
        self._put_in_order(newborn=months < NEWBORN_MONTHS)
        self.card_button.setVisible(months < CARD_MONTHS)
        self.follow_up.setVisible(months < CARD_MONTHS)
        self.pmt.setVisible(months < CARD_MONTHS)
        self.told.setVisible(months < CORRECTED_MONTHS)
        self.pmt.show_child(person)
        self.care_line.show_file(file)
        self.book.show_child(person)
        world.jobs.read(
            lambda: world.house.children.growth(world.user, person),
            self._on_read,
            owner=self,
            failed=self._on_failed,
            key="growth",
        )

    def points(self) -> tuple[GrowthPoint, ...]:
        """Return the measurements on the chart, in the order of its marks."""
        return self._drawn

    def _lay_out(self) -> None:
        card = Card("Pertumbuhan")
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for button in (self.sheet_button, self.card_button, self.kia_button):
            card.add_action(button)
        card.add(self.follow_up.line)
        card.add(self.care_line)
        switches = QHBoxLayout()
        switches.addWidget(self.indices)
        switches.addStretch(1)
        switches.addWidget(self.speeds)
        switches.addWidget(self.ranges)
        card.body.addLayout(switches)
        chart = QHBoxLayout()
        chart.setSpacing(16)
        chart.addWidget(self.plot, 1)
        chart.addWidget(self.side)
        card.body.addLayout(chart, 1)
        card.add(self.corrected_label)
        card.add(self.table)
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)
        self._grown = (card, self.book, self.follow_up, self.pmt, self.told)
        self._cards.addStretch(1)
        self._put_in_order(newborn=False)

    def _put_in_order(self, *, newborn: bool) -> None:
        """Put the first weeks above the growth of a newborn, and beneath that of an older child."""
        of_birth = (self.newborn, self.birth)
        order = (*of_birth, *self._grown) if newborn else (*self._grown, *of_birth)
        if self._cards.indexOf(order[0]) == 0:
            return
        for place, part in enumerate(order):
            self._cards.insertWidget(place, part)

    def _show_steps(self) -> None:
        """Bring what is to be done into view."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            bar = above.verticalScrollBar()
            bar.setValue(bar.value() + self.follow_up.mapTo(above.viewport(), QPoint(0, 0)).y())
        self.follow_up.setFocus()

    def _on_read(self, found: GrowthFile) -> None:
        first = self._file is None
        self._file = found
        remarks = corrected_remarks(found)
        self.corrected_label.setText(" ".join([*remarks, CORRECTED]) if remarks else "")
        self.corrected_label.setVisible(bool(remarks))
        self.told.show_birth(found.birth)
        self.follow_up.show_point(next((one for one in reversed(found.points) if not one.at_birth), None))
        self._take(found.points)
        if first:
            self._choose_views(found)
        self._draw()

    def _sheet(self, child_id: UUID) -> Callable[[], bytes]:
        world, span = self._room.context, self.ranges.current()
        return lambda: world.house.growth_care.sheet_pdf(world.user, child_id, span)

    def _growth_card(self, child_id: UUID) -> Callable[[], bytes]:
        world = self._room.context
        return lambda: world.house.growth_care.card_pdf(world.user, child_id)

    def _on_rows_shown(self) -> None:
        """Show the latest measurement when it is new or no other one is looked at."""
        latest = self._points[-1] if self._points else None
        if self.table.current_row() is None or latest != self._latest:
            self.table.select_first()
        self._latest = latest

    def _take(self, points: tuple[GrowthPoint, ...]) -> None:
        self._points = points
        self._rows.show(points)
        self.model.reload()
        self.side.show_point(points[-1] if points else None)

    def _choose_views(self, found: GrowthFile) -> None:
        """Begin with the range of the last measurement, or of today, and the index most looked at there."""
        months = float(self._room.file.patient.age.total_months)
        span = range_for(months_of_age(found.points[-1]) if found.points else months)
        self._select_range(span)
        first = Indicator.BMI_FOR_AGE if span is SCHOOL else Indicator.WEIGHT_FOR_AGE
        self.indices.select(first.value)

    def _select_range(self, span: AgeRange) -> None:
        self.ranges.select(next(code for code, each in RANGES.items() if each is span))

    def _chart(self) -> Chart:
        if self.indices.current() == VELOCITY:
            return Chart(self.speeds.current(), INFANT)
        return Chart(self.indices.current(), RANGES[self.ranges.current()])

    def _draw(self) -> None:
        """Reckon the chart asked for and draw it."""
        self._offer_indices(RANGES[self.ranges.current()])
        file, chart, world = self._file, self._chart(), self._room.context
        if file is None:
            return
        world.jobs.read(
            lambda: chart.drawn(file, world.today()),
            self._show_chart,
            owner=self,
            failed=self._on_failed,
            key="curves",
        )

    def _offer_indices(self, span: AgeRange) -> None:
        """Name the charts as they are called at an age, and let go of those there are none of."""
        offered = offered_on(span)
        for code, name in views_of(span).items():
            self.indices.button(code).setText(name)
            self.indices.set_offered(code, offered=code in offered)
        if not self.indices.button(self.indices.current()).isEnabled():
            self.indices.select(Indicator.BMI_FOR_AGE.value)
        fast = self.indices.current() == VELOCITY
        self.speeds.setVisible(fast)
        self.ranges.setHidden(fast)

    def _show_chart(self, chart: Drawn) -> None:
        self._drawn = chart.points
        self.plot.show_growth(chart.title, chart.axis, chart.measure, chart.lines, chart.marks, chart.labels)
        row: PointRow | None = self.table.current_row()
        if row is not None:
            self._mark(row.thing)

    def _on_mark_chosen(self, number: int) -> None:
        self._point_at(self._drawn[number])

    def _point_at(self, point: GrowthPoint) -> None:
        """Show one measurement in the panel, in the table and on the chart."""
        self.side.show_point(point)
        if self._file is not None:
            self.table.select_key(self._file.points.index(point))
        self._mark(point)

    def _on_row_selected(self, row: PointRow | None) -> None:
        """Show a row's measurement, on the chart of its age."""
        if row is None:
            return
        self.side.show_point(row.thing)
        span = range_for(months_of_age(row.thing))
        if span is not self._chart().span:
            self._select_range(span)
            self._draw()
        self._mark(row.thing)

    def _mark(self, point: GrowthPoint) -> None:
        self.plot.select(self._drawn.index(point) if point in self._drawn else -1)

    def _on_failed(self, error: UserError) -> None:
        self._room.context.messages.problem(error)
