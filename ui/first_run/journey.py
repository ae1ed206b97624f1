"""The way through the set-up pages: which page stands, which may be gone to, where an error belongs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ilp_desktop.domain.keys.recovery_words import word_rules

WORDS = word_rules().on_sheet


@dataclass(frozen=True)
class Step:
    """One page of the set-up: its key, its title, and the answers that are given on it."""

    key: str
    title: str
    fields: frozenset[str]


STEPS = (
    Step("facility", "Puskesmas", frozenset({"name", "code", "address", "phone", "regency", "time_zone"})),
    Step("area", "Wilayah", frozenset({"villages"})),
    Step("rooms", "Ruang", frozenset({"rooms"})),
    Step("numbers", "Nomor RM", frozenset({"pattern", "last_number"})),
    Step(
        "staff",
        "Petugas pertama",
        frozenset(
            {
                "user_name",
                "user_profession",
                "user_sip",
                "user_user_name",
                "user_password",
                "user_again",
                "user_roles",
                "passphrase",
                "passphrase_again",
            }
        ),
    ),
    Step("words", "Kata pemulihan", frozenset({"words", *(f"word_{number}" for number in range(1, WORDS + 1))})),
)


class Journey:
    """Where the user is on the way through the steps, and how far they have been."""

    def __init__(self, steps: tuple[Step, ...] = STEPS) -> None:
        self.steps = steps
        self._here = 0

    @property
    def here(self) -> int:
        """Return the number of the step that stands."""
        return self._here

    @property
    def step(self) -> Step:
        """Return the step that stands."""
        return self.steps[self._here]

    @property
    def at_start(self) -> bool:
        """Say whether there is nothing before this step."""
        return self._here == 0

    @property
    def at_end(self) -> bool:
        """Say whether this is the last step."""
        return self._here == len(self.steps) - 1

    def own(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Return the problems that belong to the step that stands."""
        return {name: text for name, text in problems.items() if name in self.step.fields}

    def forward(self, problems: Mapping[str, str]) -> bool:
        """Go on when nothing on this step is wrong; says whether it went."""
        if self.own(problems) or self.at_end:
            return False
        self._here += 1
        return True

    def back(self) -> bool:
        """Go one step back; says whether there was one."""
        if self.at_start:
            return False
        self._here -= 1
        return True

    def turn_to(self, fields: Iterable[str]) -> bool:
        """Go to the first step that holds any of these answers; says whether one does."""
        wanted = set(fields)
        for number, step in enumerate(self.steps):
            if step.fields & wanted:
                self._here = number
                return True
        return False
