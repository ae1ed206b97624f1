"""Ways to every conclusion of a scale: all kinds of people, all scores, and each way the conditions can go."""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.expressions.conditions import Condition, Joined, Node, Not
from ilp_desktop.forms.facts import FACT_NAMES, Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.scales import Alarm, Method, Scoring
from ilp_desktop.forms.schema import Form, Kind, Question
from ilp_desktop.forms.scoring import assess, score
from tests.forms import ways

MOST_WAYS = 300
"""Ways the conditions of one form can go for one kind of person; of more than these a fixed sample is taken."""

MOST_WHOLE = 30
"""Of these ways every score is tried, with each kind of person; of the others the lowest and the highest."""

NO_BAND = ""
Typed = dict[str, str]


def concluded(form: Form, scoring: Scoring) -> Iterator[tuple[str, float]]:
    """Give the code and the score of each conclusion of one scale; ``NO_BAND`` where no band stands for somebody."""
    if scoring.method is Method.RULE:
        return
    alone = _alone(form, scoring)
    fixed = _with_gates(alone, scoring.names) | _gates(alone, scoring.questions)
    for facts in people(alone):
        for at, typed in enumerate(_typed_ways(alone, fixed, facts)):
            asked = check(alone, typed, facts).asked
            by_score = _typed_by_score(alone, scoring, set(asked) - fixed)
            for points in by_score if at < MOST_WHOLE else {min(by_score), max(by_score)}:
                scored = by_score[points]
                checked = check(alone, {**typed, **scored}, facts)
                found = assess(alone, checked, facts, DOMAIN_RULES)
                if found is not None and found.score is not None:
                    yield found.code, found.score
                elif _is_for(scoring, checked.asked) and set(asked) <= checked.answers.keys():
                    yield NO_BAND, score(alone, scoring, checked.answers, checked.values(facts))


def _alone(form: Form, scoring: Scoring) -> Form:
    """Return the form with nothing but one scale, so that no question it does not rest on keeps it incomplete."""
    resting = _with_gates(form, (*scoring.questions, *scoring.names))
    questions = tuple(replace(one, required=one.required and one.code in resting) for one in form.questions)
    return replace(form, questions=questions, readings=(), scorings=(replace(scoring, alarms=()),))


def alarmed(form: Form, alarm: Alarm) -> Iterator[Assessment]:
    """Give what is concluded while only the answers of an alarm are there; what is awaited is said once all are."""
    if not alarm.meaning.urgency.calls_for_action:
        form = replace(form, questions=tuple(replace(one, required=False) for one in form.questions))
    needed = _with_gates(form, alarm.when.names)
    for facts in people(form):
        for typed in _typed_ways(form, needed, facts):
            checked = check(form, typed, facts)
            if alarm.when.holds(checked.values(facts)):
                found = assess(form, checked, facts, DOMAIN_RULES)
                assert found is not None
                yield found


def _is_for(scoring: Scoring, asked: Collection[str]) -> bool:
    return not scoring.questions or not set(scoring.questions).isdisjoint(asked)


def people(form: Form) -> Sequence[Facts]:
    """Return one person the form is meant for, for each way its conditions can look at people."""
    leaves = [leaf for condition in ways.conditions(form) for leaf in _leaves(condition.root)]
    about_people = [leaf for leaf in leaves if leaf.names <= FACT_NAMES.keys()]
    reckoned = {name for value in form.computed for name in value.formula.names} & FACT_NAMES.keys()
    kinds: dict[object, Facts] = {}
    for facts in ways.PEOPLE:
        if form.audience is not None and not form.audience.holds(facts.values):
            continue
        known = frozenset(name for leaf in about_people for name in leaf.names if name in facts.values)
        held = tuple(leaf.holds(facts.values) for leaf in about_people)
        kinds.setdefault((known, held, *(str(facts.values.get(name)) for name in sorted(reckoned))), facts)
    return tuple(kinds.values())


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, Not):
        yield from _leaves(node.part)
    elif isinstance(node, Joined):
        for part in node.parts:
            yield from _leaves(part)
    else:
        yield node


def _with_gates(form: Form, names: Collection[str]) -> set[str]:
    """Return the questions that names rest on, with those that decide whether they are asked."""
    asked = {question.code for question in form.questions}
    codes = set(form.underlying(names)) & asked
    return codes | _gates(form, codes)


def _gates(form: Form, codes: Collection[str]) -> set[str]:
    shown: list[Condition] = [q.shown_when for q in form.questions if q.code in codes and q.shown_when]
    names = {name for condition in shown for name in condition.names} - FACT_NAMES.keys()
    return names | (_gates(form, names) if names else set())


def _typed_ways(form: Form, codes: Collection[str], facts: Facts) -> Iterator[Typed]:
    """Give ways to answer some questions: all of them, or where they are too many a sample that is always the same."""
    questions = [question for question in form.questions if question.code in codes]
    texts = [ways.texts_for(form, question, facts) for question in questions]
    number = 1
    for each in texts:
        number *= len(each)
    chance = random.Random(form.code)
    sample = (tuple(chance.choice(each) for each in texts) for _ in range(MOST_WAYS))
    for way in product(*texts) if number <= MOST_WAYS else islice(sample, MOST_WAYS):
        yield {question.code: text for question, text in zip(questions, way, strict=True)}


def _typed_by_score(form: Form, scoring: Scoring, asked: Collection[str]) -> Mapping[float, Typed]:
    """Return, for each score that can be had, one set of answers that gives it."""
    sums: dict[float, Typed] = {0.0: {}}
    for code in scoring.questions:
        if code in asked:
            weight = scoring.weights.get(code, 1.0)
            sums = {
                _added(scoring.method, total, points * weight): {**typed, code: text}
                for total, typed in sums.items()
                for text, points in _options(form.question(code))
            }
    return sums


def _added(method: Method, total: float, points: float) -> float:
    if method is Method.SUM:
        return total + points
    counted = total + (1 if points > 0 else 0)
    return counted if method is Method.COUNT else min(counted, 1.0)


def _options(question: Question) -> list[tuple[str, float]]:
    if question.kind is Kind.BOOLEAN:
        return [("ya", 1.0), ("tidak", 0.0)]
    options = [(choice.value, choice.score or 0.0) for choice in question.choices]
    if question.kind is Kind.MANY:
        together = [choice for choice in question.choices if choice.score and choice.value != question.exclusive]
        options.append((", ".join(choice.value for choice in together), sum(choice.score or 0 for choice in together)))
    return options
