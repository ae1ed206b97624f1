"""What the immunisation desk keeps beside the queue: vaccines, school days, reports of events."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.services.immunised import event, from_stock, labelled, received
from tests.services.kia_story import examine
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster2_mother_child.event_list import ALL, EventList
from ui.klaster2_mother_child.page import EVENTS, FOOD, SCHOOL, VACCINES, MotherChildPage
from ui.klaster2_mother_child.pmt_view import PmtView
from ui.klaster2_mother_child.school_view import SchoolView
from ui.klaster2_mother_child.vaccine_view import VaccineView
from ui.room_views import QUEUE


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def vaccines(desk: Desk) -> VaccineView:
    """Open the stock of vaccines."""
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    page.show_view(VACCINES)
    view = page.desks[VACCINES]
    assert isinstance(view, VaccineView)
    return view


def school(desk: Desk, qtbot: QtBot, listed: int) -> SchoolView:
    """Open the school lists."""
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    page.show_view(SCHOOL)
    view = page.desks[SCHOOL]
    assert isinstance(view, SchoolView)
    qtbot.waitUntil(lambda: view.model.rowCount() == listed)
    return view


def reports(desk: Desk, qtbot: QtBot, listed: int) -> EventList:
    """Open the reports of events."""
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    page.show_view(EVENTS)
    view = page.desks[EVENTS]
    assert isinstance(view, EventList)
    qtbot.waitUntil(lambda: view.model.rowCount() == listed)
    return view


def reported(clinic: Clinic, name: str = "Bayi Uji", **changes: object) -> None:
    """Report an event of a child that got a dose yesterday."""
    child = clinic.register(name, birth_date=date(2026, 6, 20)).person_id
    label = labelled(clinic, "OPV", "B-1")
    wanted = NewDose(clinic.new_id(), child, "OPV", 1, TODAY - timedelta(days=1), **label)
    dose = clinic.house.children.give(clinic.doctor, wanted)
    clinic.house.adverse_events.report(clinic.doctor, event(clinic, child, dose, **changes))


def test_switch_leads_to_each_view_and_back_to_the_queue(desk: Desk) -> None:
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    for code in (SCHOOL, VACCINES, EVENTS, FOOD):
        page.show_view(code)
        assert page.desks[code].isVisible()
        assert not page.waiting.isVisible()
    page.show_view(QUEUE)
    assert page.waiting.isVisible()


def test_vials_are_taken_in_without_a_mouse(desk: Desk, qtbot: QtBot) -> None:
    view = vaccines(desk)
    view.receive.form.focus_first()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert view.receive.form.field("vaccine").text() == "BCG"
    assert view.receive.form.field("doses_per_vial").note.text() == "biasanya 20 atau 10; 3 jam"
    for typed in ("bcg-7", "06-27", "20", "4", "1"):
        type_text(typed)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    row = view.model.row(0)
    assert (row.batch, row.expires_on, row.closed_vials, row.vvm) == ("BCG-7", date(2027, 6, 30), 4, "A")
    assert desk.banners() == ["Vaksin diterima."]
    assert view.receive.form.field("batch").value() is None


def test_label_that_cannot_be_keeps_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    view = vaccines(desk)
    form = view.receive.form
    form.set_values({"vaccine": "OPV", "batch": "X", "expires_on": date(2026, 1, 31), "doses_per_vial": 10, "vials": 2})
    click(view.receive.save_button)
    qtbot.waitUntil(lambda: bool(form.field("expires_on").error()))
    assert "Sudah kedaluwarsa" in form.field("expires_on").error()
    assert form.field("batch").value() == "X"
    assert view.model.rowCount() == 0


def test_vial_whose_time_is_over_is_told_and_thrown_away(desk: Desk, qtbot: QtBot) -> None:
    received(desk.clinic, "BCG", doses_per_vial=20)
    child = desk.clinic.register("Bayi Uji", birth_date=date(2026, 9, 23)).person_id
    from_stock(desk.clinic, child, "BCG", 1)
    desk.clinic.clock.forward(timedelta(hours=3))
    view = vaccines(desk)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    qtbot.waitUntil(lambda: "Buang vial terbuka: BCG batch B123." in view.alarm_label.text())
    view.lots.select_first()
    button = next(one for one in view.lot.findChildren(type(view.lot.remove_button)) if one.text().startswith("Lewat"))
    click(button)
    qtbot.waitUntil(lambda: not view.model.row(0).open_vials)
    assert "Buang" not in view.alarm_label.text()
    assert desk.banners() == ["Vial dibuang."]


def test_spoilt_vials_leave_the_stock_with_their_reason(desk: Desk, qtbot: QtBot) -> None:
    received(desk.clinic)
    view = vaccines(desk)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    view.lots.select_first()
    view.lot.form.set_values({"vials": 9})
    click(view.lot.remove_button)
    qtbot.waitUntil(lambda: bool(view.lot.form.field("vials").error()))
    assert view.lot.form.field("vials").error() == "Tinggal 5 vial tertutup."
    assert view.lot.form.field("reason").error() == "Pilih alasannya."
    view.lot.form.set_values({"vials": 2, "reason": "pecah"})
    click(view.lot.remove_button)
    qtbot.waitUntil(lambda: view.model.row(0).closed_vials == 3)
    assert view.sum_model.row(0).usage.wasted == 20


def test_school_day_is_entered_by_ticking(desk: Desk, qtbot: QtBot) -> None:
    clinic = desk.clinic
    children = [clinic.register(f"Anak {number}", birth_date=date(2019, 10, 10)).person_id for number in range(3)]
    view = school(desk, qtbot, 3)
    view.tick(view.model.row(0))
    assert desk.banners() == ["Pilih vaksin hari itu dahulu."]
    view.form.form.field("antigen").setFocus()
    type_text("2")
    assert view.form.antigen() == "DT"
    assert view.form.form.field("day").value() == TODAY
    qtbot.waitUntil(lambda: view.model.rowCount() == 3)
    view.table.setFocus()
    view.table.select_first()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert view.form.save_button.text() == "Simpan 2 anak"
    view.form.form.set_values({"school": "SDN 1", "batch": "DT-9", "expires_on": date(2027, 6, 30)})
    click(view.form.save_button)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert "2 dosis tercatat." in desk.banners()
    recorded = clinic.house.immunisations.file(clinic.doctor, children[0]).recorded
    assert [(one.label, one.place) for one in recorded] == [("DT (BIAS)", "Sekolah SDN 1")]
    assert view.form.form.field("school").value() == "SDN 1"


def test_school_list_follows_the_class(desk: Desk, qtbot: QtBot) -> None:
    desk.clinic.register("Anak Satu", birth_date=date(2019, 10, 10))
    desk.clinic.register("Anak Lima", birth_date=date(2015, 3, 10))
    view = school(desk, qtbot, 2)
    click(view.classes.button("5"))
    qtbot.waitUntil(lambda: [child.name for child in view.model.rows()] == ["Anak Lima"])
    assert view.count_label.text() == "1 anak, 0 dicentang"


def test_batch_missing_is_said_beside_its_field_and_ticks_stay(desk: Desk, qtbot: QtBot) -> None:
    desk.clinic.register("Anak Satu", birth_date=date(2019, 10, 10))
    view = school(desk, qtbot, 1)
    view.form.form.field("antigen").setFocus()
    type_text("2")
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    click(view.all_button)
    click(view.form.save_button)
    qtbot.waitUntil(lambda: bool(view.form.form.field("batch").error()))
    assert view.form.save_button.text() == "Simpan 1 anak"


def test_report_is_followed_up_and_leaves_the_list(desk: Desk, qtbot: QtBot) -> None:
    reported(desk.clinic, reactions=("kejang",))
    view = reports(desk, qtbot, 1)
    view.table.select_first()
    assert "Kejang: amankan jalan napas" in view.alarm_label.text()
    assert view.form.field("outcome").value() == "belum"
    view.form.field("outcome").set_value("sembuh")
    click(view.save_button)
    qtbot.waitUntil(lambda: view.model.rowCount() == 0)
    click(view.views.button(ALL))
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    assert view.model.row(0).outcome_text == "Sembuh"


def test_report_is_set_right_beside_the_list(desk: Desk, qtbot: QtBot) -> None:
    reported(desk.clinic)
    view = reports(desk, qtbot, 1)
    view.table.select_first()
    click(view.correct_button)
    correct = view.correct
    qtbot.waitUntil(correct.save_button.isEnabled)
    assert correct.form.field("dose_ids").text().startswith("OPV1")
    correct.form.field("reactions").set_value(["bengkak"])
    click(correct.save_button)
    qtbot.waitUntil(lambda: bool(correct.form.field("reason").error()))
    correct.form.field("reason").set_value("Salah centang")
    click(correct.save_button)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1 and view.model.row(0).reactions == ("bengkak",))
    assert view.form.isVisible()


def test_report_is_printed(desk: Desk, qtbot: QtBot) -> None:
    reported(desk.clinic)
    view = reports(desk, qtbot, 1)
    view.table.select_first()
    click(view.print_button)
    qtbot.waitUntil(lambda: bool(desk.papers), timeout=20_000)
    assert desk.papers[0].title == "Laporan KIPI"


def test_children_given_food_stand_in_one_list(desk: Desk, qtbot: QtBot) -> None:
    child = desk.clinic.register("Anak PMT", birth_date=date(2025, 6, 20)).person_id
    examine(desk.clinic, child, "pmt", {"pmt_jenis": "lokal", "pmt_mulai": "20112026", "pmt_hari": "3"})
    page = desk.show(MotherChildPage, desk.clinic.doctor)
    page.show_view(FOOD)
    view = page.desks[FOOD]
    assert isinstance(view, PmtView)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    words = [column.text(view.model.row(0)) for column in view.model.columns]
    assert words[1] == "Anak PMT"
    assert words[-1] == "belum"


def test_history_of_a_batch_stands_below_it_and_goes_on_paper_and_into_a_file(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    received(desk.clinic)
    view = vaccines(desk)
    qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    view.lots.select_first()
    lot = view.lot
    qtbot.waitUntil(lambda: lot.history.rowCount() == 1)
    shown = lot.history.row(0)
    assert [column.text(shown) for column in lot.history.columns] == ["23-11-2026", "Diterima", "+5", "5"]
    click(lot.print_button)
    qtbot.waitUntil(lambda: bool(desk.papers), timeout=20_000)
    assert desk.papers[0].title == "Kartu stok vaksin"
    view.write(tmp_path / "kartu.xlsx")
    qtbot.waitUntil((tmp_path / "kartu.xlsx").exists, timeout=20_000)
