"""The conclusion of a filled-in form, from its bands and alarms or from domain rules that the caller hands in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ilp_desktop.domain.assessment import Assessment, worst
from ilp_desktop.domain.conditions import Values
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.scales import Alarm, Band, Meaning, Method, Scoring
from ilp_desktop.forms.schema import Answer, Answers, Form, Question
from ilp_desktop.forms.score_range import total

INCOMPLETE = "incomplete"
"""Flag of a conclusion that stands although the form has more to ask; it can only become more urgent."""

NEEDED_FACTS = frozenset({"umur_hari", "umur_bulan", "umur_tahun", "jenis_kelamin"})
"""Facts everybody has; a score that needs one which is not known cannot be reckoned."""

Rule = Callable[[Answers, Facts], Assessment | None]
"""A domain rule over answers and facts; None where it has too little to go by."""

Rules = Mapping[str, Rule]


def assess(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Assessment | None:
    """Return the worst that alarms and scales conclude, with all else they conclude as its parts.

    A scale says nothing while anything it rests on is asked but not answered, wrong or in doubt: an unanswered
    question is never taken for "no". What is not asked counts nothing, and a scale of which nothing is asked says
    nothing. While the form is not complete, only what calls for somebody to act is said.
    """
    seen = _Seen(form, checked, facts)
    found = [seen.said(alarm.meaning) for alarm in seen.raised()]
    scales = [scoring for scoring in form.scorings if seen.is_asked(scoring)]
    complete = [scoring for scoring in scales if not seen.is_open(scoring)]
    found += [said for scoring in complete for said in _concluded(scoring, seen, rules)]
    if len(complete) == len(scales):
        return worst(found)
    acting = [replace(one, flags=(*one.flags, INCOMPLETE)) for one in found if one.urgency.calls_for_action]
    return worst(acting)


def readings(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Mapping[str, tuple[Assessment, ...]]:
    """Return, by question, what the form's domain rules read from the answers so far; most have nothing to say."""
    values = checked.values(facts)
    found: dict[str, tuple[Assessment, ...]] = {}
    for reading in form.readings:
        if reading.question in checked.answers and (reading.when is None or reading.when.holds(values)):
            said = rules[reading.rule](checked.answers, facts)
            found[reading.question] = found.get(reading.question, ()) + ((said,) if said else ())
    return {question: said for question, said in found.items() if said}


def alarms(form: Form, checked: Checked, facts: Facts) -> Mapping[str, tuple[Assessment, ...]]:
    """Return, by question, the alarms that the answers so far set off."""
    seen = _Seen(form, checked, facts)
    found: dict[str, tuple[Assessment, ...]] = {}
    for alarm in seen.raised():
        found[alarm.question] = (*found.get(alarm.question, ()), seen.said(alarm.meaning))
    return found


def score(form: Form, scoring: Scoring, answers: Answers, values: Values) -> float:
    """Return the points of the answers and of what holds: their sum, how many count, or 1 when any does."""
    points = [
        _points(form.question(code), answers[code]) * scoring.weights.get(code, 1.0)
        for code in scoring.questions
        if code in answers
    ]
    for group in scoring.point_groups:
        points += [point.score for point in group if point.when.holds(values)][:1]
    return total(scoring, points)


def _concluded(scoring: Scoring, seen: "_Seen", rules: Rules) -> Iterator[Assessment]:
    if scoring.method is Method.RULE:
        said = rules[scoring.rule](seen.checked.answers, seen.facts)
        if said is not None:
            yield replace(said, label=scoring.label)
        return
    points = score(seen.form, scoring, seen.checked.answers, seen.values)
    band = _band(scoring, points, seen.values)
    if band is not None:
        yield seen.said(band.meaning, points, scoring.label)


class _Seen:
    """What is known of one person and one form while it is concluded."""

    def __init__(self, form: Form, checked: Checked, facts: Facts) -> None:
        self.form = form
        self.checked = checked
        self.facts = facts
        self.values = checked.values(facts)
        self.asked = frozenset(checked.asked)
        self.settled = checked.answers.keys() - checked.doubts.keys()

    def said(self, meaning: Meaning, points: float | None = None, label: str = "") -> Assessment:
        return Assessment(**vars(meaning), source=self.form.source, score=points, label=label)

    def raised(self) -> list[Alarm]:
        every = (alarm for scoring in self.form.scorings for alarm in scoring.alarms)
        return [alarm for alarm in every if alarm.when.holds(self.values)]

    def is_asked(self, scoring: Scoring) -> bool:
        """Say whether the scale is for this person: one that counts questions must have one that is asked."""
        return not scoring.questions or not self.asked.isdisjoint(scoring.questions)

    def is_open(self, scoring: Scoring) -> bool:
        """Say whether something the scale rests on is still to be answered, or is not known of the person."""
        wanted = self.form.underlying((*scoring.questions, *scoring.names))
        unknown = self.form.underlying(scoring.point_names) & NEEDED_FACTS - self.values.keys()
        return bool(unknown or (wanted & self.asked) - self.settled)


def _points(question: Question, answer: Answer) -> float:
    if isinstance(answer, bool):
        return float(answer)
    values = answer if isinstance(answer, list) else [str(answer)]
    return float(sum(choice.score or 0 for choice in question.choices if choice.value in values))


def _band(scoring: Scoring, points: float, values: Values) -> Band | None:
    fitting = (band for band in scoring.bands if band.holds(points))
    return next((band for band in fitting if band.when is None or band.when.holds(values)), None)
