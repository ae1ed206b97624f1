"""The tab Kehamilan: obstetric history, class, contacts elsewhere, and how a pregnancy ends."""

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.pregnancy.kia_book import BookKind
from ilp_desktop.domain.pregnancy.pregnancy_end import PregnancyEnd
from ilp_desktop.services.pregnancy.kia_books import NewBook
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, family, start_pregnancy
from tests.services.pregnant_women import current, start, visit_with
from tests.ui.hands import click, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.growth_tab import GrowthTab
from ui.klaster2_mother_child.pregnancy_tab import PregnancyTab
from ui.widgets.text_fields import LineField

Shown = tuple[OpenRoom, PregnancyTab]
KIA = BookKind.KIA


@pytest.fixture
def pregnant_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> Shown:
    """Return the tab of a woman 25 weeks pregnant, whose history nobody told."""
    opened = open_room(clinic, jobs, qtbot, start(clinic))
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    return opened, tab


def write(field: LineField, text: str) -> None:
    """Type into a field, over what stands there."""
    field.setFocus()
    field.line.clear()
    type_text(text)


def woman_of(opened: OpenRoom) -> UUID:
    """Return who is open."""
    return opened.room.file.patient.person_id


def test_history_is_told_held_against_the_gpa_and_taken_back(pregnant_tab: Shown, qtbot: QtBot) -> None:
    _, tab = pregnant_tab
    line = tab.episode
    assert not line.past.isVisible()
    click(line.past_button)
    assert line.past.isVisible()
    write(line.past.when_field, "2019")
    line.past.outcome_field.set_value("abortus")
    line.past.form.changed.emit("outcome")
    assert not line.past.weight_field.isVisible()
    click(line.past.save_button)
    qtbot.waitUntil(lambda: line.past.lines == ("2019 · abortus",))
    qtbot.waitUntil(lambda: line.gpa_pill.text() == "GPA berbeda dari riwayat")
    differ = "GPA dan riwayat berbeda: P 1, riwayat 0; A 0, riwayat 1."
    qtbot.waitUntil(lambda: line.past.note_label.text() == differ)
    assert line.past_button.text() == "Riwayat obstetri (1)"
    click(line.past.remove_buttons[0])
    click(line.past.remove_button)
    qtbot.waitUntil(lambda: line.past.reason_field.error() == "Isi alasannya.")
    write(line.past.reason_field, "bukan ibu ini")
    click(line.past.remove_button)
    qtbot.waitUntil(lambda: line.past.lines == ())


def test_year_that_cannot_be_is_said_beside_it_and_nothing_typed_is_lost(pregnant_tab: Shown, qtbot: QtBot) -> None:
    _, tab = pregnant_tab
    past = tab.episode.past
    click(tab.episode.past_button)
    write(past.when_field, "19")
    past.outcome_field.set_value("lahir hidup")
    write(past.weight_field, "3")
    click(past.save_button)
    assert past.when_field.error().startswith("Tanggal tidak terbaca")
    write(past.when_field, "2031")
    click(past.save_button)
    qtbot.waitUntil(lambda: past.when_field.error() == "Belum terjadi.")
    assert past.weight_field.error().endswith("Tampaknya ditulis dalam kilogram.")
    assert past.weight_field.text() == "3"


def test_class_is_counted_on_its_button(pregnant_tab: Shown, qtbot: QtBot) -> None:
    opened, tab = pregnant_tab
    line = tab.episode
    assert line.classes_button.text() == "Kelas ibu hamil: 0 dari 4, belum ditemani"
    click(line.classes_button)
    write(line.classes.day_field, "23112026")
    click(line.classes.save_button)
    assert line.classes.accompanied_field.error() == "Pilih ya atau tidak."
    click(line.classes.accompanied_field.segments.group.button(0))
    click(line.classes.save_button)
    qtbot.waitUntil(lambda: line.classes_button.text() == "Kelas ibu hamil: 1 dari 4")
    qtbot.waitUntil(lambda: line.classes.lines == ("23-11-2026 · ditemani",))
    assert current(opened.clinic, woman_of(opened)).classes.days == (TODAY,)


def test_contact_elsewhere_counts_and_says_so(pregnant_tab: Shown, qtbot: QtBot) -> None:
    _, tab = pregnant_tab
    line = tab.episode
    click(line.elsewhere_button)
    write(line.elsewhere.day_field, "01072026")
    click(line.elsewhere.by_field.segments.group.button(0))
    write(line.elsewhere.place_field, "RS Bunda")
    click(line.elsewhere.save_button)
    qtbot.waitUntil(lambda: line.elsewhere_button.text() == "Kontak di tempat lain (1)")
    assert line.elsewhere.lines == ("01-07-2026 · 4 mg 2 hr · dokter · RS Bunda",)
    assert tab.head.chips[0].text() == "✓ K1 murni 01-07-26 luar"
    click(tab.history_button)
    model = tab.history.model
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    row = model.rows()[0]
    told = {column.title: column.text(row) for column in model.columns}
    assert (told["Tanggal"], told["UK"], told["BB"]) == ("01-07-2026", "4 mg 2 hr", "-")
    assert (told["Tanda bahaya"], told["Pemeriksa"]) == ("-", "RS Bunda, dokter (Buku KIA)")


def test_contact_before_the_pregnancy_is_refused_beside_its_field(pregnant_tab: Shown, qtbot: QtBot) -> None:
    _, tab = pregnant_tab
    card = tab.episode.elsewhere
    click(tab.episode.elsewhere_button)
    write(card.day_field, "01052026")
    click(card.by_field.segments.group.button(1))
    click(card.save_button)
    qtbot.waitUntil(lambda: card.day_field.error().startswith("Sebelum kehamilan ini"))
    assert card.day_field.value() == date(2026, 5, 1)


def test_end_says_what_follows_and_an_impossible_one_is_refused(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    at(clinic, date(2026, 8, 3))
    woman = start(clinic)
    visit_with(clinic, woman, date(2026, 8, 3))
    at(clinic, TODAY)
    opened = open_room(clinic, jobs, qtbot, woman)
    tab = shown(qtbot, opened, PregnancyTab)
    qtbot.waitUntil(tab.head.isVisible)
    click(tab.end_button)
    card = tab.end_card
    card.outcome_field.set_value(PregnancyEnd.MISCARRIAGE.value)
    card.form.changed.emit("outcome")
    assert card.outcome_field.note.text() == "Sesudahnya G2P1A1"
    write(card.day_field, "20112026")
    click(card.save_button)
    qtbot.waitUntil(lambda: "Pilih lahir mati" in card.outcome_field.error())
    write(card.day_field, "02082026")
    click(card.save_button)
    qtbot.waitUntil(lambda: "sebelum kunjungan antenatal pertama, 03-08-2026" in card.day_field.error())
    card.outcome_field.set_value(PregnancyEnd.MOVED.value)
    card.form.changed.emit("outcome")
    assert card.note_field.label == "Pindah ke"
    write(card.day_field, "20112026")
    write(card.note_field, "Puskesmas Jauh")
    click(card.save_button)
    qtbot.waitUntil(tab.start.isVisible)
    assert clinic.house.pregnancies.current(clinic.doctor, woman) is None
    assert not tab.episode.classes_button.isVisible()
    assert tab.episode.past_button.isVisible()


def test_what_is_unfolded_about_one_woman_folds_for_the_next_and_her_typing_waits(
    pregnant_tab: Shown, qtbot: QtBot
) -> None:
    opened, tab = pregnant_tab
    first = opened.encounter_id
    assert first is not None
    click(tab.episode.past_button)
    write(tab.episode.past.when_field, "2019")
    other = opened.clinic.register("Ibu Lain").person_id
    opened.open(opened.clinic.visit(other).encounter_id)
    tab.show_file(opened.room.file)
    qtbot.waitUntil(lambda: tab.episode.past.subject == other)
    assert not tab.episode.past.isVisible()
    assert tab.episode.past.when_field.text() == ""
    opened.open(first)
    tab.show_file(opened.room.file)
    qtbot.waitUntil(tab.episode.past.isVisible)
    assert tab.episode.past.when_field.text() == "2019"


def test_the_buku_kia_is_written_down_and_a_number_of_another_is_asked_about_once(
    pregnant_tab: Shown, qtbot: QtBot
) -> None:
    opened, tab = pregnant_tab
    clinic, book = opened.clinic, tab.episode.book
    other = clinic.register("Dewi").person_id
    clinic.house.kia_books.add(clinic.doctor, NewBook(clinic.new_id(), other, start_pregnancy(clinic, other), KIA, "7"))
    qtbot.waitUntil(lambda: book.button.text() == "Buku KIA: belum tercatat")
    click(book.button)
    assert not book.confirm_field.isVisible()
    assert not book.kind_field.isVisible()
    write(book.number_field, "7")
    click(book.save_button)
    qtbot.waitUntil(lambda: book.number_field.error() == "Nomor ini sudah tercatat untuk Dewi.")
    assert book.confirm_field.isVisible()
    assert book.number_field.text() == "7"
    book.confirm_field.set_value(True)
    click(book.save_button)
    qtbot.waitUntil(lambda: book.button.text() == "Buku KIA: 7")
    assert book.lines == ("Buku KIA · 7",)
    assert not book.confirm_field.isVisible()


def test_the_book_of_a_child_stands_in_its_growth_tab(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    _, daughter = family(clinic)
    opened = open_room(clinic, jobs, qtbot, daughter)
    tab = shown(qtbot, opened, GrowthTab)
    qtbot.waitUntil(lambda: tab.book.button.text() == "Buku KIA: belum tercatat")
    click(tab.book.button)
    tab.book.kind_field.set_value(BookKind.SMALL_BABY.value)
    write(tab.book.number_field, "8")
    click(tab.book.save_button)
    qtbot.waitUntil(lambda: tab.book.lines == ("Buku KIA Bayi Kecil · 8",))
    assert tab.book.button.text() == "Buku KIA: belum tercatat"
