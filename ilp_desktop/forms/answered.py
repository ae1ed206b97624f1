"""Single answers as rules want them."""

from collections.abc import Mapping

from ilp_desktop.forms.schema import Answers


def number(answers: Answers, code: str) -> float | None:
    """Return an answer that is a number, or None."""
    answer = answers.get(code)
    return answer if isinstance(answer, (int, float)) and not isinstance(answer, bool) else None


def numbers(answers: Answers, codes: Mapping[str, str]) -> dict[str, float]:
    """Return the answers that are numbers under the names a rule knows them by, from names to question codes."""
    found = {name: number(answers, code) for name, code in codes.items()}
    return {name: value for name, value in found.items() if value is not None}


def chosen(answers: Answers, code: str) -> frozenset[str]:
    """Return the values chosen for a question, none where it was not answered."""
    answer = answers.get(code)
    if isinstance(answer, list):
        return frozenset(value for value in answer if isinstance(value, str))
    return frozenset({answer}) if isinstance(answer, str) else frozenset()
