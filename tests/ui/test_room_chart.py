"""Ringkasan in a room: pages, filters, a visit of the past, trends, what is sealed, and salah pasien, by keys alone."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db.models import Encounter
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.chart.listing import PAGE
from ilp_desktop.services.chart.record_papers import CopyKind
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import AskedTest, OrderDraft, Prescribed
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.printing.reading import text_of
from tests.services.charted import VITALS, Written, colleague, filled, next_day, write
from tests.ui.hands import click
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.chart.timeline import RecordTimeline

AMLODIPINE = Prescribed("Amlodipin", "amlodipine/tablet 5 mg", signa="1x1 pagi", quantity=30, days=30)
HIV = Written(("B20.0",), SoapNote(subjective="Kontrol ARV", therapy="TLD 1x1"), (filled("vital_signs", VITALS),))


@pytest.fixture
def desk(qtbot: QtBot, jobs: Jobs, clinic: Clinic, themed: object) -> RoomDesk:
    """Return a room that can be shown."""
    return RoomDesk(qtbot, jobs, clinic)


def opened(desk: RoomDesk, person: UUID) -> tuple[Room, RecordTimeline]:
    """Open the room with somebody in it who has just come, at Ringkasan."""
    visit = desk.clinic.visit(person)
    with desk.clinic.database.writing() as session, session.begin():
        session.execute(
            update(Encounter).where(Encounter.id == visit.encounter_id).values(klaster=Klaster.ADULT_ELDERLY.value)
        )
    room = desk.show()
    room.open("Siti Aminah")
    summary = room.tabs.summary.record
    room.tabs.go_to("Ringkasan")
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() > 0)
    return room, summary


def past(desk: RoomDesk, visits: int, **written: object) -> UUID:
    """Return somebody with visits of the past."""
    person = desk.clinic.register().person_id
    for number in range(visits):
        forms = (filled("vital_signs", VITALS | {"sistolik": str(130 + number)}),)
        write(desk.clinic, person, desk.clinic.doctor, Written(forms=forms))
        next_day(desk.clinic)
    return person


def press(desk: RoomDesk, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is."""
    desk.qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def shown(summary: RecordTimeline) -> str:
    """Return everything the visit of the past says."""
    return summary.visit_page.reading.toPlainText()


def open_past(desk: RoomDesk, summary: RecordTimeline, number: int) -> None:
    """Select a row and open it with Enter."""
    summary.table.setFocus()
    summary.table.selectRow(number)
    summary.table.setCurrentIndex(summary.model.index(number, 0))
    press(desk, summary.table, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: summary.visit_page.visit() is not None)


def test_enter_opens_a_visit_over_the_list_and_esc_comes_back_to_its_row(desk: RoomDesk) -> None:
    room, summary = opened(desk, past(desk, 2))
    typed = room.tabs.examination
    open_past(desk, summary, 1)
    assert "Pusing tiga hari" in shown(summary)
    assert "hipertensi derajat" in shown(summary)
    assert "dr. Ratna Contoh" in shown(summary)
    assert summary.pages.currentWidget() is summary.visit_page
    press(desk, summary.visit_page.reading, Qt.Key.Key_Escape)
    assert summary.pages.currentWidget() is not summary.visit_page
    assert summary.table.currentIndex().row() == 1
    assert summary.table.hasFocus()
    assert room.page.workspace.isVisible()
    assert typed is room.tabs.examination


def test_words_narrow_the_list_and_alt_2_shows_all_again(desk: RoomDesk) -> None:
    room, summary = opened(desk, past(desk, 3))
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 4)
    press(desk, summary.table, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    desk.qtbot.waitUntil(summary.filters.words.hasFocus)
    desk.qtbot.keyClicks(summary.filters.words, "amlodipin")
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 3)
    summary.filters.words.clear()
    desk.qtbot.keyClicks(summary.filters.words, "tak ada")
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 0 and not summary.model.is_fetching())
    press(desk, summary.filters.words, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 4)
    assert summary.filters.words.text() == ""
    assert room.tabs.title() == "Ringkasan"


def test_scrolling_brings_the_visits_of_long_ago(desk: RoomDesk, clinic: Clinic) -> None:
    person = clinic.register().person_id
    first = write(clinic, person, clinic.doctor)
    with clinic.database.writing() as session, session.begin():
        row = session.get_one(Encounter, first)
        columns = {column.name: getattr(row, column.name) for column in Encounter.__table__.columns}
        for _ in range(PAGE + 20):
            session.add(Encounter(**(columns | {"id": clinic.new_id()})))
    next_day(clinic)
    _, summary = opened(desk, person)
    assert summary.model.rowCount() == PAGE
    while summary.model.canFetchMore(summary.model.index(-1, -1)):
        summary.model.fetchMore(summary.model.index(-1, -1))
        desk.qtbot.waitUntil(lambda: not summary.model.is_fetching())
    assert summary.model.rowCount() == PAGE + 22


def test_the_trend_shows_each_value_and_arrows_tell_its_day(desk: RoomDesk) -> None:
    _, summary = opened(desk, past(desk, 3))
    desk.qtbot.waitUntil(lambda: summary.trend_page.measure.count() >= 1 and summary.trend_button.isEnabled())
    desk.qtbot.waitUntil(lambda: bool(summary._outline.measures))
    summary.trend_button.click()
    summary.trend_page.measure.choose("sistolik")
    desk.qtbot.waitUntil(lambda: [mark.y for mark in summary.trend_page.plot.marks()] == [130, 131, 132])
    press(desk, summary.trend_page.plot, Qt.Key.Key_Left)
    assert "24-11-2026: 131 mmHg" in summary.trend_page.told.text()
    press(desk, summary.trend_page.plot, Qt.Key.Key_Escape)
    assert summary.pages.currentWidget() is not summary.trend_page


def test_a_sealed_visit_asks_a_reason_and_opens_for_that_once(desk: RoomDesk, clinic: Clinic) -> None:
    person = clinic.register().person_id
    write(clinic, person, colleague(clinic), HIV, Klaster.INFECTIOUS)
    next_day(clinic)
    _, summary = opened(desk, person)
    open_past(desk, summary, 1)
    page = summary.visit_page
    assert "ARV" not in shown(summary)
    assert "Ada isian terbatas" in shown(summary)
    assert page.seal_button.isVisible()
    page.seal_button.click()
    press(desk, page.break_button, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: "alasan" in page.reason.note.text().casefold())
    assert "ARV" not in shown(summary)
    desk.qtbot.keyClicks(page.reason.line, "pasien sesak, cari obat rutin")
    press(desk, page.reason.line, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(page.break_button.hasFocus)
    press(desk, page.break_button, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: "Kontrol ARV" in shown(summary))
    press(desk, page.reading, Qt.Key.Key_Escape)
    open_past(desk, summary, 1)
    assert "ARV" not in shown(summary)
    assert len(clinic.house.records.seals_broken(clinic.head, None, 9)) == 1


def test_salah_pasien_tries_first_and_then_moves_the_visit(desk: RoomDesk, clinic: Clinic) -> None:
    right = clinic.register("Budi Benar").person_id
    person = past(desk, 2)
    _, summary = opened(desk, person)
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 3)
    open_past(desk, summary, 1)
    visit = summary.visit_page.visit()
    assert visit is not None
    summary.visit_page.move_button.click()
    page = summary.move_page
    desk.qtbot.waitUntil(page.person.box.hasFocus)
    assert not page.move_button.isEnabled()
    desk.qtbot.keyClicks(page.person.box, "budi benar")
    desk.qtbot.waitUntil(page.person.box.is_open)
    press(desk, page.person.box, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: page.plan() is not None)
    assert "Ikut pindah" in page.reading.toPlainText()
    press(desk, page.move_button, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: "alasan" in page.reason.note.text().casefold())
    desk.qtbot.keyClicks(page.reason.line, "map tertukar")
    press(desk, page.move_button, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: any(row.moved for row in summary.model.rows()))
    gone = next(row for row in summary.model.rows() if row.moved)
    assert gone.encounter_id is None
    assert "Budi Benar" in gone.moved
    with clinic.database.reading() as session:
        assert session.get_one(Encounter, visit.id).person_id == right


def test_another_patient_begins_with_everything_and_at_the_list(desk: RoomDesk, clinic: Clinic) -> None:
    person = past(desk, 1)
    clinic.visit(clinic.register("Tetangga Lain").person_id)
    room, summary = opened(desk, person)
    desk.qtbot.keyClicks(summary.filters.words, "pusing")
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() >= 1)
    open_past(desk, summary, 0)
    room.page.close_patient()
    room.open("Tetangga Lain")
    room.tabs.go_to("Ringkasan")
    desk.qtbot.waitUntil(lambda: summary.model.rowCount() == 1)
    assert summary.filters.words.text() == ""
    assert "Pusing tiga hari" not in shown(summary) or summary.pages.currentWidget() is not summary.visit_page


def test_a_resume_of_one_visit_and_a_copy_of_all_come_to_the_preview(desk: RoomDesk) -> None:
    _, summary = opened(desk, past(desk, 2))
    open_past(desk, summary, 1)
    summary.visit_page.print_button.click()
    desk.qtbot.waitUntil(lambda: len(desk.papers) == 1)
    assert "Pusing tiga hari" in text_of(desk.papers[0].pdf)
    assert "Siti" not in desk.papers[0].file_name
    press(desk, summary.visit_page.reading, Qt.Key.Key_Escape)
    summary.copy_button.click()
    page = summary.copy_page
    assert not page.reason.isVisible()
    page.kind.button("WHOLE").click()
    press(desk, page.kind.button("WHOLE"), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: len(desk.papers) == 2)
    assert "SALINAN REKAM MEDIS" in text_of(desk.papers[1].pdf)


def test_restricted_entries_ask_a_reason_beside_the_field_and_a_wrong_period_too(desk: RoomDesk) -> None:
    _, summary = opened(desk, past(desk, 1))
    summary.copy_button.click()
    page = summary.copy_page
    page.restricted.click()
    page.show_button.click()
    desk.qtbot.waitUntil(lambda: "alasan" in page.reason.note.text().casefold())
    desk.qtbot.keyClicks(page.reason.line, "diminta pasien")
    desk.qtbot.keyClicks(page.since.line, "01122026")
    desk.qtbot.keyClicks(page.until.line, "01112026")
    page.show_button.click()
    desk.qtbot.waitUntil(lambda: bool(page.until.note.text() or page.since.note.text()))
    assert page.reason.text() == "diminta pasien"
    assert desk.papers == []


def test_a_file_is_written_where_it_was_asked(desk: RoomDesk, tmp_path: Path) -> None:
    _, summary = opened(desk, past(desk, 1))
    summary.copy_button.click()
    page = summary.copy_page
    wanted = page.wanted()
    assert wanted is not None
    pdf, table = tmp_path / "a.pdf", tmp_path / "b.xlsx"
    page.write_pdf(wanted, pdf)
    desk.qtbot.waitUntil(lambda: pdf.exists() and page.show_button.isEnabled())
    page.write_table(wanted, table)
    desk.qtbot.waitUntil(lambda: table.exists() and page.show_button.isEnabled())


@pytest.mark.parametrize("kind", list(CopyKind))
def test_a_copy_holds_what_was_done_asked_for_and_prescribed(desk: RoomDesk, clinic: Clinic, kind: CopyKind) -> None:
    person = clinic.register().person_id
    ordered = OrderDraft((AskedTest("Hemoglobin", "hb"),), (AMLODIPINE,))
    visit, note = clinic.visit(person).encounter_id, SoapNote(subjective="Pusing")
    wanted = Examination(clinic.new_id(), visit, 1, note, (GivenDiagnosis("I10"),), orders=ordered)
    wanted = replace(wanted, actions=(GivenAction("03.31"),))
    version = clinic.house.encounters.record(clinic.doctor, wanted)
    clinic.house.encounters.finish(clinic.doctor, visit, version, NextPlace.HOME)
    next_day(clinic)
    _, summary = opened(desk, person)
    click(summary.copy_button)
    page = summary.copy_page
    click(page.kind.button(kind.name))
    asked = page.wanted()
    assert asked is not None
    told = text_of(clinic.house.record_papers.pdf(clinic.doctor, asked))
    assert [word for word in ("Amlodipin", "Hemoglobin", "03.31") if word not in told] == []
