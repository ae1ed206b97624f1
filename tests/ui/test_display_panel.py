"""1 Manajemen > Layar, suara & tiket: what is typed holds here or everywhere, and can be tried."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ilp_desktop.settings import SettingsFile, TicketPrinter
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.printing.network_printer import PrinterOnNetwork
from tests.ui.driven import PaperTray, workspace_on
from tests.ui.hands import click, press
from tests.ui.test_announcer import Loudspeaker, Voice
from ui.klaster1_management.display_panel import NO_VOICE, NOT_HEARD, NOT_SAVED, SAVED, DisplayPanel
from ui.klaster1_management.page import ManagementPage
from ui.main_window import MainWindow
from ui.workspace import Workspace

ALT = Qt.KeyboardModifier.AltModifier
Opened = tuple[MainWindow, Workspace, DisplayPanel]
Open = Callable[[str], AbstractContextManager[Opened]]


@pytest.fixture
def clinic(open_copy: Opener, sqlite_template: tuple[Path, Users]) -> Clinic:
    """Return the small Puskesmas on one kind of database: its settings are stored in both by other tests."""
    return opened(open_copy(), sqlite_template[1])


@pytest.fixture
def open_panel(qtbot: QtBot, themed: object, clinic: Clinic, tmp_path: Path) -> Open:
    """Give a function that opens the panel as somebody sees it."""

    @contextmanager
    def opened(who: str) -> Iterator[Opened]:
        with workspace_on(qtbot, clinic, tmp_path, who, PaperTray()) as (window, workspace):
            page = workspace.tabs.open(1)
            assert isinstance(page, ManagementPage)
            panel = next(panel for panel in page.panels if isinstance(panel, DisplayPanel))
            page.tabs.setCurrentWidget(panel)
            qtbot.waitUntil(lambda: panel.form is not None and bool(panel.form.field("running_text").text()))
            yield window, workspace, panel

    return opened


def banners(window: MainWindow) -> list[str]:
    return [banner.text for banner in window.messages.stack.banners()]


def test_head_changes_what_holds_everywhere_and_here(
    open_panel: Open, qtbot: QtBot, clinic: Clinic, tmp_path: Path
) -> None:
    with open_panel("head") as (window, _, panel):
        assert panel.form is not None
        typed = {"running_text": "Selamat datang", "repetition": "3", "quiet_from": "20.30", "volume": 55}
        panel.form.set_values({**typed, "rooms": ("Ruang KIA", "Loket 1"), "kind": "network", "address": "10.0.0.9"})
        press(Qt.Key.Key_S, panel, ALT)
        qtbot.waitUntil(lambda: SAVED in banners(window))
    stored, here = clinic.house.displays.settings(clinic.desk), SettingsFile(tmp_path).value
    assert (stored.running_text, stored.repetition, stored.quiet.begin.isoformat("minutes")) == (
        *("Selamat datang", 3),
        "20:30",
    )
    assert (here.display.rooms, here.display.volume) == (("Ruang KIA", "Loket 1"), 55)
    assert here.ticket_printer == TicketPrinter("network", "10.0.0.9", 80)


def test_wrong_answer_is_told_beside_its_field(open_panel: Open, qtbot: QtBot) -> None:
    with open_panel("head") as (_, _, panel):
        assert panel.form is not None
        form = panel.form
        for wrong, right in (("volume", 80), ("address", "10.0.0.9"), ("last_calls", 5), ("quiet_until", "6")):
            form.set_values({"kind": "network", "address": "10.0.0.9", wrong: 999 if wrong != "address" else ""})
            click(panel.save_button)
            qtbot.waitUntil(lambda wrong=wrong: bool(form.field(wrong).error()))  # type: ignore[misc]
            form.set_values({wrong: right})


def test_clinician_changes_only_what_stands_here(open_panel: Open, qtbot: QtBot, tmp_path: Path) -> None:
    with open_panel("doctor") as (window, _, panel):
        assert panel.form is not None
        assert not panel.form.field("running_text").isEnabled()
        panel.form.set_values({"voice": "off"})
        click(panel.save_button)
        qtbot.waitUntil(lambda: SAVED in banners(window))
    assert SettingsFile(tmp_path).value.display.voice == "off"


def test_loudspeaker_and_printer_are_tried(open_panel: Open, qtbot: QtBot) -> None:
    printer, loud = PrinterOnNetwork(), Loudspeaker()
    with open_panel("head") as (window, workspace, panel):
        panel.player = loud  # type: ignore[assignment]
        click(panel.sound_button)
        qtbot.waitUntil(lambda: loud.ended is not None)
        assert loud.ended is not None
        loud.ended(False)
        assert NOT_HEARD in banners(window)
        assert panel.form is not None
        panel.form.set_values({"kind": "network", "address": printer.address.label, "roll_mm": "58"})
        click(panel.print_button)
        assert NOT_SAVED in banners(window)
        click(panel.save_button)
        qtbot.waitUntil(lambda: SAVED in banners(window))
        click(panel.print_button)
        qtbot.waitUntil(lambda: len(printer.printed) == 1)
        assert b"A-000" in printer.printed[0]
        printer.close()
        click(panel.print_button)
        qtbot.waitUntil(lambda: any("tidak menjawab" in text for text in banners(window)))
        assert not any("tetap berlaku" in text for text in banners(window))
        assert workspace.desk.unprinted() == ()


def test_voice_and_volume_are_tried_as_they_are_typed(open_panel: Open, qtbot: QtBot) -> None:
    loud, voice = Loudspeaker(), Voice()
    with open_panel("doctor") as (window, _, panel):
        panel.player = loud  # type: ignore[assignment]
        assert panel.form is not None
        panel.form.set_values({"volume": 999})
        click(panel.sound_button)
        assert panel.form.field("volume").error()
        panel.form.set_values({"voice": "live", "volume": 30})
        panel.find_speech = lambda: voice
        click(panel.sound_button)
        assert voice.said == ["Nomor antrean A, seratus empat belas. Silakan ke Ruang Ibu dan Anak."]
        assert (voice.volumes, loud.seconds) == ([30], [])
        panel.find_speech = lambda: None
        click(panel.sound_button)
        qtbot.waitUntil(lambda: loud.ended is not None)
        assert NO_VOICE in banners(window)
