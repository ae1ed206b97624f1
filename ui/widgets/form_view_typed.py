"""What is typed into a form, and what of it is stored."""

from collections.abc import Mapping
from datetime import date

from ilp_desktop.forms.parsing import as_typed, parse
from ilp_desktop.forms.schema import Answer, Answers, Form


class Typed:
    """The typed text of one form by question code; blank ones are left out.

    Attributes:
        texts: what is typed now.
        confirmed: keys of the unlikely values that were said to be right.
        lost: stored answers that this edition cannot take, e.g. a choice it no longer offers.
    """

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.confirmed: set[str] = set()
        self.lost: dict[str, Answer] = {}
        self._stored: dict[str, str] = {}
        self._own: frozenset[str] = frozenset()

    @classmethod
    def stored(cls, form: Form, answers: Answers, day: date) -> "Typed":
        """Return stored answers as they would be typed."""
        typed = cls()
        for question in form.questions:
            if question.code in answers:
                answer = answers[question.code]
                text = as_typed(question, answer)
                if parse(question, text, day).error:
                    typed.lost[question.code] = answer
                else:
                    typed.texts[question.code] = text
        typed._stored = dict(typed.texts)
        typed._own = frozenset(typed.texts)
        return typed

    def differs(self) -> bool:
        """Tell whether anything differs from what is stored."""
        return self.texts != self._stored

    def type(self, code: str, text: str) -> None:
        """Take what a field holds now."""
        if text:
            self.texts[code] = text
        else:
            self.texts.pop(code, None)

    def take(self, texts: Mapping[str, str]) -> None:
        """Take what was typed before, in place of what is there; blank, it asks for nothing given elsewhere."""
        self.texts = {code: text for code, text in texts.items() if text}
        if not self.texts:
            self._stored = {code: text for code, text in self._stored.items() if code in self._own}

    def here(self) -> Mapping[str, str]:
        """Return what was typed into this form itself and is not stored."""
        return {code: text for code, text in self.texts.items() if self._stored.get(code) != text}

    def adopt(self, form: Form, texts: Mapping[str, str], day: date) -> set[str]:
        """Take answers given elsewhere as if they were stored here, and return which of them were news."""
        taken = {
            code for code, text in texts.items() if self.texts.get(code, "") != text and _fits(form, code, text, day)
        }
        for code in taken:
            self.type(code, texts[code])
            self._stored.pop(code, None)
            if texts[code]:
                self._stored[code] = texts[code]
        return taken


def _fits(form: Form, code: str, text: str, day: date) -> bool:
    """Tell whether a form asks a question and, where it offers choices, has those given."""
    question = next((each for each in form.questions if each.code == code), None)
    return question is not None and not (question.kind.is_chosen and parse(question, text, day).error)
