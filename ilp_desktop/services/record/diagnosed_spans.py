"""What was ever diagnosed in somebody, each code once with its first and its last day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Diagnosis
from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes


@dataclass(frozen=True)
class DiagnosedSpan:
    """A diagnosis with when it was given first and last."""

    code: str
    title: str
    first: date
    last: date


def diagnosed_spans(session: Session, person_id: UUID, prefixes: Sequence[str], until: date) -> Iterator[DiagnosedSpan]:
    """Give what was diagnosed under some ICD-10 prefixes until a day, what was given last first."""
    rows = session.execute(
        select(Diagnosis.code, func.min(Diagnosis.day), func.max(Diagnosis.day))
        .where(
            Diagnosis.person_id == person_id,
            Diagnosis.day <= until,
            or_(*(Diagnosis.code.startswith(prefix) for prefix in prefixes)),
        )
        .group_by(Diagnosis.code)
        .order_by(func.max(Diagnosis.day).desc(), Diagnosis.code)
    )
    codes = diagnosis_codes(until)
    for code, first, last in rows:
        yield DiagnosedSpan(code, codes.title(code), first, last)
