"""Slips from Posyandu and Pustu to the Puskesmas: who came, who did not, who was answered, and a new one."""

from PySide6.QtCore import Signal

from ilp_desktop.domain.care.referral_kind import COMMUNITY, referral_rules_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.referral.referral_lists import ReferralView
from ui.context import PageContext
from ui.widgets.buttons import hide_unless, primary_button
from ui.widgets.page import NEW, bind
from ui.widgets.room.referrals.worklist import ReferralWorklist


class SlipsView(ReferralWorklist):
    """The worklist of referrals, at those from the field.

    Signals:
        new_wanted(): a slip is to be written.
    """

    new_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.new_button = primary_button("Rujuk orang", "plus")
        hide_unless(self.new_button, may=context.user.may(Act.WRITE_SLIP))
        self.head.addWidget(self.new_button)
        self.new_button.clicked.connect(self.new_wanted)
        bind(NEW, self.new_button)
        self.kinds.choose(referral_rules_on(context.today()).kind(COMMUNITY).label)
        self.views.select(ReferralView.OPEN.name)
