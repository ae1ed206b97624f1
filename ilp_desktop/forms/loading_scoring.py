"""The ``[scoring]`` or ``[[scoring]]`` tables of a definition file, with their bands, points and alarms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.forms.scales import Alarm, Band, Meaning, Method, Point, Scoring
from ilp_desktop.forms.schema import Question
from ilp_desktop.forms.scoring_faults import note_faults
from ilp_desktop.forms.tables import Table, is_number

SCORING_SECTION = "scoring"


def read_scorings(
    root: Table, questions: Sequence[Question], names: Mapping[str, Name], rules: Collection[str]
) -> tuple[Scoring, ...]:
    """Return the scorings, noting every fault of them; they are of use only when none was noted."""
    written = root.body.get("scoring", [])
    several = isinstance(written, list)
    bodies = root.tables("scoring") if several else [written]
    if not isinstance(written, (list, dict)):
        root.fault('"scoring" harus tabel')
        return ()
    found: list[Scoring] = []
    for body in bodies:
        section = f"{SCORING_SECTION} {body.get('code', '')}".strip()
        reader = _Reader(Table(body, root.faults, section), questions, names)
        found.append(reader.scoring(several=len(bodies) > 1))
        note_faults(found[-1], questions, rules, reader.table)
    codes = [scoring.code for scoring in found]
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        root.faults.add(f'kode skor "{code}" sudah dipakai', SCORING_SECTION)
    return tuple(found)


@dataclass(frozen=True)
class _Reader:
    """Reads one scoring over the questions and names of the form."""

    table: Table
    questions: Sequence[Question]
    names: Mapping[str, Name]

    def scoring(self, *, several: bool) -> Scoring:
        table = self.table
        must = None if several else ""
        scoring = Scoring(
            method=table.word("method", Method) or Method.RULE,
            questions=self.counted(),
            bands=tuple(self.band(body) for body in table.tables("band")),
            rule=table.text("rule", ""),
            code=table.text("code", must),
            label=table.text("label", must),
            weights=self.weights(),
            base=table.number("base") or 0.0,
            points=tuple(point for body in table.tables("point") for point in self.point(body)),
            alarms=tuple(alarm for body in table.tables("alarm") for alarm in self.alarm(body)),
        )
        table.finish()
        return scoring

    def counted(self) -> tuple[str, ...]:
        known = {question.code for question in self.questions}
        named = self.table.words("questions")
        for code in named:
            if code not in known:
                self.table.fault(f'skor menyebut pertanyaan "{code}" yang tidak ada')
        for code in sorted({code for code in named if named.count(code) > 1}):
            self.table.fault(f'skor menyebut pertanyaan "{code}" dua kali')
        return tuple(code for code in named if code in known)

    def weights(self) -> Mapping[str, float]:
        found: dict[str, float] = {}
        counted = self.table.words("questions")
        for code, weight in self.table.mapping("weights").items():
            if code not in counted:
                self.table.fault(f'bobot untuk "{code}", yang tidak dinilai')
            if is_number(weight) and weight:
                found[code] = float(weight)
            else:
                self.table.fault(f'bobot "{code}" harus angka yang bukan nol')
        return found

    def band(self, body: Mapping[str, Any]) -> Band:
        inner = self.inside(body)
        band = Band(
            inner.number("at_least"), inner.number("below"), _meaning(inner), inner.condition("when", self.names)
        )
        inner.finish()
        return band

    def point(self, body: Mapping[str, Any]) -> list[Point]:
        inner = self.inside(body)
        label, group, score = inner.text("label"), inner.text("group", ""), inner.number("score")
        if not score:
            inner.fault('"score" harus angka yang bukan nol')
        inner.text("when")
        when = inner.condition("when", self.names)
        inner.finish()
        return [Point(label, when, score or 0.0, group)] if when else []

    def alarm(self, body: Mapping[str, Any]) -> list[Alarm]:
        inner = self.table.beside(body, self.questions)
        inner.section = inner.section or self.table.section
        inner.text("when")
        when = inner.condition("when", self.names)
        question, meaning = inner.text("question"), _meaning(inner)
        inner.finish()
        if meaning.urgency is Urgency.NONE and "urgency" in body:
            inner.fault('alarm dengan urgency "none" tidak memperingatkan siapa pun')
        return [Alarm(when, question, meaning)] if when else []

    def inside(self, body: Mapping[str, Any]) -> Table:
        return Table(body, self.table.faults, self.table.section)


def _meaning(inner: Table) -> Meaning:
    repeat_days = inner.whole("repeat_days", 0)
    if "repeat_days" in inner.body and repeat_days < 1:
        inner.fault('"repeat_days" harus sedikitnya 1')
    return Meaning(
        code=inner.text("code"),
        conclusion=inner.text("conclusion"),
        urgency=inner.word("urgency", Urgency) or Urgency.NONE,
        advice=inner.text("advice", ""),
        follow_up=inner.text("follow_up", ""),
        refer_to=inner.text("refer_to", ""),
        repeat_days=repeat_days or None,
    )
