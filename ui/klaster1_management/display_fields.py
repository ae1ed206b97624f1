"""The questions about display, voice and tickets, and what is typed into them as settings."""

from collections.abc import Mapping, Sequence

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.queue.ticket_printer import PrinterKind
from ilp_desktop.services.facility.ticket_printing import ROLLS_MM, ticket_printer_wanted
from ilp_desktop.services.queue.displays import DisplaySettings, DisplayWanted
from ilp_desktop.settings import DisplayHere, Settings, TicketPrinter
from ui.paper import TICKET
from ui.widgets.choice_field import ChoiceButtons, ChoiceField
from ui.widgets.field_form import FieldForm
from ui.widgets.many_field import ManyField
from ui.widgets.number_field import NumberField
from ui.widgets.text_fields import TextField

Raw = Mapping[str, object]
COLUMNS = 4
EVERYWHERE = ("running_text", "repetition", "last_calls", "quiet_from", "quiet_until")
VOICES = (("clips", "Rekaman"), ("live", "Suara komputer"), ("off", "Mati"))
REPETITIONS = (("1", "1 kali"), ("2", "2 kali"), ("3", "3 kali"))
KINDS = tuple((kind.value, kind.label) for kind in PrinterKind)
ROLLS = tuple((str(width), f"{width} mm") for width in ROLLS_MM)
LOUDEST = 100
ADDRESS_WORDS = {
    PrinterKind.PDF: ("Nama pencetak", "Seperti di pengaturan pencetak komputer ini"),
    PrinterKind.SPOOLER: ("Nama pencetak", "Seperti di pengaturan pencetak komputer ini"),
    PrinterKind.NETWORK: ("Alamat pencetak", "192.168.1.50 atau 192.168.1.50:9100"),
    PrinterKind.USB: ("Kode pencetak USB", "Boleh kosong, atau seperti 04b8:0e15"),
}


def display_form(rooms: Sequence[str]) -> FieldForm:
    """Return the questions, those of the whole Puskesmas first."""
    form = FieldForm(COLUMNS)
    form.add_section("Semua layar antrean Puskesmas ini")
    form.add(TextField("running_text", "Teks berjalan", max_length=300, hint="Boleh kosong"), span=COLUMNS)
    form.add(ChoiceButtons("repetition", "Setiap panggilan diucapkan", REPETITIONS, required=True))
    form.add(NumberField("last_calls", "Panggilan terakhir di layar", required=True))
    form.add(TextField("quiet_from", "Jam tenang mulai", required=True, hint="21.00"))
    form.add(TextField("quiet_until", "Jam tenang sampai", required=True, hint="06.00"))
    form.add_section("Layar dan suara di komputer ini")
    form.add(ChoiceButtons("voice", "Suara panggilan", VOICES, required=True), span=2)
    volume = NumberField("volume", "Volume", unit="%", required=True)
    form.add(volume)
    if rooms:
        shown = ManyField(
            "rooms", "Ruang dan loket di layar ini (kosong: semua)", [(room, room) for room in rooms], columns=4
        )
        form.add(shown, span=COLUMNS)
    form.add_section("Pencetak tiket di komputer ini")
    form.add(ChoiceField("kind", "Jenis pencetak", KINDS, required=True), span=2)
    form.add(TextField("address", "Nama pencetak"))
    form.add(ChoiceButtons("roll_mm", "Lebar gulungan", ROLLS, required=True))
    return form


def typed_values(settings: DisplaySettings, here: Settings) -> dict[str, object]:
    """Return what stands in the fields before anything is typed."""
    printer, display = here.ticket_printer, here.display
    address = here.printers.get(TICKET, "") if printer.kind == PrinterKind.PDF.value else printer.address
    return {
        "running_text": settings.running_text,
        "repetition": str(settings.repetition),
        "last_calls": settings.last_calls,
        "quiet_from": settings.quiet.begin.strftime("%H.%M"),
        "quiet_until": settings.quiet.end.strftime("%H.%M"),
        "voice": display.voice,
        "volume": display.volume,
        "rooms": display.rooms,
        "kind": printer.kind,
        "address": address,
        "roll_mm": str(printer.roll_mm),
    }


def wanted_everywhere(raw: Raw) -> DisplayWanted:
    """Return what is typed for the whole Puskesmas."""
    return DisplayWanted(
        running_text=_words(raw, "running_text"),
        repetition=_whole(raw, "repetition"),
        last_calls=_whole(raw, "last_calls"),
        quiet_from=_words(raw, "quiet_from"),
        quiet_until=_words(raw, "quiet_until"),
    )


def wanted_here(raw: Raw, before: DisplayHere) -> tuple[DisplayHere, TicketPrinter]:
    """Return what is typed for this computer; raises ``WrongAnswers``."""
    voice, volume, kind = _words(raw, "voice"), _whole(raw, "volume"), _words(raw, "kind")
    problems: dict[str, str] = {}
    if not voice:
        problems["voice"] = "Pilih salah satu."
    if not 0 <= volume <= LOUDEST:
        problems["volume"] = f"Isi 0 sampai {LOUDEST}."
    if not kind:
        problems["kind"] = "Pilih salah satu."
    if problems:
        raise WrongAnswers(problems)
    printer = ticket_printer_wanted(kind, _words(raw, "address"), _whole(raw, "roll_mm"))
    rooms = raw.get("rooms")
    chosen = tuple(str(room) for room in rooms) if isinstance(rooms, tuple) else ()
    return DisplayHere(before.open, chosen, voice, volume), printer


def address_words(kind: object) -> tuple[str, str]:
    """Return how the address of a kind of printer is asked for, with an example."""
    known = {one.value for one in PrinterKind}
    return ADDRESS_WORDS[PrinterKind(kind) if kind in known else PrinterKind.PDF]


def _words(raw: Raw, name: str) -> str:
    return str(raw.get(name) or "").strip()


def _whole(raw: Raw, name: str) -> int:
    """Return a whole number, and one that no limit allows where none is typed."""
    typed = _words(raw, name) or ("0" if raw.get(name) == 0 else "")
    return int(typed) if typed.isdecimal() and typed.isascii() else -1
