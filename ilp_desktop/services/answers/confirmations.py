"""Unlikely answers that somebody said are right, as they are kept with the answers."""

from collections.abc import Collection, Mapping
from typing import Any

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.forms.filling import Checked, Doubt
from ilp_desktop.forms.schema import Form

QUESTION = " Sudah benar?"


def confirmed_answers(
    asked: Mapping[str, Doubt], confirmations: Collection[str], earlier: Mapping[str, Any] | None, staff_id: str
) -> dict[str, Any] | None:
    """Return by question code what was asked about, and who said it is right; who said it first is kept."""
    known = earlier or {}
    found = {
        code: known[code]
        if known.get(code, {}).get("key") == doubt.key
        else {"key": doubt.key, "said": doubt.message.removesuffix(QUESTION), "by": staff_id}
        for code, doubt in asked.items()
        if doubt.key in confirmations
    }
    return found or None


def refuse(form: Form, checked: Checked) -> None:
    """Raise ``WrongAnswers`` for errors and for doubts nobody confirmed, keyed ``form.question``."""
    problems = dict(checked.errors) | {code: doubt.message for code, doubt in checked.doubts.items()}
    if problems:
        raise WrongAnswers({f"{form.code}.{code}": message for code, message in problems.items()})
