"""The room of a klaster: who waits, and the patient who is open."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.queue.sub_rooms import SubRoom
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.facility.facilities import RoomInfo
from ilp_desktop.services.queue.queue_rows import QueueRow
from ilp_desktop.services.record.signing import UnsignedVisit
from ui.widgets.draft_places import VISIT, place_of
from ui.widgets.held_picture import HeldPicture
from ui.widgets.labels import EmptyState
from ui.widgets.page import CALL, CALL_AGAIN, STEP_BACK, HouseKey, Page, on_key
from ui.widgets.room.incoming import IncomingReferrals
from ui.widgets.room.opened_visit import OpenedVisit, read_visit
from ui.widgets.room.own_tab import OwnLine, OwnTab, RoomTab
from ui.widgets.room.rail import WaitingRail
from ui.widgets.room.record.unsigned_list import UnsignedList
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.saving import VisitSaving
from ui.widgets.room.visit_draft import VisitDraft, visit_draft
from ui.widgets.room.visit_workspace import VisitWorkspace
from ui.widgets.room.waiting_list import WaitingList
from ui.widgets.room.waiting_rows import OPEN
from ui.widgets.room.world import RoomWorld

UNFOLD = HouseKey("Ctrl+L", "Tampilkan daftar")
CLINICIANS_ONLY = "Ruang ini untuk yang memeriksa."
WHY_NOT = "Peran Anda tidak menulis rekam medis. Dokter, bidan, dan perawat memanggil dan memeriksa di sini."
NO_IDENTITY = "Rekam medis terbuka begitu loket melengkapi identitasnya."
OTHER_TABS = f"Kehamilan, tumbuh kembang, dan imunisasi pasien ini diisi di tab {Klaster.MOTHER_CHILD.label}."
EDGE_PX, TOP_PX = 12, 8
VISIT_SUBJECTS = frozenset({"encounter", "person", "pregnancy", "birth", "dose", "referral", "facility", "staff"})
QUEUE_SUBJECTS = frozenset({"ticket", "encounter", "person"})


class RoomPage(Page):
    """A list of who waits, which folds to a rail of numbers while a patient is open.

    One patient is open at a time. What is typed and not stored is kept, visit by visit, and is shown again when the
    visit is opened again, also after the program was started anew.

    Attributes:
        waiting: the list.
        incoming: the referrals that come in to this klaster.
        workspace: the patient who is open.
        saving: what stores and ends the visit.
    """

    subjects = VISIT_SUBJECTS | QUEUE_SUBJECTS

    def __init__(
        self,
        context: RoomWorld,
        klaster: Klaster,
        own_tabs: Sequence[OwnTab] = (),
        own_lines: Sequence[Callable[[RoomContext], OwnLine]] = (),
        papers: Callable[[RoomContext], RoomTab] | None = None,
    ) -> None:
        super().__init__()
        self._context, self._klaster = context, klaster
        self._own_tabs, self._own_lines, self._papers = tuple(own_tabs), tuple(own_lines), papers
        self._own_forms = frozenset(code for tab in own_tabs for code in tab.forms)
        self._open_visit: UUID | None = None
        self._drafts: dict[UUID, VisitDraft] = {}

    def build(self) -> None:
        """Make list, rail and workspace, or say why this person may not enter."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(EDGE_PX, TOP_PX, EDGE_PX, 0)
        if not self.may_enter():
            self.body.addWidget(EmptyState(CLINICIANS_ONLY, WHY_NOT, "lock"))
            return
        self.waiting = WaitingList(self._context, self._klaster, self._is_kept)
        self.rail = WaitingRail()
        self.workspace = VisitWorkspace(self._context, self._klaster, self._own_tabs, self._own_lines, self._papers)
        self._picture = HeldPicture(self.workspace, self._context.jobs)
        self.saving = VisitSaving(self.workspace, self._own_forms, self._snapshot)
        self._patient = QWidget()
        row = QHBoxLayout(self._patient)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(EDGE_PX)
        row.addWidget(self.rail)
        row.addWidget(self.workspace, 1)
        self.incoming = IncomingReferrals(self._context, self._klaster, self.waiting.head)
        self._stack = QStackedWidget()
        for place in (self.waiting, self._patient, self.incoming):
            self._stack.addWidget(place)
        self.unsigned = UnsignedList(self._context, self._stack, self.waiting.unsigned_button, self.unfold)
        self.body.addWidget(self._stack)
        self._connect()
        self.waiting.table.setFocus()

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what shows these subjects."""
        if not self.may_enter():
            return
        if "facility" in subjects:
            house, user = self._context.house, self._context.user
            read, rooms, parts = self._context.jobs.read, house.facilities.rooms, house.sub_rooms.listed
            read(lambda: (rooms(user), parts(user)), lambda both: self._show_rooms(*both), owner=self, key="rooms")
        elif subjects & QUEUE_SUBJECTS:
            self.waiting.reload()
        if "referral" in subjects:
            self.incoming.reload()
        if "encounter" in subjects:
            self.unsigned.reload()
        if subjects & VISIT_SUBJECTS and self._open_visit is not None:
            self.saving.read_again()

    def may_enter(self) -> bool:
        """Tell whether whoever is signed in examines people, so that there is a list."""
        return self._context.user.may(Act.WRITE_RECORD)

    def open_visit(self) -> UUID | None:
        """Return the visit that is open, or None."""
        return self._open_visit

    def is_folded(self) -> bool:
        """Tell whether the list is folded to a rail."""
        return self._stack.currentWidget() is self._patient

    def open(self, row: QueueRow, service: OfferedService | None = None) -> None:
        """Let somebody come in: called and served, then shown, at a service if named; the ended are only shown."""
        encounter_id = row.encounter_id
        if encounter_id is not None and encounter_id == self._open_visit:
            self.fold()
            return
        room = self.waiting.room()
        if room is None:
            self.waiting.warn_no_room()
            return
        if self.saving.is_busy:
            return
        self._keep_typing()
        write = self._context.jobs.write
        write(lambda: self._let_in(row, room.id), lambda _: self._on_let_in(row, service), owner=self)

    def close_patient(self) -> None:
        """Go back to the list; what is typed and not stored is kept."""
        if self.saving.is_busy:
            return
        self._keep_typing()
        self._leave()

    def fold(self) -> None:
        """Show the patient who is open, with the list folded."""
        if self._open_visit is not None:
            self._stack.setCurrentWidget(self._patient)

    def unfold(self, row: QueueRow | None = None) -> None:
        """Show the whole list; the patient stays open."""
        self._stack.setCurrentWidget(self.waiting)
        self.waiting.offer_back(self.workspace.room.file.patient.name if self._open_visit else "")
        if row is not None:
            self.waiting.table.select_key(row.ticket_id)
        self.waiting.table.setFocus()

    def _connect(self) -> None:
        waiting, foot, saving = self.waiting, self.workspace.foot, self.saving
        waiting.opened.connect(self.open)
        waiting.back_wanted.connect(self.fold)
        waiting.read.connect(self._show_rail)
        self.rail.unfold_wanted.connect(self.unfold)
        self.unsigned.opened.connect(self._open_unsigned)
        self.incoming.left.connect(self.unfold)
        foot.save_wanted.connect(saving.save)
        foot.finish_wanted.connect(saving.finish)
        foot.transfer_wanted.connect(saving.transfer)
        foot.laboratory_wanted.connect(saving.to_laboratory)
        foot.part_wanted.connect(saving.to_part)
        foot.back_wanted.connect(self.close_patient)
        saving.ended.connect(self._on_ended)
        saving.state_changed.connect(self._show_state)
        self.workspace.typed.connect(self._show_state)
        self.workspace.typed.connect(saving.keeper.touched)
        self.workspace.room.reload_wanted.connect(saving.read_again)
        self.workspace.correction.signature_wanted.connect(saving.sign)
        self.workspace.correction.leave_wanted.connect(saving.ask_leave)
        for line in self.workspace.lines:
            line.visit_wanted.connect(self.open)
        on_key(CALL, self, waiting.call_next)
        on_key(CALL_AGAIN, self, waiting.call_again)
        on_key(STEP_BACK, self, self._step_back)
        on_key(UNFOLD, self, self._toggle)

    def _let_in(self, row: QueueRow, room_id: UUID) -> None:
        if row.status in OPEN:
            self._context.house.queueing.let_in(self._context.user, row.ticket_id, room_id, row.status)

    def _on_let_in(self, row: QueueRow, service: OfferedService | None) -> None:
        """Show who came in; an emergency is served while the desk still asks who it is."""
        if row.encounter_id is None:
            self._leave()
            self._context.messages.warn(f"{row.number} dilayani, identitas menyusul.", NO_IDENTITY)
        else:
            self._read(row.encounter_id, service)

    def _read(self, encounter_id: UUID, service: OfferedService | None) -> None:
        """Read a visit with the forms, and the letter, that something is typed into and not stored yet."""
        kept = self.saving.keeper.find(place_of(VISIT, encounter_id))
        draft = self._drafts.get(encounter_id) if kept is None else visit_draft(kept.typed)
        typed = frozenset(filled.form_code for filled in draft.forms) if draft else frozenset()
        letter = draft is not None and bool(draft.referral)
        self._context.jobs.read(
            lambda: read_visit(self._context, encounter_id, self._own_forms, typed, with_letter=letter),
            lambda visit: self._show(visit, service),
            owner=self,
            key="open",
        )

    def _show(self, visit: OpenedVisit, service: OfferedService | None) -> None:
        encounter_id = visit.file.encounter_id
        kept = self.saving.keeper.take_up(place_of(VISIT, encounter_id))
        draft = self._drafts.pop(encounter_id, None) if kept is None else visit_draft(kept.typed)
        self._open_visit = encounter_id
        self.saving.saved_at = ""
        self._picture.hold()
        self.workspace.show_visit(visit, draft)
        if kept is not None:
            self.saving.keeper.say_shown(kept)
        self.fold()
        self._show_rail()
        if visit.file.klaster is Klaster.MOTHER_CHILD and self._klaster is not Klaster.MOTHER_CHILD:
            self._context.messages.note(OTHER_TABS)
        if service is not None:
            self.workspace.go_to_service(service)
        else:
            self.workspace.tabs.focus_opened()

    def _open_unsigned(self, visit: UnsignedVisit) -> None:
        """Open a visit to be read and signed; nobody is called for it."""
        self._keep_typing()
        self._read(visit.encounter_id, None)

    def _keep_typing(self) -> None:
        if self._open_visit is not None and self.workspace.has_typing():
            self._drafts[self._open_visit] = self.workspace.draft()
        elif self._open_visit is not None:
            self._drafts.pop(self._open_visit, None)

    def _snapshot(self) -> dict[str, Any] | None:
        """Return what is typed for the visit that is open as plain values, None when nothing is."""
        return self.workspace.draft().plain() if self._open_visit and self.workspace.has_typing() else None

    def _leave(self) -> None:
        self.saving.keeper.leave()
        self._open_visit = None
        self.unfold()
        self.waiting.reload()

    def _on_ended(self, sentence: str) -> None:
        self._drafts = {visit: draft for visit, draft in self._drafts.items() if visit != self._open_visit}
        self._leave()
        self._context.messages.info(sentence)

    def _step_back(self) -> None:
        """Go back one step: from a list to the patient who is open, if any, from the patient to the waiting list."""
        if self.unsigned.isVisible() or self._stack.currentWidget() is self.incoming:
            self.unfold()
        elif self._open_visit is not None and self.is_folded():
            self.close_patient()
        else:
            self.fold()

    def _toggle(self) -> None:
        (self.unfold if self.is_folded() else self.fold)()

    def _is_kept(self, row: QueueRow) -> bool:
        if row.encounter_id is None:
            return False
        open_and_typed = row.encounter_id == self._open_visit and self.workspace.has_typing()
        waits = self.saving.keeper.find(place_of(VISIT, row.encounter_id)) is not None
        return waits or row.encounter_id in self._drafts or open_and_typed

    def _show_rooms(self, rooms: Sequence[RoomInfo], parts: Sequence[SubRoom]) -> None:
        """Offer the rooms and parts of the list, and only then the list, since nobody can be called before."""
        self.waiting.show_parts(parts)
        self.waiting.show_rooms(rooms)
        others = {klaster for room in rooms for klaster in room.klasters} - {self._klaster.value}
        own_parts = [part for part in parts if part.active and part.klaster is self._klaster]
        self.workspace.foot.offer([Klaster(number) for number in sorted(others)], own_parts)
        self.waiting.reload()

    def _show_rail(self) -> None:
        self.rail.show_rows(self.waiting.rows(), self._open_visit)

    def _show_state(self) -> None:
        if self._open_visit is not None:
            here, saving = self.workspace, self.saving
            told = {"finished": here.room.file.finished, "correcting": here.correction.correcting}
            here.foot.show_state(typed=here.has_typing(), saved_at=saving.saved_at, busy=saving.is_busy, **told)
