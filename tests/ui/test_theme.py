"""The theme is readable, quick the second time, safe for several processes, and Indonesian."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QFontMetrics
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from ilp_desktop.resources import resource_path
from ui.palette import Tone, contrast, load_palette
from ui.theme import COLOUR_NAME, DRAWN_ICON, apply_theme, body_font
from ui.widgets.icons import icon_names, icon_pixmap

PLAIN_PAIRS = [
    (ink, ground)
    for ink in ("ink", "muted", "primary", "danger", "warning", "success")
    for ground in ("window", "surface", "raised")
]
OTHER_PAIRS = [
    ("disabledInk", "disabledFill"),
    ("disabledInk", "surface"),
    ("disabledInk", "window"),
    ("ink", "sunken"),
    ("ink", "hover"),
    ("ink", "primarySoft"),
    ("muted", "primarySoft"),
    ("muted", "hover"),
    ("primary", "hover"),
    ("danger", "dangerSoft"),
    ("onPrimary", "primary"),
    ("onPrimary", "primaryHover"),
    ("onPrimary", "primaryPressed"),
    ("onDanger", "danger"),
    ("infoInk", "surface"),
]
CHIP_PAIRS = [
    (tone.value + ink, tone.value + fill) for tone in Tone for ink, fill in (("Ink", "Fill"), ("OnSolid", "Solid"))
]
FRAME_PAIRS = [("fieldBorder", "surface"), ("focus", "surface"), ("focus", "window"), ("focusOnPrimary", "surface")]
APPLY = (
    "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication;"
    "from ui.theme import apply_theme; app = QApplication([]); apply_theme(app, Path(sys.argv[1]));"
    "print(len(app.styleSheet()), 'jinja2' in sys.modules, 'qt_material' in sys.modules)"
)


def start(cache: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", APPLY, str(cache)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=resource_path().parent,
    )


def print_dialog() -> QDialog:
    return QPrintDialog(QPrinter())


def file_dialog() -> QDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def words_of(dialog: QDialog) -> set[str]:
    """Return what the labels, buttons and frames of a dialog say, tooltips included."""
    words = {part.text() for part in dialog.findChildren(QLabel)}
    words |= {part.text() for part in dialog.findChildren(QAbstractButton)}
    words |= {part.title() for part in dialog.findChildren(QGroupBox)}
    return words | {part.toolTip() for part in dialog.findChildren(QAbstractButton)}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PLAIN_PAIRS + OTHER_PAIRS + CHIP_PAIRS)
def test_words_stand_out_from_their_ground(ink: str, ground: str, dark: bool) -> None:
    colours = load_palette(dark=dark)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), FRAME_PAIRS)
def test_frames_of_fields_and_focus_can_be_seen(line: str, ground: str, dark: bool) -> None:
    colours = load_palette(dark=dark)
    assert contrast(colours[line], colours[ground]) >= 3.0


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_both_themes_name_the_same_colours_and_the_sheet_uses_only_those() -> None:
    sheet = resource_path("theme", "style.qss").read_text(encoding="utf-8")
    wanted = set(COLOUR_NAME.findall(sheet)) | {colour for colour, _ in DRAWN_ICON.findall(sheet)}
    for dark in (False, True):
        colours = load_palette(dark=dark)
        assert [name for name in sorted(wanted) if not colours[name].startswith("#")] == []


def test_sheet_is_finished_and_forces_no_capitals(themed: QApplication) -> None:
    sheet = themed.styleSheet()
    assert "@" not in sheet.partition("Appended to qt-material")[2]
    assert "uppercase" not in sheet


def test_environment_is_left_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    before = dict(os.environ)
    apply_theme(qapp, tmp_path, dark=True)
    assert dict(os.environ) == before
    qapp.setStyleSheet("")


def test_two_processes_at_once_share_an_empty_cache_and_the_next_start_renders_nothing(tmp_path: Path) -> None:
    both = [start(tmp_path), start(tmp_path)]
    told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert len(list(tmp_path.iterdir())) == 1
    later = start(tmp_path)
    length, *rendered = later.communicate()[0].split()
    assert rendered == ["False", "False"]
    assert all(line.split()[0] == length for line in told)


def test_dialog_buttons_are_indonesian(themed: QApplication) -> None:
    which = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(which.Save | which.Cancel | which.Yes | which.No | which.Close | which.Discard)
    assert {button.text() for button in box.buttons()} == {"Simpan", "Batal", "Ya", "Tidak", "Tutup", "Buang"}


def test_menu_of_a_line_edit_is_indonesian(themed: QApplication) -> None:
    line = QLineEdit()
    menu = line.createStandardContextMenu()
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]
    menu.deleteLater()


@pytest.mark.parametrize("make", [print_dialog, file_dialog], ids=["print", "file"])
def test_dialogs_of_qt_show_no_english_word(qtbot: QtBot, themed: QApplication, make: Callable[[], QDialog]) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    shown = {word for word in words_of(dialog) if word}
    words = json.loads(resource_path("i18n", "qt_id.json").read_text(encoding="utf-8"))
    english = {source.replace("&", "") for source in words} - set(words.values())
    assert shown & set(words.values())
    assert shown & english == set()
    assert not any("&" in word for word in shown)


def test_dates_are_written_in_indonesian(themed: QApplication) -> None:
    assert QLocale().toString(QDate(2026, 11, 22), "dddd, d MMMM yyyy") == "Minggu, 22 November 2026"


def test_figures_are_all_of_one_width(themed: QApplication) -> None:
    metrics = QFontMetrics(body_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("name", icon_names())
def test_icon_draws_something(themed: QApplication, name: str) -> None:
    picture = icon_pixmap(name, "primary", 24).toImage()
    assert any(picture.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
