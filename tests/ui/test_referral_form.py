"""The form of a referral letter asks only for what is needed, and says what is missing beside its field."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.tacc import tacc_reasons
from ilp_desktop.services.facility.destinations import DestinationInfo
from tests.house_fixtures import TODAY
from tests.journeys.pages.room import click_tick, retype
from tests.ui.hands import press, type_text
from ui.jobs import Jobs
from ui.widgets.choice_field import ChoiceField
from ui.widgets.referral_fields import AS_TYPED, ReferralChoices
from ui.widgets.referral_form import ReferralForm

HOSPITAL, CLINIC = UUID(int=1), UUID(int=2)
RATNA, KEPALA = UUID(int=11), UUID(int=12)
CHOICES = ReferralChoices(
    destinations=(
        DestinationInfo(HOSPITAL, "RSUD Contoh", "Contoh", ("Penyakit Dalam", "Anak")),
        DestinationInfo(CLINIC, "Klinik Utama Contoh", "", ()),
    ),
    doctors=((RATNA, "dr. Ratna Contoh"), (KEPALA, "Kepala Contoh")),
    reasons=tacc_reasons(TODAY),
    signer=RATNA,
    age=age_on(date(1990, 5, 17), TODAY),
)


@pytest.fixture
def form(themed: QApplication, jobs: Jobs, in_window: Callable[..., QWidget]) -> ReferralForm:
    made = ReferralForm(CHOICES, jobs)
    in_window(made)
    return made


def choose(form: ReferralForm, name: str, code: object) -> None:
    """Choose from a list."""
    field = form.field(name)
    assert isinstance(field, ChoiceField)
    field.combo.setCurrentIndex(field._codes.index(str(code)))


def complete(form: ReferralForm) -> None:
    """Fill in everything a letter needs."""
    choose(form, "destination_id", HOSPITAL)
    retype(form.field("clinic"), "Penyakit Dalam")
    choose(form, "reason_code", "-1")
    retype(form.field("reason_note"), "Ekokardiografi tidak tersedia")
    click_tick(form.field("external_missing"))


def test_blank_form_is_no_letter_though_the_signing_doctor_is_known(form: ReferralForm) -> None:
    assert form.field("doctor_id").text() == "dr. Ratna Contoh"
    assert not form.has_typing()
    assert form.draft() is None


def test_nurse_signs_nothing(form: ReferralForm, jobs: Jobs, in_window: Callable[..., QWidget]) -> None:
    nurse = ReferralForm(replace(CHOICES, signer=UUID(int=99)), jobs)
    in_window(nurse)
    assert nurse.field("doctor_id").value() is None


def test_complete_letter_says_everything(form: ReferralForm) -> None:
    complete(form)
    retype(form.field("planned_on"), "30-11-26")
    draft = form.draft()
    assert draft is not None
    assert form.problems() == {}
    assert (draft.destination_id, draft.clinic, draft.doctor_id) == (HOSPITAL, "Penyakit Dalam", RATNA)
    assert (draft.reason_code, draft.reason_note) == ("-1", "Ekokardiografi tidak tersedia")
    assert draft.planned_on == date(2026, 11, 30)
    assert (draft.external_number, draft.external_missing) == ("", True)


def test_escort_is_asked_only_in_an_emergency_and_forgotten_without_one(form: ReferralForm) -> None:
    complete(form)
    assert form.field("escort").isHidden()
    click_tick(form.field("emergency"))
    assert form.field("escort").isVisible()
    retype(form.field("escort"), "Bidan Ani")
    draft = form.draft()
    assert draft is not None
    assert (draft.emergency, draft.escort) == (True, "Bidan Ani")
    click_tick(form.field("emergency"))
    draft = form.draft()
    assert draft is not None
    assert (draft.emergency, draft.escort) == (False, "")


def test_number_and_its_absence_exclude_each_other(form: ReferralForm) -> None:
    retype(form.field("external_number"), "030101261123Y000001")
    click_tick(form.field("external_missing"))
    assert form.field("external_number").isHidden()
    draft = form.draft()
    assert draft is not None
    assert (draft.external_number, draft.external_missing) == ("", True)


def test_clinics_of_the_destination_are_offered_and_another_may_be_typed(qtbot: QtBot, form: ReferralForm) -> None:
    choose(form, "destination_id", HOSPITAL)
    box = form.clinic.box
    box.setFocus()
    with qtbot.waitSignal(box.searched, timeout=20_000):
        press(Qt.Key.Key_Down, box)
    model = box.popup().model
    assert [model.suggestion(number).text for number in range(model.rowCount())] == ["Penyakit Dalam", "Anak"]
    with qtbot.waitSignal(box.searched, timeout=20_000):
        type_text("Jantung", box)
    assert [model.suggestion(number).detail for number in range(model.rowCount())] == [AS_TYPED]
    assert form.clinic.value() == "Jantung"


def test_reason_of_age_brings_its_own_words(form: ReferralForm) -> None:
    choose(form, "reason_code", "2")
    draft = form.draft()
    assert draft is not None
    assert draft.reason_note == ">= 12 Tahun s/d < 55 Tahun"


def test_reason_of_time_asks_how_long_and_puts_it_before_the_explanation(form: ReferralForm) -> None:
    choose(form, "reason_code", "1")
    assert form.field("days_1").isVisible()
    assert form.field("days_4").isHidden()
    assert form.problems() == {"days_1": "Pilih lama sakit."}
    choose(form, "days_1", ">= 7 Hari")
    retype(form.field("reason_note"), "tidak membaik")
    draft = form.draft()
    assert draft is not None
    assert draft.reason_note == ">= 7 Hari: tidak membaik"


@pytest.mark.parametrize(
    ("typed", "told"),
    [("22-11-2026", "Tanggal rencana sudah lewat."), ("32-11-2026", "Tanggal 32-11-2026 tidak ada dalam kalender.")],
)
def test_day_that_cannot_be_planned_is_refused(form: ReferralForm, typed: str, told: str) -> None:
    retype(form.field("planned_on"), typed)
    assert form.problems()["planned_on"] == told
    draft = form.draft()
    assert draft is not None
    assert draft.planned_on is None


def test_messages_stand_beside_their_fields_and_the_first_gets_the_focus(form: ReferralForm) -> None:
    choose(form, "reason_code", "-1")
    rest = form.show_wrong({"clinic": "Isi poli tujuan.", "reason_note": "Tulis.", "diagnoses": "Isi diagnosis."})
    assert form.field("clinic").error() == "Isi poli tujuan."
    assert form.field("reason_note").error() == "Tulis."
    assert form.clinic.box.hasFocus()
    assert rest == {"diagnoses": "Isi diagnosis."}


def test_what_was_filled_in_is_shown_again(form: ReferralForm, jobs: Jobs, in_window: Callable[..., QWidget]) -> None:
    complete(form)
    click_tick(form.field("emergency"))
    kept, draft = form.values(), form.draft()
    form.clear()
    assert form.draft() is None
    form.set_values(kept)
    assert form.draft() == draft
    assert form.field("escort").isVisible()
