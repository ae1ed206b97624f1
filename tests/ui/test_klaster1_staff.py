"""1 Manajemen > Petugas and Hak pasien: rights changed, accounts closed, and what patients ask answered."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.record.patient_requests import NewRequest
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.page import ManagementPage
from ui.klaster1_management.requests_panel import RequestsPanel
from ui.klaster1_management.staff_panel import StaffPanel


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def staff_panel(qtbot: QtBot, desk: Desk) -> StaffPanel:
    """Show the staff, with the doctor chosen to be changed."""
    page = desk.show(ManagementPage, desk.clinic.head)
    panel = next(one for one in page.panels if isinstance(one, StaffPanel))
    page.tabs.setCurrentIndex(page.panels.index(panel))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    row = next(row for row in panel.model.rows() if row.user_name == "dokter")
    panel.table.select_key(row.id)
    panel.table.chosen.emit(row)
    return panel


def requests_panel(desk: Desk, who: str) -> RequestsPanel:
    page = desk.show(ManagementPage, {"head": desk.clinic.head, "desk": desk.clinic.desk}[who])
    panel = next(one for one in page.panels if isinstance(one, RequestsPanel))
    page.tabs.setCurrentIndex(page.panels.index(panel))
    return panel


def test_roles_and_klaster_of_somebody_are_changed(qtbot: QtBot, desk: Desk) -> None:
    panel = staff_panel(qtbot, desk)
    form = panel.changing.entry.form
    assert form.field("roles").value() == ("dokter",)
    form.set_values({"roles": ("dokter", "surveilans"), "klasters": ("3", "4")})
    click(panel.changing.entry.save_button)
    qtbot.waitUntil(panel.change_card.isHidden)
    assert "Hak dr. Ratna Contoh diubah." in desk.banners()[0]
    told = next(one for one in desk.clinic.house.access.staff(desk.clinic.head) if one.user_name == "dokter")
    assert told.roles == {Role.DOCTOR, Role.SURVEILLANCE}
    assert told.klasters == {Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS}


def test_somebody_is_given_a_password_and_dismissed(qtbot: QtBot, desk: Desk) -> None:
    panel = staff_panel(qtbot, desk)
    card = panel.changing
    card.secret.set_values({"password": "sementara-saja", "again": "sementara-lain"})
    click(card.give_button)
    assert card.secret.field("again").error() == "Kedua kata sandi tidak sama."
    card.secret.set_values({"again": "sementara-saja"})
    click(card.give_button)
    qtbot.waitUntil(panel.change_card.isHidden)
    assert desk.clinic.house.access.sign_in("dokter", "sementara-saja").must_change
    qtbot.waitUntil(lambda: any(row.version == 2 for row in panel.model.rows()))
    panel.table.chosen.emit(next(row for row in panel.model.rows() if row.user_name == "dokter"))
    click(card.dismiss_button)
    qtbot.waitUntil(lambda: panel.count.text() == "2 petugas aktif")


def test_the_head_cannot_dismiss_themselves(qtbot: QtBot, desk: Desk) -> None:
    panel = staff_panel(qtbot, desk)
    panel.table.chosen.emit(next(row for row in panel.model.rows() if row.user_name == "kepala"))
    assert not panel.changing.dismiss_button.isEnabled()


def test_the_desk_notes_what_a_patient_asks_and_decides_nothing(qtbot: QtBot, desk: Desk) -> None:
    clinic = desk.clinic
    person = clinic.register().person_id
    panel = requests_panel(desk, "desk")
    click(panel.new_button)
    panel.entry.form.set_values(
        {"asked_as": "pasien", "subject": "identitas", "stands": "Jl. Lama", "wanted": "Jl. Baru"}
    )
    click(panel.entry.save_button)
    qtbot.waitUntil(lambda: panel.person.error() != "")
    wanted = NewRequest(clinic.new_id(), person, "pasien", "", "identitas", "Jl. Lama", "Jl. Baru")
    clinic.house.patient_requests.note(clinic.desk, wanted)
    panel.on_changed(frozenset({"patient_request"}))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    click(panel.entry.back_button)
    panel.table.select_first()
    qtbot.waitUntil(panel.detail.isVisible)
    assert "Seharusnya: Jl. Baru" in panel.told.text()
    assert not panel.grant_button.isVisible()
    assert not panel.print_button.isVisible()


def test_the_head_answers_and_the_answer_is_printed(qtbot: QtBot, desk: Desk) -> None:
    clinic = desk.clinic
    person = clinic.register().person_id
    wanted = NewRequest(clinic.new_id(), person, "pasien", "", "identitas", "Jl. Lama", "Jl. Baru")
    clinic.house.patient_requests.note(clinic.desk, wanted)
    panel = requests_panel(desk, "head")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    panel.table.select_first()
    qtbot.waitUntil(panel.grant_button.isVisible)
    click(panel.grant_button)
    qtbot.waitUntil(lambda: panel.answer.field("answer").error() != "")
    panel.answer.set_values({"answer": "Alamat diperbaiki menurut KK."})
    click(panel.grant_button)
    qtbot.waitUntil(lambda: [row.state for row in panel.model.rows()] == ["dikabulkan"])
    panel.table.select_first()
    qtbot.waitUntil(panel.print_button.isVisible)
    click(panel.print_button)
    qtbot.waitUntil(lambda: len(desk.papers) == 1)
    assert "Alamat diperbaiki menurut KK." in text_of(desk.papers[0].pdf)
