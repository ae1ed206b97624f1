"""Kinds of referral as their reference table lists them: what each asks, how long it is valid, when it is chased."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.care.referral_state import ReferralState
from ilp_desktop.reference import edition_on

HOSPITAL, EMERGENCY, HORIZONTAL = "hospital", "emergency", "horizontal"
INTERNAL, COMMUNITY, SOCIAL = "internal", "community", "social"
RETURNED = "returned"
LETTER, SLIP = "letter", "slip"
TABLE = "referral_kind"


@dataclass(frozen=True)
class ReferralKind:
    """One kind.

    Attributes:
        word: what its paper is called.
        paper: ``letter`` or ``slip``.
        counter, mark: the counter its numbers come from, and the letters they bear.
        begins: the state it is issued in.
        validity_days: None where it does not expire.
        answer_days: after how many days an answer is chased.
        settles: whether it does what a result asked for that wants a referral.
        urgent: the kind it becomes when it is an emergency, empty where it has none.
        diagnosis: whether it needs a diagnosis.
        offered: whether it is chosen as such.
        asks, needs: its fields in their order, and those that may not stay blank.
        tier: the tier of where it goes, ``fktp`` or ``fkrtl``; empty where it goes to either.
        labels: words of its own for some fields.
    """

    code: str
    label: str
    word: str
    paper: str
    counter: str
    mark: str
    begins: ReferralState
    answer_days: int
    settles: bool
    asks: tuple[str, ...]
    needs: frozenset[str]
    validity_days: int | None = None
    urgent: str = ""
    diagnosis: bool = False
    offered: bool = True
    tier: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Level:
    """What kind of facility a destination is, of the first tier (``fktp``) or a higher one (``fkrtl``)."""

    code: str
    label: str
    tier: str


@dataclass(frozen=True)
class ReferralUnit:
    """Where a referral goes inside, or which agency.

    Attributes:
        klaster: whose room is shown it among what comes in; 0 for an agency.
        own: whether it is that klaster itself, to which its own rooms refer nobody.
        restricted: whether what is sent there is for those with leave for restricted things only.
    """

    kind: str
    code: str
    label: str
    klaster: int = 0
    own: bool = False
    restricted: bool = False


@dataclass(frozen=True)
class ReferralRules:
    """The table of a day.

    Attributes:
        kinds: by code.
        levels: of destinations.
        problems, vehicles: code and label of what is ticked or chosen.
        control_early_days: an examination so long before a control date counts as the control.
        control_late_days: a control not done so long after is late.
        closes_days: how long an answer or a control is asked for.
    """

    kinds: Mapping[str, ReferralKind]
    units: tuple[ReferralUnit, ...]
    levels: tuple[Level, ...]
    problems: tuple[tuple[str, str], ...]
    vehicles: tuple[tuple[str, str], ...]
    prb: tuple[tuple[str, tuple[str, ...]], ...]
    prb_supply_days: int
    control_early_days: int
    control_late_days: int
    closes_days: int
    source: str

    def offered(self) -> tuple[ReferralKind, ...]:
        """Return the kinds that can be chosen, in their order."""
        return tuple(kind for kind in self.kinds.values() if kind.offered)

    def kind(self, code: str) -> ReferralKind:
        """Return a kind; raises ``KeyError`` for one that is none."""
        return self.kinds[code]

    def units_of(self, kind: str) -> tuple[ReferralUnit, ...]:
        """Return where a kind can go."""
        return tuple(unit for unit in self.units if unit.kind == kind)

    def unit(self, kind: str, code: str) -> ReferralUnit | None:
        """Return one of them, or None."""
        return next((unit for unit in self.units_of(kind) if unit.code == code), None)

    def level(self, code: str) -> Level | None:
        """Return a level, or None for a code that is none, as while nobody said which."""
        return next((level for level in self.levels if level.code == code), None)

    def own_unit(self, klaster: int) -> str:
        """Return the code of a klaster itself among the units inside, empty for one that is none."""
        found = (unit.code for unit in self.units_of(INTERNAL) if unit.own and unit.klaster == klaster)
        return next(found, "")

    def units_for(self, klaster: int) -> tuple[str, ...]:
        """Return the codes of the units whose referrals come in to a klaster."""
        return tuple(unit.code for unit in self.units if unit.klaster == klaster)

    def prb_disease(self, codes: Sequence[str]) -> str:
        """Return the first disease of the back-referral programme among some diagnoses, or nothing."""
        found = (label for code in codes for label, prefixes in self.prb if code.startswith(prefixes))
        return next(found, "")


@lru_cache(maxsize=64)
def referral_rules_on(day: date) -> ReferralRules:
    """Return the table in force on a day."""
    edition = edition_on(TABLE, day)
    body = edition.body
    return ReferralRules(
        kinds={row["code"]: _kind(row) for row in body["kind"]},
        units=tuple(ReferralUnit(**row) for row in body["unit"]),
        levels=tuple(Level(**row) for row in body["level"]),
        problems=_pairs(body["problem"]),
        vehicles=_pairs(body["vehicle"]),
        prb=tuple((row["label"], tuple(row["icd10"])) for row in body["prb"]),
        prb_supply_days=body["prb_supply_days"],
        control_early_days=body["control_early_days"],
        control_late_days=body["control_late_days"],
        closes_days=body["reminder_closes_days"],
        source=edition.source,
    )


def _kind(row: Mapping[str, Any]) -> ReferralKind:
    return ReferralKind(
        code=row["code"],
        label=row["label"],
        word=row["word"],
        paper=row["paper"],
        counter=row["counter"],
        mark=row["letter"],
        begins=ReferralState(row["begins"]),
        answer_days=row["answer_days"],
        settles=row["settles"],
        asks=tuple(row["asks"]),
        needs=frozenset(row["needs"]),
        validity_days=row.get("validity_days"),
        urgent=row.get("urgent", ""),
        diagnosis=row.get("diagnosis", False),
        offered=row.get("offered", True),
        tier=row.get("tier", ""),
        labels=row.get("labels", {}),
    )


def _pairs(rows: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["code"], row["label"]) for row in rows)
