"""Loket > Ubah keluarga: moving house, a card on marriage, the new head; what was typed by mistake is taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import Leaving
from tests.house_fixtures import Clinic
from tests.services.test_households import Family
from tests.ui.front_desk_office import Office
from tests.ui.hands import click
from ui.front_desk.household_fields import Change
from ui.front_desk.household_form import HouseholdForm
from ui.jobs import Jobs
from ui.widgets.suggestion_popup import Suggestion

NEW_CARD = "3201010202200004"


@pytest.fixture
def family(clinic: Clinic) -> Family:
    return Family(clinic)


@pytest.fixture
def office(clinic: Clinic, jobs: Jobs, themed: QApplication, in_window: Callable[..., QWidget], qtbot: QtBot) -> Office:
    return Office(clinic, jobs).open(in_window, qtbot)


def opened(office: Office, qtbot: QtBot, name: str, change: Change) -> HouseholdForm:
    office.desk.open_person(name.lower())
    office.desk.wait_for_card(name)
    click(office.page.stack.card.household_button)
    form = office.page.stack.household
    qtbot.waitUntil(form.isVisible)
    form.fields.what.set_value(change.value)
    form.form.changed.emit("what")
    return form


def test_a_son_marries_into_a_card_of_his_own(family: Family, office: Office, qtbot: QtBot, clinic: Clinic) -> None:
    bride = clinic.register("Hana Pengantin").person_id
    form = opened(office, qtbot, "Dodi", Change.NEW_CARD)
    shown = {field.name for field in form.form.shown_fields()}
    assert {"kk_number", "other", "day"} <= shown
    assert not {"village", "new_head", "moves_in"} & shown
    form.form.set_values(
        {
            "relation_3": "kepala",
            "kk_number": NEW_CARD,
            "other": Suggestion(bride, "Hana Pengantin"),
            "other_relation": "pasangan",
            "day": clinic.house.uow.today(clinic.desk),
        }
    )
    office.desk.save(form)
    office.desk.wait_for_card("Dodi")
    qtbot.waitUntil(lambda: NEW_CARD in office.page.stack.card.family_card.title_label.text())
    members = office.page.stack.card.members
    qtbot.waitUntil(lambda: {member.name for member in members.rows()} == {"Dodi", "Hana Pengantin"})
    assert family.relations() == {"Budi": "kepala", "Ani": "pasangan", "Citra": "anak"}


def test_who_follows_the_head_is_asked_only_when_the_head_goes(family: Family, office: Office, qtbot: QtBot) -> None:
    form = opened(office, qtbot, "Budi", Change.NEW_CARD)
    assert "new_head" in {field.name for field in form.form.shown_fields()}
    form.form.set_values({"goes_0": False, "goes_3": True})
    form.form.changed.emit("goes_0")
    assert "new_head" not in {field.name for field in form.form.shown_fields()}


def test_a_move_is_seen_in_the_history_and_taken_back(family: Family, office: Office, qtbot: QtBot) -> None:
    form = opened(office, qtbot, "Citra", Change.HOUSE)
    clinic = family.clinic
    form.form.set_values({"village": str(clinic.village_id), "day": clinic.house.uow.today(clinic.desk)})
    form.fields.domicile.refresh()
    form.form.set_values({"rw": "001", "rt": "003", "address": "Jl. Baru 9"})
    office.desk.save(form)
    qtbot.waitUntil(lambda: family.file(family.daughter).data.address == "Jl. Baru 9")
    office.desk.wait_for_card("Citra")
    click(office.page.stack.card.household_button)
    qtbot.waitUntil(lambda: form.back_step.isEnabled() and bool(form.moves.rows()))
    assert "Jl. Baru 9" in form.moves.rows()[0].told
    form._take_back(form.moves.rows()[0].batch_id)
    qtbot.waitUntil(lambda: family.file(family.daughter).data.address == "Jl. Lama 1")


def test_a_problem_stands_beside_its_field_and_nothing_typed_is_lost(
    family: Family, office: Office, qtbot: QtBot
) -> None:
    form = opened(office, qtbot, "Dodi", Change.JOIN)
    form.form.set_values({"kk_number": NEW_CARD, "day": family.clinic.house.uow.today(family.clinic.desk)})
    office.desk.save(form)
    qtbot.waitUntil(lambda: "belum terdaftar" in form.form.field("kk_number").error())
    assert form.fields.kk.text() == NEW_CARD


def test_the_desk_is_asked_who_follows_a_head_who_died(family: Family, office: Office, qtbot: QtBot) -> None:
    office.desk.open_person("budi")
    office.desk.wait_for_card("Budi")
    click(office.page.stack.card.leaving_button)
    form = office.page.stack.leaving
    assert "new_head" in {field.name for field in form.form.shown_fields()}
    form.form.set_values({"why": Leaving.DIED.value, "left_on": family.clinic.house.uow.today(family.clinic.desk)})
    office.desk.save(form)
    qtbot.waitUntil(lambda: bool(form.form.field("new_head").error()))
    form.form.set_values({"new_head": str(family.mother)})
    office.desk.save(form)
    qtbot.waitUntil(lambda: family.relations().get("Ani") == "kepala")


def test_a_relation_put_right_leaves_the_number_of_the_card(family: Family, office: Office, qtbot: QtBot) -> None:
    form = opened(office, qtbot, "Dodi", Change.CARD)
    card = family.folder().kk_number
    assert form.fields.card.text() == card
    form.form.set_values({"relation_0": "lainnya", "relation_1": "kepala"})
    office.desk.save(form)
    qtbot.waitUntil(lambda: family.relations()["Ani"] == "kepala")
    assert family.folder().kk_number == card
    form = opened(office, qtbot, "Dodi", Change.CARD)
    form.form.set_values({"card": card[:15]})
    office.desk.save(form)
    qtbot.waitUntil(lambda: "15 angka" in form.form.field("card").error())
