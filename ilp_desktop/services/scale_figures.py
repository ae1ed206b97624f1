"""How many people reached each conclusion of a form, scale by scale."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.scales import Scoring
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.services.conclusions import read_conclusion
from ilp_desktop.services.form_figures import Part, parts_of

NONE_YET, WITH_ALARM = "Belum ada kesimpulan", "Dengan tanda bahaya jawaban"
ALARMS, FURTHER = "Tanda bahaya jawaban", "Kesimpulan tambahan"
NOWHERE, ALARMED = "", "!"
"""Places on a scale that are no band: nothing concluded yet, and an alarm in place of a band that found nothing."""

Stored = Mapping[str, Any] | None
Texts = dict[str, str]


@dataclass(frozen=True)
class ScaleFigures:
    """The conclusions of one scale of a form; a form with a single scale has no label for it."""

    label: str
    parts: tuple[Part, ...]


@dataclass
class _Scale:
    """One scale while it is counted: what it can conclude, and how many people stand where.

    ``reassures`` says whether a band finds nothing although an alarm of the same scale may be set off.
    """

    bands: Texts
    alarms: Texts
    reassures: bool
    people: Counter[str] = field(default_factory=Counter)

    def take(self, label: str, members: Sequence[Assessment], count: int) -> Assessment | None:
        """Count one conclusion of so many people; return the member that is their place on this scale."""
        raised = self.reassures and any(one.code in self.alarms for one in members)
        place = next((one for one in members if one.label == label and one.code not in self.alarms), None)
        if raised and (place is None or place.urgency is Urgency.NONE):
            self.people[ALARMED] += count
        elif place is not None:
            self.people[place.code] += count
            self.bands.setdefault(place.code, conclusion_text(place))
        return place

    def parts(self, total: int, *, restricted: bool) -> tuple[Part, ...]:
        """Return every place with its people: everybody has one, or none yet."""
        missing = total - sum(self.people.values())
        known = dict(self.bands)
        if self.reassures:
            known[ALARMED] = WITH_ALARM
        if missing:
            known[NOWHERE] = NONE_YET
        return parts_of(list(known.items()), {**self.people, NOWHERE: missing}, restricted=restricted)


def scale_figures(form: Form, counted: Iterable[tuple[Stored, int]], *, restricted: bool) -> tuple[ScaleFigures, ...]:
    """Return how many people reached each conclusion, none left out; alarms and further conclusions by themselves.

    Nobody with an alarm is counted where the scale says that nothing was found.
    """
    scales = {scoring.label: _scale(scoring) for scoring in form.scorings}
    alarms = {code: text for scale in scales.values() for code, text in scale.alarms.items()}
    further: Texts = {}
    people: Counter[str] = Counter()
    total = 0
    for stored, count in counted:
        total += count
        found = read_conclusion(stored, "")
        members = found.members if found else ()
        beside = {one.code: conclusion_text(one) for one in _without_place(scales, members, count)}
        further = {code: text for code, text in beside.items() if code not in alarms} | further
        people.update(dict.fromkeys(beside, count))
    figures = [
        ScaleFigures(label, parts)
        for label, scale in scales.items()
        if (parts := scale.parts(total, restricted=restricted))
    ]
    for label, texts in ((ALARMS, alarms), (FURTHER, further)):
        if texts:
            parts = parts_of(list(texts.items()), people, restricted=restricted, asked=total)
            figures.append(ScaleFigures(label, parts))
    return tuple(figures)


def _scale(scoring: Scoring) -> _Scale:
    bands = {band.meaning.code: conclusion_text(band.meaning) for band in scoring.bands}
    alarms = {
        alarm.meaning.code: conclusion_text(alarm.meaning)
        for alarm in scoring.alarms
        if alarm.meaning.code not in bands
    }
    calm = any(band.meaning.urgency is Urgency.NONE for band in scoring.bands)
    return _Scale(bands, alarms, reassures=calm and bool(alarms))


def _without_place(scales: dict[str, _Scale], members: Sequence[Assessment], count: int) -> list[Assessment]:
    """Count a conclusion on every scale; return what of it has no place on any: alarms, and what a rule adds."""
    for one in members:
        if one.label and one.label not in scales:  # a scale that only an older edition has
            scales[one.label] = _Scale({}, {}, reassures=False)
    places = [scale.take(label, members, count) for label, scale in scales.items()]
    return [one for one in members if not any(one is place for place in places)]
