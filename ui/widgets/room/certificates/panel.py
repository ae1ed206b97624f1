"""The certificates of whoever is open, and the small form of a new one beside them."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.care.certificate import CertificateDraft
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.certificate.certificate_rows import CertificateRow, CertificateState
from ilp_desktop.services.certificate.certificates import CertificateOffer, NewCertificate
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.late_writing import Unlikely
from ui.models.paged_table import PagedTable
from ui.paper import Paper
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.draft_places import CERTIFICATE
from ui.widgets.kept_typing import KeptTyping
from ui.widgets.labels import label
from ui.widgets.one_press import OnePress
from ui.widgets.page import HouseKey, bind
from ui.widgets.room.certificates.form import CertificateForm
from ui.widgets.room.certificates.issuing import GIVEN_UP, Issuing
from ui.widgets.room.certificates.words import row_columns, told
from ui.widgets.room.own_tab import RoomTab
from ui.widgets.room.record.reason_line import ReasonLine
from ui.widgets.room.room_context import RoomContext
from ui.widgets.table import Table

FORM_PX = 520
LEAST_PX = 300
EMPTY = "Belum ada surat keterangan untuk pasien ini.\nPilih jenisnya di sebelah kanan."
ISSUE_KEY = HouseKey("Alt+L", "Terbitkan surat keterangan")
ISSUE, SURE = "Terbitkan", "Sudah benar, terbitkan"


class CertificatesPanel(RoomTab):
    """The list at the left, a new one at the right; what is typed waits while another patient is open.

    Attributes:
        model, table: the certificates, the newest first.
        new: the form of a new one.
        reason: asks why one is made void.
    """

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self._room = room
        self._world = room.context
        self._file: EncounterFile | None = None
        self._client_id = self._fresh_id()
        self._ready = False
        self._asked: CertificateDraft | None = None
        self._press = OnePress()
        self.model: PagedTable[CertificateRow] = PagedTable(
            row_columns(), self._fetch, self._world.jobs, key=lambda row: row.id, parent=self
        )
        self.table = Table(self.model, EMPTY)
        self.table.setAccessibleName("Surat keterangan pasien")
        self.table.setMinimumHeight(LEAST_PX)
        self.detail = label("", "small")
        self.detail.setWordWrap(True)
        self.print_button = quiet_button("Cetak", "printer")
        self.void_button = quiet_button("Batalkan", "trash")
        self.reason = ReasonLine("Alasan pembatalan", "Batalkan surat")
        self.new = CertificateForm(self._world.today(), self._world.house.codes, self._world.jobs)
        self.issue_button = quiet_button(ISSUE, "check")
        self._card = Card("Surat baru")
        self.kept = KeptTyping(room, CERTIFICATE, self._card, lambda: not self.issue_button.isEnabled())
        self.issuing = Issuing(room, self.kept.keeper, self)
        self._lay_out()
        self._connect()

    def show_file(self, file: EncounterFile) -> None:
        """Show the certificates of a patient, keeping what is typed at each visit apart."""
        before, self._file = self._file, file
        if before is None or before.encounter_id != file.encounter_id:
            self.issuing.stop()
            if before is not None:
                self.kept.keep(before.encounter_id, self.new.form)
            self._ready = False
            self.model.clear()
            self._show_row(None)
            self.reason.hide()
            self._renew()
            self.kept.show(file.encounter_id, self.new.form)
            self.new.adapt()
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what is shown only when it is looked at."""
        super().showEvent(event)
        self._read()

    def is_ready(self) -> bool:
        """Tell whether the list and what the visit can have were read."""
        return self._ready and not self.model.is_fetching()

    def issue(self) -> None:
        """Issue what is filled in; asked about once, pressed again is sure."""
        file, draft = self._file, self.new.draft()
        if file is None or not self._press.begin((draft, self._asked)):
            return
        if not draft.kind:
            self._fail(WrongAnswers({"kind": "Pilih jenis surat."}))
            return
        visit = file.encounter_id
        wanted = NewCertificate(self._client_id, visit, draft, sure=draft == self._asked)
        self.issuing.begin(wanted, lambda row: self._on_issued(visit, row), self._fail)

    def begin(self, kind: str) -> None:
        """Begin a certificate of a kind."""
        self.new.choose(kind)
        self._on_typed()

    def print_row(self, row: CertificateRow | None) -> None:
        """Open the preview of a certificate."""
        if row is not None:
            self.issuing.paper(row, lambda pdf: self._show(row, pdf))

    def _lay_out(self) -> None:
        left, buttons = Card("Surat keterangan"), QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.detail, 1)
        row.addWidget(self.void_button)
        row.addWidget(self.print_button)
        left.add(self.table, 1)
        left.add(self.reason)
        left.add(buttons)
        foot, line = QWidget(), QHBoxLayout()
        foot.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.issuing.progress, 1)
        line.addStretch(1)
        line.addWidget(self.issue_button)
        self._card.setFixedWidth(FORM_PX)
        self._card.add(self.new)
        self._card.add(foot)
        self._card.body.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(left, 1)
        whole.addWidget(self._card)

    def _connect(self) -> None:
        self.new.form.set_save_button(self.issue_button)
        self.new.changed.connect(self._on_typed)
        self.issue_button.clicked.connect(self.issue)
        bind(ISSUE_KEY, self.issue_button)
        self.print_button.clicked.connect(lambda: self.print_row(self.table.current_row()))
        self.void_button.clicked.connect(self._ask_void)
        self.table.selected.connect(self._show_row)
        self.table.chosen.connect(self.print_row)
        self.model.loaded.connect(self._on_loaded)
        self.issuing.changed.connect(self._on_kind)
        self.issuing.given_up.connect(self._on_given_up)
        may = self._world.user.may
        self.print_button.setVisible(may(Act.PRINT_PAPER))
        self._card.setVisible(may(Act.WRITE_RECORD))

    def _read(self) -> None:
        file, world = self._file, self._world
        if file is None:
            return
        visit = file.encounter_id
        self.model.reload()
        world.jobs.read(
            lambda: world.house.certificates.offer(world.user, visit),
            lambda offer: self._on_offer(visit, offer),
            owner=self,
            key="certificates",
        )

    def _fetch(self, after: CertificateRow | None, limit: int) -> Sequence[CertificateRow]:
        """Return a page of certificates; runs on a reader thread."""
        file, world = self._file, self._world
        if file is None:
            return ()
        begin = after.id if after is not None else None
        return world.house.certificates.of_person(world.user, file.patient.person_id, begin, limit)

    def _on_offer(self, visit: UUID, offer: CertificateOffer) -> None:
        if self._file is not None and self._file.encounter_id == visit:
            self._ready = True
            self.new.show_offer(offer)
            self._on_kind()

    def _on_loaded(self) -> None:
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_row(self.table.current_row())

    def _show_row(self, row: CertificateRow | None) -> None:
        self.detail.setText(told(row).replace("\n", " · ") if row is not None else "")
        self.print_button.setEnabled(row is not None)
        standing = row is not None and row.state is not CertificateState.VOID
        self.void_button.setEnabled(standing and self._world.user.may(Act.WRITE_RECORD))
        self.reason.hide()

    def _on_typed(self) -> None:
        self.kept.keeper.touched()
        self.issuing.stop()
        if self.new.draft() != self._asked:
            self._asked = None
            self.issue_button.setText(ISSUE)
        self._on_kind()

    def _on_kind(self) -> None:
        ready = bool(self.new.kind()) and not self.new.refusal()
        self.issue_button.setEnabled(ready and not self.issuing.is_reading())

    def _on_given_up(self) -> None:
        self._press.fail()
        self._world.messages.note(GIVEN_UP)

    def _on_issued(self, visit: UUID, row: CertificateRow) -> None:
        self._press.end()
        self._world.messages.info(f"{row.title} {row.number} terbit.")
        if not self.kept.stored(visit):
            return
        self.new.form.clear()
        self.new.adapt()
        self._renew()
        self._read()
        self.print_row(row)

    def _fail(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            if isinstance(error, Unlikely):
                self._asked = self.new.draft()
                self.issue_button.setText(SURE)
            left = self.new.form.show_errors(error.fields)
            if not left:
                return
            error = UserError(next(iter(left.values())))
        self._world.messages.problem(error)

    def _ask_void(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.reason.ask(f"Mengapa {row.number} dibatalkan", lambda reason: self._void(row, reason))

    def _void(self, row: CertificateRow, reason: str) -> None:
        world = self._world
        if self._press.begin((row.id, row.version, reason)):
            world.jobs.write(
                lambda: world.house.certificates.void(world.user, row.id, row.version, reason),
                lambda _: self._on_void(row),
                owner=self,
                failed=self._on_void_failed,
            )

    def _on_void(self, row: CertificateRow) -> None:
        self._press.end()
        self.reason.hide()
        self._world.messages.info(f"{row.title} {row.number} dibatalkan.")
        self._read()

    def _on_void_failed(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            self.reason.form.show_errors(error.fields)
            return
        self._world.messages.problem(error)
        self._read()

    def _show(self, row: CertificateRow, pdf: bytes) -> None:
        """Open the preview; that the paper left the record is counted."""
        world = self._world
        world.show_paper(
            Paper(f"{row.title} {row.number}", f"surat-keterangan-{row.number.replace('/', '-')}.pdf", pdf)
        )
        world.jobs.write(
            lambda: world.house.certificates.note_printed(world.user, row.id), lambda _: self._read(), owner=self
        )

    def _renew(self) -> None:
        self._client_id, self._asked = self._fresh_id(), None
        self.issue_button.setText(ISSUE)

    def _fresh_id(self) -> UUID:
        return self._world.house.uow.identities.new()
