"""What was answered to a form before: the days, and the answers of one of them, to be read only."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.services.answers.filled_forms import PastForm
from ui.models.paged_table import Column, PagedTable
from ui.palette import Tone, current_palette
from ui.widgets.form_view_words import PILL_TONES
from ui.widgets.labels import label
from ui.widgets.page import scrolled
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

EMPTY = "Formulir ini belum pernah diisi untuk orang ini."
EMPTY_HERE = "Tidak ada yang dapat dibaca di sini. Isian terbatas klaster lain dibuka lewat Ringkasan, dengan alasan."
CHOOSE = "Pilih satu hari untuk membaca jawabannya."
NOTHING = "-"
TABLE_PX = 168
LEFT_SHARE = "46%"


def _tone(past: PastForm) -> Tone | None:
    found = past.response.found
    return None if found is None or found.urgency is Urgency.NONE else PILL_TONES[found.urgency]


def _scores(past: PastForm) -> str:
    found = past.response.found
    scores = [one.score for one in found.members if one.score is not None] if found else []
    return " · ".join(map(decimal_text, scores)) or NOTHING


COLUMNS: tuple[Column[PastForm], ...] = (
    Column("Tanggal", lambda past: indonesian_date(past.response.day), 96),
    Column("Kesimpulan", lambda past: past.response.conclusion or NOTHING, colour=_tone),
    Column("Skor", _scores, 84, align_right=True),
    Column("Petugas", lambda past: past.response.recorded_by, 160),
)


class FormHistory(QWidget):
    """A line for each time the form was filled in, the newest first; beneath, the answers of the line chosen.

    Attributes:
        table: the lines.
        edition, answers: what the answers were given to, and the answers.
    """

    def __init__(self, room: RoomContext, form_code: str) -> None:
        super().__init__()
        self._room = room
        self._form_code = form_code
        self._person_id: UUID | None = None
        self.model = PagedTable(COLUMNS, self._fetch, room.context.jobs, parent=self)
        restricted = form_code in room.visit.headers and (
            room.visit.headers[form_code].sensitivity is Sensitivity.RESTRICTED
        )
        self.table = Table(self.model, EMPTY_HERE if restricted else EMPTY)
        self.table.setAccessibleName("Riwayat formulir")
        self.table.setFixedHeight(TABLE_PX)
        self.edition = label(CHOOSE, "muted")
        self.answers = QLabel()
        self.answers.setTextFormat(Qt.TextFormat.RichText)
        self.answers.setWordWrap(True)
        self.answers.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.answers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table)
        layout.addWidget(self.edition)
        layout.addWidget(scrolled(self.answers), 1)
        self.table.selected.connect(self._show_past)
        self.model.failed.connect(room.context.messages.problem)
        self.model.loaded.connect(self._choose_newest)

    def show_person(self, person_id: UUID) -> None:
        """Read what somebody answered."""
        self._person_id = person_id
        self.model.reload()

    def forget(self) -> None:
        """Show nothing of whoever was here before."""
        self._person_id = None
        self.model.clear()
        self._show_past(None)

    def chosen(self) -> PastForm | None:
        """Return the line chosen, or None."""
        found: PastForm | None = self.table.current_row()
        return found

    def _fetch(self, after: PastForm | None, _limit: int) -> Sequence[PastForm]:
        if after is not None or self._person_id is None:
            return ()
        context, beside = self._room.context, self._room.file.encounter_id
        return context.house.records.form_history(context.user, beside, self._form_code)

    def _choose_newest(self) -> None:
        if self.chosen() is None:
            self.table.select_first()

    def _show_past(self, past: PastForm | None) -> None:
        self.edition.setText(CHOOSE if past is None else f"{indonesian_date(past.response.day)} · {past.edition}")
        self.answers.setText("" if past is None else answers_html(past))


def answers_html(past: PastForm) -> str:
    """Return answers as a table of two columns under the headings of their edition."""
    muted = current_palette()["muted"]
    rows: list[str] = []
    section = ""
    for line in past.lines:
        if line.section != section:
            section = line.section
            rows.append(f'<tr><td colspan="2" style="padding-top:8px"><b>{escape(section)}</b></td></tr>')
        answer = escape(line.answer).replace("\n", "<br>")
        rows.append(
            f'<tr><td width="{LEFT_SHARE}" style="color:{muted};padding:2px 12px 2px 0">{escape(line.question)}</td>'
            f'<td style="padding:2px 0">{answer}</td></tr>'
        )
    return f'<table width="100%" cellspacing="0">{"".join(rows)}</table>'
