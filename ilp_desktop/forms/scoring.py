"""The conclusion of a filled-in form, from its bands and alarms or from domain rules that the caller hands in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ilp_desktop.domain.assessment import Assessment, Urgency, worst
from ilp_desktop.domain.expressions.conditions import Values
from ilp_desktop.forms.blanks import Blanks
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.scales import Alarm, Band, Meaning, Method, Scoring
from ilp_desktop.forms.schema import Answer, Answers, Form, Question, Reading, Sensitivity
from ilp_desktop.forms.score_range import total

INCOMPLETE = "incomplete"
"""Flag of a conclusion that stands although the form has more to ask; it can only become more urgent."""

MEASURED = "measured"
"""Flag of what a domain rule concludes: its score is a value in its own words, not points of a scale."""

READ = "read"
"""Flag of what a reading adds to a conclusion: it belongs to no scale of the form."""

CLOSED = "closed"
"""Flag of what an alarm says because of a restricted answer, in a form that is open to all."""

PARTIAL = "partial"
"""Flag of a conclusion of a form of which a scale or an alarm could not be judged: optional questions are blank."""

ANSWERED_PART = "Terisi {} dari {} butir{}."
MAY_CHANGE = "; yang kosong dapat mengubah kesimpulan"
NOT_JUDGED, THE_SCORE = "Belum dinilai karena ada isian kosong: {}.", "skor"

NEEDED_FACTS = frozenset({"umur_hari", "umur_bulan", "umur_tahun", "jenis_kelamin"})
"""Facts everybody has; a score that needs one which is not known cannot be reckoned."""

Rule = Callable[[Answers, Facts], Assessment | None]
"""A domain rule over answers and facts; None where it has too little to go by."""

Rules = Mapping[str, Rule]


def assess(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Assessment | None:
    """Return the worst that alarms and scales conclude, with all else they conclude as its parts.

    An unanswered question is never taken for "no". While anything asked is wrong, in doubt or required and not
    answered, the form is not complete, and only what calls for somebody to act is said. So is what the form's readings
    find. An optional question may stay blank and keeps no form incomplete: the blank adds no points, and the band
    stands where no answer to it could lead to another one, or where it calls for somebody to act. Otherwise the scale
    is named among what was not judged, and nothing of the form is green. So is, where nothing was found, each blank
    that could still set off an alarm. What is not asked counts nothing, and a scale of which nothing is asked says
    nothing. Where an alarm is set off, the bands of its scale never say that nothing was found; the alarm tells the
    score.
    """
    seen = _Seen(form, checked, facts)
    outcomes = [_outcome(scoring, seen, rules) for scoring in form.scorings]
    found = [alarm for outcome in outcomes for alarm in outcome.alarms]
    found += [said for outcome in outcomes for said in outcome.said]
    if form.scorings:
        found = _with_readings(found, outcomes, seen, rules)
    if not seen.is_incomplete and not any(outcome.is_open for outcome in outcomes):
        left_out = [scoring for scoring, one in zip(form.scorings, outcomes, strict=True) if one.is_left_out]
        return _partly(worst(found), left_out, seen)
    acting = [replace(one, flags=(*one.flags, INCOMPLETE)) for one in found if one.urgency.calls_for_action]
    return worst(acting)


def readings(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Mapping[str, tuple[Assessment, ...]]:
    """Return, by question, what the form's domain rules read from the answers so far; most have nothing to say."""
    found: dict[str, tuple[Assessment, ...]] = {}
    for reading, said in _read(form, checked, facts, rules):
        found[reading.question] = (*found.get(reading.question, ()), said)
    return found


def alarms(form: Form, checked: Checked, facts: Facts) -> Mapping[str, tuple[Assessment, ...]]:
    """Return, by question, the alarms that the answers so far set off."""
    seen = _Seen(form, checked, facts)
    found: dict[str, tuple[Assessment, ...]] = {}
    for alarm in (alarm for scoring in form.scorings for alarm in seen.raised(scoring)):
        found[alarm.question] = (*found.get(alarm.question, ()), seen.warned(alarm))
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


def _read(form: Form, checked: Checked, facts: Facts, rules: Rules) -> Iterator[tuple[Reading, Assessment]]:
    """Give what the rules of the readings say of the answers so far, one after another."""
    values = checked.values(facts)
    for reading in form.readings:
        if reading.question in checked.answers and (reading.when is None or reading.when.holds(values)):
            said = rules[reading.rule](checked.answers, facts)
            if said is not None:
                yield reading, said


def _with_readings(
    found: Sequence[Assessment], outcomes: Sequence["_Outcome"], seen: "_Seen", rules: Rules
) -> list[Assessment]:
    """Add each reading that calls for somebody to act, unless a scale or an alarm says as much of the same answer.

    Its code carries the name of its rule, since many rules have a class "fast"; when the form is asked again its
    scales say, not what was measured on the way.
    """
    added: list[Assessment] = []
    repeat_days = next((one.repeat_days for one in found if one.repeat_days), None)
    for reading, said in _read(seen.form, seen.checked, seen.facts, rules):
        told = any(outcome.tells(reading, said, seen) for outcome in outcomes)
        if said.urgency.rank >= reading.joins_from.rank and not told:
            words = said.conclusion[:1].upper() + said.conclusion[1:]
            flags = (*said.flags, MEASURED, READ)
            one = replace(said, code=f"{reading.rule}_{said.code}", conclusion=words, flags=flags)
            added.append(replace(one, label=reading.label, repeat_days=repeat_days))
    return [*found, *added]


@dataclass(frozen=True)
class _Outcome:
    """What one scale comes to; it is open while it waits for answers, and left out where too much is blank."""

    scoring: Scoring
    raised: Sequence[Alarm]
    alarms: Sequence[Assessment]
    said: Sequence[Assessment] = ()
    is_open: bool = False
    is_left_out: bool = False

    def tells(self, reading: Reading, read: Assessment, seen: "_Seen") -> bool:
        """Say whether an alarm or the scale says of the question of a reading what is at least as urgent."""
        if self.scoring.method is Method.RULE:
            is_same = self.scoring.rule == reading.rule
            heard = [one.urgency for one in self.said if is_same or (one.code, one.source) == (read.code, read.source)]
        else:
            asked = seen.openly(seen.resting_on(self.scoring))
            heard = [one.urgency for one in self.said if reading.question in asked]
        looking = [alarm for alarm in self.raised if reading.question in seen.openly(seen.looked_at(alarm))]
        heard += [alarm.meaning.urgency for alarm in looking]
        return any(urgency.rank >= read.urgency.rank for urgency in heard)


def _outcome(scoring: Scoring, seen: "_Seen", rules: Rules) -> _Outcome:
    raised = seen.raised(scoring)
    alarms = [seen.warned(alarm) for alarm in raised]
    silent = _Outcome(scoring, raised, alarms)
    if not seen.is_asked(scoring):
        return silent
    if seen.is_open(scoring):
        return replace(silent, is_open=True)
    if scoring.method is Method.RULE:
        blank = bool(seen.blanks(scoring))
        return replace(silent, said=[] if blank else _ruled(scoring, seen, rules), is_left_out=blank)
    said, is_sure = _banded(scoring, seen)
    if said is None or (not is_sure and not said.urgency.calls_for_action):
        return replace(silent, is_left_out=not is_sure)
    if alarms and said.urgency is Urgency.NONE:
        return replace(silent, alarms=_with_score(alarms, said))
    return replace(silent, said=[said])


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


def _banded(scoring: Scoring, seen: "_Seen") -> tuple[Assessment | None, bool]:
    """Return what the points so far mean, and whether that holds whatever the answers to the blanks might be."""
    points = score(seen.form, scoring, seen.checked.answers, seen.values)
    band = _band(scoring, points, seen.values)
    said = None if band is None else seen.said(band.meaning, points, scoring.label)
    blanks = seen.blanks(scoring)
    if not blanks:
        return said, True
    is_sure = not Blanks(seen.form, blanks).may_change(scoring, points, seen.values)
    asked = len(seen.resting_on(scoring) & seen.asked)
    told = ANSWERED_PART.format(asked - len(blanks), asked, "" if is_sure else MAY_CHANGE)
    return (_advised(said, told) if said else None), is_sure


def _partly(found: Assessment | None, left_out: Sequence[Scoring], seen: "_Seen") -> Assessment | None:
    """Return a conclusion that names what was not judged for want of an answer."""
    if found is None:
        return None
    unjudged = [scoring.label or THE_SCORE for scoring in left_out]
    if found.urgency is Urgency.NONE:
        unjudged += seen.overlooked(left_out)
    if not unjudged:
        return found
    told = _advised(found, NOT_JUDGED.format(", ".join(unjudged)))
    return replace(told, flags=(*told.flags, PARTIAL))


def _advised(found: Assessment, further: str) -> Assessment:
    return replace(found, advice=f"{found.advice} {further}".lstrip())


class _Seen:
    """What is known of one person and one form while it is concluded."""

    def __init__(self, form: Form, checked: Checked, facts: Facts) -> None:
        self.form = form
        self.checked = checked
        self.facts = facts
        self.values = checked.values(facts)
        self.asked = frozenset(checked.asked)

    def said(self, meaning: Meaning, points: float | None = None, label: str = "") -> Assessment:
        return Assessment(**vars(meaning), source=self.form.source, score=points, label=label)

    def warned(self, alarm: Alarm) -> Assessment:
        """Return what an alarm says, marked where it rests on a restricted answer of an open form."""
        said = self.said(alarm.meaning)
        return said if self.openly(self.looked_at(alarm)) else replace(said, flags=(CLOSED,))

    def openly(self, names: frozenset[str]) -> frozenset[str]:
        """Return names that everybody may see looked at together: none, where a restricted one of an open form is."""
        is_open = self.form.sensitivity is Sensitivity.GENERAL
        return frozenset() if is_open and not names.isdisjoint(self.form.restricted_codes()) else names

    def raised(self, scoring: Scoring) -> list[Alarm]:
        return [alarm for alarm in scoring.alarms if alarm.when.holds(self.values)]

    @property
    def is_incomplete(self) -> bool:
        """Say whether anything asked is wrong, in doubt, or required and not answered."""
        return bool(self.checked.errors or self.checked.doubts)

    def looked_at(self, alarm: Alarm) -> frozenset[str]:
        """Return the questions and facts that an alarm looks at, and the question it stands beside."""
        return self.form.underlying((*alarm.when.names, alarm.question))

    def is_asked(self, scoring: Scoring) -> bool:
        """Say whether the scale is for this person: one that counts questions must have one that is asked."""
        return not scoring.questions or not self.asked.isdisjoint(scoring.questions)

    def resting_on(self, scoring: Scoring) -> frozenset[str]:
        return self.form.underlying((*scoring.questions, *scoring.names))

    def is_open(self, scoring: Scoring) -> bool:
        """Say whether something the scale rests on must still be answered, or is not known of the person.

        Where what decides whether a question is asked must itself still be answered, the scale waits as well.
        """
        unknown = self.form.underlying(scoring.point_names) & NEEDED_FACTS - self.values.keys()
        waiting = self.checked.errors.keys() | self.checked.doubts.keys()
        return bool(unknown or self.form.with_gates(self.resting_on(scoring), self.asked) & self.asked & waiting)

    def blanks(self, scoring: Scoring) -> frozenset[str]:
        """Return the optional questions the scale rests on that were left without an answer."""
        return self.resting_on(scoring) & self.asked - self.checked.answers.keys()

    def overlooked(self, left_out: Sequence[Scoring]) -> list[str]:
        """Return the labels of blanks that could set off an alarm, but for those of scales that were left out.

        A restricted blank is not told: even that nobody asked is not for everybody to know. Nor is a blank that could
        only be awaited: what nobody took is no result on its way.
        """
        blank = self.asked - self.checked.answers.keys() - self.form.restricted_codes()
        reckoned = {one.code for one in self.form.computed if not self.form.underlying([one.code]).isdisjoint(blank)}
        alarms = [alarm for scoring in self.form.scorings for alarm in scoring.alarms]
        acting = [alarm.when for alarm in alarms if alarm.meaning.urgency.calls_for_action]
        open_to = [when.names for when in acting if when.may_hold(self.values, blank | reckoned)]
        looked_at = self.form.underlying(name for names in open_to for name in names)
        looked_at -= frozenset(name for scoring in left_out for name in self.resting_on(scoring))
        return [question.label for question in self.form.questions if question.code in blank & looked_at]


def _points(question: Question, answer: Answer) -> float:
    if isinstance(answer, bool):
        return float(answer)
    values = answer if isinstance(answer, list) else [str(answer)]
    return float(sum(choice.score or 0 for choice in question.choices if choice.value in values))


def _band(scoring: Scoring, points: float, values: Values) -> Band | None:
    fitting = (band for band in scoring.bands if band.holds(points))
    return next((band for band in fitting if band.when is None or band.when.holds(values)), None)
