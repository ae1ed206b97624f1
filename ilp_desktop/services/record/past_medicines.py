"""What a person was prescribed before, as lines that may be prescribed again, each chosen by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select, tuple_

from db.models import Encounter, Person, PrescriptionLine, Staff
from ilp_desktop.domain.orders.formulary import Formulary, formulary
from ilp_desktop.domain.orders.order_words import OrderState
from ilp_desktop.domain.permissions import Act
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.chart.leave import Seals, seals_at
from ilp_desktop.services.core.ownership import owned
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from ilp_desktop.services.order.order_data import Prescribed
from ilp_desktop.services.order.order_reading import OrderLeave, detail_of
from ilp_desktop.services.record.past_notes import diagnoses_known

MOST_LINES = 100
"""How many lines are looked through; a medicine that none of them names was not taken for long."""


@dataclass(frozen=True)
class EarlierMedicine:
    """A medicine as it was prescribed last.

    Attributes:
        line: what is prescribed when it is repeated; a medicine the list of today lacks is written by its name.
        detail: how it was taken and how much of it was handed out.
        listed: whether the list of today has it, as far as it was chosen from a list.
    """

    line: Prescribed
    detail: str
    day: date
    by: str
    listed: bool = True


class PastMedicines:
    """Earlier prescriptions."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue) -> None:
        self._uow = uow
        self._catalogue = catalogue

    def earlier(self, user: SignedIn, encounter_id: UUID) -> tuple[EarlierMedicine, ...]:
        """Return each medicine prescribed before a visit as it was prescribed last, the latest first.

        What was cancelled is left out, and what the reader may not know of.
        """
        with self._uow.reading(user, Act.SEE_RECORD) as session:
            encounter = owned(session, user.facility_id, Encounter, encounter_id)
            rows = session.execute(_wanted(encounter)).all()
            person = session.get_one(Person, encounter.person_id)
            seals = seals_at(user, encounter, person, self._catalogue, self._uow.today(user))
            known = diagnoses_known(session, {row.visit_id: row.klaster for row in rows}, seals)
            closed = {visit for visit, one in known.items() if one.closed}
            open_rows = (row for row in rows if _is_open(row, seals, closed))
            return tuple(_each_once(open_rows, formulary(encounter.day)))


def _wanted(encounter: Encounter) -> Select[Any]:
    return (
        select(PrescriptionLine, Encounter.id.label("visit_id"), Encounter.klaster, Encounter.day, Staff.name)
        .join(Encounter, Encounter.id == PrescriptionLine.encounter_id)
        .join(Staff, Staff.id == PrescriptionLine.recorded_by)
        .where(
            PrescriptionLine.person_id == encounter.person_id,
            PrescriptionLine.state != OrderState.CANCELLED.value,
            tuple_(Encounter.day, Encounter.id) < (encounter.day, encounter.id),
        )
        .order_by(Encounter.day.desc(), Encounter.id.desc(), PrescriptionLine.recorded_at, PrescriptionLine.rank)
        .limit(MOST_LINES)
    )


def _is_open(row: Row[Any], seals: Seals, closed: set[UUID]) -> bool:
    """Say whether the reader may know of a line: a restricted medicine, or one beside a diagnosis that is sealed."""
    seen = OrderLeave(seals.leave, seals.birth_date)
    return seen.sees(row.PrescriptionLine, row.klaster, closed=row.visit_id in closed)


def _each_once(rows: Iterable[Row[Any]], shelf: Formulary) -> Iterator[EarlierMedicine]:
    """Give each medicine in its form and strength once, where it comes first."""
    seen = set[str]()
    for row in rows:
        line = row.PrescriptionLine
        again = _again(line, shelf)
        if again.label.casefold() not in seen:
            seen.add(again.label.casefold())
            yield EarlierMedicine(again, detail_of(line), row.day, row.name, listed=bool(again.key) or not line.drug)


def _again(line: PrescriptionLine, shelf: Formulary) -> Prescribed:
    known = shelf.get(f"{line.drug}/{line.form} {line.strength}".strip())
    return Prescribed(
        name=line.name,
        key=known.key if known else "",
        form=line.form,
        strength=line.strength,
        signa=line.signa,
        quantity=line.quantity,
        days=line.days,
        note=line.note,
    )
