"""Which conclusions of a form rest on restricted answers, scale by scale and alarm by alarm."""

from collections.abc import Collection
from dataclasses import dataclass

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.scales import Method, Scoring
from ilp_desktop.forms.schema import Form, Sensitivity
from ilp_desktop.forms.scoring import MEASURED


@dataclass(frozen=True)
class Closed:
    """What only those with leave for restricted things may be told of the conclusions of a form.

    Attributes:
        whole: the form is restricted, and so is all that it concludes.
        scales: labels of the scales whose points or bands rest on a restricted question.
        alarms: codes of the alarms that do.
        unknown: whether what this edition cannot conclude may rest on one, as an older edition had it.
        rules: whether what a domain rule says under a label of its own may.
    """

    whole: bool = False
    scales: frozenset[str] = frozenset()
    alarms: frozenset[str] = frozenset()
    unknown: bool = False
    rules: bool = False

    def holds_further(self, found: Assessment) -> bool:
        """Say whether a conclusion that stands on no scale of this edition is restricted."""
        return self.rules if MEASURED in found.flags else self.unknown


def closed_of(form: Form) -> Closed:
    """Return which conclusions of a form are restricted."""
    hidden = form.restricted_codes()
    if form.sensitivity is Sensitivity.RESTRICTED:
        return Closed(True, frozenset(one.label for one in form.scorings), _alarms(form, None), True, True)
    if not hidden:
        return Closed()
    alarms = _alarms(form, hidden)
    scales = [one for one in form.scorings if _rests(form, one, hidden)]
    if any(_waits_tellingly(form, one, hidden) for one in scales):
        scales = list(form.scorings)
    scales += [one for one in form.scorings if _cannot_be_told_apart(one, alarms)]
    rules = any(one.method is Method.RULE for one in scales)
    return Closed(False, frozenset(one.label for one in scales), alarms, True, rules)


def _alarms(form: Form, hidden: Collection[str] | None) -> frozenset[str]:
    """Return the codes of all alarms, or of those that look at restricted questions."""
    return frozenset(
        alarm.meaning.code
        for scoring in form.scorings
        for alarm in scoring.alarms
        if hidden is None or not form.underlying(alarm.when.names).isdisjoint(hidden)
    )


def _rests(form: Form, scoring: Scoring, hidden: Collection[str]) -> bool:
    return not form.underlying((*scoring.questions, *scoring.names)).isdisjoint(hidden)


def _waits_tellingly(form: Form, scoring: Scoring, hidden: Collection[str]) -> bool:
    """Say whether the form can stay incomplete because of a restricted answer, which any other scale would show."""
    resting = form.with_gates(form.underlying((*scoring.questions, *scoring.names)), ())
    return any(
        one.required and one.shown_when is not None and not one.shown_when.names.isdisjoint(hidden)
        for one in form.questions
        if one.code in resting
    )


def _cannot_be_told_apart(scoring: Scoring, alarms: Collection[str]) -> bool:
    """Say whether a restricted alarm would show on a scale, however it is left out there.

    It stands in place of a band that found nothing, which can be put back only where there is a single such band.
    """
    own = {alarm.meaning.code for alarm in scoring.alarms}.intersection(alarms)
    calm = [band for band in scoring.bands if band.meaning.urgency is Urgency.NONE]
    return bool(own) and len(calm) > 1
