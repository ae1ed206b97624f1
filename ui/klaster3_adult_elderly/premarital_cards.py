"""The cards of somebody about to marry: the package part by part, and the other of the couple."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.care.certificate import BRIDAL
from ilp_desktop.domain.care.premarital import PackageState, PartStanding, PartState
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.premarital.premarital_care import NewCouple, Partner, PremaritalPicture
from ui.klaster3_adult_elderly.told import Told
from ui.palette import Tone
from ui.widgets.buttons import inline_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.folded_lines import FoldedLines
from ui.widgets.labels import Pill, label
from ui.widgets.look_up import LookUp
from ui.widgets.one_press import OnePress
from ui.widgets.people_found import people_found
from ui.widgets.room.record.reason_line import ReasonLine
from ui.widgets.room.room_context import RoomContext
from ui.widgets.suggestion_popup import Suggestion

TITLE, PARTNER_TITLE = "Paket calon pengantin", "Pasangan"
FORM = "catin"
PARTS = {
    PartState.DONE: ("Sudah", Tone.GOOD),
    PartState.WAITING: ("Menunggu", Tone.WARN),
    PartState.MISSING: ("Belum", Tone.NEUTRAL),
}
PACKAGES = {
    PackageState.NOT_BEGUN: ("Formulir catin belum diisi", Tone.NEUTRAL),
    PackageState.INCOMPLETE: ("Belum lengkap", Tone.WARN),
    PackageState.COMPLETE: ("Lengkap", Tone.GOOD),
}
NO_PARTNER = "Belum ada pasangan yang tercatat."
NO_CERTIFICATE = "Surat keterangan catin belum diterbitkan."
CHOOSE = "Pilih orangnya dari daftar."
HINT = "Nama, NIK, No. RM"
PRIVATE = "Hasil pemeriksaan pasangan tidak diperlihatkan di sini."


class PackageParts(FoldedLines[PartStanding]):
    """The parts of a package, one line each."""

    def add_line(self, row: int, line: PartStanding) -> None:
        """Put how a part stands and what it is into a row."""
        self.put(Pill(*PARTS[line.state]), row, 0)
        day = f", {indonesian_date(line.day)}" if line.is_done and line.day is not None else ""
        self.put(label(f"{line.label}{day}"), row, 1)


class PackageCard(Card):
    """What of the package is done, waits and lacks, and the ways to its form and its certificate.

    Signals:
        form_wanted(str): the form of this code is to be opened.
        certificate_wanted(str): a certificate of this kind is to be begun.
    """

    form_wanted = Signal(str)
    certificate_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.state_pill = Pill("")
        self.parts, self.certificate = PackageParts(), label("", "muted")
        self.certificate.setWordWrap(True)
        self.form_button, self.certificate_button = inline_button("Isi catin"), inline_button("Surat catin")
        self.form_button.clicked.connect(lambda: self.form_wanted.emit(FORM))
        self.certificate_button.clicked.connect(lambda: self.certificate_wanted.emit(BRIDAL))
        for part in (self.state_pill, self.form_button, self.certificate_button):
            self.add_action(part)
        self.add(self.parts)
        self.add(self.certificate)
        self.body.addStretch(1)

    def show_picture(self, picture: PremaritalPicture) -> None:
        """Show how the package stands."""
        self.state_pill.set(*PACKAGES[picture.package.state])
        self.parts.show_lines(picture.package.parts, len(picture.package.parts), "")
        row = picture.certificate
        self.certificate.setText(
            NO_CERTIFICATE if row is None else f"Surat {row.number}, {indonesian_date(row.day)}, {row.state.value}."
        )


class PartnerCard(Card):
    """Whom the patient is about to marry, or the search for it.

    Attributes:
        person: the search; ``join_button`` writes the couple down.
        told: who it is, and whether the other's package is complete.
        reason: asks why two people are taken apart.

    Signals:
        changed(): the couple is another one now.
    """

    changed = Signal()

    def __init__(self, room: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(PARTNER_TITLE, parent)
        self._room = room
        self._partner: Partner | None = None
        self._person_id: UUID | None = None
        self._client_id: UUID | None = None
        self._press = OnePress()
        self.told = Told("", NO_PARTNER)
        self.private = label(PRIVATE, "small")
        self.private.setWordWrap(True)
        self.person = LookUp("partner", "Cari pasangan", self._find, room.context.jobs, hint=HINT)
        self.join_button = quiet_button("Hubungkan", "people")
        self.part_button = inline_button("Lepaskan")
        self.reason = ReasonLine("Alasan", "Lepaskan")
        self._search = QWidget()
        line = QHBoxLayout(self._search)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.person, 1)
        line.addWidget(self.join_button)
        self.add_action(self.part_button)
        for part in (self.told, self.private, self.reason, self._search):
            self.add(part)
        self.body.addStretch(1)
        self.join_button.clicked.connect(self._join)
        self.part_button.clicked.connect(self._ask)

    def show_person(self, person_id: UUID, picture: PremaritalPicture) -> None:
        """Show the partner of a patient; what is typed for the same patient stays."""
        if person_id != self._person_id:
            self._person_id, self._client_id = person_id, self._room.context.house.uow.identities.new()
            self.person.clear()
            self.reason.hide()
        self._partner = partner = picture.partner
        may = self._room.context.user.may(Act.WRITE_RECORD)
        self.told.show_lines([] if partner is None else [_partner_line(partner)])
        self.private.setVisible(partner is not None)
        self.part_button.setVisible(partner is not None and may)
        self._search.setVisible(partner is None and may)
        if partner is None:
            self.reason.hide()

    def _find(self, typed: str) -> Sequence[Suggestion]:
        """Return people found but the patient; runs on a reader thread."""
        return people_found(self._room.context, typed, but=self._person_id)

    def _join(self) -> None:
        partner, person, client_id = self.person.value(), self._person_id, self._client_id
        if not isinstance(partner, UUID) or person is None or client_id is None:
            self.person.set_error(CHOOSE)
            self.person.setFocus()
            return
        if not self._press.begin((person, partner)):
            return
        world = self._room.context
        wanted = NewCouple(client_id, person, partner)
        world.jobs.write(
            lambda: world.house.premarital.join(world.user, wanted),
            lambda _: self._on_done(person, "Pasangan dihubungkan."),
            owner=self,
            failed=self._fail,
        )

    def _ask(self) -> None:
        partner = self._partner
        if partner is not None:
            self.reason.ask(f"Mengapa {partner.name} dilepaskan", lambda reason: self._take_apart(partner, reason))

    def _take_apart(self, partner: Partner, reason: str) -> None:
        person = self._person_id
        if person is None or not self._press.begin((partner.couple_id, partner.version, reason)):
            return
        world = self._room.context
        world.jobs.write(
            lambda: world.house.premarital.take_apart(world.user, partner.couple_id, partner.version, reason),
            lambda _: self._on_done(person, "Pasangan dilepaskan."),
            owner=self,
            failed=self._fail,
        )

    def _on_done(self, person: UUID, told: str) -> None:
        self._press.end()
        self._room.context.messages.info(told)
        if person == self._person_id:
            self._client_id = self._room.context.house.uow.identities.new()
            self.person.clear()
            self.reason.hide()
            self.changed.emit()

    def _fail(self, error: UserError) -> None:
        self._press.fail()
        if isinstance(error, WrongAnswers):
            wrong = dict(error.fields)
            if "partner" in wrong:
                self.person.set_error(wrong["partner"])
                self.person.setFocus()
                return
            self.reason.form.show_errors(wrong)
            return
        self._room.context.messages.problem(error)
        self.changed.emit()


def _partner_line(partner: Partner) -> tuple[Pill | None, str]:
    _, tone = PACKAGES[partner.state]
    told = f"{partner.name}, {partner.age}" + (f", RM {partner.record_number}" if partner.record_number else "")
    return Pill(f"Paket: {partner.state.value}", tone), told
