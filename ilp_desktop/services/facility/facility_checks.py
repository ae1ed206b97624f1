"""What is wrong with a room or a referral destination before it is added."""

from collections.abc import Collection
from datetime import date

from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.reference import edition_on
from ilp_desktop.services.start.setup import NewDestination, NewRoom

KLASTER_WITH_ROOMS = (Klaster.MOTHER_CHILD, Klaster.ADULT_ELDERLY, Klaster.INFECTIOUS, Klaster.CROSS)
LONGEST_ROOM, LONGEST_PLACE, LONGEST_CITY = 60, 120, 80


def room_problems(wanted: NewRoom, others: Collection[NewRoom], taken_letter: str = "") -> dict[str, str]:
    """Return what is wrong with a room: field name to message; numbers before the desk have ``taken_letter``."""
    problems: dict[str, str] = {}
    name = tidy(wanted.name)
    if not name:
        problems["name"] = "Nama ruang harus diisi."
    elif len(name) > LONGEST_ROOM:
        problems["name"] = f"Nama ruang paling panjang {LONGEST_ROOM} huruf."
    elif any(same_words(name, other.name) for other in others):
        problems["name"] = "Ruang dengan nama ini sudah ada."
    if wanted.klaster not in {klaster.value for klaster in KLASTER_WITH_ROOMS}:
        problems["klaster"] = "Pilih klaster ruang ini."
    if set(wanted.also) - {klaster.value for klaster in KLASTER_WITH_ROOMS}:
        problems["also"] = "Pilih klaster dari daftar."
    problem = _letter_problem(wanted, others, taken_letter)
    if problem:
        problems["queue_letter"] = problem
    return problems


def letter_before_desk(day: date) -> str:
    """Return the letter of the numbers taken on entering, which no room may have."""
    return str(edition_on("queue_rules", day).body["registration"]["letter"])


def destination_problems(wanted: NewDestination, known_names: Collection[str], today: date) -> dict[str, str]:
    """Return what is wrong with a new referral destination: field name to message."""
    problems: dict[str, str] = {}
    name = tidy(wanted.name)
    if not name:
        problems["name"] = "Nama tujuan harus diisi."
    elif len(name) > LONGEST_PLACE:
        problems["name"] = f"Nama tujuan paling panjang {LONGEST_PLACE} huruf."
    elif any(same_words(name, known) for known in known_names):
        problems["name"] = "Tujuan dengan nama ini sudah ada."
    if len(tidy(wanted.city)) > LONGEST_CITY:
        problems["city"] = f"Nama kota paling panjang {LONGEST_CITY} huruf."
    if any(len(clinic) > LONGEST_CITY for clinic in wanted.clinics):
        problems["clinics"] = f"Nama poli paling panjang {LONGEST_CITY} huruf; pisahkan dengan koma."
    if wanted.level and referral_rules_on(today).level(wanted.level) is None:
        problems["level"] = "Pilih tingkatnya dari daftar."
    return problems


def tidy(words: str) -> str:
    """Return words with single spaces between them and none around."""
    return " ".join(words.split())


def same_words(one: str, other: str) -> bool:
    """Say whether two names are the same but for capitals and spaces."""
    return tidy(one).casefold() == tidy(other).casefold()


def _letter_problem(wanted: NewRoom, others: Collection[NewRoom], taken_letter: str) -> str:
    """Return what is wrong with the ticket letter: a klaster has one letter, and no other klaster has it."""
    letter = wanted.queue_letter.strip().upper()
    if len(letter) != 1 or not "A" <= letter <= "Z":
        return "Isi satu huruf, A sampai Z."
    if letter == taken_letter:
        return f"Huruf {letter} dipakai nomor pendaftaran."
    for other in others:
        same_klaster, same_letter = other.klaster == wanted.klaster, other.queue_letter == letter
        if same_letter and not same_klaster:
            return f"Huruf {letter} sudah dipakai {other.name} di klaster lain."
        if same_klaster and not same_letter:
            return f"Klaster ini memakai huruf {other.queue_letter}, seperti {other.name}."
    return ""
