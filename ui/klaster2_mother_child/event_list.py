"""The list of events after immunisation: those to be looked at again, or all; following one up, and its paper."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.immunisation.adverse_event import EventVerdict, event_words
from ilp_desktop.services.immunisation.adverse_event_reading import EventRow
from ilp_desktop.services.immunisation.adverse_events import LIMITS, EventFollowUp
from ui.context import PageContext
from ui.klaster2_mother_child.event_correct import EventCorrect
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.many_field import ManyField
from ui.widgets.page import PRINT, bind
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField
from ui.widgets.view_switch import ViewSwitch

WAITING, ALL = "waiting", "all"
VIEWS = ((WAITING, "Perlu dilihat"), (ALL, "Semua"))
EMPTY = "Tidak ada KIPI di daftar ini. KIPI dilaporkan di tab Imunisasi pasien."
NOBODY = "Pilih satu laporan."
RIGHT_PX = 344
FILE_NAME = "laporan-kipi.pdf"
SERIOUS = "serius"


class EventList(QWidget):
    """Reports at the left, the one chosen at the right.

    Attributes:
        model, table: the reports.
        form: what became of the one chosen.
        correct: sets right what was written down wrongly.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._row: EventRow | None = None
        self.views = ViewSwitch("Laporan", VIEWS)
        self.model: PagedTable[EventRow] = PagedTable(_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Laporan KIPI")
        self.said_label, self.alarm_label = label(NOBODY, "muted"), label("", "strong")
        for one in (self.said_label, self.alarm_label):
            one.setWordWrap(True)
        self.save_button = quiet_button("Simpan tindak lanjut", "check")
        self.print_button = quiet_button("Cetak laporan", "printer")
        bind(PRINT, self.print_button)
        self.correct_button = quiet_button("Perbaiki", "edit")
        self.correct_button.setToolTip("Perbaiki dosis, mulai gejala, atau reaksi yang salah tulis")
        self.correct = EventCorrect(context)
        self.form = self._built()
        self._lay_out()
        self._connect()
        self._show(None)
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        """Read the reports again."""
        self.model.reload()

    def begin(self) -> None:
        """Read the reports when the list is opened."""
        self.reload()

    def _built(self) -> FieldForm:
        words = event_words(self._context.today())
        form = FieldForm(columns=1)
        form.add(ChoiceField("outcome", "Keadaan sekarang", [*words.outcomes.items()], required=True))
        form.add(ManyField("criteria", "Kriteria serius", [*words.criteria.items()], columns=1))
        form.add(TextField("treatment", "Tindakan", max_length=LIMITS["treatment"][1]))
        form.add(TextField("note", "Catatan", max_length=LIMITS["note"][1]))
        form.set_save_button(self.save_button)
        return form

    def _lay_out(self) -> None:
        card = Card("Laporan terpilih")
        card.add_action(self.correct_button)
        self._right = QStackedWidget()
        self._right.setFixedWidth(RIGHT_PX)
        self._right.addWidget(card)
        self._right.addWidget(self.correct)
        for part in (self.said_label, self.alarm_label, self.form):
            card.add(part)
        foot = QHBoxLayout()
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        left, head = QVBoxLayout(), QHBoxLayout()
        head.addWidget(self.views)
        head.addStretch(1)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self._right)

    def _connect(self) -> None:
        self.views.changed.connect(self._on_view)
        self.table.selected.connect(self._show)
        self.model.failed.connect(self._context.messages.problem)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.correct_button.clicked.connect(self._correct)
        self.correct.left.connect(self._on_left)

    def _fetch(self, after: EventRow | None, limit: int) -> Sequence[EventRow]:
        """Return a page of reports; runs on a reader thread."""
        waiting = self.views.current() == WAITING
        return self._context.house.adverse_events.listed(self._context.user, waiting=waiting, after=after, limit=limit)

    def _on_view(self, _view: str) -> None:
        self.model.clear()
        self.model.reload()

    def _show(self, row: EventRow | None) -> None:
        """Show a report with what is known of it so far."""
        if row is None or self._row is None or (row.id, row.version) != (self._row.id, self._row.version):
            self.form.clear()
            if row is not None:
                self.form.set_values(
                    {"outcome": row.outcome, "criteria": row.criteria, "treatment": row.treatment, "note": row.note}
                )
        if row is None or self._row is None or row.id != self._row.id:
            self._right.setCurrentIndex(0)
        self._row = row
        for part in (self.form, self.save_button, self.print_button, self.correct_button):
            part.setVisible(row is not None)
        self.said_label.setText(NOBODY if row is None else _said(row))
        self.alarm_label.setText("" if row is None else "\n".join(row.verdict.alarms))

    def _correct(self) -> None:
        if self._row is not None:
            self._right.setCurrentWidget(self.correct)
            self.correct.begin(self._row)

    def _on_left(self) -> None:
        self._right.setCurrentIndex(0)
        self.reload()

    def _save(self) -> None:
        row = self._row
        if row is None or not self.form.check():
            return
        criteria = self.form.field("criteria").value()
        wanted = EventFollowUp(
            row.id,
            row.version,
            str(self.form.field("outcome").value() or ""),
            tuple(criteria) if isinstance(criteria, list | tuple) else (),
            self.form.field("treatment").text(),
            self.form.field("note").text(),
        )
        world = self._context
        self.save_button.setEnabled(False)
        world.jobs.write(
            lambda: world.house.adverse_events.follow_up(world.user, wanted),
            self._on_saved,
            owner=self,
            failed=self._on_failed,
        )

    def _on_saved(self, _verdict: EventVerdict) -> None:
        self.save_button.setEnabled(True)
        self._context.messages.info("Tindak lanjut tersimpan.")
        self.reload()

    def _on_failed(self, error: UserError) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, WrongAnswers):
            self.form.show_errors(error.fields)
        else:
            self._context.messages.problem(error)

    def _print(self) -> None:
        row, world = self._row, self._context
        if row is not None:
            world.jobs.paper(
                lambda: world.house.adverse_events.pdf(world.user, row.id),
                lambda pdf: world.show_paper(Paper("Laporan KIPI", FILE_NAME, pdf)),
                owner=self,
                failed=world.messages.problem,
            )


def _columns() -> tuple[Column[EventRow], ...]:
    return (
        Column("Mulai", lambda row: indonesian_date(row.onset_on), 88),
        Column("Nama", lambda row: row.name, 180, tooltip=lambda row: row.name),
        Column("Umur", lambda row: row.age.short_text, 80),
        Column("Vaksin", _doses, 150, tooltip=_doses),
        Column("Reaksi", lambda row: row.reaction_text, tooltip=lambda row: row.reaction_text),
        Column("", lambda row: SERIOUS if row.verdict.serious else "", 72, colour=_tone),
        Column("Keadaan", lambda row: row.outcome_text, 120),
        Column("Dilihat lagi", lambda row: indonesian_date(row.follow_up_on) if row.follow_up_on else "", 92),
    )


def _doses(row: EventRow) -> str:
    return ", ".join(dose.label for dose in row.doses)


def _tone(row: EventRow) -> Tone | None:
    return Tone.BAD if row.verdict.serious else None


def _said(row: EventRow) -> str:
    batches = "; ".join(f"{one.label} {indonesian_date(one.given_on)}, batch {one.batch or '-'}" for one in row.doses)
    reporter = ", ".join(part for part in (row.reported_by, row.reporter) if part)
    return f"{row.name}, {row.age.short_text}\n{batches}\nPelapor: {reporter}. Dicatat {row.recorded_by}."
