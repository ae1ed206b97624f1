"""Answers typed in a hurry: a digit for a choice, y or t for yes and no; what stands there is never guessed."""

from ilp_desktop.forms.schema import Choice, Kind, Question

YES, NO = ("y", "ya", "+"), ("t", "tidak", "-")
JOINED = ", "
MOST_DIGITS = 9


def typed_quickly(question: Question, text: str) -> str:
    """Return a quick answer as the form reads it; what is no quick answer is handed on as typed."""
    text = text.strip()
    if not text or question.kind.is_number:
        return text
    if question.kind is Kind.BOOLEAN:
        return "ya" if text.lower() in YES else "tidak" if text.lower() in NO else text
    if question.kind is Kind.CHOICE:
        found = _choice(question, text)
        return found.value if found else text
    if question.kind is Kind.MANY:
        found_all = [_choice(question, part) for part in _parts(question, text)]
        return JOINED.join(one.value for one in found_all if one) if all(found_all) else text
    return text


def shown_quickly(question: Question, typed: str) -> str:
    """Return an answer as a narrow cell shows it: the words of a choice, Ya or Tidak."""
    if question.kind is Kind.BOOLEAN:
        return {"ya": "Ya", "tidak": "Tidak"}.get(typed, typed)
    if question.kind in (Kind.CHOICE, Kind.MANY):
        words = [question.choice(part) for part in typed.split(JOINED)]
        return JOINED.join(one.text for one in words if one) if all(words) else typed
    return typed


def quick_hint(question: Question) -> str:
    """Return what may be typed, in one line."""
    if question.kind is Kind.BOOLEAN:
        return "Y ya · T tidak"
    if question.kind is Kind.CHOICE or question.kind is Kind.MANY:
        several = "; beberapa: ketik berurutan" if question.kind is Kind.MANY else ""
        return " · ".join(f"{at} {choice.text}" for at, choice in enumerate(question.choices, 1)) + several
    return question.unit


def _parts(question: Question, text: str) -> list[str]:
    """Return the parts of an answer of several choices; digits may stand together where there are few choices."""
    if text.isdigit() and len(question.choices) <= MOST_DIGITS:
        return list(text)
    return [part.strip() for part in text.replace("+", ",").split(",")]


def _choice(question: Question, text: str) -> Choice | None:
    """Return the choice that is meant by its value, its words, or its number."""
    lowered = text.lower().replace(" ", "")
    for choice in question.choices:
        if lowered in (choice.value.lower(), choice.text.lower().replace(" ", "")):
            return choice
    if text.isdigit() and 1 <= int(text) <= len(question.choices):
        return question.choices[int(text) - 1]
    return None
