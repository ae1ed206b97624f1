"""The words of names and villages by their first letters, for slips of the typist."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from db.base import Id
from db.models import NameForm
from ilp_desktop.domain.search.spelling import begun_form, slip_forms

AT_ONCE = 400
"""Words of one statement: SQLite takes no more than so many values."""


def words_by_form(session: Session, facility_id: UUID, forms: Collection[str]) -> dict[str, set[str]]:
    """Return the words filed under each of some forms."""
    given = {"mine": facility_id, "forms": sorted(forms)}
    found: dict[str, set[str]] = {}
    for form, word in session.connection().execute(_FILED, given) if forms else ():
        found.setdefault(form, set()).add(word)
    return found


def words_begun(session: Session, facility_id: UUID, keys: Iterable[str]) -> dict[str, list[str]]:
    """Return for each key that is long enough the words filed that begin with it."""
    first = {key: form for key in keys if (form := begun_form(key))}
    filed = words_by_form(session, facility_id, set(first.values()))
    return {key: sorted(word for word in filed.get(form, ()) if word.startswith(key)) for key, form in first.items()}


def file_words(session: Session, facility_id: UUID, words: Iterable[str]) -> None:
    """File words that are not filed yet; two who file the same word at once file it once."""
    wanted = {word: slip_forms(word) for word in words}
    known: set[str] = set()
    ordered = sorted(word for word, forms in wanted.items() if forms)
    for start in range(0, len(ordered), AT_ONCE):
        known |= words_filed(session, facility_id, ordered[start : start + AT_ONCE])
    rows = [
        {"mine": facility_id, "form": form, "key": word}
        for word in ordered
        if word not in known
        for form in sorted(wanted[word])
    ]
    if rows:
        session.connection().execute(_FILE, rows)


def words_filed(session: Session, facility_id: UUID, words: Iterable[str]) -> set[str]:
    """Return what is filed where these words would be, for no more of them than one statement takes."""
    longest = {max(forms, key=len) for word in words if (forms := slip_forms(word))}
    return set().union(*words_by_form(session, facility_id, longest).values())


_FILED = select(NameForm.form, NameForm.key).where(
    NameForm.facility_id == bindparam("mine"), NameForm.form.in_(bindparam("forms", expanding=True))
)
_FILE = text(
    "INSERT INTO name_form (facility_id, form, key) VALUES (:mine, :form, :key) ON CONFLICT DO NOTHING"
).bindparams(bindparam("mine", type_=Id()))
