"""1 Manajemen: what the head sees of the day, and how staff, rooms and destinations are added."""

import gc
from datetime import timedelta
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from tests.house_fixtures import PASSWORD, Clinic
from tests.ui.hands import click, press, type_text
from tests.ui.opened_page import Desk
from ui.jobs import Jobs
from ui.klaster1_management.charts import HourBars, ShareBars
from ui.klaster1_management.facility_panel import FacilityPanel
from ui.klaster1_management.page import NOT_YOURS, ManagementPage
from ui.klaster1_management.profile_card import ProfileCard
from ui.klaster1_management.staff_panel import StaffPanel
from ui.klaster1_management.today_panel import TodayPanel, busiest_text, minutes_text, padded_hours

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: QApplication) -> Desk:
    return Desk(qtbot, jobs, clinic)


def today_of(page: ManagementPage) -> TodayPanel:
    panel = page.panels[0]
    assert isinstance(panel, TodayPanel)
    return panel


def staff_of(page: ManagementPage, qtbot: QtBot) -> StaffPanel:
    page.tabs.setCurrentIndex(2)
    panel = page.panels[2]
    assert isinstance(panel, StaffPanel)
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0 or panel.refusal.isVisible())
    return panel


def facility_of(page: ManagementPage, qtbot: QtBot) -> FacilityPanel:
    page.tabs.setCurrentIndex(3)
    panel = page.panels[3]
    assert isinstance(panel, FacilityPanel)
    lists = (panel.rooms, panel.places, panel.area)
    qtbot.waitUntil(lambda: all(card.model.rowCount() for card in lists))
    return panel


def test_today_shows_visits_by_klaster_waits_hours_and_payers(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    clinic.visit(clinic.register("Ibu Hamil").person_id, "4")
    clinic.visit(clinic.register("Orang Sehat").person_id, sick=False)
    clinic.clock.forward(timedelta(minutes=65))
    panel = today_of(desk.show(ManagementPage, clinic.head))
    qtbot.waitUntil(lambda: panel.visits.figure.text() == "2")
    assert panel.visits.rest.text() == "1 sakit, 1 sehat"
    assert panel.waiting.rest.text() == "paling lama 1 jam 5 menit"
    assert panel.average.rest.text() == "belum ada yang dipanggil"
    assert panel.table.row(Klaster.MOTHER_CHILD) == ("2 Ibu & Anak", "1", "1", "0", "0", "0", "-", "-", "65")
    assert panel.table.row(Klaster.MANAGEMENT) == ()
    assert panel.table.row(None)[:2] == ("Semua", "2")
    assert dict(panel.hour_bars.hours())[7] == 2
    assert panel.busiest.text() == "Paling ramai pukul 07.00 sampai 08.00: 2 orang."
    assert panel.payers.parts() == (("Umum", 2),)
    assert panel.taken_at.text() == "Keadaan pukul 08.35"


def test_figures_follow_the_queue_and_the_clock(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    page = desk.show(ManagementPage, clinic.head)
    panel = today_of(page)
    qtbot.waitUntil(lambda: panel.visits.figure.text() == "0")
    assert panel.waiting.rest.text() == "tidak ada antrean"
    clinic.visit(clinic.register().person_id)
    page.on_changed(frozenset({"ticket"}))
    qtbot.waitUntil(lambda: panel.visits.figure.text() == "1")
    clinic.clock.forward(timedelta(minutes=7))
    panel.minute.timeout.emit()
    qtbot.waitUntil(lambda: panel.waiting.rest.text() == "paling lama 7 menit")


def test_a_role_without_figures_finds_them_shut_with_the_reason(desk: Desk, clinic: Clinic) -> None:
    page = desk.show(ManagementPage, clinic.desk)
    shown = [page.tabs.tabText(number) for number in range(page.tabs.count()) if page.tabs.isTabEnabled(number)]
    assert shown == ["Impor keluarga", "Hak pasien", "Darurat"]
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Impor keluarga"
    assert page.tabs.tabToolTip(0) == NOT_YOURS


def test_a_new_member_of_staff_is_typed_with_keys_alone_and_signs_in(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = staff_of(desk.show(ManagementPage, clinic.head), qtbot)
    assert panel.count.text() == "3 petugas aktif"
    press(Qt.Key.Key_B, panel.table, ALT)
    for text in ("Bdn. Melati Contoh", "melati"):
        type_text(text)
        press(Qt.Key.Key_Return)
    type_text("3")
    press(Qt.Key.Key_Return)
    type_text("SIPB/007")
    press(Qt.Key.Key_Return)
    type_text("3")
    press(Qt.Key.Key_Return)
    type_text("2")
    press(Qt.Key.Key_Return)
    for text in ("kata-sandi-baru", "kata-sandi-baru"):
        type_text(text)
        press(Qt.Key.Key_Return)
    assert panel.entry.save_button.hasFocus()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 4)
    assert desk.banners() == ["Bdn. Melati Contoh ditambahkan dan sudah dapat masuk."]
    assert panel.entry.form.field("name").text() == ""
    added = clinic.house.access.sign_in("melati", "kata-sandi-baru")
    assert (added.profession, added.sip, added.roles) == ("Bidan", "SIPB/007", frozenset({Role.MIDWIFE}))
    assert added.klasters == {Klaster.MOTHER_CHILD}


def test_wrong_answers_about_staff_stand_beside_their_fields(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = staff_of(desk.show(ManagementPage, clinic.head), qtbot)
    click(panel.new_button)
    form = panel.entry.form
    form.set_values({"name": "dr. Baru", "profession": "Dokter", "user_name": "dokter", "roles": ("dokter",)})
    form.set_values({"password": PASSWORD, "again": PASSWORD + "x"})
    press(Qt.Key.Key_S, form.field("name").editor, ALT)
    qtbot.waitUntil(lambda: form.field("again").error() == "Kedua kata sandi tidak sama.")
    form.set_values({"again": PASSWORD})
    press(Qt.Key.Key_S, form.field("name").editor, ALT)
    qtbot.waitUntil(lambda: "SIP" in form.field("sip").error())
    form.set_values({"sip": "SIP/9"})
    press(Qt.Key.Key_S, form.field("name").editor, ALT)
    qtbot.waitUntil(lambda: "sudah dipakai" in form.field("user_name").error())
    assert form.field("name").text() == "dr. Baru"
    assert panel.entry.save_button.isEnabled()
    assert len(clinic.house.access.staff(clinic.head)) == 3


def test_esc_puts_the_form_away_and_keeps_what_is_typed(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = staff_of(desk.show(ManagementPage, clinic.head), qtbot)
    click(panel.new_button)
    type_text("dr. Setengah")
    press(Qt.Key.Key_Escape)
    assert not panel.card.isVisible()
    click(panel.new_button)
    assert panel.entry.form.field("name").text() == "dr. Setengah"


def test_only_who_manages_staff_sees_the_list(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = staff_of(desk.show(ManagementPage, clinic.doctor), qtbot)
    assert panel.refusal.isVisible()
    assert "atur petugas" in panel.refusal.text_label.text()
    assert not panel.new_button.isVisible()


def test_the_puskesmas_shows_profile_rooms_destinations_and_area(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = facility_of(desk.show(ManagementPage, clinic.head), qtbot)
    qtbot.waitUntil(lambda: panel.profile.values[0].text() == "Puskesmas Uji Sejahtera")
    assert [value.text() for value in panel.profile.values[3:]] == [
        "WIB",
        "Jl. Contoh No. 1",
        "Kabupaten Contoh",
        "tidak",
        "000123-02",
        "tidak",
    ]
    click(panel.profile.malaria_button)
    qtbot.waitUntil(lambda: clinic.house.facilities.malaria_endemic(clinic.head), timeout=20_000)
    click(panel.profile.je_button)
    qtbot.waitUntil(lambda: clinic.house.facilities.je_endemic(clinic.head), timeout=20_000)
    assert [room.name for room in panel.rooms.model.rows()][:2] == ["Ruang KIA", "Poli Dewasa"]
    assert [(one.rw, one.rt, one.posyandu) for one in panel.area.model.rows()] == [
        ("001", ("002",), "Melati"),
        ("001", ("003",), ""),
    ]


def test_a_room_is_added_and_takes_the_letter_its_klaster_has(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = facility_of(desk.show(ManagementPage, clinic.head), qtbot)
    click(panel.rooms.add_button)
    assert panel.rooms.entry is not None
    form = panel.rooms.entry.form
    type_text("Ruang Anak")
    press(Qt.Key.Key_Return)
    type_text("2")
    assert form.field("queue_letter").text() == "A"
    type_text("4")
    form.set_values({"queue_letter": "A"})
    press(Qt.Key.Key_S, None, ALT)
    qtbot.waitUntil(lambda: "sudah dipakai Ruang KIA" in form.field("queue_letter").error())
    form.set_values({"queue_letter": "D"})
    press(Qt.Key.Key_S, None, ALT)
    qtbot.waitUntil(lambda: panel.rooms.model.rowCount() == 5)
    added = next(room for room in clinic.house.facilities.rooms(clinic.head) if room.name == "Ruang Anak")
    assert (added.klaster, added.queue_letter) == (4, "D")
    assert desk.banners() == ["Ruang Anak ditambahkan."]


def test_a_room_is_changed_to_serve_another_klaster_too_and_another_is_closed(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    panel = facility_of(desk.show(ManagementPage, clinic.head), qtbot)
    rooms = panel.rooms
    assert rooms.table.select_key(next(room.id for room in rooms.model.rows() if room.name == "Poli Dewasa"))
    rooms.table.setFocus()
    press(Qt.Key.Key_Return)
    assert rooms.entry is not None
    form = rooms.entry.form
    assert form.field("name").text() == "Poli Dewasa"
    form.set_values({"also": ("4",), "queue_letter": "C"})
    press(Qt.Key.Key_S, None, ALT)
    qtbot.waitUntil(lambda: desk.banners() == ["Poli Dewasa diubah."])
    found = {room.name: (room.queue_letter, room.klasters) for room in clinic.house.facilities.rooms(clinic.head)}
    assert found["Poli Dewasa"] == ("C", (3, 4))
    assert found["Poli Lansia"] == ("C", (3,))
    qtbot.waitUntil(lambda: "3 Dewasa & Lansia + 4" in {rooms.model.index(row, 1).data() for row in range(4)})
    assert rooms.table.select_key(next(room.id for room in rooms.model.rows() if room.name == "Poli Lansia"))
    click(panel.close_button)
    qtbot.waitUntil(lambda: "Poli Lansia" not in {one.name for one in clinic.house.facilities.rooms(clinic.head)})


def test_a_destination_is_added_and_opening_the_other_form_loses_nothing(
    qtbot: QtBot, desk: Desk, clinic: Clinic
) -> None:
    panel = facility_of(desk.show(ManagementPage, clinic.head), qtbot)
    click(panel.rooms.add_button)
    type_text("Ruang Setengah")
    click(panel.places.add_button)
    assert panel.places.entry is not None
    assert panel.rooms.entry is not None
    assert not panel.rooms.entry.isVisible()
    assert panel.rooms.entry.form.field("name").text() == "Ruang Setengah"
    for text in ("RSIA Contoh", "Kota Contoh", "Anak, Kebidanan"):
        type_text(text)
        press(Qt.Key.Key_Return)
    for _ in ("level", "emergency room", "save"):
        press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.places.model.rowCount() == 2)
    place = clinic.house.facilities.destinations(clinic.head)[0]
    assert (place.name, place.city, place.clinics) == ("RSIA Contoh", "Kota Contoh", ("Anak", "Kebidanan"))


def test_a_clinician_sees_the_puskesmas_and_is_told_who_may_add(qtbot: QtBot, desk: Desk, clinic: Clinic) -> None:
    panel = facility_of(desk.show(ManagementPage, clinic.doctor), qtbot)
    for card in (panel.rooms, panel.places):
        assert not card.add_button.isEnabled()
        assert "Kepala/admin" in card.add_button.toolTip()


def test_profile_of_a_tab_that_was_never_opened_is_let_go(themed: QApplication) -> None:
    card = ProfileCard(may_change=True)
    kept = ref(card)
    del card
    gc.collect()
    assert kept() is None


def test_bars_are_drawn_and_told_in_words(qtbot: QtBot, themed: QApplication) -> None:
    hours, shares = HourBars(), ShareBars()
    for widget in (hours, shares):
        qtbot.addWidget(widget)
        widget.resize(400, 160)
    empty = hours.grab().toImage(), shares.grab().toImage()
    hours.show_hours(((7, 3), (8, 0), (9, 5)))
    shares.show_parts((("Sakit", 3), ("Sehat", 0)))
    assert (hours.grab().toImage() != empty[0], shares.grab().toImage() != empty[1]) == (True, True)
    assert hours.accessibleDescription() == "pukul 07: 3 orang, pukul 09: 5 orang"
    assert shares.accessibleDescription() == "Sakit: 3, Sehat: 0"


def test_waits_and_hours_are_worded_as_people_say_them() -> None:
    assert [minutes_text(minutes) for minutes in (None, 0, 59, 60, 65)] == [
        "-",
        "0 menit",
        "59 menit",
        "1 jam",
        "1 jam 5 menit",
    ]
    assert padded_hours(((6, 2),))[:3] == ((6, 2), (7, 0), (8, 0))
    assert padded_hours(((20, 1),))[-1] == (20, 1)
    assert busiest_text(()) == "Belum ada kunjungan hari ini."
