"""The view Persalinan of klaster 2: a delivery is recorded without a visit, also of a woman who died."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import Leaving
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import mother_at_term
from tests.ui.hands import click, type_text
from tests.ui.klaster2_room import page_context
from ui.jobs import Jobs
from ui.klaster2_mother_child.births_view import BirthsView
from ui.messages import Messages


@pytest.fixture
def view(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> BirthsView:
    """Return the view where a mother died before her delivery was recorded."""
    mother, _ = mother_at_term(clinic)
    file = clinic.house.registration.person(clinic.desk, mother)
    clinic.house.registration.leave(clinic.desk, mother, file.version, Leaving.DIED, TODAY - timedelta(days=1))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 700)
    made = BirthsView(page_context(clinic, jobs, Messages(window), []))
    QVBoxLayout(window).addWidget(made)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.begin()
    qtbot.waitUntil(lambda: made.model.rowCount() == 1)
    return made


def test_the_delivery_of_a_dead_mother_is_recorded_from_the_list(view: BirthsView, qtbot: QtBot) -> None:
    assert view.model.rows()[0].why.value == "ibu meninggal"
    view.table.selectRow(0)
    qtbot.waitUntil(view.form.isVisible)
    form = view.form.form
    assert "lengkapi persalinannya" in view.form.hint_label.text()
    form.go_to(form.field("delivered_on"))
    type_text("22112026")
    for name, word in (("place", "Rumah"), ("helper", "Bidan"), ("b1.outcome", "lahir mati"), ("b1.sex", "P")):
        form.field(name).set_value(word)
    form.changed.emit("b1.outcome")
    form.field("b1.death_cause").set_value("asfiksia")
    click(view.form.save_button)
    qtbot.waitUntil(lambda: view.model.rowCount() == 0)
