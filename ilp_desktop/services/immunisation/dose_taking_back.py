"""Taking a dose off the record inside a transaction: what stood there is kept, and its vial gets it back."""

from typing import Any

from sqlalchemy import select

from db.models import AdverseEvent, DoseGiven, WithdrawnDose
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.immunisation.dose_names import dose_name
from ilp_desktop.services.immunisation.vaccine_supply import give_back

KEPT_COLUMNS = (
    *("batch", "expires_on", "told", "told_by", "site", "route", "place_kind", "place", "vvm"),
    *("given_by", "encounter_id", "vial_id", "recorded_by", "recorded_at"),
)


def take_back_dose(work: Work, dose: DoseGiven, reason: str) -> None:
    """Take a dose off the record; raises ``UserError`` where an adverse event was reported of it."""
    _refuse_reported(work, dose)
    row = WithdrawnDose(
        **work.stamp(),
        person_id=dose.person_id,
        antigen=dose.antigen,
        dose=dose.dose,
        given_on=dose.given_on,
        reason=reason,
        stood_there={name: _plain(getattr(dose, name)) for name in KEPT_COLUMNS},
    )
    dose_id, vial_id = dose.id, dose.vial_id
    work.session.add(row)
    work.session.delete(dose)
    work.session.flush()
    if vial_id is not None:
        give_back(work, vial_id)
    work.touch("dose", dose_id, dibatalkan=dose_name(row.antigen, row.dose, row.given_on))
    work.touch("person", row.person_id)
    work.due_for(row.person_id)


def _refuse_reported(work: Work, dose: DoseGiven) -> None:
    reports = work.session.scalars(select(AdverseEvent.dose_ids).where(AdverseEvent.person_id == dose.person_id))
    if any(str(dose.id) in ids for ids in reports):
        raise UserError("Ada laporan KIPI atas dosis ini.", "Dosis yang dilaporkan tidak dapat dibatalkan.")


def _plain(value: Any) -> Any:
    """Return a value as it can be kept in words."""
    return value if value is None or isinstance(value, str | bool | int) else str(value)
