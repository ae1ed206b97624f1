"""What the set-up pages have been told so far, and what is still wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilp_desktop.domain.identity.record_number import pattern_problem
from ilp_desktop.domain.keys.recovery_words import typed_back_problems, word_rules
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.start.access import NewStaff
from ilp_desktop.services.start.opening import PASSPHRASE_LENGTH
from ilp_desktop.services.start.setup import NewFacility, NewRoom, NewVillage, facility_problems

LARGEST_FOLDER_NUMBER = 9_999_999
NOT_TYPED_BACK = "Kata pemulihan belum diketik ulang."
NOT_EQUAL_PASSWORD = "Kedua kata sandi belum sama."  # noqa: S105 - what the page says
NOT_EQUAL_PASSPHRASE = "Kedua frasa sandi belum sama."  # noqa: S105 - what the page says
SAME_AS_PASSWORD = "Frasa sandi kepala harus lain dari kata sandi petugas."  # noqa: S105 - what the page says


@dataclass
class Answers:
    """The answers of all set-up pages, as typed; a page that is left and entered again finds its own.

    Attributes:
        profile: name, code, address, phone, regency, time zone.
        last_number: the highest family number on the shelf: a number, None when blank, or text that is no number.
        first_user: the fields of the first member of staff, passwords included.
        words, typed_back: the recovery words, and those of them that were typed back by their number.
    """

    profile: dict[str, str] = field(default_factory=dict)
    villages: tuple[NewVillage, ...] = ()
    rooms: tuple[NewRoom, ...] = ()
    pattern: str = ""
    last_number: object = None
    first_user: dict[str, str] = field(default_factory=dict, repr=False)
    roles: frozenset[Role] = frozenset()
    passphrase: str = field(default="", repr=False)
    passphrase_again: str = field(default="", repr=False)
    words: tuple[str, ...] = field(default=(), repr=False)
    typed_back: Mapping[int, str] = field(default_factory=dict, repr=False)

    def facility(self) -> NewFacility:
        """Return the Puskesmas these answers describe."""
        about, user = self.profile, self.first_user
        return NewFacility(
            name=about.get("name", ""),
            code=about.get("code", ""),
            address=about.get("address", ""),
            phone=about.get("phone", ""),
            regency=about.get("regency", ""),
            time_zone=about.get("time_zone", ""),
            record_number_pattern=self.pattern,
            villages=self.villages,
            rooms=self.rooms,
            last_folder_number=self.last_number if isinstance(self.last_number, int) else 0,
            first_user=NewStaff(
                name=user.get("name", ""),
                profession=user.get("profession", ""),
                sip=user.get("sip", ""),
                user_name=user.get("user_name", ""),
                password=user.get("password", ""),
                roles=self.roles | {Role.HEAD},
            ),
        )

    def problems(self) -> dict[str, str]:
        """Return what is wrong with all pages together: answer to message."""
        found = facility_problems(self.facility())
        if not self.profile.get("time_zone"):
            found["time_zone"] = "Pilih zona waktu."
        problem = pattern_problem(self.pattern) if self.pattern else "Pilih pola nomor."
        if problem:
            found["pattern"] = problem
        if not self._last_number_is_usable():
            found["last_number"] = "Isi dengan angka bulat, atau kosongkan."
        return found | self._secret_problems() | self._words_problems()

    def _last_number_is_usable(self) -> bool:
        last = self.last_number
        return last is None or (isinstance(last, int) and 0 <= last <= LARGEST_FOLDER_NUMBER)

    def _words_problems(self) -> dict[str, str]:
        if not self.words or len(self.typed_back) < word_rules().asked_back:
            return {"words": NOT_TYPED_BACK}
        problems = typed_back_problems(self.words, self.typed_back)
        return {f"word_{number}": text for number, text in problems.items()}

    def _secret_problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if self.first_user.get("password", "") != self.first_user.get("again", ""):
            found["user_again"] = NOT_EQUAL_PASSWORD
        if len(self.passphrase) < PASSPHRASE_LENGTH:
            found["passphrase"] = f"Frasa sandi paling sedikit {PASSPHRASE_LENGTH} huruf."
        elif self.passphrase == self.first_user.get("password", ""):
            found["passphrase"] = SAME_AS_PASSWORD
        if self.passphrase != self.passphrase_again:
            found["passphrase_again"] = NOT_EQUAL_PASSPHRASE
        return found
