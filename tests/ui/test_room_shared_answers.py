"""What two forms of one visit both ask is typed once and shown in both."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic
from tests.services.kia_story import ALARMING, ANC, start_pregnancy
from tests.ui.hands import type_text
from tests.ui.klaster2_room import FORMS, OpenRoom, open_room
from ui.jobs import Jobs
from ui.widgets.form_view import FormView
from ui.widgets.form_view_fields import typed_in
from ui.widgets.room.opened_visit import read_visit


@dataclass
class TwoForms:
    """A pregnant woman's visit with both forms that ask for her blood pressure."""

    opened: OpenRoom
    vitals: FormView
    antenatal: FormView

    def type_into(self, view: FormView, code: str, text: str) -> None:
        """Type into a field of one of the forms."""
        line = view.field(code).editor
        line.setFocus()
        type_text(text, line)

    def shown(self, view: FormView, code: str) -> str:
        """Return what a field shows."""
        return typed_in(view.field(code))

    def codes(self) -> list[str]:
        """Return the forms that a save would store now."""
        return [filled.form_code for filled in self.opened.room.collect()]


@pytest.fixture
def two_forms(clinic: Clinic, jobs: Jobs, qtbot: QtBot, themed: QApplication) -> TwoForms:
    """Open the visit."""
    mother = clinic.register("Ibu Uji").person_id
    start_pregnancy(clinic, mother)
    opened = open_room(clinic, jobs, qtbot, mother)
    room = opened.room
    return TwoForms(opened, room.form_view("vital_signs"), room.form_view("anc_visit"))


def test_a_value_typed_in_one_form_is_shown_in_the_other_and_stored_once(two_forms: TwoForms) -> None:
    two_forms.type_into(two_forms.vitals, "sistolik", "112")
    assert two_forms.shown(two_forms.antenatal, "sistolik") == "112"
    assert not two_forms.antenatal.has_typing()
    assert two_forms.codes() == ["vital_signs"]


def test_a_value_kept_while_the_patient_was_away_is_shown_in_both_forms_again(two_forms: TwoForms) -> None:
    two_forms.type_into(two_forms.vitals, "sistolik", "112")
    kept = [two_forms.vitals.filled()]
    room = two_forms.opened.room
    room.show_visit(room.visit)
    assert two_forms.shown(room.form_view("anc_visit"), "sistolik") == ""
    room.take_up(kept)
    assert two_forms.shown(two_forms.antenatal, "sistolik") == "112"
    assert two_forms.vitals.has_typing()
    assert not two_forms.antenatal.has_typing()


def test_a_form_nobody_has_looked_at_yet_shows_what_was_kept_when_it_is(two_forms: TwoForms) -> None:
    two_forms.type_into(two_forms.vitals, "sistolik", "112")
    kept, room = [two_forms.vitals.filled()], two_forms.opened.room
    room.show_visit(room.visit)
    room.take_up(kept)
    assert "anc_visit" not in room.views()
    assert two_forms.shown(room.form_view("anc_visit"), "sistolik") == "112"


def test_typing_wakes_the_form_that_asks_the_same(two_forms: TwoForms) -> None:
    room = two_forms.opened.room
    room.show_visit(room.visit)
    two_forms.type_into(room.form_view("vital_signs"), "sistolik", "165")
    assert two_forms.shown(room.views()["anc_visit"], "sistolik") == "165"


def test_what_a_colleague_stores_is_told_though_its_form_was_not_looked_at(two_forms: TwoForms, clinic: Clinic) -> None:
    opened = two_forms.opened
    second = clinic.register("Ibu Dua").person_id
    start_pregnancy(clinic, second)
    encounter_id = clinic.visit(second).encounter_id
    opened.open(encounter_id)
    assert list(opened.room.alerts()) == []
    alarming = FilledForm("anc_visit", ALARMING)
    clinic.house.encounters.record(
        clinic.doctor, Examination(clinic.new_id(), encounter_id, 1, SoapNote(subjective="kontrol"), forms=(alarming,))
    )
    opened.room.renew(read_visit(opened.room.context, encounter_id, FORMS))
    assert "Terduga preeklampsia" in " ".join(alert.conclusion for _, alert in opened.room.alerts())


def test_a_value_taken_back_is_gone_from_both(two_forms: TwoForms) -> None:
    two_forms.type_into(two_forms.vitals, "sistolik", "112")
    line = two_forms.vitals.field("sistolik").editor
    assert isinstance(line, QLineEdit)
    line.clear()
    assert two_forms.shown(two_forms.antenatal, "sistolik") == ""
    assert two_forms.codes() == []


def test_a_form_stored_on_its_own_account_holds_the_shared_value_too(two_forms: TwoForms) -> None:
    two_forms.type_into(two_forms.vitals, "berat", "58,4")
    two_forms.type_into(two_forms.antenatal, "keluhan", "tidak ada")
    assert two_forms.codes() == ["vital_signs"]
    typed = two_forms.antenatal.filled().typed
    two_forms.antenatal.show_typed(FilledForm("anc_visit", {**ANC, **typed}))
    assert two_forms.codes() == ["vital_signs", "anc_visit"]
    assert two_forms.antenatal.filled().typed["berat"] == "58,4"


def test_stored_values_are_shown_in_the_form_that_did_not_store_them(two_forms: TwoForms, clinic: Clinic) -> None:
    two_forms.type_into(two_forms.vitals, "sistolik", "112")
    two_forms.type_into(two_forms.vitals, "diastolik", "72")
    encounter_id = two_forms.opened.encounter_id
    assert encounter_id is not None
    forms = two_forms.opened.room.collect()
    clinic.house.encounters.record(
        clinic.doctor, Examination(clinic.new_id(), encounter_id, 1, SoapNote(subjective="kontrol"), forms=forms)
    )
    two_forms.opened.open(encounter_id)
    assert two_forms.shown(two_forms.antenatal, "diastolik") == "72"
    assert two_forms.codes() == []
