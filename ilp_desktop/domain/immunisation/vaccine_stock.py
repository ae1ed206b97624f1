"""Vaccine stock: what may be used, what is used first, what runs low or nears its expiry, and how much is wasted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache

from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment, months_after
from ilp_desktop.reference import edition_on

NAME = "vaccine_stock"
DAYS_A_WEEK = 7


class Expiry(Enum):
    """How far a batch is from its expiry; the value is the Indonesian word."""

    FAR = ""
    SOON = "6 bulan lagi kedaluwarsa"
    NEAR = "hampir kedaluwarsa"
    EXPIRED = "kedaluwarsa"


@dataclass(frozen=True)
class StockRules:
    """The rules of one edition.

    Attributes:
        usable_vvm: states of the vial monitor at which a vial may be used.
        vvm: every state, in order.
        reasons: why closed vials leave the stock, and whether that is waste, by code.
        discards: why an opened vial is put away, by code.
    """

    usable_vvm: frozenset[str]
    vvm: tuple[str, ...]
    reasons: Mapping[str, tuple[str, bool]]
    discards: Mapping[str, str]
    near_months: int
    soon_months: int
    least_weeks: int
    look_back_weeks: int
    source: str

    def expiry(self, expires_on: date, today: date) -> Expiry:
        """Return how far an expiry is; a vaccine may be used until the end of the day it names."""
        if expires_on < today:
            return Expiry.EXPIRED
        if expires_on < months_after(today, self.near_months):
            return Expiry.NEAR
        return Expiry.SOON if expires_on < months_after(today, self.soon_months) else Expiry.FAR

    def is_low(self, doses_left: int, doses_used: int) -> bool:
        """Say whether what is left is less than the least stock, by the doses used in the time looked back on."""
        return doses_left * self.look_back_weeks < doses_used * self.least_weeks


@dataclass(frozen=True)
class Supply:
    """Something a dose can be taken from: an opened vial, or a batch of which one would be opened.

    Attributes:
        key: what it is called where it is chosen.
        opened: whether it is an opened vial.
        doses_left: in the opened vial, or in all closed vials of the batch.
        use_until: when an opened vial must be thrown away, in local time; None for closed ones.
    """

    key: str
    batch: str
    expires_on: date
    vvm: str
    opened: bool
    doses_left: int
    use_until: datetime | None


@dataclass(frozen=True)
class Usage:
    """What became of the doses of a vaccine over some time.

    Attributes:
        given: doses that people got from the stock.
        vials_opened: vials they came from.
        wasted: doses of opened vials that were thrown away, and of closed ones that were spoilt.
    """

    given: int
    vials_opened: int
    wasted: int

    @property
    def index(self) -> float | None:
        """Return the index of use: doses given for each vial opened."""
        return self.given / self.vials_opened if self.vials_opened else None

    @property
    def wastage_percent(self) -> float | None:
        """Return how many of a hundred doses used up went to waste."""
        used_up = self.given + self.wasted
        return 100 * self.wasted / used_up if used_up else None


def usable(supplies: Iterable[Supply], now: datetime, rules: StockRules) -> tuple[Supply, ...]:
    """Return what a dose may be taken from, in the order it should be.

    Opened vials go first, the one that must be thrown away soonest leading; then the batch that expires first.
    """
    fit = [supply for supply in supplies if why_unusable(supply, now, rules) == ""]
    return tuple(
        sorted(fit, key=lambda one: (not one.opened, one.use_until or now, one.expires_on, one.batch, one.key))
    )


def why_unusable(supply: Supply, now: datetime, rules: StockRules) -> str:
    """Return why nothing may be taken from a supply, in Indonesian; empty when it may."""
    if supply.expires_on < now.date():
        return f"Vaksin batch {supply.batch} sudah kedaluwarsa {indonesian_date(supply.expires_on)}. Jangan diberikan."
    if supply.vvm and supply.vvm not in rules.usable_vvm:
        return f"VVM batch {supply.batch} sudah {supply.vvm}. Jangan diberikan."
    if supply.use_until is not None and now >= supply.use_until:
        over = indonesian_moment(supply.use_until)
        return f"Vial batch {supply.batch} melewati masa pakai {over}. Buang, buka vial lain."
    return "" if supply.doses_left > 0 else f"Batch {supply.batch} sudah habis."


def stock_rules_on(day: date) -> StockRules:
    """Return the rules in force on a day."""
    return _rules_from(edition_on(NAME, day).valid_from)


@cache
def _rules_from(valid_from: date) -> StockRules:
    edition = edition_on(NAME, valid_from)
    body = edition.body
    return StockRules(
        usable_vvm=frozenset(state for state, fit in body["vvm"].items() if fit),
        vvm=tuple(body["vvm"]),
        reasons={row["code"]: (row["label"], row.get("wasted", True)) for row in body["reason"]},
        discards={row["code"]: row["label"] for row in body["discard"]},
        near_months=body["near_months"],
        soon_months=body["soon_months"],
        least_weeks=body["least_weeks"],
        look_back_weeks=body["look_back_weeks"],
        source=edition.source,
    )
