"""The patient's own copy: a resume or everything, of which period and parts, to the preview or into a file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.typed.typed_date import TypedDate, parse_date
from ilp_desktop.services.chart.record_papers import RESUME_PARTS, CopyKind, CopyWanted
from ilp_desktop.services.chart.rows import Beside, RecordKind
from ilp_desktop.services.core.lengths import LONGEST_REASON
from ui.long_job import LongJob
from ui.paper import Paper
from ui.widgets.buttons import primary_button, quiet_button
from ui.widgets.date_field import DateField
from ui.widgets.labels import label
from ui.widgets.page import PRINT, bind
from ui.widgets.progress_bar import JobProgress
from ui.widgets.room.chart.side_page import SidePage
from ui.widgets.room.world import RoomWorld
from ui.widgets.text_fields import TextField
from ui.widgets.view_switch import ViewSwitch

EXPLAINED = (
    "Salinan untuk pasien; setiap salinan tercatat pada jejak audit. Kosongkan periode untuk semua kunjungan. "
    "Resume medis bernomor terbit di tab Dokumen."
)
KINDS = ((CopyKind.RESUME.name, "Ringkasan"), (CopyKind.WHOLE.name, "Seluruh isian"))
PARTS = (
    RecordKind.NOTE,
    RecordKind.DIAGNOSIS,
    RecordKind.FORM,
    RecordKind.LETTER,
    RecordKind.DOSE,
    RecordKind.EVENT,
    RecordKind.CONSENT,
    RecordKind.PERSON,
    RecordKind.ANSWER,
    RecordKind.QUEUE,
)
ALWAYS = frozenset({RecordKind.MOVE, RecordKind.SIGNATURE, RecordKind.ACTION, RecordKind.MEDICINE, RecordKind.TEST})
SELDOM = (RecordKind.ANSWER, RecordKind.QUEUE)
"""What a patient seldom asks for, so that it is not ticked at first."""
RESTRICTED = "Sertakan isian terbatas (HIV, IMS, jiwa, KtPA, KB)"
FILE_NAMES = {CopyKind.RESUME: "ringkasan-rekam-medis", CopyKind.WHOLE: "rekam-medis"}
PDF_FILE, XLSX_FILE = "Berkas PDF (*.pdf)", "Buku kerja Excel (*.xlsx)"
BUSY = "Menyusun salinan …"
SAVED = "Salinan tersimpan dalam {}."


class CopyPage(SidePage):
    """What is wanted, and three ways out: preview, PDF, spreadsheet.

    Attributes:
        since, until: the period; all where both are blank.
        parts: which parts of the whole record.
        progress: how far the work is, and Batal.
    """

    def __init__(self, world: RoomWorld) -> None:
        super().__init__("Salin rekam medis")
        self._world = world
        self._beside: Beside | None = None
        self.kind = ViewSwitch("Yang disalin", KINDS)
        self.since = DateField("since", "Sejak", self._read_date)
        self.until = DateField("until", "Sampai", self._read_date)
        self.parts = {kind: QCheckBox(kind.value) for kind in PARTS}
        self.restricted = QCheckBox(RESTRICTED)
        self.reason = TextField("reason", "Alasan menyertakan isian terbatas", required=True, max_length=LONGEST_REASON)
        self.show_button = primary_button("Pratinjau dan cetak", "printer")
        self.pdf_button = quiet_button("Simpan PDF …", "save")
        self.table_button = quiet_button("Simpan Excel …", "save")
        self.progress = JobProgress()
        self._lay_out()
        self._connect()

    def open(self, beside: Beside) -> None:
        """Ask what is wanted of the record of a visit's patient."""
        self._beside = beside
        for field in (self.since, self.until, self.reason):
            field.clear()
        for field in (self.since, self.until, self.reason):
            field.set_error("")
        self.restricted.setChecked(False)
        self.restricted.setVisible(isinstance(beside, UUID) and self._world.user.may(Act.BREAK_SEAL))
        for kind, part in self.parts.items():
            part.setChecked(kind not in SELDOM)
        self.kind.select(CopyKind.RESUME.name)
        self._on_kind(CopyKind.RESUME.name)
        self._show_reason()
        self.kind.setFocus()

    def wanted(self) -> CopyWanted | None:
        """Return what is wanted, None while a date cannot be read."""
        days = (self.since, self.until)
        unread = [field for field in days if field.problem()]
        for field in days:
            field.set_error(field.problem())
        if unread or self._beside is None:
            if unread:
                unread[0].setFocus()
            return None
        kind = CopyKind[self.kind.current()]
        parts = frozenset(one for one, box in self.parts.items() if box.isChecked()) | ALWAYS
        return CopyWanted(
            beside=self._beside,
            kind=kind,
            since=_day(self.since),
            until=_day(self.until),
            parts=parts,
            restricted=self.restricted.isChecked(),
            reason=self.reason.text(),
        )

    def _read_date(self, text: str) -> TypedDate:
        return parse_date(text, self._world.today())

    def show_visit(self, beside: Beside, visit_id: UUID) -> None:
        """Make the resume of one visit and open its preview."""
        self._preview(CopyWanted(beside, CopyKind.RESUME, visit_id=visit_id))

    def _lay_out(self) -> None:
        explained = label(EXPLAINED, "muted")
        explained.setWordWrap(True)
        period = QHBoxLayout()
        period.setSpacing(12)
        period.addWidget(self.since)
        period.addWidget(self.until)
        period.addStretch(1)
        ticks = QHBoxLayout()
        ticks.setSpacing(16)
        for box in self.parts.values():
            ticks.addWidget(box)
        ticks.addStretch(1)
        kinds = QHBoxLayout()
        kinds.addWidget(self.kind)
        kinds.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.show_button, self.pdf_button, self.table_button):
            buttons.addWidget(button)
        buttons.addWidget(self.progress, 2)
        buttons.addStretch(1)
        self.body.addWidget(explained)
        self.body.addLayout(kinds)
        self.body.addLayout(period)
        self.body.addLayout(ticks)
        self.body.addWidget(self.restricted)
        self.body.addWidget(self.reason)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.kind.changed.connect(self._on_kind)
        self.restricted.toggled.connect(lambda _on: self._show_reason())
        self.show_button.clicked.connect(lambda _checked: self._on_show())
        self.pdf_button.clicked.connect(lambda _checked: self._ask_file("pdf", PDF_FILE, self.write_pdf))
        self.table_button.clicked.connect(lambda _checked: self._ask_file("xlsx", XLSX_FILE, self.write_table))
        bind(PRINT, self.show_button, self)

    def _on_kind(self, code: str) -> None:
        """Offer the parts that this kind of copy may have."""
        whole = CopyKind[code] is CopyKind.WHOLE
        for kind, box in self.parts.items():
            box.setVisible(whole or kind in RESUME_PARTS)

    def _show_reason(self) -> None:
        asked = self.restricted.isChecked()
        self.reason.setVisible(asked)
        if asked:
            self.reason.setFocus()

    def _on_show(self) -> None:
        wanted = self.wanted()
        if wanted is not None:
            self._preview(wanted)

    def _preview(self, wanted: CopyWanted) -> None:
        papers, user = self._world.house.record_papers, self._world.user
        title, name = wanted.kind.value, f"{FILE_NAMES[wanted.kind]}.pdf"
        self._follow(
            self._world.jobs.long(
                lambda progress: papers.pdf(user, wanted, progress),
                lambda pdf: self._world.show_paper(Paper(title, name, pdf)),
                owner=self,
                failed=self._on_refused,
                paper=True,
            )
        )

    def _ask_file(self, suffix: str, kind: str, then: Callable[[CopyWanted, Path], object]) -> None:
        """Ask where the file shall lie; the proposed name tells nothing of anybody."""
        wanted = self.wanted()
        if wanted is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = self._world.today().isoformat()
        proposed = str(Path(folder) / f"{FILE_NAMES[wanted.kind]}-{day}.{suffix}")
        dialog = QFileDialog(self, wanted.kind.value, proposed, kind)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda chosen: then(wanted, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_pdf(self, wanted: CopyWanted, file: Path) -> None:
        """Write a copy into a PDF file."""
        papers, user = self._world.house.record_papers, self._world.user
        self._save(lambda progress: papers.save_pdf(user, wanted, file, progress), file)

    def write_table(self, wanted: CopyWanted, file: Path) -> None:
        """Write a copy into a spreadsheet."""
        papers, user = self._world.house.record_papers, self._world.user
        self._save(lambda progress: papers.save_table(user, wanted, file, progress), file)

    def _save(self, work: Callable[..., int], file: Path) -> None:
        self._follow(
            self._world.jobs.long(
                work,
                lambda _size: self._world.messages.exported(SAVED.format(file.name)),
                owner=self,
                failed=self._on_refused,
                paper=True,
            )
        )

    def _follow(self, job: LongJob) -> None:
        self._set_busy(busy=True)
        self.progress.follow(job, BUSY)
        job.ended.connect(lambda: self._set_busy(busy=False))

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.show_button, self.pdf_button, self.table_button):
            button.setEnabled(not busy)

    def _on_refused(self, error: UserError) -> None:
        fields = error.fields if isinstance(error, WrongAnswers) else {}
        for field in (self.until, self.reason):
            field.set_error(fields.get(field.name, ""))
        if fields:
            wrong = self.until if "until" in fields else self.reason
            wrong.setFocus()
        else:
            self._world.messages.problem(error)


def _day(field: DateField) -> date | None:
    """Return the day in a field, None when it is blank."""
    value = field.value()
    return value if isinstance(value, date) else None
