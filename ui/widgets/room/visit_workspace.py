"""The patient who is open: header, today's forms, tabs and foot; holds what is typed and is not stored yet."""

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.due.offered_services import OfferedService
from ilp_desktop.services.record.encounters import Examination
from ui.widgets.patient_header import PatientHeaderBar, neutral
from ui.widgets.room.away_line import AwayLine
from ui.widgets.room.coded_typing import CodedTyping
from ui.widgets.room.conflict_strip import ConflictStrip
from ui.widgets.room.foot import RoomFoot
from ui.widgets.room.opened_visit import OpenedVisit
from ui.widgets.room.own_tab import OwnLine, OwnTab, RoomTab
from ui.widgets.room.record.correction_strip import CorrectionStrip
from ui.widgets.room.record.record_bar import ALLERGIES
from ui.widgets.room.room_context import RoomContext
from ui.widgets.room.room_tabs import EXAMINATION, SERVICES, RoomTabs
from ui.widgets.room.visit_draft import VisitDraft, base_of
from ui.widgets.room.visit_meeting import VisitMeeting
from ui.widgets.room.world import RoomWorld
from ui.widgets.services.today_line import TodayLine
from ui.widgets.services.words import DUES_AWAY

GAP_PX = 4
JOINED = "Kunjungan ini diubah di tempat lain; isiannya digabung dengan isian Anda, tidak ada yang bertabrakan."


class VisitWorkspace(QWidget):
    """One visit at a time; the tabs are made when the first one is opened.

    Attributes:
        version: the visit's version that saving goes by.
        client_id: marks the next save, so that it is stored once.
        lines: the klaster's own lines above the tabs.

    Signals:
        typed(): something typed changed.
    """

    typed = Signal()

    def __init__(
        self,
        context: RoomWorld,
        klaster: Klaster,
        own_tabs: Sequence[OwnTab],
        own_lines: Sequence[Callable[[RoomContext], OwnLine]] = (),
        papers: Callable[[RoomContext], RoomTab] | None = None,
    ) -> None:
        super().__init__()
        self.room = RoomContext(context, klaster, self)
        self._own_tabs = tuple(own_tabs)
        self._papers = papers
        self._tabs: RoomTabs | None = None
        self.version = 0
        self.client_id = context.house.uow.identities.new()
        self._taken_up: VisitDraft | None = None
        self.header = PatientHeaderBar()
        self.today = TodayLine()
        self.lines = tuple(make(self.room) for make in own_lines)
        self.strip = ConflictStrip()
        self.correction = CorrectionStrip()
        self.foot = RoomFoot()
        self.away = AwayLine()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP_PX)
        for part in (self.header, self.away, self.today, *self.lines, self.correction, self.strip, self.foot):
            self._layout.addWidget(part)
        self.room.typed.connect(self._on_typed)
        self.strip.mine_wanted.connect(self._keep_mine)
        self.strip.stored_wanted.connect(self._take_stored)
        self.strip.view.decided.connect(self._take_decided)
        self.header.allergies_wanted.connect(self.show_allergies)
        self.correction.correction_wanted.connect(self._correct)
        self.correction.typed.connect(self._on_typed)

    @property
    def tabs(self) -> RoomTabs:
        """Return the tabs; raises ``LookupError`` before a visit was opened."""
        if self._tabs is None:
            raise LookupError("no visit was opened yet")
        return self._tabs

    def show_visit(self, visit: OpenedVisit, draft: VisitDraft | None = None) -> None:
        """Open a visit with what is stored of it, and what was typed before and is not stored yet."""
        self.room.show_visit(visit)
        if self._tabs is None:
            self._make_tabs()
        self._renew_client_id()
        self.version = visit.file.version
        self.strip.hide()
        self.correction.end()
        self.tabs.referral.clear()
        self.tabs.examination.show_stored(visit.file.note, visit.file.diagnoses)
        self.coded.show(visit.file)
        self.meeting.begin()
        self.tabs.mark_wrong(())
        self._show_file()
        if draft is not None:
            self._take_up(draft)

    def renew(self, visit: OpenedVisit, stored: Sequence[FilledForm] = (), message: str = "") -> None:
        """Show the same visit read again: what is typed stays, what is not follows what is stored now.

        Where somebody else wrote meanwhile, both come together; saving goes on by the old version until the person
        has chosen wherever both wrote.
        """
        ours = visit.file.version == self.version
        self.room.renew(visit, stored)
        told = self.meeting.meet(ours=ours)
        self._show_file()
        self._go_on(message)
        if told and not self.meeting.clashing and self.has_typing() and not message:
            self.room.context.messages.note(JOINED)

    def has_typing(self) -> bool:
        """Tell whether anything typed is not stored yet."""
        return self.has_more_than(())

    def has_more_than(self, form_codes: Collection[str]) -> bool:
        """Tell whether anything typed is not stored yet, some forms left aside."""
        examination, file = self.tabs.examination, self.room.file
        return (
            examination.note() != file.note
            or examination.given() != file.diagnoses
            or self.coded.has_typing(file)
            or self.tabs.referral.has_typing()
            or any(view.has_typing() for code, view in self.room.views().items() if code not in form_codes)
        )

    def draft(self) -> VisitDraft:
        """Return what is typed, to be taken up again later."""
        views = sorted(self.room.views().items())
        return VisitDraft(
            version=self.version,
            client_id=self.client_id,
            forms=tuple(view.filled() for _, view in views if view.has_typing()),
            note=self.tabs.examination.note(),
            note_before=self.room.file.note,
            diagnoses=self.tabs.examination.given(),
            diagnoses_before=self.room.file.diagnoses,
            referral=self.tabs.referral.typed_values(),
            tab=self.tabs.title(),
            coded=self.coded.kept(self.room.file),
            reason=self.correction.reason(),
            forms_before={code: self.meeting.base_of(code) for code, view in views if view.has_typing()},
        )

    def examination(self) -> Examination:
        """Return everything typed as one save; what was kept is saved at most once, unless it was changed since."""
        kept = self._taken_up
        if kept is not None and self.client_id == kept.client_id and not self.draft().says_the_same(kept):
            self._renew_client_id()
        return Examination(
            client_id=self.client_id,
            encounter_id=self.room.file.encounter_id,
            version=self.version,
            note=self.tabs.examination.note(),
            diagnoses=self.tabs.examination.given(),
            forms=self.room.collect(),
            referral=self.tabs.referral.draft(),
            actions=self.tabs.examination.action_list.value(),
            orders=self.tabs.orders.draft(),
            reason=self.correction.reason(),
            sure_therapy=self.tabs.examination.therapy.sure(),
        )

    def show_allergies(self) -> None:
        """Open the allergies beside the note."""
        self.tabs.go_to(EXAMINATION)
        self.tabs.examination.bar.open(ALLERGIES)

    def go_to_service(self, item: OfferedService) -> None:
        """Bring where a service is given to the front."""
        self.tabs.go_to_service(item)

    def _make_tabs(self) -> None:
        self._tabs = RoomTabs(self.room, self._own_tabs, self.foot.save_button, self._papers)
        self.coded, self.meeting = CodedTyping(self._tabs), VisitMeeting(self.room, self._tabs)
        self._layout.insertWidget(self._layout.indexOf(self.foot), self._tabs, 1)
        self.today.opened.connect(lambda: self.tabs.go_to(SERVICES))
        self._tabs.examination.typed.connect(self._on_typed)
        self._tabs.orders.typed.connect(self._on_typed)
        self._tabs.referral.typed.connect(self._on_typed)

    def _show_file(self) -> None:
        self.header.show_file(self.room.file)
        self.away.show_file(self.room.file)
        self.tabs.show_file(self.room.file)
        self.correction.show_file(self.room.file)
        if self.correction.correcting:
            self.tabs.examination.set_writable(True)
        if self.room.file.past_away:
            self.today.cannot_tell(DUES_AWAY)
        else:
            self.today.show_services(self.room.visit.services, self.room.visit.family)
        for line in self.lines:
            line.show_file(self.room.file)
        self._on_typed()

    def _correct(self) -> None:
        """Let the record be typed into, as a correction."""
        self.correction.show_file(self.room.file)
        self.tabs.examination.set_writable(True)
        self._on_typed()

    def _on_typed(self) -> None:
        if self._tabs is not None:
            self.header.show_alerts(self._alerts())
            self.typed.emit()

    def _alerts(self) -> list[Assessment]:
        """Return what has to be acted on in the words for the header, which others read too."""
        told = self.room.alerts()
        return [neutral(alert) if form.sensitivity is Sensitivity.RESTRICTED else alert for form, alert in told]

    def _take_up(self, draft: VisitDraft) -> None:
        self.room.take_up(draft.forms)
        self.tabs.list_forms(self.room.views())
        file = self.room.file
        self.tabs.examination.show_stored(draft.note, draft.diagnoses)
        self.coded.take_up(draft.coded, file)
        if draft.referral:
            self.tabs.referral.form.set_values(draft.referral)
        if draft.reason:
            self.correction.begin(draft.reason)
            self._correct()
        self.client_id = draft.client_id
        self.tabs.go_to(draft.tab)
        self.meeting.take_base(base_of(draft))
        ours = draft.version == self.version
        self.version = draft.version
        self.meeting.meet(ours=ours)
        self._go_on("")
        self._taken_up = self.draft()
        self.room.typed.emit()

    def _go_on(self, message: str) -> None:
        """Let saving go on over what is stored now, or ask first about what was written twice."""
        clashes = self.meeting.clashes()
        if clashes:
            self.strip.show_conflict(message, clashes, self.meeting.authors())
        else:
            self.version = self.room.file.version
            self.strip.hide()

    def _take_decided(self, chosen: Mapping[str, str]) -> None:
        """Put into each place what was chosen for it; saving then goes on over what is stored now."""
        self.meeting.decide(chosen)
        self._renew_client_id()
        self._go_on("")
        self._on_typed()
        self.foot.save_button.setFocus()

    def _renew_client_id(self) -> None:
        """Let the next save be another one than those before."""
        self.client_id = self.room.context.house.uow.identities.new()
        self._taken_up = None

    def _keep_mine(self) -> None:
        self._take_decided({})

    def _take_stored(self) -> None:
        self.meeting.take_stored()
        self._take_decided({})
