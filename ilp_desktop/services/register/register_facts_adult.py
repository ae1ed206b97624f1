"""The facts of adults that columns of a register name: diagnoses, and the method of family planning in use."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.contraception.contraception import (
    FORM,
    METHOD,
    MethodUse,
    NextVisit,
    method_in_use,
    next_visit,
)
from ilp_desktop.domain.due.service_registers import registers_on
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.contraception.contraception_care import contacts_of
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import YES, Asked, Fact
from ilp_desktop.services.register.register_sources import Sources


def _diagnoses(entry: Entry, sources: Sources, asked: Asked) -> Iterator[tuple[str, Cell]]:
    day = sources.world.day
    prefixes = next(one.prefixes for one in registers_on(day) if one.code == asked.argument)
    return ((code, found) for code, found in sources.diagnosed[entry.person.id] if code.startswith(prefixes))


def _newest(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    code = next((code for code, _ in _diagnoses(entry, sources, asked)), None)
    return None if code is None else f"{code} {diagnosis_codes(sources.world.day).title(code)}"


def _since(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    found = [day for _, day in _diagnoses(entry, sources, asked)]
    return found[-1] if found else None


def _use(entry: Entry, sources: Sources) -> MethodUse | None:
    own = [one for one in sources.responses[entry.person.id] if one.form_code == FORM]
    return method_in_use(contacts_of(own), sources.world.day)


def _of_use(read: Callable[[MethodUse, Entry, Sources], Cell]) -> Fact:
    """Return a fact of the method in use."""

    def told(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        use = _use(entry, sources)
        return None if use is None else read(use, entry, sources)

    return Fact(told, forms=(FORM,), asks=FORM)


def _of_next(read: Callable[[NextVisit, date], Cell]) -> Fact:
    """Return a fact of the next visit."""

    def told(use: MethodUse, _entry: Entry, sources: Sources) -> Cell:
        found = next_visit(use, sources.world.day)
        return None if found is None else read(found, sources.world.day)

    return _of_use(told)


def _method(use: MethodUse, _entry: Entry, sources: Sources) -> Cell:
    question = sources.world.catalogue.form(FORM, sources.world.day).question(METHOD)
    return answer_text(question, use.method)


ADULT: Mapping[str, Fact] = {
    "diagnosed": Fact(_newest),
    "diagnosed_since": Fact(_since),
    "planning_method": _of_use(_method),
    "planning_since": _of_use(lambda use, _entry, _sources: use.since),
    "planning_served": _of_use(lambda use, _entry, _sources: use.served_on),
    "planning_next": _of_next(lambda found, _day: found.on),
    "planning_late": _of_next(lambda found, day: YES if found.is_late(day) else None),
    "planning_why": _of_next(lambda found, _day: found.why),
}
"""Facts of adults; the argument of a diagnosis is a disease register."""
