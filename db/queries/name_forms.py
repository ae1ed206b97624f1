"""The words of names and villages by their first letters, for slips of the typist."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from db.base import Id
from db.models import NameForm
from ilp_desktop.domain.spelling import slip_forms

AT_ONCE = 400
"""Words of one statement: SQLite takes no more than so many values."""


def words_filed(session: Session, facility_id: UUID, forms: Collection[str]) -> set[str]:
    """Return the words filed under any of some forms."""
    given = {"mine": facility_id, "forms": sorted(forms)}
    return set(session.connection().execute(_FILED, given).scalars()) if forms else set()


def file_words(session: Session, facility_id: UUID, words: Iterable[str]) -> None:
    """File words that are not filed yet; two who file the same word at once file it once."""
    wanted = {word: slip_forms(word) for word in words}
    first = {word: max(forms, key=len) for word, forms in wanted.items() if forms}
    known: set[str] = set()
    ordered = sorted(first)
    for start in range(0, len(ordered), AT_ONCE):
        lot = ordered[start : start + AT_ONCE]
        known |= words_filed(session, facility_id, {first[word] for word in lot})
    rows = [
        {"mine": facility_id, "form": form, "key": word}
        for word in ordered
        if word not in known
        for form in sorted(wanted[word])
    ]
    if rows:
        session.connection().execute(_FILE, rows)


_FILED = select(NameForm.key).where(
    NameForm.facility_id == bindparam("mine"), NameForm.form.in_(bindparam("forms", expanding=True))
)
_FILE = text(
    "INSERT INTO name_form (facility_id, form, key) VALUES (:mine, :form, :key) ON CONFLICT DO NOTHING"
).bindparams(bindparam("mine", type_=Id()))
