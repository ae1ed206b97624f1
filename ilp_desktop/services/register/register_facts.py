"""The facts that columns of a register name, those of everybody: who it is, where they live, what forms say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from db.models import Person
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import months_completed, months_shifted
from ilp_desktop.domain.identity.areas import Area
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.forms.schema import Answer, Question
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.stored_answers import StoredResponse
from ilp_desktop.services.kia.kia_antenatal import NO_RESULT
from ilp_desktop.services.kia.kia_services import what_given
from ilp_desktop.services.person.person_reads import BPJS, NIK, RECORD_NUMBER
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_sources import Sources

NAMED = "*"
YES, NO = "ya", "tidak"
SEPARATOR = " / "


class Asked(NamedTuple):
    """What a column asks of a fact: what stands behind the colon of its name, and the month where it has one."""

    argument: str = ""
    month: date | None = None


@dataclass(frozen=True)
class Fact:
    """One fact.

    Attributes:
        forms: whose answers it reads.
        asks: of which form the argument is a question; ``NAMED`` where the argument names the form as well.
    """

    read: Callable[[Entry, Sources, Asked], Cell]
    forms: tuple[str, ...] = ()
    asks: str = ""

    def question(self, argument: str) -> tuple[str, str]:
        """Return the form and the question whose answer it tells; the question is empty where it is all of them."""
        if self.asks != NAMED:
            return self.asks, argument if self.asks else ""
        form, _, code = argument.partition(".")
        return form, code


def days_of(entry: Entry, asked: Asked) -> tuple[date, date]:
    """Return the days a cell tells of: those of its row, within the month where it has one."""
    if asked.month is None:
        return entry.first, entry.last
    return max(entry.first, asked.month), min(entry.last, months_shifted(asked.month, 1) - asked.month.resolution)


def answered(
    entry: Entry, sources: Sources, asked: Asked, form: str, *, by: Person | None = None
) -> Iterator[StoredResponse]:
    """Give the responses to a form within the days of a cell, the newest first."""
    first, last = days_of(entry, asked)
    for response in sources.responses[(by or entry.person).id]:
        if response.form_code == form and first <= response.day <= last:
            yield response


def said(question: Question, answer: Answer) -> Cell:
    """Return an answer as a cell holds it: a figure as a figure, a day as a day, the rest in words."""
    if isinstance(answer, bool):
        return YES if answer else NO
    if isinstance(answer, int | float):
        return answer
    return answer_text(question, answer)


def is_result(answer: Answer | None) -> bool:
    """Say whether an answer tells something; a result that is awaited does not."""
    return answer is not None and answer not in NO_RESULT


def _answers(entry: Entry, sources: Sources, asked: Asked) -> list[Cell]:
    form, code = asked.argument.split(".")
    found = []
    for response in answered(entry, sources, asked, form):
        answer = response.answers.get(code)
        if is_result(answer) and answer is not None:
            found.append(said(sources.form(response).question(code), answer))
    return found


def _last(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    return next(iter(_answers(entry, sources, asked)), None)


def _first(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    return next(reversed(_answers(entry, sources, asked)), None)


def _sum(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    numbers = [one for one in _answers(entry, sources, asked) if isinstance(one, int | float)]
    return sum(numbers) if numbers else None


def _concluded(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    found = (one.found.conclusion for one in answered(entry, sources, asked, asked.argument) if one.found is not None)
    return next(found, None)


def _filled(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    return next((one.day for one in answered(entry, sources, asked, asked.argument)), None)


def _given(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    """Return the last day on which something was given by a form that asks whether it is."""
    found = answered(entry, sources, asked, asked.argument)
    return next((one.day for one in found if what_given(sources.form(one), one.answers)), None)


def _age(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    return age_on(entry.person.birth_date, _day_told(entry, sources)).text


def _age_months(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    return months_completed(entry.person.birth_date, _day_told(entry, sources))


def _day_told(entry: Entry, sources: Sources) -> date:
    return max(entry.person.birth_date, min(entry.last, sources.world.day))


def number_of(sources: Sources, person: Person, kind: str) -> Cell:
    """Return a number of somebody, None when they have none."""
    found = sources.numbers[person.id].get(kind)
    return found.value if found else None


def _number(kind: str) -> Callable[[Entry, Sources, Asked], Cell]:
    return lambda entry, sources, _asked: number_of(sources, entry.person, kind)


def _own(attribute: str) -> Callable[[Entry, Sources, Asked], Cell]:
    return lambda entry, _sources, _asked: getattr(entry.person, attribute) or None


def _village(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    person = entry.person
    return sources.villages[person.village_id] if person.village_id else person.outside_village or None


def _district(word: Callable[[Area], str]) -> Callable[[Entry, Sources, Asked], Cell]:
    """Return a word of the district somebody of the working area lives in, by the code of the village."""

    def read(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        village = entry.person.village_id
        area = sources.districts.get(village) if village is not None else None
        return word(area) if area is not None else None

    return read


def _posyandu(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    person = entry.person
    return sources.posyandu.get((person.village_id, person.rw, person.rt))


def _card(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    return sources.cards.get(entry.person.family_id) if entry.person.family_id else None


def _nothing(_entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    """Return nothing: the official sheet has a column that the program does not know yet."""
    return None


EVERYBODY: Mapping[str, Fact] = {
    "name": Fact(_own("name")),
    "sex": Fact(lambda entry, _sources, _asked: entry.person.sex.value),
    "birth_date": Fact(_own("birth_date")),
    "nik": Fact(_number(NIK)),
    "bpjs": Fact(_number(BPJS)),
    "record_number": Fact(_number(RECORD_NUMBER)),
    "family_card": Fact(_card),
    "age": Fact(_age),
    "age_months": Fact(_age_months),
    "address": Fact(_own("address")),
    "rt": Fact(_own("rt")),
    "rw": Fact(_own("rw")),
    "village": Fact(_village),
    "posyandu": Fact(_posyandu),
    "phone": Fact(_own("phone")),
    "facility": Fact(lambda _entry, sources, _asked: sources.facility.name),
    "regency": Fact(lambda _entry, sources, _asked: sources.facility.regency or None),
    "district": Fact(_district(lambda area: area.district)),
    "province": Fact(_district(lambda area: area.province)),
    "none": Fact(_nothing),
}
"""Facts of whoever the row is about."""

ANSWERS: Mapping[str, Fact] = {
    "last": Fact(_last, asks=NAMED),
    "first": Fact(_first, asks=NAMED),
    "sum": Fact(_sum, asks=NAMED),
    "concluded": Fact(_concluded, asks=NAMED),
    "filled": Fact(_filled, asks=NAMED),
    "given": Fact(_given, asks=NAMED),
}
"""Facts whose argument names a form, or ``form.question``."""
