"""How mother, baby and siblings are worded beside a visit."""

from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ilp_desktop.services.kia.mother_child import Relative
from ui.palette import Tone
from ui.widgets.date_field import date_text
from ui.widgets.room.waiting_rows import OPEN, age_text
from ui.widgets.services.words import TONES

LONGEST_DUE = 34
NOTHING_DUE = "tidak ada yang jatuh tempo"
OPEN_VISIT, SHOW_VISIT, NEW_VISIT = "Buka", "Lihat", "Buat kunjungan"


def who_text(one: Relative) -> str:
    """Return who somebody is: the word of kin, unless the name begins with it, name and age."""
    word = one.kin.value
    name = one.name if one.name.casefold().startswith(f"{word.casefold()} ") else f"{word} {one.name}"
    return f"{name} · {age_text(one.age) if one.age.total_months else one.age.text}"


def act_text(one: Relative) -> str:
    """Return what the button beside somebody does."""
    if one.ticket is None:
        return NEW_VISIT
    return OPEN_VISIT if one.ticket.status in OPEN else SHOW_VISIT


def act_why(one: Relative) -> str:
    """Return what pressing does, in a sentence."""
    if one.ticket is None:
        contact = f", langsung ke {one.contact.label}" if one.contact else ""
        return f"Buat kunjungan untuk {one.name} di ruang ini{contact}"
    return f"Kunjungan {one.name} hari ini: {one.ticket.number}, {one.ticket.status.value}"


def due_text(item: OfferedService) -> str:
    """Return a service and how it stands; what is simply due needs no further word."""
    return item.label if item.state is ServiceState.DUE else f"{item.label} {item.state.value}"


def dues_text(one: Relative) -> str:
    """Return everything due for somebody, a service a line with the day it became so."""
    lines = [f"{due_text(item)}, sejak {date_text(item.due_from)}" for item in one.outstanding]
    return "\n".join(lines) or f"{one.name}: {NOTHING_DUE}"


def first_due(one: Relative) -> OfferedService | None:
    """Return what is told first: a danger, then the contact after birth, then the weightiest."""
    return next(iter((*one.dangers, *filter(None, (one.contact,)), *one.outstanding)), None)


def tone_of(one: Relative, item: OfferedService) -> Tone:
    """Return the colour of what is told first."""
    return Tone.BAD if item in one.dangers else TONES[item.state]


def shortened(text: str) -> str:
    """Return words no longer than a chip of the strip."""
    return text if len(text) <= LONGEST_DUE else f"{text[: LONGEST_DUE - 1].rstrip()}…"
