"""The columns of a person that the desk may write, and what they held before a change."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import Person, Village
from ilp_desktop.domain.identity.identifiers import check_phone
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.core.unit_of_work import Work
from ilp_desktop.services.person.person_data import PersonData
from ilp_desktop.services.person.person_reads import BPJS, NIK, numbers_of

IDENTITY_COLUMNS = (
    "birth_date_estimated",
    "birth_place",
    "mother_id",
    "mother_name",
    "birth_order",
    "occupation",
    "blood_type",
    "disability",
    "address",
    "village_id",
    "outside_village",
    "outside_code",
    "ktp_address",
    "ktp_code",
    "ktp_area",
    "rw",
    "rt",
    "bpjs_checked_on",
    "registered_fktp",
)
CHANGED_COLUMNS = ("name", "sex", "birth_date", "phone", "payer", "bpjs_status", *IDENTITY_COLUMNS)


def write_columns(work: Work, person: Person, data: PersonData) -> None:
    """Write what is known of a person into its row; who pays may be unknown for whom a list brought in."""
    if data.sex is None or data.birth_date is None:
        raise AssertionError("a person is written only after its checks")
    if data.village_id is not None:
        work.own(Village, data.village_id)
    if data.mother_id is not None:
        work.own(Person, data.mother_id)
    person.name = " ".join(data.name.split())
    person.sex = data.sex
    person.birth_date = data.birth_date
    person.phone = check_phone(data.phone).value if data.phone.strip() else ""
    person.payer = data.payer.value if data.payer else ""
    person.bpjs_status = data.bpjs_status.value if data.payer and data.payer.is_bpjs else ""
    for column in IDENTITY_COLUMNS:
        value = getattr(data, column)
        setattr(person, column, value.strip() if isinstance(value, str) else value)


def columns_kept(session: Session, person: Person) -> dict[str, Any]:
    """Return everything a change may write, as plain values for the audit trail."""
    values = {column: getattr(person, column) for column in CHANGED_COLUMNS}
    numbers = numbers_of(session, person.id)
    for kind in (NIK, BPJS):
        values[kind] = numbers[kind].value if kind in numbers else ""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, Sex):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
