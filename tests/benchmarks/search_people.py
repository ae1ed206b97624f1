"""Made-up people for the search: person number n is the same whatever how many there are, and on either database."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.engine import Database
from db.migrate import upgrade
from db.models import Staff, Village
from db.queries.name_forms import file_words
from ilp_desktop.clock import SteppingClock
from ilp_desktop.demo.lists import FEMALE, MALE, table
from ilp_desktop.demo.numbers import NumberPress
from ilp_desktop.domain.search.search_text import Findable, line_words, search_line, standing_of
from ilp_desktop.identity import Identities
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.person.person_lines import mark_current
from ilp_desktop.services.start.setup import NewVillage, set_up
from tests.benchmarks.demo_day import DAY, MORNING
from tests.house_fixtures import new_facility

VILLAGES = (
    "Ciwangi",
    "Mekarsari",
    "Tanjungrejo",
    "Karangpandan",
    "Sidomulyo",
    "Banjaranyar",
    "Kedungwaru",
    "Pasirjati",
)
OUTSIDE_SHARE, TODAY_SHARE, SEEN_SHARE = 0.06, 0.002, 0.7
OLDEST_DAYS, SEEN_DAYS = 90 * 365, 1_500
WORDS_OF_A_NAME = ((1, 20), (2, 45), (3, 35))
LOT = 5_000
PERSON = (
    "id facility_id family_id row_version recorded_at recorded_by relation name sex birth_date birth_date_estimated"
    " birth_place mother_name occupation phone blood_type disability address village_id outside_village rw rt payer"
    " bpjs_status registered_fktp last_visit_on left_why dues_edition removed_reason"
)
FAMILY = "id facility_id row_version recorded_at recorded_by kk_number folder_number address rw rt"
IDENTIFIER = "id facility_id person_id kind value verified"
LINE = "facility_id person_id text standing"
OF_FAMILY, FAMILY_KEY = 4, 200


@dataclass(frozen=True)
class MadeUp:
    """A made-up person; ``place`` is a number of a village of the area, or -1."""

    number: int
    name: str
    sex: str
    birth_date: date
    mother_name: str
    place: int
    last_visit_on: date | None
    nik: str
    bpjs: str
    phone: str
    record_number: str
    card: str

    @property
    def village(self) -> str:
        """Return the name of the village."""
        return VILLAGES[self.place] if self.place >= 0 else "Luar Jaya"

    def line(self) -> str:
        """Return the line the person is found by."""
        numbers = (self.record_number, self.nik, self.bpjs, self.card, self.phone)
        return search_line(Findable(self.name, self.birth_date, self.mother_name, self.village, numbers), DAY)


@cache
def _given(sex: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in table("given_names") if row["sex"] == sex)


@cache
def _second(sex: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in table("second_names") if sex in row["sex"])


def made_up(number: int) -> MadeUp:
    """Return person number n."""
    random = Random(number)
    sex = random.choice((FEMALE, MALE))
    words = random.choices([count for count, _ in WORDS_OF_A_NAME], [share for _, share in WORDS_OF_A_NAME])[0]
    names = [random.choice(_given(sex)), *(random.choice(_second(sex)) for _ in range(words - 1))]
    born = DAY - timedelta(days=random.randrange(OLDEST_DAYS))
    drawn = random.random()
    seen = DAY - timedelta(days=random.randrange(1, SEEN_DAYS)) if drawn < SEEN_SHARE else None
    press = NumberPress(random, "329999")
    stem = press.nik(sex, born)[:12]
    return MadeUp(
        number=number,
        name=" ".join(dict.fromkeys(names)),
        sex=sex,
        birth_date=born,
        mother_name=f"{random.choice(_given(FEMALE))} {random.choice(_second(FEMALE))}",
        place=-1 if random.random() < OUTSIDE_SHARE else random.randrange(len(VILLAGES)),
        last_visit_on=DAY if drawn < TODAY_SHARE else seen,
        nik=f"{stem}{number % 10_000:04}",
        bpjs=f"000{number * 7919 % 10_000_000_000:010}",
        phone=f"0800{number:07}" if number % 3 == 0 else "",
        record_number=f"{number // OF_FAMILY:06}-{number % OF_FAMILY:02}",
        card=_card(number // OF_FAMILY),
    )


def _card(family: int) -> str:
    """Return a No. KK that no other family has."""
    return f"329999{family % 28 + 1:02}{family // 28 % 12 + 1:02}19{family // 336:04}"


def fill(database: Database, people: int) -> tuple[House, SignedIn]:
    """Make an empty database a Puskesmas of so many; returns its services and a clerk."""
    upgrade(database.engine)
    clock = SteppingClock(MORNING)
    house = build_house(database, None, clock, Identities(clock))
    villages = tuple(NewVillage(name, "", (), (("001", "001", ""),)) for name in VILLAGES)
    user = set_up(house.uow, _named(villages))
    with database.writing() as session, session.begin():
        if database.dialect == "postgresql":  # a million rows one by one past keys and indexes would take an hour
            session.execute(text("SET LOCAL session_replication_role = replica"))
            session.execute(text("DROP INDEX ix_person_search_text"))
        made = _Filling(session, user.facility_id)
        for start in range(0, people, LOT):
            made.add([made_up(number) for number in range(start, min(start + LOT, people))])
        file_words(session, user.facility_id, made.words)
        mark_current(session, user.facility_id)
        if database.dialect == "postgresql":
            session.execute(text("CREATE INDEX ix_person_search_text ON person_search USING gin (text gin_trgm_ops)"))
        else:
            session.execute(text("INSERT INTO person_fts(person_fts) VALUES ('optimize')"))
    _settle(database)
    return house, user


def _named(villages: tuple[NewVillage, ...]) -> Any:
    facility = new_facility()
    return type(facility)(**(vars(facility) | {"villages": villages}))


def _settle(database: Database) -> None:
    """Let the database look at what it holds, as it does by itself within a day."""
    with database.engine.connect() as connection:
        if database.dialect == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


class _Filling:
    """Writes people past the services: rows of their three tables and their words."""

    def __init__(self, session: Session, facility_id: UUID) -> None:
        self.words: set[str] = set()
        self._session = session
        self._on_server = session.get_bind().dialect.name == "postgresql"
        self._facility = self._id(facility_id)
        self._at = MORNING.isoformat() if self._on_server else int(MORNING.timestamp() * 1000)
        self._given: set[str] = set()
        villages = session.scalars(select(Village).where(Village.facility_id == facility_id).order_by(Village.number))
        self._villages = [self._id(village.id) for village in villages]
        self._staff = self._id(session.scalars(select(Staff.id)).first())

    def add(self, people: list[MadeUp]) -> None:
        """Write a lot of people."""
        lines = {one.number: one.line() for one in people}
        self.words.update(word for line in lines.values() for word in line_words(line))
        self._put("family", FAMILY, (self._family(one) for one in people if one.number % OF_FAMILY == 0))
        self._put("person", PERSON, (self._person(one) for one in people))
        self._put("identifier", IDENTIFIER, (row for one in people for row in self._numbers(one)))
        self._put("person_search", LINE, (self._line(one, lines[one.number]) for one in people))

    def _line(self, one: MadeUp, line: str) -> tuple[Any, ...]:
        standing = standing_of(one.last_visit_on, in_area=one.place >= 0)
        return self._facility, self._id(key_of(one.number)), line, standing

    def _family(self, one: MadeUp) -> tuple[Any, ...]:
        number = one.number // OF_FAMILY
        key = self._id(key_of(number, FAMILY_KEY))
        return key, self._facility, 1, self._at, self._staff, one.card, number, "", "", ""

    def _person(self, one: MadeUp) -> tuple[Any, ...]:
        village = self._villages[one.place] if one.place >= 0 else None
        seen = one.last_visit_on.isoformat() if one.last_visit_on else None
        outside = "" if village else one.village
        family = self._id(key_of(one.number // OF_FAMILY, FAMILY_KEY))
        return (
            self._id(key_of(one.number)), self._facility, family, 1, self._at, self._staff, "lain", one.name, one.sex,
            one.birth_date.isoformat(), False, "", one.mother_name, "", one.phone, "", False, "", village, outside,
            "001", "001", "umum", "", "", seen, "", "", "",
        )  # fmt: skip

    def _numbers(self, one: MadeUp) -> Iterator[tuple[Any, ...]]:
        """Give the numbers of a person; a NIK that another has already is left out."""
        numbers = enumerate((("rm", one.record_number), ("nik", one.nik), ("bpjs", one.bpjs)), 1)
        for place, (kind, value) in numbers:
            if kind != "nik" or value not in self._given:
                key, of = self._id(key_of(one.number, place)), self._id(key_of(one.number))
                yield key, self._facility, of, kind, value, False
        self._given.add(one.nik)

    def _put(self, name: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
        into = f"{name} ({', '.join(columns.split())})"
        raw: Any = self._session.connection().connection.dbapi_connection
        if not self._on_server:
            marks = ", ".join("?" * len(columns.split()))
            raw.cursor().executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 - our own names
            return
        with raw.cursor().copy(f"COPY {into} FROM STDIN") as copy:
            lines = io.StringIO()
            for row in rows:
                lines.write("\t".join("\\N" if value is None else str(value) for value in row) + "\n")
            copy.write(lines.getvalue())

    def _id(self, key: UUID | None) -> Any:
        return key.bytes if key is not None and not self._on_server else str(key)


def key_of(number: int, place: int = 0) -> UUID:
    """Return the identifier of person number n, or of something of theirs."""
    return UUID(int=(number << 8) | place | (7 << 76) | (2 << 62))
