"""The views of the tab Imunisasi: table of Buku KIA, plan, record, events; and vials chosen without typing."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from db.models import DoseGiven
from ilp_desktop.domain.immunisation.immunisation import DoseState
from ilp_desktop.domain.immunisation.immunisation_schedule import Window
from ilp_desktop.services.immunisation.dose_giving import NewDose
from tests.house_fixtures import TODAY, Clinic
from tests.services.immunised import labelled, received
from tests.ui.hands import click, type_text
from tests.ui.klaster2_room import OpenRoom, open_room, settle, shown
from ui.jobs import Jobs
from ui.klaster2_mother_child.book_grid import TONES
from ui.klaster2_mother_child.dose_grid import span_text
from ui.klaster2_mother_child.immunisation_tab import BOOK, EVENT, HISTORY, PLAN, ImmunisationTab

BORN = date(2026, 6, 20)


def opened_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, person: UUID) -> tuple[OpenRoom, ImmunisationTab]:
    """Return the tab of somebody, read."""
    opened = open_room(clinic, jobs, qtbot, person)
    tab = shown(qtbot, opened, ImmunisationTab)
    qtbot.waitUntil(lambda: bool(tab.grid.doses()))
    settle(opened, qtbot)
    return opened, tab


@pytest.fixture
def baby_tab(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> tuple[OpenRoom, ImmunisationTab]:
    """Return the tab of a baby of five months that had BCG and one dose too early."""
    child = clinic.register("Bayi Uji", birth_date=BORN).person_id
    for antigen, day in (("BCG", date(2026, 7, 1)), ("DPT-HB-Hib", date(2026, 7, 1))):
        dose = NewDose(clinic.new_id(), child, antigen, 1, day, batch="K-1", told=True, told_by="card", confirmed=True)
        clinic.house.children.give(clinic.doctor, dose)
    return opened_tab(clinic, jobs, qtbot, child)


def choose(tab: ImmunisationTab, view: str) -> None:
    """Choose a view by its button."""
    click(tab.views.button(view))


def test_book_tells_each_cell_and_wears_its_colour(baby_tab: tuple[OpenRoom, ImmunisationTab]) -> None:
    _, tab = baby_tab
    choose(tab, BOOK)
    assert tab.book.isVisible()
    assert tab.book.said(1, 0) == "BCG, umur 0 bulan: waktu tepat\nDiberikan 01-07-2026"
    assert tab.book.said(2, 5) == "OPV1, umur 5 bulan: masih boleh"
    assert tab.book.said(0, 3) == "HB0, umur 3 bulan: tidak diberikan"
    picture = tab.book.grab().toImage()
    colours = {
        window: picture.pixelColor(tab.book.cell(row, column).center().toPoint()).name()
        for window, row, column in (
            (Window.IDEAL, 3, 2),
            (Window.ALLOWED, 2, 8),
            (Window.CATCH_UP, 2, 16),
            (Window.CLOSED, 0, 8),
        )
    }
    assert len(set(colours.values())) == 4
    assert set(TONES) == {Window.ALLOWED, Window.CATCH_UP}


def test_dose_says_earliest_and_latest_day(baby_tab: tuple[OpenRoom, ImmunisationTab]) -> None:
    _, tab = baby_tab
    doses = {dose.label: dose for dose in tab.grid.doses()}
    assert span_text(doses["MR1"]) == ("mulai 20-03-2027, tepat waktu sampai 19-04-2027, paling lambat 19-06-2031")
    assert span_text(doses["PCV1"]) == "mulai 20-08-2026, tepat waktu sampai 19-09-2026, paling lambat 19-06-2031"


def test_plan_is_shown_and_printed(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    choose(tab, PLAN)
    qtbot.waitUntil(lambda: tab.plan.model.rowCount() > 3)
    first = tab.plan.model.row(0)
    assert first.day == TODAY
    assert [dose.label for dose in first.doses] == ["OPV1", "DPT-HB-Hib 1", "PCV1", "IPV1"]
    assert "RV1, RV2, RV3: RV1 tidak dimulai lagi" in tab.plan.lost_label.text()
    click(tab.plan.print_button)
    qtbot.waitUntil(lambda: bool(opened.papers), timeout=20_000)
    assert opened.papers[0].title == "Rencana imunisasi"


def test_card_is_printed(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    click(tab.card_button)
    qtbot.waitUntil(lambda: bool(opened.papers), timeout=20_000)
    assert opened.papers[0].title == "Kartu imunisasi"


def test_completeness_is_told_in_short_and_in_full(baby_tab: tuple[OpenRoom, ImmunisationTab]) -> None:
    _, tab = baby_tab
    assert tab.status_label.text().splitlines() == [
        "IDL belum lengkap, kurang 16 dosis sebelum 20-06-2027",
        "IBL belum lengkap, kurang 19 dosis sebelum 20-06-2028",
    ]
    assert "kurang HB0, OPV1" in tab.status_label.toolTip()


def test_wrong_dose_is_withdrawn_with_a_reason(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    choose(tab, HISTORY)
    history = tab.history
    qtbot.waitUntil(lambda: history.model.rowCount() == 2)
    assert not history.withdraw_button.isEnabled()
    row = next(number for number in range(2) if history.model.row(number).label == "BCG")
    history.table.selectRow(row)
    click(history.withdraw_button)
    dialog = history.dialog
    assert dialog is not None
    assert dialog.reason_edit is not None
    assert not dialog.action_button.isEnabled()
    type_text("Salah membaca kartu", dialog.reason_edit)
    click(dialog.action_button)
    qtbot.waitUntil(lambda: history.model.rowCount() == 1)
    assert "BCG 01-07-2026 dibatalkan 23-11-2026 07.30 oleh dr. Ratna Contoh: Salah membaca kartu" in (
        history.withdrawn_label.text()
    )
    qtbot.waitUntil(lambda: tab.grid.doses()[1].state is DoseState.LATE)
    assert [banner.text for banner in opened.messages.stack.banners()] == ["BCG dibatalkan."]


def test_event_is_reported_with_its_alarm(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    opened, tab = baby_tab
    choose(tab, EVENT)
    assert not tab.form.isVisible()
    form, dose = tab.event_form.form, tab.history.model
    qtbot.waitUntil(lambda: dose.rowCount() == 2)
    click(tab.event_form.save_button)
    qtbot.waitUntil(lambda: bool(form.field("reactions").error()))
    assert form.field("dose_ids").error() == "Centang dosis yang mendahuluinya."
    form.set_values({"dose_ids": [str(dose.row(0).id)], "onset_on": date(2026, 7, 2), "outcome": "belum"})
    form.set_values({"reported_by": "pasien"})
    reactions = form.field("reactions")
    box = next(one for one in reactions.boxes if one.text() == "Kejang")  # type: ignore[attr-defined] # a ManyField
    box.click()
    assert "Kejang: amankan jalan napas" in tab.event_form.alarm_label.text()
    click(tab.event_form.save_button)
    qtbot.waitUntil(lambda: "Kejang, belum sembuh" in tab.event_form.past_label.text())
    assert [banner.text for banner in opened.messages.stack.banners()] == ["KIPI serius tercatat."]
    assert form.field("onset_on").value() is None


def test_vial_of_the_stock_is_chosen_without_typing(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    received(clinic)
    child = clinic.register("Bayi Uji", birth_date=BORN).person_id
    opened, tab = opened_tab(clinic, jobs, qtbot, child)
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "OPV1"))
    type_text("1")
    form = tab.form.form
    qtbot.waitUntil(lambda: form.field("supply").isVisible())
    assert form.field("supply").text() == "B123, buka vial baru, ED 30-06-2027"
    assert not form.field("batch").isVisible()
    assert (form.field("route").text(), form.field("site").text()) == ("Oral (tetes)", "Mulut")
    assert form.field("giver").text() == "dr. Ratna Contoh"
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: any(dose.given_on == TODAY for dose in tab.grid.doses()))
    settle(opened, qtbot)
    recorded = clinic.house.immunisations.file(clinic.doctor, child).recorded
    assert [(one.batch, one.place, one.giver) for one in recorded] == [("B123", "Puskesmas", "dr. Ratna Contoh")]


def test_batch_used_last_is_offered_first_and_never_for_a_told_dose(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    for batch in ("LAMA", "BARU"):
        other = clinic.register(f"Bayi {batch}", birth_date=BORN).person_id
        given = NewDose(clinic.new_id(), other, "OPV", 1, TODAY, **labelled(clinic, "OPV", batch))
        clinic.house.children.give(clinic.doctor, given)
        clinic.clock.forward(timedelta(minutes=1))
    child = clinic.register("Bayi Uji", birth_date=BORN).person_id
    _, tab = opened_tab(clinic, jobs, qtbot, child)
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "OPV1"))
    type_text("2")
    form = tab.form.form
    assert (form.field("supply").isVisible(), form.field("batch").value()) == (False, None)
    assert form.field("giver").value() is None
    form.field("source").setFocus()
    type_text("1")
    qtbot.waitUntil(lambda: form.field("supply").text() == "BARU, ED 30-06-2027")
    form.field("source").setFocus()
    type_text("2")
    form.field("given_on").set_value(date(2026, 7, 1))
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: any(dose.given_on == date(2026, 7, 1) for dose in tab.grid.doses()))
    recorded = clinic.house.immunisations.file(clinic.doctor, child).recorded
    assert [(one.batch, one.giver, one.told) for one in recorded] == [("", "", "kartu atau Buku KIA")]


def test_expired_vaccine_is_refused_beside_its_field(baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot) -> None:
    _, tab = baby_tab
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "OPV1"))
    type_text("1")
    form = tab.form.form
    form.field("batch").set_value("B-1")
    click(tab.form.save_button)
    assert form.field("expires_on").error() == "Isi tanggal kedaluwarsa pada label vial."
    form.field("expires_on").set_value(TODAY - timedelta(days=1))
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: "Jangan diberikan" in form.field("expires_on").error())
    assert form.field("batch").value() == "B-1"


def test_what_is_missing_of_a_dose_given_here_is_told_beside_its_fields(
    baby_tab: tuple[OpenRoom, ImmunisationTab], qtbot: QtBot
) -> None:
    _, tab = baby_tab
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "OPV1"))
    type_text("1")
    form = tab.form.form
    form.set_values({"batch": "B-1", "expires_on": TODAY + timedelta(days=90)})
    for name in ("route", "site", "giver"):
        form.field(name).clear()
    click(tab.form.save_button)
    qtbot.waitUntil(lambda: form.field("giver").error() == "Pilih siapa yang memberikan.")
    assert form.field("route").error() == "Pilih cara pemberian."
    assert form.field("site").error() == "Pilih lokasi pemberian."
    assert form.field("batch").value() == "B-1"


def test_batch_used_lately_without_its_day_is_not_offered(
    clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication
) -> None:
    given = NewDose(
        *(clinic.new_id(), clinic.register("Bayi Lama", birth_date=BORN).person_id, "OPV", 1, TODAY),
        **labelled(clinic, "OPV", "TUA"),
    )
    clinic.house.children.give(clinic.doctor, given)
    assert [one.batch for one in clinic.house.vaccine_stock.offer(clinic.doctor, "OPV").recent] == ["TUA"]
    with clinic.database.writing() as session, session.begin():
        session.execute(update(DoseGiven).values(expires_on=None))
    assert clinic.house.vaccine_stock.offer(clinic.doctor, "OPV").recent == ()
    child = clinic.register("Bayi Uji", birth_date=BORN).person_id
    opened, tab = opened_tab(clinic, jobs, qtbot, child)
    tab.form.choose(next(dose for dose in tab.grid.doses() if dose.label == "OPV1"))
    type_text("1")
    settle(opened, qtbot)
    form = tab.form.form
    assert [form.field(name).isVisible() for name in ("supply", "batch", "expires_on")] == [False, True, True]


def test_woman_is_told_her_tetanus_status(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> None:
    woman = clinic.register("Ibu Uji", birth_date=date(2000, 1, 10)).person_id
    _, tab = opened_tab(clinic, jobs, qtbot, woman)
    assert tab.status_label.text() == "Status tetanus T0: belum ada dosis yang dihitung"
    assert [dose.label for dose in tab.grid.doses()] == ["Td (T1)"]
