"""Agreeing to or refusing an act: what is explained, and who may decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ilp_desktop.reference import edition_on

REFERENCE = "informed_consent"


@dataclass(frozen=True)
class ConsentWords:
    """The words of consents in force on a day."""

    explained: Mapping[str, str]
    relations: tuple[str, ...]
    patient: str
    given: str
    refused: str
    adult_age_years: int
    source: str


@lru_cache(maxsize=8)
def consent_words(day: date) -> ConsentWords:
    """Return the words in force on a day."""
    edition = edition_on(REFERENCE, day)
    body = edition.body
    return ConsentWords(
        explained=body["explained"],
        relations=tuple(body["relations"]),
        patient=body["self"],
        given=body["given"],
        refused=body["refused"],
        adult_age_years=body["adult_age_years"],
        source=edition.source,
    )
