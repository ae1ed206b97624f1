"""Saving and ending a visit: one save at a time, and nothing typed is lost when it is refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ui.widgets.draft_keeper import DraftKeeper
from ui.widgets.form_view import FormView
from ui.widgets.room.opened_visit import OpenedVisit, read_visit
from ui.widgets.room.record.correction_strip import NO_REASON
from ui.widgets.room.room_tabs import REFERRAL
from ui.widgets.room.visit_workspace import VisitWorkspace
from ui.widgets.room.wrong_spots import WrongSpot, named, row_of_words, show_spots, spots_before_saving, spots_of

REASON = "reason"
LETTER_FIRST = "Belum ada surat rujukan."
WRITE_LETTER = "Isi tab Rujukan dahulu, lalu pilih Rujuk lagi."
ENDINGS = {NextPlace.HOME: "pulang", NextPlace.REFERRED: "dirujuk"}
CHOOSE = "Isian Anda belum disimpan. Pilih di atas tab isian mana yang dipakai."
SAVE_AGAIN = "Isiannya digabung dengan isian Anda, tidak ada yang bertabrakan. Periksa, lalu simpan lagi."
NOTHING_TYPED = "Tidak ada perubahan untuk disimpan."
MEND = "Perbaiki isian yang ditandai, lalu simpan lagi."
COMPLETE = "Lengkapi formulirnya atau tekan Kosongkan, lalu pilih Selesai lagi."
KEPT_HERE = "Tersimpan di komputer ini; dikirim begitu server kembali."
NO_TICKET = "Nomor antrean kunjungan ini sudah berakhir."


class VisitSaving(QObject):
    """Stores what a workspace holds and reads the visit again.

    Attributes:
        keeper: keeps what is typed and not stored.

    Signals:
        state_changed(): a save began or ended.
        ended(str): the visit left this room; the sentence says where to.
    """

    state_changed = Signal()
    ended = Signal(str)

    def __init__(
        self, workspace: VisitWorkspace, own_forms: frozenset[str], snapshot: Callable[[], Mapping[str, Any] | None]
    ) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._own_forms = own_forms
        self._world = workspace.room.context
        self.is_busy = False
        self.saved_at = ""
        self.keeper = DraftKeeper(self._world, snapshot, self, lambda: self.is_busy)

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Store everything typed, and then do what comes next; when something is wrong, show it and store nothing."""
        if self.is_busy:
            return
        room = self._workspace.room
        left = room.unfinished()
        if not self._workspace.has_more_than(left) and not (left and then):
            self._on_nothing_typed(then)
            return
        if self._is_wrong(spots_before_saving(room, self._workspace.tabs)):
            return
        if left and then:
            self._ask_to_complete(left)
            return
        wanted = self._workspace.examination()
        encounters, user = self._world.house.encounters, self._world.user
        self._set_busy(busy=True)
        self.keeper.save(
            lambda: encounters.record(user, wanted),
            lambda version: self._on_saved(version, wanted, tuple(left.values()), then),
            owner=self,
            failed=self._on_refused,
        )

    def _on_nothing_typed(self, then: Callable[[], None] | None) -> None:
        """Go on without a write, which would only make the visit look changed to others."""
        left = self._workspace.room.unfinished()
        if then is not None:
            then()
        elif left:
            self._world.messages.warn(_left_text(left.values()))
        else:
            self._world.messages.info(NOTHING_TYPED)

    def _is_wrong(self, spots: list[WrongSpot]) -> bool:
        """Show what is wrong and name it; False when nothing is."""
        show_spots(spots, self._workspace.tabs)
        if spots:
            self._world.messages.warn(f"Belum disimpan: {named(spots)} perlu diperbaiki.", MEND)
        return bool(spots)

    def _ask_to_complete(self, left: Mapping[str, FormView]) -> None:
        """Refuse to end the visit with a form half filled in, and go there."""
        titles = row_of_words([view.form.title for view in left.values()])
        self._world.messages.warn(f"{titles} belum lengkap.", COMPLETE)
        code, view = next(iter(left.items()))
        self._workspace.tabs.show_form(code)
        view.check()

    def finish(self, place: NextPlace) -> None:
        """Store what is typed and end the visit in this room."""
        letters = any(letter.leaves for letter in self._workspace.room.file.referrals)
        no_letter = not letters and not self._workspace.tabs.referral.has_typing()
        if place is NextPlace.REFERRED and no_letter:
            self._world.messages.warn(LETTER_FIRST, WRITE_LETTER)
            self._workspace.tabs.go_to(REFERRAL)
            return
        self._after_saving(lambda: self._finish(place))

    def transfer(self, klaster: Klaster) -> None:
        """Store what is typed and put the person into another klaster's queue."""
        ticket_id = self._workspace.room.file.ticket_id
        if ticket_id is None:
            self._world.messages.warn(NO_TICKET, "Minta loket membuka kunjungan baru.")
            return
        self._after_saving(lambda: self._transfer(ticket_id, klaster))

    def to_laboratory(self) -> None:
        """Store what is typed and set the number aside until the person comes back from the laboratory."""
        ticket_id = self._workspace.room.file.ticket_id
        if ticket_id is None:
            self._world.messages.warn(NO_TICKET, "Minta loket membuka kunjungan baru.")
            return
        self._after_saving(lambda: self._to_laboratory(ticket_id))

    def to_part(self, code: str) -> None:
        """Store what is typed and let the person wait in another part of this list."""
        ticket_id = self._workspace.room.file.ticket_id
        if ticket_id is None:
            self._world.messages.warn(NO_TICKET, "Minta loket membuka kunjungan baru.")
            return
        self._after_saving(lambda: self._to_part(ticket_id, code))

    def sign(self) -> None:
        """Sign one's own entries of the visit that is open."""
        signing, user, file = self._world.house.signing, self._world.user, self._workspace.room.file
        self._act_on_record(lambda: signing.sign(user, file.encounter_id), "Ditandatangani.")

    def ask_leave(self, reason: str) -> None:
        """Ask for leave to correct the visit that is open."""
        signing, user, file = self._world.house.signing, self._world.user, self._workspace.room.file
        self._act_on_record(
            lambda: signing.ask(user, file.encounter_id, reason), "Permintaan izin dikirim ke kepala Puskesmas."
        )

    def read_again(self) -> None:
        """Read the visit that is open again and show it; what is typed stays."""
        if not self.is_busy:
            self._read(self._on_read, "again")

    def _read(self, done: Callable[[OpenedVisit], None], key: str = "") -> None:
        encounter_id, views = self._workspace.room.file.encounter_id, frozenset(self._workspace.room.views())
        self._world.jobs.read(
            lambda: read_visit(self._world, encounter_id, self._own_forms, views),
            done,
            owner=self,
            failed=self._on_refused,
            key=key,
        )

    def _after_saving(self, act: Callable[[], None]) -> None:
        if self._workspace.has_typing():
            self.save(act)
        elif not self.is_busy:
            act()

    def _on_saved(
        self, version: int, wanted: Examination, left: Sequence[FormView], then: Callable[[], None] | None
    ) -> None:
        workspace = self._workspace
        workspace.version = version
        workspace.correction.end()
        workspace.client_id = self._world.house.uow.identities.new()
        self.saved_at = f"{local_time(self._world.house.uow.clock.now(), self._world.user.time_zone):%H.%M}"
        if left:
            self._world.messages.warn(f"Tersimpan {self.saved_at}. {_left_text(left)}")
        else:
            self._world.messages.info(f"Tersimpan {self.saved_at}.")
        if wanted.referral is not None:
            workspace.tabs.referral.clear()
        if wanted.orders:
            workspace.tabs.orders.clear()
        if self._world.house.uow.stands_in() is not None:
            self._world.messages.info(KEPT_HERE)
        self._read(lambda visit: self._on_stored(visit, wanted.forms, then))

    def _on_stored(self, visit: OpenedVisit, stored: tuple[FilledForm, ...], then: Callable[[], None] | None) -> None:
        self._workspace.renew(visit, stored)
        self._set_busy(busy=False)
        if self._workspace.has_typing():
            self.keeper.keep_now()
        if then is not None:
            then()

    def _on_refused(self, error: UserError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, WrongAnswers) and REASON in error.fields:
            self._workspace.correction.show_wrong(error.fields[REASON])
            self._world.messages.warn(f"Belum disimpan: {NO_REASON}")
        elif isinstance(error, WrongAnswers):
            self._is_wrong(spots_of(error.fields, self._workspace.room, self._workspace.tabs))
        elif isinstance(error, StaleRecord):
            self._read(lambda visit: self._on_stale(visit, error.message))
        else:
            self._world.messages.problem(error)

    def _on_stale(self, visit: OpenedVisit, message: str) -> None:
        """Bring together what was typed and what somebody else stored, and say what is to be done."""
        self._workspace.renew(visit, message=message)
        asked = not self._workspace.strip.isHidden()
        self._world.messages.warn(message, CHOOSE if asked else SAVE_AGAIN)

    def _on_read(self, visit: OpenedVisit) -> None:
        """Show what was read, unless another visit was opened or a save begun meanwhile."""
        if visit.file.encounter_id == self._workspace.room.file.encounter_id and not self.is_busy:
            self._workspace.renew(visit)

    def _finish(self, place: NextPlace) -> None:
        encounters, user, file = self._world.house.encounters, self._world.user, self._workspace.room.file
        version, sign = self._workspace.version, self._workspace.foot.sign_box.isChecked()
        self._end(
            lambda: encounters.finish(user, file.encounter_id, version, place, sign=sign),
            lambda _: f"{file.patient.name} selesai, {ENDINGS.get(place, f'lanjut ke {place.value}')}.",
        )

    def _transfer(self, ticket_id: UUID, klaster: Klaster) -> None:
        queueing, user, file = self._world.house.queueing, self._world.user, self._workspace.room.file
        reason = f"Dilanjutkan dari {self._workspace.room.klaster.label}."
        self._end(
            lambda: queueing.transfer(user, ticket_id, klaster, reason),
            lambda number: f"{file.patient.name} pindah ke {klaster.label} dengan nomor {number}.",
        )

    def _to_part(self, ticket_id: UUID, code: str) -> None:
        sub_rooms, user, file = self._world.house.sub_rooms, self._world.user, self._workspace.room.file
        self._end(
            lambda: sub_rooms.move(user, ticket_id, code),
            lambda part: f"{file.patient.name} menunggu di {part} dengan nomor yang sama.",
        )

    def _to_laboratory(self, ticket_id: UUID) -> None:
        queueing, user, file = self._world.house.queueing, self._world.user, self._workspace.room.file
        self._end(
            lambda: queueing.hold(user, ticket_id, NextPlace.LABORATORY.value),
            lambda _: f"{file.patient.name} ke laboratorium; tekan Menunggu lagi begitu kembali.",
        )

    def _act_on_record(self, act: Callable[[], object], sentence: str) -> None:
        """Do something to the record as it is stored, then read it again."""
        if self.is_busy:
            return
        self._set_busy(busy=True)
        self._world.jobs.write(act, lambda _: self._on_record_changed(sentence), owner=self, failed=self._on_refused)

    def _on_record_changed(self, sentence: str) -> None:
        self._set_busy(busy=False)
        self._world.messages.info(sentence)
        self.read_again()

    def _end(self, act: Callable[[], object], sentence: Callable[[object], str]) -> None:
        self._set_busy(busy=True)
        self._world.jobs.write(
            act, lambda result: self._on_ended(sentence(result)), owner=self, failed=self._on_refused
        )

    def _on_ended(self, sentence: str) -> None:
        self._set_busy(busy=False)
        self.keeper.drop()
        self.ended.emit(sentence)

    def _set_busy(self, *, busy: bool) -> None:
        self.is_busy = busy
        self.state_changed.emit()


def _left_text(left: Iterable[FormView]) -> str:
    """Return which forms were left as they are typed."""
    return f"{row_of_words([view.form.title for view in left])} belum lengkap dan belum disimpan."
