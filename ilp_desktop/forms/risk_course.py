"""A risk score reckoned anew on each day something became known, from the form last filled in and the record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ilp_desktop.domain.expressions.conditions import Known, Quantity, Values
from ilp_desktop.forms.facts import FACT_NAMES
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.risk_rules import RiskRule
from ilp_desktop.forms.scales import Meaning, Point, Scoring
from ilp_desktop.forms.schema import Answer, Answers, Form, Kind, Question
from ilp_desktop.forms.scoring import score

YES = "ya"
LONGEST_ITEM = 8


@dataclass(frozen=True)
class Recorded:
    """What became known on a day.

    Attributes:
        values: facts of the person, history, and the answers of an antenatal visit of that day.
        asked: answers to the risk forms filled in that day, by form code.
    """

    day: date
    values: Values
    asked: Mapping[str, Answers] = field(default_factory=dict)


@dataclass(frozen=True)
class Factor:
    """One thing that scores, its points, and what the record says of it."""

    key: str
    label: str
    points: float
    evidence: str = ""

    @property
    def text(self) -> str:
        """Return what the record says, or the words of the form."""
        return self.evidence or self.label


@dataclass(frozen=True)
class RiskPoint:
    """The score of a day.

    Attributes:
        open: labels of the questions that nobody answered and the record does not tell.
    """

    day: date
    score: float
    meaning: Meaning
    factors: tuple[Factor, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class RiskChange:
    """The last day on which the score became another, with what came and what went."""

    day: date
    before: float
    after: float
    new: tuple[Factor, ...]
    gone: tuple[Factor, ...]


@dataclass(frozen=True)
class RiskCourse:
    """A score through a pregnancy, the first day first."""

    form: str
    title: str
    points: tuple[RiskPoint, ...]
    source: str

    @property
    def now(self) -> RiskPoint:
        """Return the score as it stands."""
        return self.points[-1]

    @property
    def change(self) -> RiskChange | None:
        """Return the last change, or None where it was always the same."""
        for before, after in zip(self.points[-2::-1], self.points[:0:-1], strict=True):
            if before.score != after.score:
                had, has = ({one.key for one in point.factors} for point in (before, after))
                return RiskChange(
                    day=after.day,
                    before=before.score,
                    after=after.score,
                    new=tuple(one for one in after.factors if one.key not in had),
                    gone=tuple(one for one in before.factors if one.key not in has),
                )
        return None


def risk_course(
    form: Form, rules: Sequence[RiskRule], records: Sequence[Recorded], *, restricted: bool = True
) -> RiskCourse:
    """Return the score of a form on each day something became known; without leave no restricted answer counts."""
    hidden = frozenset() if restricted else form.restricted_codes()
    state = _State(form, [rule for rule in rules if rule.question not in hidden], hidden)
    points = []
    for record in records:
        state.take(record)
        points.append(_point(form, state, record, hidden))
    return RiskCourse(form.code, form.title, tuple(points), form.source)


class _State:
    """What is known so far of the questions of a form."""

    def __init__(self, form: Form, rules: Sequence[RiskRule], hidden: frozenset[str]) -> None:
        self._form = form
        self._rules = rules
        self._hidden = hidden
        self.answers: dict[str, Answer] = {}
        self.evidence: dict[tuple[str, str], str] = {}
        self.lasting: set[str] = set()
        self.settled: set[str] = set()

    def take(self, record: Recorded) -> None:
        """Take the form if it was filled in that day, and then what the record says."""
        for code, answer in record.asked.get(self._form.code, {}).items():
            if code not in self._hidden and code not in self.lasting:
                self.answers[code] = answer
                self.settled.add(code)
        for rule in self._rules:
            if rule.when.holds(record.values):
                self._apply(rule, self._form.question(rule.question), record.values)

    def _apply(self, rule: RiskRule, question: Question, values: Values) -> None:
        code = question.code
        if question.kind is Kind.MANY:
            self._tick(rule, question)
        elif code in self.lasting and not rule.lasting:
            return
        else:
            self.answers[code] = _said(rule, question, values)
            self.settled.add(code)
        if rule.lasting:
            self.lasting.add(code)
        if rule.evidence:
            self.evidence[code, rule.answer] = rule.evidence.format(**{k: _written(v) for k, v in values.items()})

    def _tick(self, rule: RiskRule, question: Question) -> None:
        """Add a choice to what holds of a list, or take one away; that alone does not settle the others."""
        said = self.answers.get(question.code)
        ticked = [str(value) for value in said if isinstance(value, str)] if isinstance(said, list) else []
        ticked = [value for value in ticked if value not in (rule.clears, rule.answer, question.exclusive)]
        if rule.answer:
            ticked.append(rule.answer)
        elif not ticked and question.exclusive and question.code in self.settled:
            ticked = [question.exclusive]
        if ticked:
            self.answers[question.code] = list(ticked)
        else:
            self.answers.pop(question.code, None)


def _point(form: Form, state: _State, record: Recorded, hidden: frozenset[str]) -> RiskPoint:
    """Return the score of a day over the questions asked on it."""
    values: dict[str, Known] = {name: value for name, value in record.values.items() if name in FACT_NAMES}
    answers: dict[str, Answer] = {}
    blank = []
    for question in form.questions:
        if question.code in hidden or (question.shown_when is not None and not question.shown_when.holds(values)):
            continue
        if question.code in state.answers:
            answers[question.code] = values[question.code] = state.answers[question.code]  # type: ignore[assignment]
        if question.code not in state.settled and question.required:
            blank.append(question.label)
    for one in form.computed:
        found = one.formula.value(values)
        if found is not None:
            values[one.code] = found
    scoring = form.scorings[0]
    points = score(form, scoring, answers, values)
    meaning = next(band.meaning for band in scoring.bands if band.holds(points))
    return RiskPoint(record.day, points, meaning, _factors(form, scoring, answers, values, state), tuple(blank))


def _factors(form: Form, scoring: Scoring, answers: Answers, values: Values, state: _State) -> tuple[Factor, ...]:
    bare = replace(scoring, questions=(), points=(), base=0.0)
    found = []
    for code in scoring.questions:
        for choice, answer in _single(answers.get(code)):
            points = score(form, replace(bare, questions=(code,)), {code: answer}, values)
            if points:
                label = _factor_label(form.question(code), choice)
                found.append(Factor(f"{code}:{choice}", label, points, state.evidence.get((code, choice), "")))
    for group in scoring.point_groups:
        point = next((one for one in group if one.when.holds(values)), None)
        if point is not None:
            told = [
                text for (code, choice), text in state.evidence.items() if _rests(form, point, (code, choice), answers)
            ]
            found.append(Factor(point.label, _plain(point.label), point.score, ", ".join(dict.fromkeys(told))))
    return tuple(found)


def _rests(form: Form, point: Point, told: tuple[str, str], answers: Answers) -> bool:
    """Say whether a point holds because of what the record told of a question."""
    code, choice = told
    said = answers.get(code)
    if said is None or code not in form.underlying(point.when.names):
        return False
    return choice in said and point.when.holds({code: [choice]}) if isinstance(said, list) else True


def _single(answer: Answer | None) -> list[tuple[str, Answer]]:
    """Return an answer by choice, each alone."""
    if answer is None:
        return []
    if isinstance(answer, list):
        return [(str(value), [value]) for value in answer if isinstance(value, str)]
    return [(YES if answer is True else str(answer), answer)]


def _factor_label(question: Question, choice: str) -> str:
    chosen = question.choice(choice)
    if chosen is None:
        return question.label
    return f"{question.label}: {_plain(chosen.text).lower()}"


def _plain(label: str) -> str:
    """Return a label without the number of its item on the official card."""
    head, dot, rest = label.partition(". ")
    return rest if dot and len(head) <= LONGEST_ITEM else label


def _said(rule: RiskRule, question: Question, values: Values) -> Answer:
    if rule.take:
        taken = values[rule.take]
        return float(taken) if isinstance(taken, Quantity) else 0
    return rule.answer == YES if question.kind is Kind.BOOLEAN else rule.answer


def _written(value: Known) -> str:
    if isinstance(value, bool) or not isinstance(value, Quantity):
        return str(value)
    return decimal_text(float(value))
