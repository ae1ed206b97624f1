"""What stored conclusions ask for, what rests on restricted answers apart from the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.due.due_facts import Finding
from ilp_desktop.domain.errors import UserError
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.closed import Closed, closed_of
from ilp_desktop.forms.scoring import CLOSED, MEASURED

Conclusion = Mapping[str, Any]
WHOLE = Closed(whole=True)


@dataclass(frozen=True)
class LookAgain:
    """After how many days something to watch is looked at again where its form names no day."""

    days: int
    of_form: Mapping[str, int] = field(default_factory=dict)

    def after(self, form: str) -> int:
        """Return the days of a form."""
        return self.of_form.get(form, self.days)


@dataclass(frozen=True)
class _Telling:
    """Which conclusions of a form are not for everybody."""

    closed: Closed
    known: frozenset[str]

    def hides(self, part: Conclusion) -> bool:
        closed, code = self.closed, part["code"]
        flags = part.get("flags", ())
        if closed.whole or CLOSED in flags or part.get("label", "") in closed.scales or code in closed.alarms:
            return True
        measured = MEASURED in flags
        return code not in self.known and (closed.rules if measured else closed.unknown)


class ClosedForms:
    """Tells which conclusions of the forms of a day rest on restricted answers; only forms that ask such are read."""

    def __init__(self, catalogue: Catalogue, day: date) -> None:
        self._catalogue = catalogue
        self._day = day
        self._known: dict[str, _Telling | None] = {}

    def hides(self, form: str, part: Conclusion) -> bool:
        """Say whether one conclusion is only for those with leave for restricted things."""
        if form not in self._known:
            self._known[form] = self._read(form)
        telling = self._known[form]
        return telling is not None and telling.hides(part)

    def _read(self, code: str) -> _Telling | None:
        if not self._catalogue.title(code, self._day):
            return _Telling(WHOLE, frozenset())
        if not self._catalogue.asks_restricted(code, self._day):
            return None
        try:
            form = self._catalogue.form(code, self._day)
        except UserError:
            return _Telling(WHOLE, frozenset())
        known = (meaning.code for scoring in form.scorings for meaning in scoring.meanings)
        return _Telling(closed_of(form), frozenset(known))


def findings_of(
    form: str, day: date, conclusion: Conclusion | None, closed: ClosedForms, again: LookAgain
) -> tuple[Finding, ...]:
    """Return what a stored conclusion asks for: what everybody may know, and what only those with leave may."""
    if not conclusion:
        return ()
    members = (conclusion, *conclusion.get("parts", ()))
    hidden = [part for part in members if closed.hides(form, part)]
    shown = [part for part in members if not any(part is one for one in hidden)] if hidden else members
    found = (
        _finding(form, day, shown, again, restricted=False),
        _finding(form, day, hidden, again, restricted=True),
    )
    return tuple(finding for finding in found if finding is not None)


def is_awaited(conclusion: Conclusion | None) -> bool:
    """Say whether a form came to nothing but that results are still to come."""
    return bool(conclusion) and conclusion is not None and conclusion["urgency"] == Urgency.AWAITED.value


def recall_days(conclusion: Conclusion | None) -> int | None:
    """Return after how many days a result is to be looked for again: the earliest that any part of it names."""
    members = (conclusion, *conclusion.get("parts", ())) if conclusion else ()
    return min((part["repeat_days"] for part in members if part.get("repeat_days") is not None), default=None)


def _finding(
    form: str, day: date, parts: Sequence[Conclusion], again: LookAgain, *, restricted: bool
) -> Finding | None:
    """Return what some conclusions of a form ask for together, or None when they ask for nothing."""
    if not parts:
        return None
    head = max(parts, key=lambda part: Urgency(part["urgency"]).rank)
    urgency = Urgency(head["urgency"])
    follow_ups = tuple(dict.fromkeys(part["follow_up"] for part in parts if part.get("follow_up")))
    repeat = _again_after(head, parts)
    if repeat is None and urgency is Urgency.WATCH and not follow_ups:
        repeat = again.after(form)
    awaited = "; ".join(part["conclusion"] for part in parts if part["urgency"] == Urgency.AWAITED.value)
    if not (follow_ups or repeat or awaited) and urgency not in (Urgency.REFER, Urgency.EMERGENCY):
        return None
    return Finding(
        form=form,
        day=day,
        conclusion=head["conclusion"],
        urgency=urgency,
        follow_ups=follow_ups,
        refer_to=head.get("refer_to", ""),
        repeat_days=repeat,
        awaited=awaited,
        restricted=restricted,
    )


def _again_after(head: Conclusion, parts: Sequence[Conclusion]) -> int | None:
    """Return after how many days the same is asked again: the earliest that any part asks for.

    Who must be seen elsewhere at once comes again only where the gravest conclusion itself says so.
    """
    if head["urgency"] == Urgency.EMERGENCY.value:
        return head.get("repeat_days")
    asking = [part for part in parts if part is head or Urgency(part["urgency"]).calls_for_action]
    return min((part["repeat_days"] for part in asking if part.get("repeat_days") is not None), default=None)
