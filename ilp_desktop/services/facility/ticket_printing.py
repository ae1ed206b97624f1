"""What takes the tickets at this computer, as its settings say."""

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.queue.ticket_printer import PrinterKind, RollPrinter, roll_printer
from ilp_desktop.printing.paper import RollWidth
from ilp_desktop.settings import TicketPrinter

ROLLS_MM = tuple(int(roll.value) for roll in RollWidth)


def roll_printer_of(setting: TicketPrinter) -> RollPrinter | None:
    """Return the roll printer of the settings; None for a PDF printer, and where the setting cannot be read."""
    try:
        return roll_printer(PrinterKind(setting.kind), setting.address)
    except (ValueError, WrongAnswers):
        return None


def ticket_printer_wanted(kind: str, address: str, roll_mm: int) -> TicketPrinter:
    """Return a setting as typed; raises ``WrongAnswers`` when its address cannot be one."""
    chosen = PrinterKind(kind)
    roll_printer(chosen, address)
    if roll_mm not in ROLLS_MM:
        raise WrongAnswers({"roll_mm": "Pilih lebar gulungan."})
    return TicketPrinter(kind, address.strip() if chosen is not PrinterKind.PDF else "", roll_mm)
