"""The conclusion beneath a form: it keeps the keyboard, wraps, and leads on to every form that comes next."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.assessment import Assessment, Urgency
from tests.ui.hands import focus_widget
from ui.widgets.conclusion_line import ConclusionLine
from ui.widgets.labels import CHIP_HEIGHT_PX, WrappedPill

TITLES = {"gds4": "GDS-4", "mna_sf": "MNA-SF", "sppb": "SPPB"}
LONG = "Berat badan sangat kurang menurut umur dan tinggi badan dengan komplikasi yang harus segera ditangani"


def found(conclusion: str, *parts: Assessment, follow_up: str = "") -> Assessment:
    """Return something concluded."""
    urgency = Urgency.REFER
    return Assessment("x", conclusion, urgency, "Contoh", advice="Nasihat.", follow_up=follow_up, parts=parts)


@pytest.fixture
def line(themed: QApplication, in_window: Callable[..., QWidget]) -> ConclusionLine:
    made, typed = ConclusionLine(lambda code: TITLES.get(code, "")), QLineEdit()
    in_window(typed, made)
    typed.setFocus()
    return made


def test_conclusion_that_changes_twice_at_once_opens_no_window_and_keeps_the_keyboard(
    line: ConclusionLine, qtbot: QtBot
) -> None:
    before = set(QApplication.topLevelWidgets())
    typed = focus_widget()
    for count in (5, 2, 6, 0, 3):
        line.show_conclusion(found("Rujuk", *(found(f"Bagian {at}") for at in range(count))))
    assert set(QApplication.topLevelWidgets()) == before
    QApplication.processEvents()
    qtbot.waitUntil(lambda: line.texts() == ("Bagian 0", "Bagian 1", "Bagian 2"))
    assert {one for one in QApplication.topLevelWidgets() if one.isVisible()} <= before
    assert focus_widget() is typed


def test_every_form_to_do_next_has_a_button_once(line: ConclusionLine) -> None:
    wanted: list[str] = []
    line.follow_up_wanted.connect(wanted.append)
    parts = (found("Gizi", follow_up="mna_sf"), found("Gerak", follow_up="sppb"), found("Lagi", follow_up="mna_sf"))
    line.show_conclusion(found("Jiwa", *parts, follow_up="gds4"))
    assert [button.text() for button in line.next_forms.buttons()] == ["Buka GDS-4", "Buka MNA-SF", "Buka SPPB"]
    for button in line.next_forms.buttons():
        button.click()
    assert wanted == ["gds4", "mna_sf", "sppb"]
    line.show_conclusion(found("Jiwa", follow_up="sppb"))
    assert [button.text() for button in line.next_forms.buttons()] == ["Buka SPPB"]
    line.show_conclusion(replace(found("Jiwa"), follow_up="tidak_ada"))
    assert line.next_forms.buttons() == ()


@pytest.mark.parametrize("count", [2, 6])
def test_long_conclusions_wrap_and_widen_nothing(line: ConclusionLine, qtbot: QtBot, count: int) -> None:
    window = line.window()
    line.show_conclusion(found(LONG, *(found(f"{LONG} {at}") for at in range(count))))
    window.resize(560, 500)
    qtbot.waitUntil(lambda: window.width() == 560 and line.width() < 560)
    pills = line.findChildren(WrappedPill)
    assert len(pills) == count + 1
    qtbot.waitUntil(lambda: all(pill.height() >= pill.heightForWidth(pill.width()) for pill in pills))
    assert all(pill.height() > CHIP_HEIGHT_PX for pill in pills)
