"""When a server counts as lost and as back, and how much a workstation reserves for the time between."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class LossRules:
    """How the server is asked whether it is there.

    Attributes:
        every_ms, patience_s: how often it is asked, and how long an answer may take.
        misses, answers: so many in a row, and it is lost, or back.
        working_hours: how long the reserve is made for.
    """

    every_ms: int
    patience_s: float
    misses: int
    answers: int
    working_hours: int


@dataclass(frozen=True)
class ReserveRules:
    """What a workstation keeps in reserve.

    Attributes:
        queue_first, queue_each: the first number of the first workstation's queue tickets, and how many each has.
        folders_each, folders_left: how many folder numbers are reserved, and how few are left when more are.
        letters_each, letters_left: the same for the numbers of referral letters.
        people_at_once, changes_at_once: how much is copied in one go.
        keep_settled_days: how long what was sent in stays here as well.
        look_every_ms: how often the copy looks for changes.
    """

    queue_first: int
    queue_each: int
    folders_each: int
    folders_left: int
    letters_each: int
    letters_left: int
    people_at_once: int
    changes_at_once: int
    keep_settled_days: int
    look_every_ms: int


def loss_rules_on(day: date) -> LossRules:
    """Return the rules of losing and finding a server in force on a day."""
    body = edition_on("without_server", day).body["probe"]
    return LossRules(
        body["every_ms"],
        body["patience_s"],
        body["misses_before_loss"],
        body["answers_before_return"],
        body["working_hours"],
    )


def reserve_rules_on(day: date) -> ReserveRules:
    """Return what is kept in reserve on a day."""
    body = edition_on("without_server", day).body
    return ReserveRules(**body["numbers"], **body["copy"])


def minutes_left(rules: LossRules, since: datetime, now: datetime) -> int:
    """Return how many minutes remain of those the reserve is made for; negative when they are over."""
    return int((since + timedelta(hours=rules.working_hours) - now).total_seconds() // 60)


@dataclass(frozen=True)
class Standing:
    """Whether the server is there, as far as its answers tell.

    Attributes:
        lost: whether it counts as lost.
        streak: how many answers in a row spoke against that.
    """

    lost: bool = False
    streak: int = 0

    def after(self, rules: LossRules, *, answered: bool) -> "Standing":
        """Return how it stands after one more question."""
        if answered is not self.lost:
            return Standing(self.lost)
        needed = rules.answers if self.lost else rules.misses
        streak = self.streak + 1
        return Standing(not self.lost) if streak >= needed else Standing(self.lost, streak)
