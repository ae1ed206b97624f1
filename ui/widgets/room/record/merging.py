"""What two wrote into one visit, place by place: what is told of both, and what comes of what was chosen.

A place is a part of the note, the diagnoses, the actions, or a question of a form; its key is the name of the field, of
a question ``form.question``. What only one changed stands; what both changed, and not to the same, is a clash.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ilp_desktop.domain.care.prognosis import PROGNOSES
from ilp_desktop.forms.parsing import parse
from ilp_desktop.forms.schema import Form, Kind, Question
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.order.action_writing import ACTIONS
from ilp_desktop.services.record.encounters import EncounterFile
from ilp_desktop.services.record.visit_writing import NOTE_LABELS, SoapNote
from ui.widgets.diagnosis_list import DIAGNOSES
from ui.widgets.form_view_typed import Typed
from ui.widgets.room.record.conflict_view import BOTH, STORED, Clash, joined

Places = Mapping[str, Any]
LISTS = {DIAGNOSES: "Diagnosis", ACTIONS: "Tindakan (ICD-9-CM)"}


@dataclass(frozen=True)
class Meeting:
    """What comes of two: every place, those of one where both changed it, and which these are."""

    places: Places
    clashing: tuple[str, ...]


def note_places(note: SoapNote) -> dict[str, Any]:
    """Return the parts of a note as places."""
    return {key: getattr(note, key) for key in NOTE_LABELS}


def form_places(form_code: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what is typed into a form as places."""
    return {f"{form_code}.{code}": text for code, text in texts.items() if text}


def stored_places(file: EncounterFile, forms: Mapping[str, Form]) -> dict[str, Any]:
    """Return what is stored of a visit as places, answers as they would be typed."""
    found = {**note_places(file.note), DIAGNOSES: file.diagnoses, ACTIONS: file.actions}
    for code, answers in file.answers.items():
        if code in forms:
            found |= form_places(code, Typed.stored(forms[code], answers, file.day).texts)
    return found


def meet(before: Places, now: Places, mine: Places) -> Meeting:
    """Return what comes of mine and of what is stored now, both begun from what stood before.

    A place that mine does not have at all is a blank answer.
    """
    places, clashing = dict[str, Any](), []
    for key in {**before, **now, **mine}:
        old, theirs, own = (each.get(key, "") for each in (before, now, mine))
        places[key] = theirs if own == old else own
        if old not in (theirs, own) and theirs != own:
            clashing.append(key)
    return Meeting(places, tuple(clashing))


def decided(mine: Places, now: Places, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return places in which each holds what was chosen for it."""
    found = dict(mine)
    for key, choice in chosen.items():
        own, theirs = mine.get(key, ""), now.get(key, "")
        if choice == STORED:
            found[key] = theirs
        elif choice == BOTH:
            found[key] = joined(own, theirs) if isinstance(own, str) else _both(key, own, theirs)
    return found


def texts_of(form_code: str, places: Places) -> dict[str, str]:
    """Return the answers of one form among places, by question."""
    start = f"{form_code}."
    return {key.removeprefix(start): text for key, text in places.items() if key.startswith(start) and text}


def note_of(places: Places) -> SoapNote:
    """Return the note among places."""
    return SoapNote(**{key: places[key] for key in NOTE_LABELS})


def in_words(
    clashing: Collection[str], mine: Places, now: Places, file: EncounterFile, forms: Mapping[str, Form]
) -> tuple[Clash, ...]:
    """Return each clash in words, in the order of the screen."""
    order = [*NOTE_LABELS, *LISTS, *(key for key in {**mine, **now} if "." in key)]
    return tuple(_clash(key, mine, now, file, forms) for key in order if key in clashing)


def _clash(key: str, mine: Places, now: Places, file: EncounterFile, forms: Mapping[str, Form]) -> Clash:
    own, theirs = mine.get(key, ""), now.get(key, "")
    if key in NOTE_LABELS:
        return Clash(key, NOTE_LABELS[key], own, theirs, both=key not in PROGNOSES)
    if key in LISTS:
        return Clash(key, LISTS[key], _codes(own), _codes(theirs))
    form = forms[key.partition(".")[0]]
    question = next(one for one in form.questions if one.code == key.partition(".")[2])
    name, both = f"{form.title}: {question.label}", question.kind is Kind.TEXT
    return Clash(key, name, _answer(question, own, file), _answer(question, theirs, file), both=both)


def _codes(given: Sequence[Any]) -> str:
    return ", ".join(one.code for one in given)


def _answer(question: Question, text: str, file: EncounterFile) -> str:
    """Return what is typed as an answer reads; what is no answer stands as it is typed."""
    read = parse(question, text, file.day)
    return text if read.answer is None else answer_text(question, read.answer)


def _both(key: str, own: Any, theirs: Any) -> Any:
    """Return two lists as one, what is stored first; a diagnosis stands once."""
    if key == DIAGNOSES:
        codes = {one.code for one in theirs}
        return (*theirs, *(one for one in own if one.code not in codes))
    return (*theirs, *(one for one in own if one not in theirs))
