"""The facts of chronic disease that columns of a register name: control, last values, where somebody comes next."""

from collections.abc import Callable, Mapping
from datetime import date

from ilp_desktop.domain.calendar_dates import MONTHS_A_YEAR, months_shifted
from ilp_desktop.domain.chronic.chronic_control import ControlStatus, number_text
from ilp_desktop.domain.chronic.chronic_follow_up import ChronicDisease, NextControl, controls_between, is_lost
from ilp_desktop.domain.chronic.chronic_record import ChronicFile, Taken
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.forms.schema import Kind
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.ncd.chronic_care import MEMBER_FORM, complaint_words
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import YES, Asked, Fact, days_of
from ilp_desktop.services.register.register_sources import Sources

SYSTOLIC, DIASTOLIC = "sistolik", "diastolik"
SUGARS = {"gdp": "GDP", "gd2pp": "2J", "gds": "GDS"}
CHRONIC_FIGURES = ("control_count", "control_months", "last_number")


def _file(entry: Entry, sources: Sources) -> ChronicFile:
    return sources.chronic[entry.person.id]


def _disease(entry: Entry, sources: Sources, asked: Asked) -> ChronicDisease | None:
    return next((one for one in _file(entry, sources).own if one.register == asked.argument), None)


def _of_disease(read: Callable[[ChronicFile, ChronicDisease, date], Cell]) -> Callable[[Entry, Sources, Asked], Cell]:
    """Return a fact of the disease that the column names."""

    def told(entry: Entry, sources: Sources, asked: Asked) -> Cell:
        disease = _disease(entry, sources, asked)
        return None if disease is None else read(_file(entry, sources), disease, sources.world.day)

    return told


def _status(word: Callable[[ControlStatus], Cell]) -> Callable[[Entry, Sources, Asked], Cell]:
    return _of_disease(lambda file, disease, _day: word(file.status(disease)))


def _last_control(file: ChronicFile, disease: ChronicDisease, _day: date) -> Cell:
    return file.control_days(disease)[-1]


def _count(file: ChronicFile, disease: ChronicDisease, day: date) -> Cell:
    return controls_between(file.control_days(disease), months_shifted(day, -MONTHS_A_YEAR), day)


def _months(file: ChronicFile, disease: ChronicDisease, day: date) -> Cell:
    """Return in how many months of the year somebody was controlled."""
    return len({one.month for one in file.control_days(disease) if one.year == day.year})


def _lost(file: ChronicFile, disease: ChronicDisease, day: date) -> Cell:
    return YES if is_lost(file.control_days(disease)[-1], day) else None


def _next(word: Callable[[NextControl], Cell]) -> Callable[[Entry, Sources, Asked], Cell]:
    def told(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        file = _file(entry, sources)
        found = file.next_control(complaint_words(sources.world.catalogue, file))
        return None if found is None else word(found)

    return told


def _last_taken(entry: Entry, sources: Sources, asked: Asked, codes: tuple[str, ...]) -> Taken | None:
    """Return the newest response that measured all of some codes, within the month of the cell where it has one."""
    first, last = days_of(entry, asked) if asked.month else (date.min, entry.last)
    taken = reversed(_file(entry, sources).taken)
    return next((one for one in taken if first <= one.day <= last and all(code in one.numbers for code in codes)), None)


def _pressure(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    found = _last_taken(entry, sources, asked, (SYSTOLIC, DIASTOLIC))
    if found is None:
        return None
    return f"{number_text(found.numbers[SYSTOLIC])}/{number_text(found.numbers[DIASTOLIC])}"


def _sugar(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return the newest glucose and how it was measured."""
    found = [(one, code) for code in SUGARS if (one := _last_taken(entry, sources, asked, (code,))) is not None]
    if not found:
        return None
    newest, code = max(found, key=lambda pair: pair[0].day)
    return f"{SUGARS[code]} {number_text(newest.numbers[code])}"


def _number(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    found = _last_taken(entry, sources, asked, (asked.argument,))
    return None if found is None else found.numbers[asked.argument]


def _member(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return what was told last of a membership, whenever that was."""
    for response in sources.responses[entry.person.id]:
        answer = response.answers.get(asked.argument)
        if response.form_code == MEMBER_FORM and response.day <= entry.last and answer is not None:
            question = sources.form(response).question(asked.argument)
            is_day = question.kind is Kind.DATE and isinstance(answer, str)
            return date.fromisoformat(str(answer)) if is_day else answer_text(question, answer)
    return None


def _back(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Return the diseases of the programme PRB somebody is in."""
    return ", ".join(one.disease for one in sources.referred_back.get(entry.person.id, ())) or None


def _back_control(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Return the next control that the programme asks for."""
    days = (one.control_on for one in sources.referred_back.get(entry.person.id, ()) if one.control_on is not None)
    return min(days, default=None)


CHRONIC: Mapping[str, Fact] = {
    "ill_since": Fact(_of_disease(lambda file, disease, _day: file.since(disease.register))),
    "control_state": Fact(_status(lambda status: status.state.value)),
    "control_why": Fact(_status(lambda status: status.why)),
    "control_target": Fact(_status(lambda status: status.target)),
    "last_control": Fact(_of_disease(_last_control)),
    "last_control_place": Fact(lambda entry, sources, _asked: _file(entry, sources).last_place),
    "control_count": Fact(_of_disease(_count)),
    "control_months": Fact(_of_disease(_months)),
    "control_lost": Fact(_of_disease(_lost)),
    "next_control_on": Fact(_next(lambda found: found.on)),
    "next_control_place": Fact(_next(lambda found: found.place.value)),
    "next_control_why": Fact(_next(lambda found: found.why)),
    "last_doctor": Fact(lambda entry, sources, _asked: _file(entry, sources).last_doctor),
    "last_pressure": Fact(_pressure),
    "last_sugar": Fact(_sugar),
    "last_number": Fact(_number),
    "referred_back": Fact(_back),
    "referred_back_control": Fact(_back_control),
    "member": Fact(_member, forms=(MEMBER_FORM,), asks=MEMBER_FORM),
}
"""Facts of chronic disease; the argument is a register, a question that measures, or a question of membership."""
