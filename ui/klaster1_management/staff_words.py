"""Staff as lists and forms of klaster 1 write them."""

from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.start.access import PROFESSIONS, NewStaff, StaffInfo
from ui.klaster1_management.entry_form import Raw, words
from ui.models.paged_table import Column
from ui.palette import Tone
from ui.role_words import DOES, WORDS, role_words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.many_field import ManyField
from ui.widgets.password_field import PasswordField
from ui.widgets.text_fields import TextField

Fields = list[tuple[TextField | ChoiceField | PasswordField | ManyField, int]]
CROSS, OPENED_FIRST = "Lintas", "Tabnya dibuka lebih dahulu."


def staff_columns() -> tuple[Column[StaffInfo], ...]:
    """Return the columns of the list."""
    return (
        Column("Nama", lambda row: row.name, tooltip=lambda row: row.name),
        Column("Profesi", lambda row: row.profession, 144),
        Column("Nomor SIP", lambda row: row.sip or "-", 128, tooltip=lambda row: row.sip),
        Column("Nama pengguna", lambda row: row.user_name, 112),
        Column("Peran", roles_text, tooltip=roles_text),
        Column("Klaster", klasters_text, 64, tooltip=klasters_told),
        Column("Keadaan", _state, 92, colour=lambda row: Tone.GOOD if row.active else Tone.NEUTRAL),
    )


def duty_fields() -> Fields:
    """Return the fields for what somebody is and may do, each with the columns it takes."""
    roles = ManyField("roles", "Peran", [(role.value, word) for role, word in WORDS.items()], required=True, columns=4)
    for box, role in zip(roles.boxes, WORDS, strict=True):
        box.setToolTip(DOES[role])
    numbers = [(str(one.value), CROSS if one is Klaster.CROSS else str(one.value)) for one in Klaster]
    klasters = ManyField("klasters", "Klaster", numbers, columns=len(numbers))
    for box, one in zip(klasters.boxes, Klaster, strict=True):
        box.setToolTip(f"{one.label}. {OPENED_FIRST}")
    return [
        (ChoiceField("profession", "Profesi", [(word, word) for word in PROFESSIONS], required=True), 1),
        (TextField("sip", "Nomor SIP", hint="Bagi yang memeriksa", max_length=60), 1),
        (roles, 2),
        (klasters, 2),
    ]


def staff_fields() -> Fields:
    """Return the fields of the form for a new member of staff, each with the columns it takes."""
    return [
        (TextField("name", "Nama dengan gelar", required=True, max_length=120), 1),
        (TextField("user_name", "Nama pengguna", required=True, max_length=40), 1),
        *duty_fields(),
        (PasswordField("password", "Kata sandi", required=True), 1),
        (PasswordField("again", "Kata sandi, sekali lagi", required=True), 1),
    ]


def staff_of(raw: Raw) -> NewStaff:
    """Return what was typed as a new member of staff."""
    return NewStaff(
        name=words(raw, "name"),
        profession=words(raw, "profession"),
        sip=words(raw, "sip"),
        user_name=words(raw, "user_name"),
        password=words(raw, "password"),
        roles=roles_of(raw),
        klasters=klasters_of(raw),
    )


def roles_of(raw: Raw) -> frozenset[Role]:
    """Return the roles that were ticked."""
    ticked = raw.get("roles")
    return frozenset(Role(word) for word in ticked) if isinstance(ticked, tuple) else frozenset()


def klasters_of(raw: Raw) -> frozenset[Klaster]:
    """Return the klaster that were ticked."""
    ticked = raw.get("klasters")
    return frozenset(Klaster(int(word)) for word in ticked) if isinstance(ticked, tuple) else frozenset()


def roles_text(staff: StaffInfo) -> str:
    """Return the roles of a member of staff as words."""
    return role_words(staff.roles)


def klasters_text(staff: StaffInfo) -> str:
    """Return the klaster of a member of staff by number."""
    return ", ".join(str(number) for number in sorted(one.value for one in staff.klasters)) or "-"


def klasters_told(staff: StaffInfo) -> str:
    """Return the klaster of a member of staff by name."""
    return ", ".join(one.label for one in Klaster if one in staff.klasters)


def _state(staff: StaffInfo) -> str:
    return "aktif" if staff.active else "tidak aktif"
