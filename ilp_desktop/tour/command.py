"""The command ``ilp-desktop tour``: drive the real windows through a morning and leave pictures and sheets."""

import os
import sys
from argparse import Namespace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from ilp_desktop.app import Program
from ilp_desktop.clock import Clock, local_day
from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.lists import settings
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.domain.errors import UserError
from ilp_desktop.log import start_log
from ilp_desktop.services.start.data_folder import DataFolder, FolderState
from ilp_desktop.services.start.server_opening import way_of
from ilp_desktop.settings import SettingsFile
from ilp_desktop.tour.cast import Cast, find_cast
from ilp_desktop.tour.clock import MorningClock
from ilp_desktop.tour.morning import STEPS, Morning
from ilp_desktop.tour.stage import PRINTER, FolderPrinter, Stage, TourStopped

PEOPLE, SEED = 600, 1
KINDS = ("tiket", "surat")


def run(arguments: Namespace) -> int:
    """Take the tour; returns 0, or 1 when the window did not show what it should."""
    clock = MorningClock()
    folder = DataFolder(Path(arguments.data))
    try:
        cast = prepare(folder, clock)
    except UserError as error:
        sys.stderr.write(f"{error.message} {error.remedy}\n")
        return 1
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("the tour needs a window application")
    program = Program(app, folder.path, clock, FolderPrinter())
    program.folder_opened.connect(start_log)
    program.start()
    stage = Stage(program, Path(arguments.out))
    try:
        for step in STEPS:
            sys.stdout.write(f"{step.sentence}\n")
            step.run(Morning(stage, cast))
    except TourStopped as stopped:
        sys.stderr.write(f"Tur berhenti: {stopped}\n")
        return 1
    finally:
        program.window.close()
        program.take_apart()
    sys.stdout.write(f"{len(stage.pictures)} gambar dan {len(stage.sheets)} PDF di {arguments.out}\n")
    return 0


def prepare(folder: DataFolder, clock: Clock) -> Cast:
    """Fill an empty folder with the demo, choose its printers, and find the people of the tour."""
    made_up = settings("puskesmas")["facility"]
    today = local_day(clock.now(), made_up["time_zone"])
    if folder.prepare() is FolderState.EMPTY:
        make_demo(folder, DemoWanted(PEOPLE, SEED, today), lambda *_: None).database.close()
    chosen = SettingsFile(folder.path)
    chosen.set_example()
    for kind in KINDS:
        chosen.set_printer(kind, PRINTER)
    vault = way_of(folder).unlock("dokter", settings("staff")["password"])
    try:
        return find_cast(vault.database, today)
    finally:
        vault.database.close()
