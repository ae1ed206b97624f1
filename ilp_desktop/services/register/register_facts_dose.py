"""The facts of immunisation that columns of a register name: days of doses that count, how the last was given."""

from collections.abc import Callable, Mapping

from db.models import DoseGiven
from ilp_desktop.domain.immunisation.immunisation_complete import completeness_of
from ilp_desktop.domain.immunisation.vaccine import Vaccines, vaccines_on
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.immunisation.dose_giving import TOLD_BY
from ilp_desktop.services.immunisation.dose_names import dose_name
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import Asked, Fact
from ilp_desktop.services.register.register_sources import Sources


def _dose(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    antigen, _, number = asked.argument.rpartition(":")
    return sources.filled(entry.person).get(antigen, {}).get(int(number))


def _complete(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    person, day = entry.person, sources.world.day
    if person.birth_date > day:
        return None
    found = completeness_of(sources.record(person), person.birth_date, day, je_endemic=sources.je_endemic)
    return next((one.completed_on for one in found if one.code == asked.argument), None)


def _last_dose(word: Callable[[DoseGiven, Vaccines], str]) -> Callable[[Entry, Sources, Asked], Cell]:
    """Return what is known of the last dose."""

    def read(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        found = sources.last_doses.get(entry.person.id)
        return word(found.DoseGiven, vaccines_on(found.DoseGiven.given_on)) or None if found else None

    return read


def _last_dose_on(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    found = sources.last_doses.get(entry.person.id)
    return found.DoseGiven.given_on if found else None


def _last_dose_by(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    found = sources.last_doses.get(entry.person.id)
    return found.giver if found else None


def _where_given(dose: DoseGiven, words: Vaccines) -> str:
    """Return the place of a dose; of one that was only told, what it rests on."""
    place = " ".join(part for part in (words.places.get(dose.place_kind, ""), dose.place) if part)
    return place or (TOLD_BY.get(dose.told_by, "laporan keluarga") if dose.told else "")


DOSES: Mapping[str, Fact] = {
    "dose": Fact(_dose),
    "complete": Fact(_complete),
    "last_dose": Fact(_last_dose(lambda one, _words: dose_name(one.antigen, one.dose, one.given_on))),
    "last_dose_on": Fact(_last_dose_on),
    "last_dose_batch": Fact(_last_dose(lambda one, _words: one.batch)),
    "last_dose_route": Fact(_last_dose(lambda one, words: words.routes.get(one.route, ""))),
    "last_dose_site": Fact(_last_dose(lambda one, words: words.sites.get(one.site, ""))),
    "last_dose_by": Fact(_last_dose_by),
    "last_dose_place": Fact(_last_dose(_where_given)),
}
"""Facts of doses."""
