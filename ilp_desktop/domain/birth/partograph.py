"""The partograph: where a labour stands before the alert and the action line, and what of it must be acted upon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.bands import Row, assessed, within
from ilp_desktop.reference import Edition, edition_on

LINES, SIGNS = "partograph", "partograph_signs"


@dataclass(frozen=True)
class Examined:
    """The dilatation of the cervix at one moment, in cm."""

    at: datetime
    cervix_cm: float


@dataclass(frozen=True)
class Lines:
    """The alert and the action line of one labour.

    Attributes:
        began_at, began_cm: the first examination of the active phase, where the alert line begins.
    """

    began_at: datetime
    began_cm: float
    cm_an_hour: float
    apart_hours: float
    full_cm: float

    def alert_cm(self, at: datetime) -> float:
        """Return how high the alert line stands at a moment."""
        return self._height(at - self.began_at)

    def action_cm(self, at: datetime) -> float:
        """Return how high the action line stands at a moment; below its beginning before that."""
        return self._height(at - self.began_at - timedelta(hours=self.apart_hours))

    def alert_at(self, cervix_cm: float) -> datetime:
        """Return when the alert line reaches a dilatation."""
        return self.began_at + timedelta(hours=(cervix_cm - self.began_cm) / self.cm_an_hour)

    def action_at(self, cervix_cm: float) -> datetime:
        """Return when the action line reaches a dilatation."""
        return self.alert_at(cervix_cm) + timedelta(hours=self.apart_hours)

    def _height(self, since: timedelta) -> float:
        hours = since / timedelta(hours=1)
        return min(self.began_cm + hours * self.cm_an_hour, self.full_cm)


@dataclass(frozen=True)
class Progress:
    """How a labour proceeds.

    Attributes:
        standing: the conclusion, in words with what to do; None without an examination.
        lines: None before the active phase.
        alert_on, action_on: when the cervix that was found last will meet the lines, unless it opens further.
    """

    standing: Assessment | None
    lines: Lines | None = None
    alert_on: datetime | None = None
    action_on: datetime | None = None


def lines_of(examined: Sequence[Examined]) -> Lines | None:
    """Return the lines of a labour, from its first examination of the active phase on; None before that."""
    for one in examined:
        rules = _rules(one.at.date()).body
        if one.cervix_cm >= rules["active_from_cm"]:
            return Lines(one.at, one.cervix_cm, rules["cm_an_hour"], rules["apart_hours"], rules["full_cm"])
    return None


def progress(examined: Sequence[Examined], now: datetime, *, first_birth: bool) -> Progress:
    """Say where a labour stands by its examinations, the earliest first, and by the time that passed since.

    The worst that any examination found stays said: a line crossed once was crossed.
    """
    if not examined:
        return Progress(None)
    edition = _rules(examined[0].at.date())
    lines = lines_of(examined)
    if lines is None:
        return Progress(_latent(examined, edition))
    last = examined[-1]
    if last.cervix_cm >= lines.full_cm:
        return Progress(_second_stage(examined, now, edition, first_birth=first_birth), lines)
    found = [_at(one, lines, edition) for one in examined if one.at >= lines.began_at]
    standing = max(found, key=lambda one: one.urgency.rank)
    return Progress(standing, lines, lines.alert_at(last.cervix_cm), lines.action_at(last.cervix_cm))


def signs_in(values: Mapping[str, Any], day: date) -> tuple[Assessment, ...]:
    """Return what one observation found that must be acted upon, the most urgent first, each but once.

    The first flag of each is the measure it was read from.
    """
    edition = edition_on(SIGNS, day)
    found: dict[str, Assessment] = {}
    for row in edition.body["sign"]:
        value = values.get(row["field"])
        if _shows(row, value):
            found.setdefault(row["code"], assessed(row, edition.source, flags=(row["field"],)))
    return tuple(sorted(found.values(), key=lambda one: -one.urgency.rank))


def checks_late(last_seen: Mapping[str, datetime], now: datetime) -> tuple[str, ...]:
    """Return what should have been looked at again by now, with the time it was due, e.g. ``DJJ (10.30)``.

    ``last_seen`` holds when each was last recorded; what was never recorded is asked for without a time.
    """
    late = []
    for row in _rules(now.date()).body["check_every"]:
        seen = last_seen.get(row["field"])
        if seen is None:
            late.append(str(row["label"]))
        elif seen + timedelta(minutes=row["minutes"]) <= now:
            due = seen + timedelta(minutes=row["minutes"])
            late.append(f"{row['label']} ({due:%H.%M})")
    return tuple(late)


def _latent(examined: Sequence[Examined], edition: Edition) -> Assessment:
    hours = (examined[-1].at - examined[0].at) / timedelta(hours=1)
    return _said("latent_long" if hours > edition.body["latent_hours"] else "latent", edition)


def _second_stage(examined: Sequence[Examined], now: datetime, edition: Edition, *, first_birth: bool) -> Assessment:
    full = next(one for one in examined if one.cervix_cm >= edition.body["full_cm"])
    most = edition.body["second_stage_hours"]["first" if first_birth else "later"]
    long = now - full.at > timedelta(hours=most)
    return _said("second_stage_long" if long else "full", edition)


def _at(one: Examined, lines: Lines, edition: Edition) -> Assessment:
    if one.at >= lines.action_at(one.cervix_cm):
        code = "past_action"
    elif one.at > lines.alert_at(one.cervix_cm):
        code = "past_alert"
    else:
        code = "on_course"
    said = _said(code, edition)
    if said.urgency is Urgency.NONE:
        return said
    found = f"{one.cervix_cm:g}".replace(".", ",")
    return replace(said, conclusion=f"{said.conclusion} ({one.at:%H.%M}, {found} cm)")


def _said(code: str, edition: Edition) -> Assessment:
    return assessed(edition.body[code], edition.source)


def _shows(row: Row, value: Any) -> bool:
    if value is None or value == "":
        return False
    if "is_one_of" in row:
        return value in row["is_one_of"]
    return within(row, value)


def _rules(day: date) -> Edition:
    return edition_on(LINES, day)
