"""1 Manajemen > Hak pasien: who asks to have data corrected, what the head decides, and the answer on paper."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ilp_desktop.domain.calendar_dates import indonesian_moment
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.patient_request import request_rules_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.record.patient_requests import NewRequest, RequestRow
from ui.context import PageContext
from ui.klaster1_management.entry_form import EntryForm, Raw, words
from ui.klaster1_management.panel import Panel
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone
from ui.paper import Paper
from ui.widgets.buttons import plain_button, primary_button
from ui.widgets.card import Card
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import date_text
from ui.widgets.field_form import FieldForm
from ui.widgets.labels import label
from ui.widgets.look_up import LookUp
from ui.widgets.one_press import OnePress
from ui.widgets.page import NEW, bind
from ui.widgets.suggestion_popup import Suggestion
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

HINT = "Hak pasien atas perbaikan data (UU 27/2022). Dijawab paling lambat 3 x 24 jam; data lama tetap tersimpan."
EMPTY = "Belum ada permintaan perbaikan dari pasien."
TITLE = "Jawaban permintaan perbaikan data"
FORM_PX = 400
TONES = {"menunggu": Tone.INFO, "lewat batas": Tone.BAD, "dikabulkan": Tone.GOOD, "ditolak": Tone.NEUTRAL}


class RequestsPanel(Panel):
    """The requests beside a form for a new one, or the answer to the one chosen.

    Attributes:
        entry: the form for what a patient asks.
        answer: the form for what the head answers.
    """

    subjects = frozenset({"patient_request"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._presses = OnePress()
        self._client_id = context.house.uow.identities.new()
        self.model: PagedTable[RequestRow] = PagedTable(request_columns(), self._fetch, context.jobs, parent=self)
        self.table = Table(self.model, EMPTY)
        self.new_button = primary_button("Permintaan baru", "plus")
        self.person = LookUp("person", "Pasien", self._find, context.jobs, hint="Nama, NIK, No. RM")
        self.entry = EntryForm(context, self._fields(), 2, self._store)
        self.card = Card("Permintaan baru")
        self.told = label("")
        self.told.setWordWrap(True)
        self.answer = FieldForm(1)
        self.answer.add(TextField("answer", "Jawaban untuk pasien", required=True, max_length=400))
        self.grant_button = plain_button("Kabulkan", "check")
        self.refuse_button = plain_button("Tolak", "close")
        self.print_button = plain_button("Cetak jawaban", "printer")
        self.detail = Card("Permintaan")

    def fill(self, column: QVBoxLayout) -> None:
        """Put the list at the left, and what is done at the right."""
        head, row, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(HINT, "muted"), 1)
        head.addWidget(self.new_button)
        self.card.add(self.entry)
        self.detail.add(self.told)
        self.detail.add(self.answer)
        for button in (self.grant_button, self.refuse_button, self.print_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.detail.body.addLayout(buttons)
        row.setSpacing(12)
        row.addWidget(self.table, 1)
        for card in (self.card, self.detail):
            card.setFixedWidth(FORM_PX)
            card.body.addStretch(1)
            row.addWidget(card)
            card.hide()
        column.addLayout(head)
        column.addLayout(row, 1)
        self._connect()

    def reload(self, _subjects: frozenset[str]) -> None:
        """Read the list again."""
        self.model.reload()

    def _fields(self) -> list[tuple[LookUp | ChoiceField | TextField, int]]:
        rules = request_rules_on(self.context.today())
        return [
            (self.person, 2),
            (ChoiceField("asked_as", "Yang meminta", list(rules.asked_as.items()), required=True), 1),
            (TextField("asked_by", "Namanya, bila bukan pasien", max_length=120), 1),
            (ChoiceField("subject", "Tentang", list(rules.subjects.items()), required=True), 2),
            (TextField("stands", "Yang tertulis sekarang", required=True, max_length=400), 2),
            (TextField("wanted", "Yang seharusnya", required=True, max_length=400), 2),
        ]

    def _connect(self) -> None:
        self.model.loaded.connect(lambda: self._show(self.table.current_row()))
        self.model.failed.connect(self.on_failed)
        self.table.selected.connect(self._show)
        self.new_button.clicked.connect(lambda _checked=False: self._open())
        self.entry.closed.connect(self.card.hide)
        self.entry.saved.connect(lambda _name: self._on_saved("Permintaan dicatat. Kepala memutuskannya."))
        self.grant_button.clicked.connect(lambda _checked=False: self._decide(granted=True))
        self.refuse_button.clicked.connect(lambda _checked=False: self._decide(granted=False))
        self.print_button.clicked.connect(lambda _checked=False: self._print())
        bind(NEW, self.new_button)

    def _open(self) -> None:
        self.detail.hide()
        self.card.show()
        self.entry.open()

    def _show(self, row: RequestRow | None) -> None:
        """Show the one chosen, unless a new one is being typed."""
        self.detail.setVisible(row is not None and self.card.isHidden())
        if row is None:
            return
        decides = row.granted is None and self.context.user.may(Act.DECIDE_REQUEST)
        self.told.setText(request_told(row))
        self.answer.setVisible(decides)
        self.grant_button.setVisible(decides)
        self.refuse_button.setVisible(decides)
        self.print_button.setVisible(row.granted is not None)

    def _fetch(self, after: RequestRow | None, limit: int) -> Sequence[RequestRow]:
        """Return a page; runs on a reader thread."""
        return self.context.house.patient_requests.listed(self.context.user, after, limit)

    def _find(self, typed: str) -> Sequence[Suggestion]:
        """Return who is meant; runs on a reader thread."""
        found = self.context.house.registration.search(self.context.user, typed)
        return [
            Suggestion(one.id, one.name, f"{date_text(one.birth_date)} · No. RM {one.record_number} · {one.village}")
            for one in found
        ]

    def _store(self, raw: Raw) -> UUID:
        """Note what was typed; runs on the writer thread."""
        person = raw.get("person")
        if not isinstance(person, UUID):
            raise WrongAnswers({"person": "Pilih pasien dari daftar."})
        told = {name: words(raw, name) for name in ("asked_as", "asked_by", "subject", "stands", "wanted")}
        return self.context.house.patient_requests.note(self.context.user, NewRequest(self._client_id, person, **told))

    def _on_saved(self, sentence: str) -> None:
        self._client_id = self.context.house.uow.identities.new()
        self.card.hide()
        self.answer.clear()
        self.context.messages.info(sentence)
        self.model.reload()

    def _decide(self, *, granted: bool) -> None:
        row = self.table.current_row()
        requests, user = self.context.house.patient_requests, self.context.user
        typed = str(self.answer.raw()["answer"] or "")
        if row is not None and self.answer.check() and self._presses.begin(row.id):
            self.context.jobs.write(
                lambda: requests.decide(user, row.id, granted=granted, answer=typed),
                lambda _: self._on_decided(granted=granted),
                owner=self,
                failed=self._on_refused,
            )

    def _on_decided(self, *, granted: bool) -> None:
        self._presses.end()
        self._on_saved("Permintaan dikabulkan; perbaiki datanya." if granted else "Permintaan ditolak.")

    def _on_refused(self, error: UserError) -> None:
        self._presses.fail()
        if not isinstance(error, WrongAnswers) or self.answer.show_errors(error.fields):
            self.context.messages.problem(error)
            self.model.reload()

    def _print(self) -> None:
        row = self.table.current_row()
        requests, user = self.context.house.patient_requests, self.context.user
        if row is not None:
            self.context.jobs.paper(
                lambda: requests.pdf(user, row.id),
                lambda pdf: self.context.show_paper(Paper(TITLE, "jawaban-permintaan.pdf", pdf)),
                owner=self,
                failed=self.context.messages.problem,
            )


def request_columns() -> tuple[Column[RequestRow], ...]:
    """Return the columns of the list."""
    return (
        Column("Diminta", lambda row: indonesian_moment(row.asked_at), 140),
        Column("Pasien", lambda row: row.patient, tooltip=lambda row: row.patient),
        Column("Tentang", lambda row: row.subject, 160),
        Column("Batas jawaban", lambda row: indonesian_moment(row.due_at), 140),
        Column("Keadaan", lambda row: row.state, 110, colour=lambda row: TONES[row.state]),
    )


def request_told(row: RequestRow) -> str:
    """Return all of a request in words."""
    lines = [
        f"{row.patient}, diminta oleh {row.asked_by}; dicatat {row.noted_by}, {indonesian_moment(row.asked_at)}.",
        f"Tertulis sekarang: {row.stands}",
        f"Seharusnya: {row.wanted}",
    ]
    if row.decided_at is not None:
        lines.append(
            f"{row.state.capitalize()} oleh {row.decided_by}, {indonesian_moment(row.decided_at)}: {row.answer}"
        )
    return "\n\n".join(lines)
