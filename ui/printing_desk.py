"""The way of a sheet to its printer, chosen once for each kind of paper, or to a file.

A ticket is printed at once. When no printer takes it, it is neither lost nor thrown on the screen: a preview that
jumps up would stop the desk at every person, so the sheet waits in memory, a banner says so once, and the title line
offers it. It is not written to a file unasked, since a sheet may name a person.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.queue.ticket_printer import RollPrinter
from ilp_desktop.services.facility.ticket_printing import roll_printer_of
from ilp_desktop.services.paperwork import roll_printers
from ilp_desktop.settings import SettingsFile
from ui.jobs import Jobs
from ui.messages import Messages
from ui.paper import TICKET, Paper
from ui.system_printers import Printers

MOST_KEPT = 20
HOW_TO_REACH = "Buka «Belum tercetak» di baris atas untuk mencetak atau menyimpannya."
NOT_FOR_ROLLS = UserError("Lembar ini tidak dapat dicetak di pencetak karcis.", "Pilih pencetak biasa.")


class RollSender(Protocol):
    """What the printing desk needs of roll printers; called on a paper thread."""

    def send(self, data: bytes, printer: RollPrinter) -> None:
        """Print; raises ``UserError`` when the printer does not take it."""


class PrintingDesk(QObject):
    """Prints and saves sheets, and keeps those no printer took.

    Attributes:
        rolls: the way to roll printers, where one takes the tickets of this computer.

    Signals:
        unprinted_changed(int): how many sheets wait for a printer.
        printed(Paper): a printer took this sheet.
    """

    unprinted_changed = Signal(int)
    printed = Signal(object)

    def __init__(
        self,
        printers: Printers,
        settings: SettingsFile,
        jobs: Jobs,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.rolls: RollSender = roll_printers()
        self._printers = printers
        self._settings = settings
        self._jobs = jobs
        self._messages = messages
        self._unprinted: list[Paper] = []

    def unprinted(self) -> tuple[Paper, ...]:
        """Return the sheets that wait for a printer, oldest first."""
        return tuple(self._unprinted)

    def chosen_printer(self, kind: str) -> str:
        """Return the printer chosen for a kind of paper, or nothing."""
        roll = self._roll_printer(kind)
        return roll.label if roll else self._settings.value.printers.get(kind, "")

    def printer_names(self, kind: str, done: Callable[[tuple[str, ...]], object], owner: QObject) -> None:
        """Ask which printers take a kind of paper; a print server may take a while, so the answer comes later."""
        roll = self._roll_printer(kind)
        first = (roll.label,) if roll else ()
        self._jobs.paper(lambda: first + self._printers.names(), done, owner=owner)

    def print_now(self, paper: Paper) -> None:
        """Print without preview; what cannot be printed is kept."""
        printer = self.chosen_printer(paper.kind)
        if printer:
            self._send(paper, printer, lambda error: self._keep(paper, error), quietly=True)
        else:
            self._keep(paper, UserError(f"Belum ada pencetak yang dipilih untuk {paper.kind}.", HOW_TO_REACH))

    def print_on(self, paper: Paper, printer: str) -> None:
        """Print on a chosen printer and remember it for this kind of paper."""
        roll = self._roll_printer(paper.kind)
        if roll is None or printer != roll.label:
            self._settings.set_printer(paper.kind, printer)
        self._send(paper, printer, self._messages.problem)

    def save(self, paper: Paper, file: Path) -> None:
        """Write the sheet into a file."""
        self._jobs.paper(
            lambda: _write(file, paper.pdf),
            lambda _: self._on_saved(paper, file),
            owner=self,
            failed=self._messages.problem,
        )

    def let_go(self, paper: Paper) -> None:
        """Forget a sheet that waited for a printer; a ticket waits once, however often it was asked for."""
        left = [one for one in self._unprinted if not _same(one, paper)]
        if len(left) != len(self._unprinted):
            self._unprinted = left
            self.unprinted_changed.emit(len(left))

    def _send(
        self, paper: Paper, printer: str, failed: Callable[[UserError], object], *, quietly: bool = False
    ) -> None:
        self._jobs.paper(
            self._work(paper, printer),
            lambda _: self._on_printed(paper, "" if quietly else printer),
            owner=self,
            failed=failed,
        )

    def _work(self, paper: Paper, printer: str) -> Callable[[], None]:
        """Return what prints a sheet, to be done on a paper thread."""
        roll = self._roll_printer(paper.kind)
        if roll is None or printer != roll.label:
            return lambda: self._printers.send(paper.pdf, printer)
        return lambda: self._send_to_roll(paper, roll)

    def _send_to_roll(self, paper: Paper, printer: RollPrinter) -> None:
        if paper.roll is None:
            raise NOT_FOR_ROLLS
        self.rolls.send(paper.roll(), printer)

    def _roll_printer(self, kind: str) -> RollPrinter | None:
        return roll_printer_of(self._settings.value.ticket_printer) if kind == TICKET else None

    def _on_printed(self, paper: Paper, printer: str) -> None:
        self.let_go(paper)
        if printer:
            self._messages.info(f"{paper.title} dikirim ke pencetak {printer}.")
        self.printed.emit(paper)

    def _on_saved(self, paper: Paper, file: Path) -> None:
        self.let_go(paper)
        self._messages.exported(f"Tersimpan: {file.name}")

    def _keep(self, paper: Paper, error: UserError) -> None:
        """Keep a sheet no printer took, and say so; the oldest gives way after many."""
        if paper.sample:
            self._messages.warn(error.message, error.remedy)
            return
        others = [one for one in self._unprinted if not _same(one, paper)]
        self._unprinted = [*others, paper][-MOST_KEPT:]
        valid = f"{paper.title} tetap berlaku. " if paper.kind == TICKET else ""
        remedy = error.remedy if error.remedy == HOW_TO_REACH else f"{error.remedy} {HOW_TO_REACH}".strip()
        self._messages.warn(f"{valid}{error.message}", remedy)
        self.unprinted_changed.emit(len(self._unprinted))


def _same(one: Paper, other: Paper) -> bool:
    """Tell whether two sheets are one: a ticket by its number, anything else by all that it is."""
    tickets = one.kind == other.kind == TICKET
    return one.file_name == other.file_name if tickets else one == other


def _write(file: Path, pdf: bytes) -> None:
    try:
        file.write_bytes(pdf)
    except OSError as error:
        raise UserError(f"{file.name} tidak dapat ditulis.", "Pilih folder lain, atau kosongkan ruang.") from error
