"""10T and 12T: what each antenatal visit did of them, what is lacking, and how each laboratory test stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.pregnancy.pregnancy import DAYS_A_WEEK
from ilp_desktop.reference import edition_on

TABLE, SERVICES = "antenatal_package", "service_antenatal"
EACH = "each"


class Standing(Enum):
    """How something asked for in a pregnancy stands; the value is the Indonesian word."""

    DONE = "sudah"
    EARLIER = "sudah sebelumnya"
    WAITING = "menunggu hasil"
    MISSING = "belum"
    LOST = "terlewat"
    COMING = "belum waktunya"
    NOT_ASKED = "tidak diminta"


@dataclass(frozen=True)
class Ask:
    """One thing asked for, at each visit or once within its weeks.

    Attributes:
        question: code of the question of the antenatal form that answers it.
        first_week, last_week: completed weeks, both included; None is without end.
        status: code of the question that says a result is awaited; the question itself where it is empty.
        counts: the answers that count; all that are a result where it is empty.
        unasked: shown where it was done, and never called missing.
        service: code of the service due that gave the weeks.
    """

    question: str
    label: str
    each: bool = False
    first_week: int = 0
    last_week: int | None = None
    status: str = ""
    counts: tuple[str, ...] = ()
    unasked: bool = False
    service: str = ""

    def holds(self, weeks: int) -> bool:
        """Say whether it is asked for at a gestational age."""
        return self.first_week <= weeks and (self.last_week is None or weeks <= self.last_week)

    def is_over(self, weeks: int) -> bool:
        """Say whether its weeks have passed."""
        return self.last_week is not None and weeks > self.last_week


@dataclass(frozen=True)
class Part:
    """One T: its number, its words, and what is asked for it."""

    number: int
    label: str
    short: str
    in_ten: bool
    asks: tuple[Ask, ...]

    @property
    def code(self) -> str:
        """Return its name, e.g. ``T4``."""
        return f"T{self.number}"

    def with_asks(self, asks: Iterable[Ask]) -> "Part":
        """Return the same T with other things asked for."""
        return replace(self, asks=tuple(asks))


@dataclass(frozen=True)
class Package:
    """The 12T of a day and the laboratory tests that T8 stands for."""

    parts: tuple[Part, ...]
    tests: tuple[Ask, ...]
    no_results: frozenset[str]
    still_to_come: frozenset[str]
    source: str

    @property
    def asks(self) -> tuple[Ask, ...]:
        """Return everything asked for, by T."""
        return tuple(ask for part in self.parts for ask in part.asks)

    def with_parts(self, parts: tuple[Part, ...], tests: tuple[Ask, ...]) -> "Package":
        """Return the same package with other parts and tests."""
        return replace(self, parts=parts, tests=tests)


@dataclass(frozen=True)
class PackageVisit:
    """An antenatal visit as the package looks at it."""

    on: date
    weeks: int
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class PartMark:
    """How one T stands at one visit; ``missing`` names what is lacking."""

    part: Part
    standing: Standing
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskFound:
    """How one thing stands in the pregnancy so far, with the answer and its day where there is one."""

    ask: Ask
    standing: Standing
    answer: Any = None
    on: date | None = None


def antenatal_package(day: date, endemic: frozenset[str] = frozenset()) -> Package:
    """Return the package in force on a day where these diseases are endemic: what is asked for there alone is asked."""
    return _read(edition_on(TABLE, day).valid_from, edition_on(SERVICES, day).valid_from, endemic)


def marks_at(
    package: Package, visits: Sequence[PackageVisit], at: PackageVisit, known: Collection[str]
) -> tuple[PartMark, ...]:
    """Return how each T stands at one visit; ``known`` are questions answered elsewhere in the record."""
    before = [visit for visit in visits if visit.on < at.on]
    found = []
    for part in package.parts:
        standings = [(ask, _at_visit(package, ask, before, at, known)) for ask in part.asks if ask.holds(at.weeks)]
        missing = tuple(ask.label for ask, standing in standings if standing is Standing.MISSING)
        found.append(PartMark(part, _together([standing for _, standing in standings]), missing))
    return tuple(found)


def stands(
    package: Package, ask: Ask, visits: Sequence[PackageVisit], weeks: int, known: Collection[str] = ()
) -> AskFound:
    """Return how something asked for once stands at a gestational age."""
    mine = [visit for visit in visits if _belongs(package, ask, visit.weeks)]
    for visit in reversed(mine):
        standing = _answered(package, ask, visit)
        if standing is not None:
            return AskFound(ask, standing, visit.answers.get(ask.question), visit.on)
    if ask.question in known:
        return AskFound(ask, Standing.DONE)
    if ask.unasked:
        return AskFound(ask, Standing.NOT_ASKED)
    if ask.is_over(weeks):
        return AskFound(ask, Standing.LOST)
    return AskFound(ask, Standing.MISSING if ask.holds(weeks) else Standing.COMING)


def once_asked(package: Package) -> tuple[Ask, ...]:
    """Return what is asked for once, laboratory tests left out."""
    return tuple(ask for part in package.parts for ask in part.asks if not ask.each and ask not in package.tests)


def _belongs(package: Package, ask: Ask, weeks: int) -> bool:
    """Say whether a visit may answer an ask: within its weeks, or later where no other ask has those weeks."""
    if ask.holds(weeks):
        return True
    others = (one for one in package.asks if one.question == ask.question and one is not ask)
    return ask.is_over(weeks) and not any(one.holds(weeks) for one in others)


def _at_visit(
    package: Package, ask: Ask, before: Sequence[PackageVisit], at: PackageVisit, known: Collection[str]
) -> Standing:
    here = _answered(package, ask, at)
    if here is not None:
        return here
    if not ask.each:
        earlier = stands(package, ask, before, at.weeks, known).standing
        if earlier is Standing.DONE:
            return Standing.EARLIER
        if earlier is Standing.WAITING:
            return Standing.WAITING
    return Standing.NOT_ASKED if ask.unasked else Standing.MISSING


def _answered(package: Package, ask: Ask, visit: PackageVisit) -> Standing | None:
    """Return what a visit says of an ask; None where it says nothing or that nothing was done."""
    words = _words(visit.answers.get(ask.question))
    if words & package.still_to_come or _words(visit.answers.get(ask.status)) & package.still_to_come:
        return Standing.WAITING
    if not words or words <= package.no_results:
        return None
    return None if ask.counts and not words & set(ask.counts) else Standing.DONE


def _words(answer: Any) -> frozenset[str]:
    if answer is None:
        return frozenset()
    if isinstance(answer, bool):
        return frozenset({"ya" if answer else "tidak"})
    return frozenset(map(str, answer)) if isinstance(answer, list) else frozenset({str(answer)})


def _together(standings: Sequence[Standing]) -> Standing:
    """Return what several asks of one T come to: the worst of what is lacking, else the best of what was done."""
    order = (Standing.MISSING, Standing.WAITING, Standing.DONE, Standing.EARLIER)
    return next((standing for standing in order if standing in standings), Standing.NOT_ASKED)


@lru_cache(maxsize=16)
def _read(valid_from: date, services_from: date, endemic: frozenset[str]) -> Package:
    edition = edition_on(TABLE, valid_from)
    body = edition.body
    weeks = {row["code"]: row for row in edition_on(SERVICES, services_from).body["service"]}
    tests = tuple(_ask(row, weeks, endemic) for row in body["test"])
    parts = tuple(
        Part(
            number=row["number"],
            label=row["label"],
            short=row["short"],
            in_ten=row.get("ten", False),
            asks=tests if row.get("tests") else tuple(_ask(each, weeks) for each in row["ask"]),
        )
        for row in body["part"]
    )
    return Package(parts, tests, frozenset(body["no_results"]), frozenset(body["still_to_come"]), edition.source)


def _ask(row: Row, services: Mapping[str, Row], endemic: Collection[str] = ()) -> Ask:
    first, last = int(row.get("first_week", 0)), row.get("last_week")
    service = row.get("service", "")
    if service:
        opens, closes = services[service].get("opens", {}), services[service].get("closes", {})
        first = _weeks(opens)
        last = _weeks(closes) - 1 if closes else None
    return Ask(
        question=row["question"],
        label=row["label"],
        each=row.get("often") == EACH,
        first_week=first,
        last_week=last,
        status=row.get("status", ""),
        counts=tuple(row.get("counts", ())),
        unasked=bool(row.get("unasked", False)) or row.get("endemic", "") not in ("", *endemic),
        service=service,
    )


def _weeks(span: Row) -> int:
    return int(span.get("weeks", 0)) + int(span.get("days", 0)) // DAYS_A_WEEK
