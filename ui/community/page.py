"""The page of the tab «Posyandu & Pustu»: who is due in the area, inviting them, and what is to come."""

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.due.invitation_rows import InvitedBatch
from ui.community.control_form import ControlForm
from ui.community.invitations_view import InvitationsView
from ui.community.invite_form import Guests, InviteForm, sent_words
from ui.community.planned import planned_card
from ui.community.school_view import SchoolView
from ui.community.slip_form import Referred, SlipForm
from ui.community.slips_view import SlipsView
from ui.community.targets_view import TargetsView
from ui.context import PageContext
from ui.widgets.labels import label
from ui.widgets.page import Page
from ui.widgets.view_switch import ViewSwitch

TARGETS, INVITED, SCHOOLS, SLIPS = "targets", "invited", "schools", "slips"
VIEWS = ((TARGETS, "Sasaran"), (INVITED, "Undangan"), (SCHOOLS, "Sekolah"))
REFERRED = (SLIPS, "Rujukan")
OF_LISTS = frozenset({"due", "encounter", "person"})
OF_SCHOOLS = frozenset({"school", "pupil"})
CALM_MS = 1500
"""How long changes are gathered before lists are read again; a busy morning would read them all the time."""


class CommunityPage(Page):
    """Views beside each other, and forms over them."""

    title = "Sasaran"
    subjects = OF_LISTS | {"facility", "invitation", "school", "pupil", "referral"}

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.refreshing = label("", "muted")
        self._words = dict((*VIEWS, *([REFERRED] if context.user.may(Act.SEE_REFERRALS) else [])))
        self.views = ViewSwitch("Tampilan", tuple(self._words.items()))
        self.targets = TargetsView(context)
        self.form = InviteForm(context)
        self.control = ControlForm(context)
        self.invitations = InvitationsView(context)
        self.schools = SchoolView(context)
        self.slips = SlipsView(context) if SLIPS in self._words else None
        self.slip_form = SlipForm(context)
        self.stack = QStackedWidget()
        self._from_slips = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._read_lists)
        self.setFocusProxy(self.targets)

    def build(self) -> None:
        """Put the views one over the other, and what is to come below."""
        self.add_action(self.refreshing)
        self.add_action(self.views)
        for view in (self.targets, self.form, self.control, self.invitations, self.schools, self.slip_form):
            self.stack.addWidget(view)
        if self.slips is not None:
            self.stack.addWidget(self.slips)
            self.slips.new_wanted.connect(lambda: self._refer(None))
        self.body.addWidget(self.stack, 1)
        self._planned = planned_card()
        self.body.addWidget(self._planned)
        self.views.changed.connect(self._show)
        self.targets.invite_wanted.connect(self._on_invite_wanted)
        self.targets.refer_wanted.connect(self._on_refer_wanted)
        self.slip_form.left.connect(lambda: self._show(SLIPS if self._from_slips else TARGETS))
        self.slip_form.written.connect(lambda: self._show(SLIPS if self._from_slips else TARGETS))
        self.targets.control_wanted.connect(self._on_control_wanted)
        self.control.left.connect(lambda: self._show(TARGETS))
        self.control.saved.connect(lambda: self._show(TARGETS))
        self.form.left.connect(lambda: self._show(TARGETS))
        self.form.sent.connect(self._on_sent)

    def reload(self, subjects: frozenset[str]) -> None:
        """Read again what shows these subjects; lists wait until changes have calmed down."""
        if self.slips is not None and self.slips.isVisible():
            self.slips.reload()
        if "facility" in subjects:
            self.targets.read_area()
        if subjects >= self.subjects:
            self._read_lists()
            self.invitations.reload()
            self.schools.reload()
        elif subjects & OF_LISTS:
            self._read_refreshing()
            self._calm.start()
        if subjects & OF_SCHOOLS and subjects < self.subjects:
            self.schools.reload()
        if "invitation" in subjects and subjects < self.subjects:
            self.invitations.reload()
            self.targets.reload()

    def _read_lists(self) -> None:
        self._read_refreshing()
        self.targets.reload()

    def _read_refreshing(self) -> None:
        dues, user = self._context.house.dues, self._context.user
        self._context.jobs.read(lambda: dues.stale(user), self._on_stale, owner=self, key="stale")

    def _on_stale(self, left: int) -> None:
        count = f"{left:,}".replace(",", ".")
        self.refreshing.setText(f"Daftar sedang diperbarui, sisa {count} orang" if left else "")

    def _show(self, view: str) -> None:
        self.views.select(view)
        self.set_title(self._words[view])
        self._planned.setVisible(view not in (SCHOOLS, SLIPS))
        shown = {INVITED: self.invitations, SCHOOLS: self.schools, SLIPS: self.slips}.get(view) or self.targets
        self.stack.setCurrentWidget(shown)
        if self.slips is not None and shown is self.slips:
            self.slips.begin()
        shown.setFocus()

    def show_school(self, name: str) -> None:
        """Show the schools, at one of them where one is named."""
        self._show(SCHOOLS)
        self.schools.choose_school(name)

    def _on_refer_wanted(self) -> None:
        row = self.targets.table.current_row()
        self._refer(None if row is None else Referred(row.person_id, row.name))

    def _refer(self, chosen: Referred | None) -> None:
        self._from_slips = self.stack.currentWidget() is self.slips
        self.stack.setCurrentWidget(self.slip_form)
        self._planned.hide()
        self.slip_form.start(chosen)

    def _on_invite_wanted(self) -> None:
        targets = self.targets
        self.stack.setCurrentWidget(self.form)
        self.form.start(Guests(targets.chosen(), targets.wanted()))

    def _on_control_wanted(self, person_id: UUID) -> None:
        """Ask for a control of somebody; the whole page is given to it."""
        self._planned.setVisible(False)
        self.stack.setCurrentWidget(self.control)
        self.control.start(person_id)

    def _on_sent(self, batch: InvitedBatch) -> None:
        self._context.messages.info(sent_words(batch))
        if batch.invited:
            self.invitations.show_batch(batch.batch_id)
            self._show(INVITED)
        else:
            self._show(TARGETS)
