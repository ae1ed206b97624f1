"""Reading a register inside one transaction, a page at a time or all of it, without what its reader may not see."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from db.models import Couple, Person
from db.queries.due_lists import stretches_of
from db.queries.person_search import has_words
from db.queries.register_couples import whose_partner
from db.queries.registers import Narrowed, Rows, Standing, beginning_of, count_of, page_of
from ilp_desktop.clock import local_time
from ilp_desktop.domain.care.letter_number import scanned_letter
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.search_text import search_words
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.person.person_finding import ways_of
from ilp_desktop.services.register.own_columns import Arranged, OwnColumns
from ilp_desktop.services.register.register_columns import (
    Leave,
    PlannedColumn,
    forms_of,
    info_on,
    months_of,
    planned_columns,
    register_names,
    shipped_columns,
)
from ilp_desktop.services.register.register_entries import (
    Period,
    entries_of,
    is_of_couples,
    letter_numbers,
    period_of,
    rows_of,
)
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterHead, RegisterRow, Tally, cell_text
from ilp_desktop.services.register.register_sources import Sources
from ilp_desktop.services.register.register_world import World

AT_ONCE = 500
FIRST_YEAR = 2000
UNKNOWN = UserError("Register ini tidak ada.", "Pilih register lain.")


@dataclass(frozen=True)
class RegisterReading:
    """One register read for one user inside one transaction."""

    session: Session
    user: SignedIn
    wanted: RegisterFilter
    period: Period
    rows: Rows
    narrowed: Narrowed | None
    columns: tuple[PlannedColumn, ...]
    world: World
    as_of: datetime
    arranged: Arranged = field(default_factory=Arranged)

    def page(self, after: RegisterRow | None, limit: int) -> tuple[RegisterRow, ...]:
        """Return the rows after one, at most so many."""
        if self.narrowed is None:
            return ()
        found = page_of(self.session, self.rows, self.narrowed, after.standing if after else None, limit)
        return self._worded(found, after.number if after else 0)

    def pages(self, at_once: int = AT_ONCE) -> Iterator[tuple[RegisterRow, ...]]:
        """Give everything, some hundreds at a time; what was read for one lot is let go before the next."""
        after: RegisterRow | None = None
        while found := self.page(after, at_once):
            yield found
            after = found[-1]
            self.session.expunge_all()

    def head(self, first: int = 0) -> RegisterHead:
        """Return what stands above the list, with the first so many of its rows."""
        (rows, people), begun = (self.counts(), ()) if not first else self._begun(first)
        return RegisterHead(
            info=info_on(self.wanted.code, self.period.last),
            columns=tuple(one.shown for one in self.columns),
            rows=rows,
            people=people,
            as_of=self.as_of,
            until=self.period.last,
            own_file=self.arranged.file,
            own_fault=self.arranged.fault,
            first=begun,
        )

    def _begun(self, limit: int) -> tuple[tuple[int, int], tuple[RegisterRow, ...]]:
        if self.narrowed is None:
            return (0, 0), ()
        standing, counts = beginning_of(self.session, self.rows, self.narrowed, limit)
        return counts, self._worded(standing, 0)

    def counts(self) -> tuple[int, int]:
        """Return how many rows there are, and of how many people."""
        return (0, 0) if self.narrowed is None else count_of(self.session, self.rows, self.narrowed)

    def tallies(self) -> tuple[Tally, ...]:
        """Return how often each word stands in the columns that are tallied; of a whole year none of a month is."""
        columns = [one for one in self.columns if one.tallied and (self.wanted.month or one.asked.month is None)]
        counted = [Counter[str]() for _ in columns]
        for page in replace(self, columns=tuple(columns)).pages() if columns else ():
            for row in page:
                for counter, cell in zip(counted, row.cells, strict=True):
                    counter.update([cell_text(cell)] if cell is not None else [])
        return tuple(
            Tally(column.shown.heading, tuple(counter.most_common()))
            for column, counter in zip(columns, counted, strict=True)
            if counter
        )

    def everything(self) -> list[Entry]:
        """Return what every row is about, without wording it."""
        if self.narrowed is None:
            return []
        return self._entries(page_of(self.session, self.rows, self.narrowed, None, None))

    def _entries(self, standing: Sequence[Standing]) -> list[Entry]:
        return entries_of(self.session, self.wanted.code, self.period, standing)

    def _worded(self, standing: Sequence[Standing], before: int) -> tuple[RegisterRow, ...]:
        entries = self._entries(standing)
        sources = Sources(self.world, entries)
        places = {one.key: one for one in standing}
        return tuple(
            RegisterRow(
                entry.key,
                number,
                entry.person.id,
                entry.person.name,
                tuple(number if one.fact is None else one.fact.read(entry, sources, one.asked) for one in self.columns),
                places[entry.key],
            )
            for number, entry in enumerate(entries, before + 1)
        )


class RegisterReadings:
    """Opens readings."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, data_folder: Path | None = None) -> None:
        self._uow = uow
        self._catalogue = catalogue
        self._own = OwnColumns(data_folder, catalogue)

    def open(self, session: Session, user: SignedIn, wanted: RegisterFilter) -> RegisterReading:
        """Return what reads a register inside a transaction; raises ``UserError`` for one that is none."""
        today = self._uow.today(user)
        if wanted.code not in register_names() or not FIRST_YEAR <= wanted.year <= today.year:
            raise UNKNOWN
        period = period_of(wanted.year, wanted.month, today, user.time_zone)
        restricted = user.may(Act.SEE_RESTRICTED)
        if info_on(wanted.code, period.last).restricted and not restricted:
            raise UNKNOWN
        leave = Leave(self._catalogue, period.last, restricted=restricted)
        arranged = self._own.of(wanted.code, period.last)
        listed = arranged.rows or shipped_columns(wanted.code, period.last)
        columns = planned_columns(listed, period.last, months_of(wanted.year, wanted.month), leave)
        forms = forms_of(columns, self._catalogue, period.last)
        return RegisterReading(
            session,
            user,
            wanted,
            period,
            rows_of(wanted, period, restricted=restricted),
            _narrowed(session, user, wanted, today),
            columns,
            World(session, user.facility_id, user.time_zone, period.last, self._catalogue, forms, restricted),
            local_time(self._uow.clock.now(), user.time_zone),
            arranged,
        )


def _narrowed(session: Session, user: SignedIn, wanted: RegisterFilter, today: date) -> Narrowed | None:
    """Return what narrows a register; None where nobody can be meant."""
    words, letter = search_words(wanted.search, today), scanned_letter(wanted.search)
    numbers = letter_numbers(wanted.code, today) if letter else None
    if (wanted.search.strip() and not words) or (letter and numbers is None):
        return None
    place = wanted.place
    way = None
    if place.village_id is not None:
        way = stretches_of(session, user.facility_id, place.village_id, place.rw, place.rt, place.posyandu)
    if numbers is not None:
        return Narrowed(user.facility_id, way, numbers == letter)
    if not words:
        return Narrowed(user.facility_id, way)
    ways = ways_of(words)
    matching = has_words(session, Person.id, ways)
    if is_of_couples(wanted.code, today):
        matching |= whose_partner(has_words(session, Couple.man_id, ways))
    return Narrowed(user.facility_id, way, matching)
