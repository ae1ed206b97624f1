"""What was written twice into one visit, and the note that comes of what was chosen for each place."""

from collections.abc import Mapping, Sequence

from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.visit_writing import NOTE_LABELS, GivenDiagnosis, SoapNote
from ui.widgets.diagnosis_list import DIAGNOSES
from ui.widgets.room.record.conflict_view import BOTH, STORED, Clash, joined

Written = tuple[SoapNote, tuple[GivenDiagnosis, ...]]


def clashes(before: EncounterFile, now: EncounterFile, mine: Written) -> tuple[Clash, ...]:
    """Return the places of the note, and the diagnoses, that are typed here and stored differently now."""
    note, given = mine
    found = [
        Clash(key, word, getattr(note, key), getattr(now.note, key))
        for key, word in NOTE_LABELS.items()
        if all_differ(getattr(before.note, key), getattr(now.note, key), getattr(note, key))
    ]
    if all_differ(before.diagnoses, now.diagnoses, given):
        found.append(Clash(DIAGNOSES, "Diagnosis", _codes(given), _codes(now.diagnoses)))
    return tuple(found)


def differing(before: EncounterFile, now: EncounterFile, mine: Written) -> list[str]:
    """Return the names of the places that somebody else changed and that are typed otherwise here."""
    note, given = mine
    names = [
        word
        for key, word in NOTE_LABELS.items()
        if getattr(before.note, key) != getattr(now.note, key) != getattr(note, key)
    ]
    return [*names, "Diagnosis"] if before.diagnoses != now.diagnoses != given else names


def decided(now: EncounterFile, mine: Written, chosen: Mapping[str, str]) -> Written:
    """Return note and diagnoses in which each place holds what was chosen for it."""
    note, given = vars(mine[0]) | {}, mine[1]
    for key, choice in chosen.items():
        if key != DIAGNOSES and choice in (STORED, BOTH):
            stored = getattr(now.note, key)
            note[key] = stored if choice == STORED else joined(note[key], stored)
    if chosen.get(DIAGNOSES) == STORED:
        given = now.diagnoses
    elif chosen.get(DIAGNOSES) == BOTH:
        codes = {one.code for one in now.diagnoses}
        given = (*now.diagnoses, *(one for one in given if one.code not in codes))
    return SoapNote(**note), given


def merged(typed: SoapNote, before: SoapNote, now: SoapNote) -> SoapNote:
    """Return a note in which what was typed stands, and elsewhere what is stored now."""
    parts = {key: getattr(typed if getattr(typed, key) != getattr(before, key) else now, key) for key in NOTE_LABELS}
    return SoapNote(**parts)


def all_differ(before: object, now: object, mine: object) -> bool:
    """Tell whether a place was changed both here and by somebody else, and not to the same."""
    return before not in (now, mine) and now != mine


def _codes(given: Sequence[GivenDiagnosis]) -> str:
    return ", ".join(one.code for one in given)
