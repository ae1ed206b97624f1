"""The letter that was just written stands among the referrals until it is answered."""

from PySide6.QtCore import Qt

from ilp_desktop.services.referral.referral_lists import ReferralView
from ilp_desktop.tour.stage import Stage
from ui.cross_cluster.page import REFERRALS, CrossClusterPage
from ui.room_views import QUEUE


def show_referrals(stage: Stage, there: Qt.Key, back: Qt.Key) -> None:
    """Open the worklist by the key of its tab, and go back to the tab of another key."""
    stage.press(there)
    stage.picture("lintas-klaster")
    page = stage.find(CrossClusterPage)
    page.show_view(REFERRALS)
    page.referrals.show_view(ReferralView.OPEN)
    stage.wait(lambda: page.referrals.detail.file() is not None, "the referral")
    stage.picture("rujukan-berjalan")
    page.show_view(QUEUE)
    stage.press(back)
