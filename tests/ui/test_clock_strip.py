"""The clock jumps while the program runs: said in the window, work goes on, and it ends by itself or by a press."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ilp_desktop.clock import CarriedClock, SteppingClock
from tests.house_fixtures import TODAY, Clinic
from tests.ui.driven import workspace_on
from tests.ui.hands import click
from ui.clock_strip import RIGHT_AGAIN, TAKEN
from ui.messages import Confirmation

YEARS = timedelta(days=2_600)


def _jumping(clinic: Clinic) -> SteppingClock:
    """Let the Puskesmas go by a clock that somebody sets; its counter stands still."""
    own = SteppingClock(clinic.clock.now())
    uow = clinic.house.uow
    uow.carried = CarriedClock(own, lambda: 0.0)
    uow.clock = uow.carried
    return own


def test_a_jump_is_said_until_the_clock_is_as_it_was(qtbot: QtBot, clinic: Clinic, tmp_path: object) -> None:
    own = _jumping(clinic)
    with workspace_on(qtbot, clinic, tmp_path) as (window, workspace):  # type: ignore[arg-type]
        strip = workspace.clock
        assert strip.isHidden()
        own.forward(-YEARS)
        strip.look_here()
        assert strip.isVisible()
        assert "Jam komputer berubah menjadi" in strip.headline.text()
        assert "2019" in strip.headline.text()
        assert "2026" in strip.told.text()
        assert workspace.context.today() == TODAY
        own.forward(YEARS)
        strip.look_here()
        assert strip.isHidden()
        assert RIGHT_AGAIN in [banner.text for banner in window.messages.stack.banners()]


def test_a_press_says_that_the_clock_is_right_and_the_day_follows(
    qtbot: QtBot, clinic: Clinic, tmp_path: object
) -> None:
    own = _jumping(clinic)
    with workspace_on(qtbot, clinic, tmp_path) as (window, workspace):  # type: ignore[arg-type]
        own.forward(timedelta(days=1))
        workspace.clock.look_here()
        click(workspace.clock.button)
        (question,) = workspace.clock.findChildren(Confirmation)
        assert "24-11-2026" in " ".join(one.text() for one in question.findChildren(QLabel))
        assert workspace.context.today() == TODAY  # nothing yet
        click(question.action_button)
        qtbot.waitUntil(lambda: TAKEN in [banner.text for banner in window.messages.stack.banners()])
        assert workspace.clock.isHidden()
        assert workspace.context.today() == TODAY + timedelta(days=1)
