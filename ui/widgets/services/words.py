"""How services that are due are worded and coloured."""

from collections.abc import Sequence

from ilp_desktop.services.due.due_services import MemberServices, PersonServices
from ilp_desktop.services.due.offered_services import OfferedService, ServiceState
from ui.palette import Tone
from ui.widgets.date_field import date_text

TONES = {
    ServiceState.LATE: Tone.BAD,
    ServiceState.DUE: Tone.WARN,
    ServiceState.DECLINED: Tone.NEUTRAL,
    ServiceState.PUT_OFF: Tone.NEUTRAL,
    ServiceState.COMING: Tone.INFO,
    ServiceState.DONE: Tone.GOOD,
}
WANTED = (ServiceState.LATE, ServiceState.DUE)
PUT_ASIDE = (ServiceState.DECLINED, ServiceState.PUT_OFF)
COUNTED = (*WANTED, *PUT_ASIDE, ServiceState.DONE)
EMERGENCY = "Gawat darurat: tidak ada skrining yang ditawarkan."
DUES_AWAY = "Layanan jatuh tempo menunggu server."
NOTHING_DUE = "Tidak ada layanan yang jatuh tempo hari ini."
MOST_NAMED = 3
SHORT_WINDOW_DAYS = 400


def when_text(item: OfferedService) -> str:
    """Return the day that matters about a service."""
    if item.state is ServiceState.DONE:
        return "hari ini"
    if item.state in PUT_ASIDE and item.each_visit:
        return "kunjungan berikut"
    if item.state in PUT_ASIDE:
        return f"lagi {date_text(item.proposed_on or item.due_from)}"
    if item.state is ServiceState.COMING:
        return f"mulai {date_text(item.due_from)}"
    if item.each_visit:
        return "setiap kunjungan"
    return f"sejak {date_text(item.due_from)}" if item.last_done or _closes_soon(item) else "belum pernah"


def last_text(item: OfferedService) -> str:
    """Return when a service was given last."""
    return date_text(item.last_done) if item.last_done else "-"


def dates_text(item: OfferedService) -> str:
    """Return every day of a service in lines."""
    if item.each_visit:
        return "Ditanyakan pada setiap kunjungan"
    begin = "Jatuh tempo" if item.last_done or _closes_soon(item) else "Berlaku mulai"
    if item.state in PUT_ASIDE and item.note:
        begin = "Ditawarkan lagi"
    lines = [f"{begin} {date_text(item.due_from)}"]
    if item.late_from is not None:
        lines.append(f"Terlambat mulai {date_text(item.late_from)}")
    if item.closes_on is not None and _closes_soon(item):
        lines.append(f"Tidak ditawarkan lagi mulai {date_text(item.closes_on)}")
    lines.append(f"Terakhir dilakukan {date_text(item.last_done)}" if item.last_done else "Belum pernah tercatat")
    if item.proposed_on is not None:
        lines.append(f"Pasien sedang sakit; usul jadwal {date_text(item.proposed_on)}")
    return "\n".join(lines)


def _closes_soon(item: OfferedService) -> bool:
    """Tell whether a window is so short that its end matters today."""
    return item.closes_on is not None and (item.closes_on - item.due_from).days <= SHORT_WINDOW_DAYS


def rule_text(item: OfferedService) -> str:
    """Return the rule and where it stands, for hovering."""
    return f"{item.why}\nSumber: {item.source}" + (f"\n{item.note}" if item.note else "")


def named(items: Sequence[OfferedService]) -> str:
    """Return the first services by name and how many more there are."""
    names = [item.label for item in items[:MOST_NAMED]]
    more = len(items) - MOST_NAMED
    return ", ".join(names) + (f" dan {more} lagi" if more > 0 else "")


def outstanding(found: PersonServices) -> tuple[OfferedService, ...]:
    """Return what is due or late."""
    return tuple(item for item in found.items if item.state in WANTED)


def member_text(member: MemberServices) -> str:
    """Return what one of the family is missing."""
    return counted_text(member.services)


def counted_text(services: PersonServices) -> str:
    """Return how many services somebody is missing, and the first by name."""
    due = outstanding(services)
    return f"{len(due)}: {named(due)}" if due else "tidak ada"
