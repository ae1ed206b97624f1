"""The conclusion of a filled-in form, from its bands and alarms or from domain rules that the caller hands in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ilp_desktop.domain.assessment import Assessment, Urgency, worst
from ilp_desktop.domain.conditions import Values
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.scales import Alarm, Band, Meaning, Method, Scoring
from ilp_desktop.forms.schema import Answer, Answers, Form, Question
from ilp_desktop.forms.score_range import total

INCOMPLETE = "incomplete"
"""Flag of a conclusion that stands although the form has more to ask; it can only become more urgent."""

MEASURED = "measured"
"""Flag of what a domain rule concludes: its score is a value in its own words, not points of a scale."""

NEEDED_FACTS = frozenset({"umur_hari", "umur_bulan", "umur_tahun", "jenis_kelamin"})
"""Facts everybody has; a score that needs one which is not known cannot be reckoned."""

Rule = Callable[[Answers, Facts], Assessment | None]
"""A domain rule over answers and facts; None where it has too little to go by."""

Rules = Mapping[str, Rule]


def assess(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Assessment | None:
    """Return the worst that alarms and scales conclude, with all else they conclude as its parts.

    A scale says nothing while anything it rests on is asked but not answered, wrong or in doubt: an unanswered
    question is never taken for "no". What is not asked counts nothing, and a scale of which nothing is asked says
    nothing. While the form is not complete, only what calls for somebody to act is said. Where an alarm is set off,
    the bands of its scale never say that nothing was found; the score is told with the alarm.
    """
    seen = _Seen(form, checked, facts)
    outcomes = [_outcome(scoring, seen, rules) for scoring in form.scorings]
    found = [alarm for outcome in outcomes for alarm in outcome.alarms]
    found += [said for outcome in outcomes for said in outcome.said]
    if not any(outcome.is_open for outcome in outcomes):
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
    for alarm in (alarm for scoring in form.scorings for alarm in seen.raised(scoring)):
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


@dataclass(frozen=True)
class _Outcome:
    """What one scale comes to; ``is_open`` while it has more to say."""

    alarms: Sequence[Assessment]
    said: Sequence[Assessment] = ()
    is_open: bool = False


def _outcome(scoring: Scoring, seen: "_Seen", rules: Rules) -> _Outcome:
    alarms = [seen.said(alarm.meaning) for alarm in seen.raised(scoring)]
    if not seen.is_asked(scoring):
        return _Outcome(alarms)
    if seen.is_open(scoring):
        return _Outcome(alarms, is_open=True)
    if scoring.method is Method.RULE:
        return _Outcome(alarms, _ruled(scoring, seen, rules))
    said = _banded(scoring, seen)
    if not alarms or said is None or said.urgency is not Urgency.NONE:
        return _Outcome(alarms, [said] if said else [])
    return _Outcome(_with_score(alarms, said))


def _with_score(alarms: Sequence[Assessment], said: Assessment) -> list[Assessment]:
    """Return the alarms, the gravest with the score of the band that it stands in place of."""
    gravest = max(alarms, key=lambda alarm: alarm.urgency.rank)
    return [replace(one, score=said.score, label=said.label) if one is gravest else one for one in alarms]


def _ruled(scoring: Scoring, seen: "_Seen", rules: Rules) -> list[Assessment]:
    said = rules[scoring.rule](seen.checked.answers, seen.facts)
    return [
        replace(
            one,
            conclusion=one.conclusion[:1].upper() + one.conclusion[1:],
            label=one.label or scoring.label,
            flags=(*one.flags, MEASURED),
        )
        for one in (said.members if said else ())
    ]


def _banded(scoring: Scoring, seen: "_Seen") -> Assessment | None:
    points = score(seen.form, scoring, seen.checked.answers, seen.values)
    band = _band(scoring, points, seen.values)
    return None if band is None else seen.said(band.meaning, points, scoring.label)


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

    def raised(self, scoring: Scoring) -> list[Alarm]:
        return [alarm for alarm in scoring.alarms if alarm.when.holds(self.values)]

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
