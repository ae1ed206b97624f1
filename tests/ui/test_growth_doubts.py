"""An unlikely measure is asked about beneath its field, with the curve and the new value on it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ilp_desktop.domain.growth.growth_history import GrowthHistory
from ilp_desktop.domain.growth.growth_result import Measurement, Posture
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from tests.house_fixtures import TODAY, Clinic
from tests.journeys.pages.room import answer, leave, retype
from tests.ui.hands import click
from ui.palette import Tone
from ui.widgets.form_view import FormView

BORN = date(2026, 3, 20)
BEFORE = TODAY - timedelta(days=30)
EARLIER = Measurement(
    Sex.MALE, (BEFORE - BORN).days, BEFORE, weight_kg=7.9, length_cm=69.0, posture=Posture.LYING, head_cm=43.5
)
INFANT = Facts(TODAY, BORN, Sex.MALE, pregnant=False, growth=GrowthHistory(None, 3.2, (EARLIER,)))


@pytest.fixture
def view(themed: QApplication, clinic: Clinic, in_window: Callable[..., QWidget]) -> FormView:
    """Return the vital signs of a boy of eight months who was measured a month ago."""
    screening = clinic.house.screening
    shown = FormView(screening.catalogue.form("vital_signs", TODAY), INFANT, screening, columns=2)
    after = QLineEdit()
    in_window(shown, after)
    shown.set_next(after)
    return shown


def test_a_length_that_fell_is_shown_on_its_curve_before_anything_is_stored(view: FormView) -> None:
    retype(view.field("tinggi"), "65")
    leave(view.field("tinggi"))
    ask = view.ask_of("tinggi")
    assert view.field("tinggi").note.text() == f"Turun 4 cm sejak {BEFORE:%d-%m-%Y} (69 cm). Sudah benar?"
    assert view.field("tinggi").note.tone() is Tone.WARN
    assert ask.isVisible()
    assert ask.plot is not None
    assert ask.plot.isVisible()
    assert ask.plot.accessibleName() == "PB/U, laki-laki"
    assert [(mark.y, mark.label) for mark in ask.plot.marks()] == [(69.0, ""), (65.0, "65")]
    assert len(ask.plot.lines()) == 7
    assert not view.check()


def test_a_value_said_to_be_right_is_asked_about_no_more_and_never_refused(view: FormView) -> None:
    retype(view.field("tinggi"), "65")
    leave(view.field("tinggi"))
    click(view.ask_of("tinggi"))
    assert view.ask_of("tinggi").isHidden()
    assert view.ask_of("tinggi").plot.isHidden()  # type: ignore[union-attr]
    answer(view.field("posisi_ukur"), "terlentang")
    assert view.filled().confirmations == {"tinggi=65"}
    assert view.check()


def test_a_weight_without_its_comma_is_refused_with_what_was_probably_meant(view: FormView) -> None:
    retype(view.field("berat"), "86")
    leave(view.field("berat"))
    ask = view.ask_of("berat")
    assert view.field("berat").error() == "Di luar batas: isi 0,3 sampai 25 kg. Maksudnya 8,6 kg?"
    assert ask.isHidden()
    assert ask.plot is not None
    assert ask.plot.marks()[-1].label == "86 ↑"
    assert ask.use_button.text() == "Pakai 8,6"
    click(ask.use_button)
    assert view.field("berat").text() == "8,6"
    assert view.field("berat").error() == ""
    assert ask.plot.isHidden()
    assert view.checked().answers["berat"] == 8.6


def test_a_weight_that_jumped_is_asked_about_and_another_one_is_not(view: FormView) -> None:
    retype(view.field("berat"), "12,5")
    leave(view.field("berat"))
    assert view.ask_of("berat").isVisible()
    assert "BB/U berubah" in view.field("berat").note.text()
    retype(view.field("berat"), "8,3")
    leave(view.field("berat"))
    assert view.ask_of("berat").isHidden()
    assert "Naik (N)" in view.field("berat").note.text()


def test_standing_is_asked_about_where_no_child_stands(view: FormView) -> None:
    answer(view.field("tinggi"), "70")
    answer(view.field("posisi_ukur"), "berdiri")
    leave(view.field("posisi_ukur"))
    assert view.field("posisi_ukur").note.text().startswith("Diukur berdiri pada umur yang belum dapat berdiri")
    assert view.ask_of("posisi_ukur").isVisible()
    assert view.ask_of("posisi_ukur").plot is None


def test_an_adult_is_asked_nothing_of_growth(
    themed: QApplication, clinic: Clinic, in_window: Callable[..., QWidget]
) -> None:
    screening = clinic.house.screening
    adult = Facts(TODAY, date(1990, 5, 17), Sex.FEMALE, pregnant=False)
    shown = FormView(screening.catalogue.form("vital_signs", TODAY), adult, screening, columns=2)
    in_window(shown, QLineEdit())
    retype(shown.field("tinggi"), "131")
    leave(shown.field("tinggi"))
    assert shown.ask_of("tinggi").isHidden()
    assert shown.check()
