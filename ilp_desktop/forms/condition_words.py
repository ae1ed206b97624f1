"""Conditions in the words people say them in: ``umur 10 sampai 59 tahun``, ``Tinggi badan diisi``."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ilp_desktop.domain.expressions.conditions import Compare, Condition, Joined, Node, Not, OneOf
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.schema import Form, Kind, Question
from ilp_desktop.forms.spoken import SPOKEN_FACTS, Spoken, spoken_of
from ilp_desktop.forms.wording import named

OPPOSITE: Mapping[str, str] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
JOINS: Mapping[str, str] = {"and": "dan", "or": "atau"}
ALIKE: Mapping[tuple[str, str], str] = {
    ("or", "ya"): "salah satu dijawab ya",
    ("or", "tidak"): "salah satu dijawab tidak",
    ("and", "ya"): "semua dijawab ya",
    ("and", "tidak"): "semua dijawab tidak",
}
FEWEST_ALIKE = 3
UNKNOWN, UNANSWERED = " atau belum diketahui", " atau tidak diisi"
SEXES: Mapping[str, str] = {"L": "laki-laki", "P": "perempuan"}
PREGNANT: Mapping[bool, str] = {True: "sedang hamil", False: "tidak hamil"}


def condition_text(condition: Condition, form: Form) -> str:
    """Return a condition as an exact clause, e.g. ``Merokok: Ya dan umur 40 tahun atau lebih``."""
    return _Words(form, on_paper=False).clause(_plain(condition.root))


def condition_on_paper(condition: Condition, form: Form) -> str:
    """Return a condition for whoever has the sheet in hand: items by their number, nothing about what is unknown."""
    return _Words(form, on_paper=True).clause(_plain(condition.root))


def _plain(node: Node, *, turned: bool = False) -> Node:
    """Return a condition in which only single comparisons are turned round."""
    if isinstance(node, Not):
        return _plain(node.part, turned=not turned)
    if isinstance(node, Joined):
        word = {"and": "or", "or": "and"}[node.word] if turned else node.word
        return Joined(word, tuple(_plain(part, turned=turned) for part in node.parts))
    return Not(node) if turned else node


@dataclass(frozen=True)
class _Words:
    """The words of one form."""

    form: Form
    on_paper: bool

    def clause(self, node: Node) -> str:
        if isinstance(node, Joined):
            return self._joined(node)
        is_turned = isinstance(node, Not)
        leaf = node.part if isinstance(node, Not) else node
        if isinstance(leaf, Compare):
            return self._compared(leaf, is_turned=is_turned)
        if isinstance(leaf, OneOf):
            return self._one_of(leaf, is_turned=is_turned)
        raise TypeError(node)

    def _joined(self, node: Joined) -> str:
        alike, others = self._alike(node)
        parts = self._ranges(others) if node.word == "and" else others
        told = [part if isinstance(part, str) else self._enclosed(part) for part in parts]
        return _listed([*told, *alike], JOINS[node.word])

    def _enclosed(self, part: Node) -> str:
        clause = self.clause(part)
        return f"({clause})" if isinstance(part, Joined) or clause.endswith((UNKNOWN, UNANSWERED)) else clause

    def _alike(self, node: Joined) -> tuple[list[str], list[Node]]:
        """Return yes-or-no questions that are all to be answered alike as one clause, and all other parts."""
        for answer in ("ya", "tidak"):
            same = [part for part in node.parts if self._is_answered(part, answer)]
            if len(same) >= FEWEST_ALIKE:
                labels = "; ".join(self._name(part.name).label for part in same if isinstance(part, OneOf))
                others = [part for part in node.parts if part not in same]
                return [f"{ALIKE[node.word, answer]}: {labels}"], others
        return [], list(node.parts)

    def _is_answered(self, part: Node, answer: str) -> bool:
        if not isinstance(part, OneOf) or part.negated or part.wanted != (answer,):
            return False
        question = self._question(part.name)
        return question is not None and question.kind is Kind.BOOLEAN

    def _ranges(self, parts: Sequence[Node]) -> Iterator["Node | str"]:
        """Give the parts of a conjunction, a lower and an upper limit of one quantity as one range."""
        left = list(parts)
        while left:
            part = left.pop(0)
            low = _limit(part, (">=",))
            limits = [(other, _limit(other, ("<", "<="))) for other in left]
            found = next(((other, high) for other, high in limits if low and high and low.name == high.name), None)
            if low is None or found is None or found[1] is None:
                yield part
                continue
            left.remove(found[0])
            yield self._name(low.name).between(low.number, found[1].number, found[1].sign)

    def _compared(self, node: Compare, *, is_turned: bool) -> str:
        name = self._name(node.name)
        sign = OPPOSITE[node.sign] if is_turned else node.sign
        if isinstance(node.operand, str):
            return f"{name.compared_with(sign, self._name(node.operand))}{self._if_unknown(node.name, is_turned)}"
        if name.is_any(node.sign, node.operand):
            return f"{name.label} {'tidak ' if is_turned else ''}diisi"
        return f"{name.compared(sign, node.operand)}{self._if_unknown(node.name, is_turned)}"

    def _one_of(self, node: OneOf, *, is_turned: bool) -> str:
        after = self._if_unknown(node.name, is_turned)
        is_other = node.negated is not is_turned
        if node.name == "hamil":
            return f"{PREGNANT[('ya' in node.wanted) is not is_other]}{after}"
        if node.name == "jenis_kelamin":
            return f"{'bukan ' if is_other else ''}{_listed([SEXES[sex] for sex in node.wanted], 'atau')}{after}"
        question = self._question(node.name)
        texts = {choice.value: choice.text for choice in question.choices} if question else {}
        wanted = _listed([texts.get(value, value.capitalize()) for value in node.wanted], "atau")
        return f"{self._name(node.name).label}: {'selain ' if is_other else ''}{wanted}{after}"

    def _if_unknown(self, name: str, is_turned: bool) -> str:  # noqa: FBT001 (of one comparison)
        if not is_turned or self.on_paper:
            return ""
        return UNKNOWN if name in FACT_NAMES else UNANSWERED

    def _question(self, code: str) -> Question | None:
        return next((question for question in self.form.questions if question.code == code), None)

    def _name(self, code: str) -> Spoken:
        if code in SPOKEN_FACTS:
            return SPOKEN_FACTS[code]
        question = self._question(code)
        if question is None:
            value = next(value for value in self.form.computed if value.code == code)
            return Spoken(value.label, value.unit)
        by_number = self.on_paper and question.item
        return spoken_of(question, f"butir {question.item}" if by_number else named(question))


class _Limit(NamedTuple):
    """One end of a range."""

    name: str
    sign: str
    number: float


def _limit(node: Node, signs: Collection[str]) -> _Limit | None:
    if not isinstance(node, Compare) or node.sign not in signs or isinstance(node.operand, str):
        return None
    return _Limit(node.name, node.sign, node.operand)


def _listed(texts: Sequence[str], word: str) -> str:
    """Return ``a``, ``a atau b``, ``a, b atau c``; clauses that hold commas keep the word between all of them."""
    if len(texts) > 2 and not any("," in text for text in texts):
        return f"{', '.join(texts[:-1])} {word} {texts[-1]}"
    return f" {word} ".join(texts)
