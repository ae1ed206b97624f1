"""What question codes mean in the files of a folder: one code, one kind of answer, one unit, one public code.

Answers of different forms are stored, prefilled and counted under the code alone, so a file that means something else
by it is out of use. What most files mean counts; of as many, what the edition that came first means.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ilp_desktop.forms.faults import Fault
from ilp_desktop.forms.schema import Form, Kind, Question

KINDS = frozenset(kind.value for kind in Kind)
TABLE = re.compile(r"^\s*\[\[?\s*([\w.]+)\s*\]\]?", re.MULTILINE)
KEY = re.compile(r'^\s*(code|kind|unit|coding)\s*=\s*"([^"\n]*)"', re.MULTILINE)


@dataclass(frozen=True)
class Meaning:
    """What a code stands for: the kind of answer, its unit, its name in a public code system."""

    kind: str
    unit: str = ""
    coding: str = ""

    @property
    def words(self) -> str:
        """Return it in words."""
        return ", ".join(part for part in (self.kind, self.unit, self.coding) if part)


def read_meanings(text: str) -> Mapping[str, Meaning]:
    """Return what the questions of a definition file mean, at a glance: quick, and silent about what is not plain."""
    found: dict[str, Meaning] = {}
    starts = list(TABLE.finditer(text))
    for at, start in enumerate(starts):
        if start.group(1) == "question":
            end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
            keys = dict(KEY.findall(text, start.end(), end))
            if keys.get("code") and keys.get("kind") in KINDS:
                found[keys["code"]] = Meaning(keys["kind"], keys.get("unit", ""), keys.get("coding", ""))
    return found


class Meanings:
    """The meanings agreed on by the files of a folder, told in the order in which their editions came."""

    def __init__(self, files: Mapping[str, Mapping[str, Meaning]]) -> None:
        self._by_code: dict[str, Counter[Meaning]] = {}
        self._first: dict[tuple[str, Meaning], str] = {}
        for file, meanings in files.items():
            for code, meaning in meanings.items():
                self._by_code.setdefault(code, Counter())[meaning] += 1
                self._first.setdefault((code, meaning), file)

    def faults(self, form: Form, file: str) -> Iterator[Fault]:
        """Give a fault for each question of a form that means something else than its code does elsewhere."""
        for question in form.questions:
            own, agreed = _meaning_of(question), self._agreed(question.code)
            if agreed is not None and agreed != own:
                other = self._first[question.code, agreed]
                message = f'kode "{question.code}" ({own.words}) berarti lain dalam {other} ({agreed.words})'
                yield Fault(file, question.section, question.code, message)

    def _agreed(self, code: str) -> Meaning | None:
        known = self._by_code.get(code)
        return known.most_common(1)[0][0] if known else None


def _meaning_of(question: Question) -> Meaning:
    coding = f"{question.coding.system} {question.coding.code}" if question.coding else ""
    return Meaning(question.kind.value, question.unit, coding)
