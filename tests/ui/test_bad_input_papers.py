"""Letters and certificates that cannot be, in the real windows: told beside the field, nothing issued, typing kept."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.care.referral_state import ReferralAct
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from ilp_desktop.services.referral.referral_lists import ReferralView
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import Room, retype
from tests.services.certified import examine
from tests.services.referred import answer, file_of, letter, refer
from tests.ui.hands import click
from tests.ui.opened_page import Desk
from tests.ui.room_desk import RoomDesk
from ui.cross_cluster.page import REFERRALS, CrossClusterPage
from ui.jobs import Jobs
from ui.widgets.room.room_tabs import DOCUMENTS, REFERRAL

TO_ONESELF = "Ini Puskesmas sendiri. Pilih tujuan lain, atau pakai rujukan internal."


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def referring(desk: RoomDesk, kind: str, values: dict[str, object]) -> Room:
    """Fill a referral in and press save."""
    room = desk.with_patient()
    form = room.tabs.referral.form
    room.go_to(REFERRAL)
    click(form.kinds.button(kind))
    form.set_values(values)
    form.changed.emit()
    room.tabs.examination.show_stored(room.tabs.examination.note(), (GivenDiagnosis("I10"),))
    room.page.saving.save()
    desk.wait_until_said("Belum disimpan")
    return room


@pytest.mark.parametrize("place", ["Puskesmas Uji Sejahtera", "PKM Uji Sejahtera", "puskesmas  uji sejahtera (P9999)"])
def test_a_referral_to_oneself_is_told_beside_its_destination(desk: RoomDesk, place: str) -> None:
    values: dict[str, object] = {"place": place, "clinic": "Laboratorium", "reason_note": "HbA1c tidak tersedia"}
    room = referring(desk, "horizontal", values)
    form = room.tabs.referral.form
    assert form.field("place").error() == TO_ONESELF
    assert {name: form.field(name).value() for name in values} == values
    assert desk.stored(room).referrals == ()


def test_the_own_room_is_no_internal_destination(desk: RoomDesk) -> None:
    room = referring(desk, "internal", {"unit": "klaster_3", "reason_note": "Mohon periksa"})
    assert room.tabs.referral.form.field("unit").error() != ""
    assert room.tabs.referral.form.field("reason_note").value() == "Mohon periksa"
    assert desk.stored(room).referrals == ()


def test_a_letter_answered_by_a_colleague_meanwhile_is_not_answered_twice(
    qtbot: QtBot, jobs: Jobs, themed: QApplication, clinic: Clinic
) -> None:
    referral = refer(clinic, clinic.register().person_id, letter(clinic))
    desk = Desk(qtbot, jobs, clinic)
    page = desk.show(CrossClusterPage, clinic.doctor)
    page.show_view(REFERRALS)
    page.referrals.show_view(ReferralView.ALL)
    qtbot.waitUntil(lambda: page.referrals.detail.file() is not None, timeout=20_000)
    detail = page.referrals.detail
    detail.do(ReferralAct.ANSWER)
    retype(detail.answer.form.field("answered_on"), "23112026")
    retype(detail.answer.form.field("answered_by"), "dr. Lain, Sp.JP")
    detail.answer.form.field("diagnoses").set_value((GivenDiagnosis("I11.9"),))
    clinic.house.referral_answers.record(clinic.head, answer(clinic, referral))
    for _ in range(2):
        click(detail.answer.save_button)
        qtbot.waitUntil(detail.answer.save_button.isEnabled, timeout=20_000)
    assert [one.answered_by for one in file_of(clinic, referral).answers] == ["dr. Budi, Sp.PD"]
    assert detail.answer.said().answered_by == "dr. Lain, Sp.JP"
    assert any("sudah dijawab" in text for text in desk.banners())


def test_a_certificate_for_yesterday_is_refused_with_what_may_be_done(desk: RoomDesk) -> None:
    person = desk.clinic.register().person_id
    examine(desk.clinic, person)
    room = desk.show()
    room.open("Siti Aminah")
    room.go_to(DOCUMENTS)
    panel = room.tabs.documents.certificates
    desk.qtbot.waitUntil(panel.is_ready, timeout=20_000)
    typed = {"kind": "sakit", "first_day": TODAY - timedelta(days=1), "last_day": TODAY, "note": "Istirahat"}
    for name, value in typed.items():
        panel.new.form.field(name).set_value(value)
        panel.new.form.changed.emit(name)
    click(panel.issue_button)
    field = panel.new.form.field("first_day")
    desk.qtbot.waitUntil(lambda: field.error() != "", timeout=20_000)
    assert field.error() == "Tidak sebelum hari kunjungan, 23-11-2026: surat tidak bertanggal mundur."
    assert field.value() == TODAY - timedelta(days=1)
    assert panel.new.draft().note == "Istirahat"
    assert desk.clinic.house.certificates.of_person(desk.clinic.doctor, person) == ()
