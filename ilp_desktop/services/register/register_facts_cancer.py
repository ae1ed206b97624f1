"""The facts of cancer screens that columns of a register name: last result, how it stands, when it is done again."""

from collections.abc import Callable, Mapping
from typing import Any

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.cancer.cancer_screens import ScreenState, recall_on, screens_on
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.answers.stored_answers import StoredResponse
from ilp_desktop.services.cancer.cancer_rows import FORMS, screen_plans
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import Asked, Fact
from ilp_desktop.services.register.register_sources import Sources


def _of_response(read: Callable[[StoredResponse, Entry, Sources], Cell]) -> Fact:
    """Return a fact of the result that the row is about."""

    def told(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        found = next((one for one in sources.responses[entry.person.id] if one.id == entry.key), None)
        return None if found is None else read(found, entry, sources)

    return Fact(told, forms=FORMS)


def _kind(response: StoredResponse, _entry: Entry, sources: Sources) -> Cell:
    screens = screens_on(sources.world.day)
    return next((one.label for one in screens if one.form == response.form_code), None)


def _state(entry: Entry) -> ScreenState:
    return list(ScreenState)[entry.rank]


def _recall(response: StoredResponse, entry: Entry, sources: Sources) -> Cell:
    if _state(entry).is_open:
        return None
    plan = screen_plans(sources.world.day)[response.form_code]
    named = response.found.earliest_repeat_days if response.found is not None else None
    return recall_on(plan, entry.person.birth_date, response.day, named)


def _referral(read: Callable[[Any], Cell]) -> Fact:
    """Return a fact of the first referral to another facility since the result."""

    def told(response: StoredResponse, entry: Entry, sources: Sources) -> Cell:
        known = sources.referrals.get(entry.person.id, ())
        since = [one for one in known if response.day <= one.day <= entry.last]
        to_refer = response.found is not None and response.found.urgency in (Urgency.REFER, Urgency.EMERGENCY)
        return read(since[-1]) if since and to_refer else None

    return _of_response(told)


CANCER: Mapping[str, Fact] = {
    "screen_kind": _of_response(_kind),
    "screen_state": Fact(lambda entry, _sources, _asked: _state(entry).value),
    "screen_result": _of_response(lambda response, _entry, _sources: response.conclusion or None),
    "screen_day": _of_response(lambda response, _entry, _sources: response.day),
    "screen_recall": _of_response(_recall),
    "screen_by": _of_response(lambda response, _entry, _sources: response.recorded_by),
    "screen_referred_on": _referral(lambda one: one.day),
    "screen_referred_to": _referral(lambda one: ", ".join(part for part in (one.name, one.clinic) if part)),
}
"""Facts of the screen that a row is about."""
