"""A hundred thousand people in households, some of them entered a second time with the slips that clerks make."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from db.models import Family, Identifier, Person, PersonSearch
from ilp_desktop.demo.numbers import NumberPress
from ilp_desktop.demo.population import Someone, households
from ilp_desktop.domain.permissions import Act
from ilp_desktop.domain.search.search_text import Findable, search_line
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.unit_of_work import Work
from tests.house_fixtures import Clinic

TWICE = 0.02
AT_ONCE = 5_000
REGION = "990101"
Row = dict[str, Any]


class Register:
    """Writes people in bulk; ``twice`` names both identities of whoever was entered a second time."""

    def __init__(self, clinic: Clinic, seed: int = 1) -> None:
        self._clinic = clinic
        self._random = Random(seed)
        self._press = NumberPress(self._random, REGION)
        self.twice: list[tuple[UUID, UUID]] = []
        self.people: list[Row] = []

    def fill(self, people: int, today: date) -> None:
        """Enter so many people, and a share of them once more."""
        homes = households(self._random, people, today)
        with self._clinic.house.uow.writing(self._clinic.head, Act.MANAGE_FACILITY) as work:
            rows: dict[Any, list[Row]] = {Family: [], Person: [], Identifier: [], PersonSearch: []}
            for folder, home in enumerate(homes, start=1):
                place = {
                    "village_id": self._clinic.village_id,
                    "rw": f"{folder % 12 + 1:03}",
                    "rt": f"{folder % 7 + 1:03}",
                }
                card = self._press.card(today - timedelta(days=900))
                family = {
                    **_stamp(work),
                    "kk_number": card,
                    "folder_number": folder,
                    "address": "",
                    "row_version": 1,
                    **place,
                }
                rows[Family].append(family)
                for someone in home.members:
                    for row in self._entered(work, someone, {**place, "family_id": family["id"]}):
                        self._enter(work, rows, row, card)
            for model, all_rows in rows.items():
                for first in range(0, len(all_rows), AT_ONCE):
                    work.session.execute(insert(model), all_rows[first : first + AT_ONCE])
            work.touch("person", None)

    def _entered(self, work: Work, someone: Someone, common: Row) -> Iterator[Row]:
        mother = someone.mother.name if someone.mother else ""
        row = {
            **_stamp(work),
            **common,
            "name": someone.name,
            "sex": Sex(someone.sex),
            "birth_date": someone.birth_date,
            "mother_name": mother,
            "birth_order": someone.birth_order,
            "relation": someone.relation.value,
            "row_version": 1,
        }
        self.people.append(row)
        yield row
        if self._random.random() < TWICE:
            again = {**row, **_stamp(work), "name": self._slipped(someone.name), "family_id": None}
            if self._random.random() < 0.2:
                again["birth_date"] = someone.birth_date + timedelta(days=1)
            self.twice.append((row["id"], again["id"]))
            yield again

    def _slipped(self, name: str) -> str:
        place = self._random.randrange(1, len(name))
        return self._random.choice(
            [name, name[:place] + name[place + 1 :], name.replace(name[place], name[place] * 2, 1)]
        )

    def _enter(self, work: Work, rows: dict[Any, list[Row]], row: Row, card: str) -> None:
        number = self._press.nik(row["sex"].value, row["birth_date"])
        rows[Person].append(row)
        kept = {"facility_id": work.facility_id, "person_id": row["id"]}
        if self._random.random() < 0.5:
            rows[Identifier].append({**kept, "id": work.new_id(), "kind": "nik", "value": number, "verified": True})
        record = f"{len(rows[Person]):08}"
        rows[Identifier].append({**kept, "id": work.new_id(), "kind": "rm", "value": record, "verified": True})
        who = Findable(row["name"], row["birth_date"], row["mother_name"], "", [number, record, card])
        line = search_line(who, work.today)
        rows[PersonSearch].append({**kept, "text": line})


def _stamp(work: Work) -> Row:
    return work.stamp()
