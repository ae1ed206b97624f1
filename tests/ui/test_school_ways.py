"""The screening of a school and its immunisation stand in two tabs and lead to each other."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ilp_desktop.services.school.schools import NewSchool
from tests.house_fixtures import Clinic
from tests.ui.driven import workspace_on
from tests.ui.hands import click
from ui.community.page import CommunityPage
from ui.klaster2_mother_child.page import SCHOOL, MotherChildPage
from ui.klaster2_mother_child.school_view import SchoolView
from ui.tabs import COMMUNITY


def test_screening_and_immunisation_of_a_school_lead_to_each_other(
    qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path
) -> None:
    with workspace_on(qtbot, clinic, tmp_path, "head") as (_, workspace):
        clinic.house.schools.add(clinic.desk, NewSchool(clinic.new_id(), "SDN 1 Contoh", "sd"))
        workspace.tabs.open(COMMUNITY)
        posyandu = workspace.tabs.current_page()
        assert isinstance(posyandu, CommunityPage)
        posyandu.show_school("SDN 1 Contoh")
        qtbot.waitUntil(lambda: posyandu.schools.chosen_school() is not None)
        click(posyandu.schools.bias_button)
        room = workspace.tabs.current_page()
        assert isinstance(room, MotherChildPage)
        view = room.desks[SCHOOL]
        assert isinstance(view, SchoolView)
        qtbot.waitUntil(view.isVisible)
        assert view.search.text() == "SDN 1 Contoh"
        click(view.screening_button)
        assert workspace.tabs.currentIndex() == COMMUNITY
        assert posyandu.schools.isVisible()
