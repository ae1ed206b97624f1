"""The parts of a klaster's waiting list (bagian): which of them somebody waits in, by reason and age."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.reference import edition_on

TABLE = "sub_rooms"
NOWHERE = ""


@dataclass(frozen=True)
class SubRoom:
    """One part of the waiting list.

    Attributes:
        maternal: takes whoever is pregnant, in labour or nifas, and those from ``from_months`` on, who are in this
            klaster for no other reason.
        newborn_until_days: takes the healthy newborn too, before this day of life; their mothers come with them.
        sick: takes the sick alone (True), the healthy alone (False), or both (None).
        from_months, until_months: the ages it takes, the last month not among them; None where there is no end.
        active: whether the Puskesmas uses it.
    """

    code: str
    label: str
    klaster: Klaster
    maternal: bool = False
    newborn_until_days: int = 0
    sick: bool | None = None
    from_months: int = 0
    until_months: int | None = None
    active: bool = True

    def takes(self, visitor: "Visitor") -> bool:
        """Say whether somebody waits here."""
        if self.maternal:
            healthy_newborn = not visitor.sick and visitor.age.total_days < self.newborn_until_days
            grown = 0 < self.from_months <= visitor.age.total_months
            return visitor.maternal or healthy_newborn or grown
        months = visitor.age.total_months
        of_age = self.from_months <= months and (self.until_months is None or months < self.until_months)
        return of_age and self.sick in (None, visitor.sick)


@dataclass(frozen=True)
class Visitor:
    """Somebody who comes, as far as the parts of the list are chosen by it."""

    age: Age
    sick: bool
    maternal: bool = False


def sub_rooms_on(day: date, own: Iterable[Mapping[str, Any]] = ()) -> tuple[SubRoom, ...]:
    """Return the parts in the order in which they are asked, as a Puskesmas changed them."""
    changed = {row["code"]: row for row in own}
    rows = edition_on(TABLE, day).body["sub_room"]
    return tuple(_sub_room({**row, **changed.get(row["code"], {})}) for row in rows)


def sub_room_for(visitor: Visitor, klaster: Klaster, rooms: Sequence[SubRoom]) -> str:
    """Return the code of the first part in use that takes somebody; nothing where none does."""
    return next((one.code for one in rooms if one.active and one.klaster is klaster and one.takes(visitor)), NOWHERE)


def sub_room_problems(wanted: SubRoom, others: Iterable[SubRoom], longest: int) -> dict[str, str]:
    """Return what is wrong with a part as it is typed, beside the others: field to message."""
    problems: dict[str, str] = {}
    name = " ".join(wanted.label.split())
    if not name:
        problems["label"] = "Nama bagian harus diisi."
    elif len(name) > longest:
        problems["label"] = f"Nama bagian paling panjang {longest} huruf."
    elif any(name.casefold() == other.label.casefold() for other in others if other.code != wanted.code):
        problems["label"] = "Bagian dengan nama ini sudah ada."
    if wanted.until_months is not None and wanted.until_months <= wanted.from_months:
        problems["until_months"] = "Harus sesudah umur awal."
    return problems


def _sub_room(row: Mapping[str, Any]) -> SubRoom:
    return SubRoom(
        code=row["code"],
        label=row["label"],
        klaster=Klaster(row["klaster"]),
        maternal=row.get("maternal", False),
        newborn_until_days=row.get("newborn_until_days", 0),
        sick=row.get("sick"),
        from_months=row.get("from_months", 0),
        until_months=row.get("until_months"),
        active=row.get("active", True),
    )
