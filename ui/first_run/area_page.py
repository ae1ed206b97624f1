"""Set-up page 2: villages with their RW and RT, and the Posyandu of each RT."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHBoxLayout

from ilp_desktop.services.start.setup import NewVillage
from ui.first_run.answers import Answers
from ui.first_run.area_answers import assigned, raw_of, unassigned, village_of
from ui.first_run.list_editor import ListEditor, ListModel
from ui.first_run.step_page import StepPage
from ui.jobs import Jobs
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.number_field import NumberField
from ui.widgets.table import Table
from ui.widgets.text_fields import TextField

EXPLANATION = "Ketik tiap desa atau kelurahan di wilayah kerja. Enter pada isian kosong berarti daftar sudah lengkap."
DIGITS_HELP = "Pilih baris (Shift+panah untuk beberapa), lalu tekan angkanya:"
NOT_YET = "belum ditentukan"


@dataclass(frozen=True)
class Block:
    """An RT in the table of assignments."""

    rw: str
    rt: str
    posyandu: str


class BlockTable(Table):
    """The RT of one village; a digit gives the selected ones a Posyandu.

    Signals:
        digit_typed(int): a digit was pressed on the selected rows.
    """

    digit_typed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits; every other key as in any list."""
        if event.text() in set("0123456789"):
            self.digit_typed.emit(int(event.text()))
            event.accept()
            return
        super().keyPressEvent(event)


class AreaPage(StepPage):
    """Asks for the working area: quick entry by village at the left, RT by RT at the right."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__("Wilayah kerja", EXPLANATION)
        columns: tuple[Column[NewVillage], ...] = (
            Column("Desa/kelurahan", lambda village: village.name),
            Column("RW", lambda village: str(raw_of(village)["rw"]), 48, align_right=True),
            Column("RT", lambda village: str(len(village.neighbourhoods)), 48, align_right=True),
            Column("Posyandu", lambda village: ", ".join(village.posyandu) or "-"),
            Column("RT tanpa Posyandu", lambda village: str(unassigned(village)), 132, colour=_missing_tone),
        )
        fields = (
            TextField("name", "Desa/kelurahan", max_length=80),
            NumberField("rw", "Jumlah RW"),
            NumberField("rt", "RT tiap RW"),
            TextField("posyandu", "Posyandu", hint="Melati, Mawar"),
        )
        self.editor: ListEditor[NewVillage] = ListEditor(
            fields,
            columns,
            village_of,
            raw_of,
            jobs,
            "Belum ada desa. Ketik yang pertama di atas.",
        )
        self._village: NewVillage | None = None
        self.setFocusProxy(self.editor.form.field("name"))
        self._lay_out(jobs)
        self.editor.selected.connect(self._on_village_selected)
        self.blocks.digit_typed.connect(self._on_digit_typed)

    def _lay_out(self, jobs: Jobs) -> None:
        self.legend = label("", "muted")
        self.legend.setWordWrap(True)
        self.block_model: ListModel[Block] = ListModel(
            (
                Column("RW", lambda block: block.rw, 64),
                Column("RT", lambda block: block.rt, 64),
                Column("Posyandu", lambda block: block.posyandu or NOT_YET),
            ),
            jobs,
            lambda block: (block.rw, block.rt),
            self,
        )
        self.blocks = BlockTable(self.block_model, "Pilih desa di sebelah kiri.")
        self.blocks.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        left, self.detail = Card(), Card("RT dan Posyandu")
        left.add(self.editor, 1)
        self.detail.add(self.legend)
        self.detail.add(self.blocks, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(left, 3)
        row.addWidget(self.detail, 2)
        self.body.addLayout(row, 1)

    def settle(self) -> bool:
        """Take what is still being typed into the list."""
        return self.editor.settle()

    def collect(self, answers: Answers) -> None:
        """Write the villages into the answers."""
        answers.villages = self.editor.rows()

    def show_errors(self, problems: Mapping[str, str]) -> None:
        """Say beside the first field that there is no village yet."""
        self.editor.form.show_errors({"name": problems["villages"]})

    def focus_first(self) -> None:
        """Go to the first field."""
        self.editor.form.focus_first()

    def set_next_button(self, button: QAbstractButton) -> None:
        """Let an Enter on an empty entry go to the button."""
        self.editor.left_empty.connect(button.setFocus)

    def _on_village_selected(self, village: NewVillage | None) -> None:
        self._village = village
        self.detail.set_title(f"RT dan Posyandu {village.name}" if village else "RT dan Posyandu")
        numbered = [f"{number} {name}" for number, name in enumerate(village.posyandu, 1)] if village else []
        self.legend.setText(f"{DIGITS_HELP}\n0 {NOT_YET} · {' · '.join(numbered)}" if numbered else "")
        blocks = village.neighbourhoods if village else ()
        self.block_model.put([Block(rw, rt, served) for rw, rt, served in blocks])

    def _on_digit_typed(self, digit: int) -> None:
        """Give the selected RT the Posyandu of this number."""
        village = self._village
        if village is None or digit > len(village.posyandu):
            return
        chosen = [self.block_model.row(index) for index in self.blocks.selectionModel().selectedRows()]
        served = village.posyandu[digit - 1] if digit else ""
        changed = assigned(village, [(block.rw, block.rt) for block in chosen], served)
        self.editor.put([changed if row is village else row for row in self.editor.rows()], changed)
        self._on_village_selected(changed)


def _missing_tone(village: NewVillage) -> Tone | None:
    return Tone.WARN if unassigned(village) else None
