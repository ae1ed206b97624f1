"""How many people reached each conclusion of a form, scale by scale, with nothing told of restricted answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.closed import Closed, closed_of
from ilp_desktop.forms.scales import Scoring
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import MEASURED, READ
from ilp_desktop.forms.wording import conclusion_text
from ilp_desktop.services.answers.conclusions import read_conclusion
from ilp_desktop.services.answers.form_figures import Part, parts_of

NONE_YET, WITH_ALARM, OF_OTHERS = "Belum ada kesimpulan", "Dengan tanda bahaya jawaban", "Kesimpulan edisi lain"
ALARMS, FURTHER = "Tanda bahaya jawaban", "Kesimpulan tambahan"
ASIDE = "{} (di luar hal terbatas)"
NOWHERE, ALARMED, ELSEWHERE = "", "!", "?"
"""Places on a scale that are no band: nothing concluded yet, an alarm in place of a band that found nothing, and what
this edition cannot conclude."""

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

    Attributes:
        aside: restricted alarms of a scale that is told to everybody; it is counted as if there were none.
        calm: the band that finds nothing, in whose place an alarm stands.
        closed: told with small counts blurred, and only to those with leave.
        fixed: what this edition cannot conclude is told as such, since it may have been restricted.
    """

    bands: Texts = field(default_factory=dict)
    alarms: Texts = field(default_factory=dict)
    aside: frozenset[str] = frozenset()
    calm: str = NOWHERE
    closed: bool = False
    fixed: bool = False
    people: Counter[str] = field(default_factory=Counter)

    @cached_property
    def raising(self) -> frozenset[str]:
        """Return the alarms that stand in place of a band that finds nothing."""
        return frozenset(self.alarms.keys() - self.aside if self.calm else ())

    def take(self, label: str, members: Sequence[Assessment], count: int) -> Assessment | None:
        """Count one conclusion of so many people; return the member that is their place on this scale."""
        raised = any(one.code in self.raising for one in members)
        here = [one for one in members if one.label == label and READ not in one.flags]
        places = sorted(
            (one for one in here if one.code not in self.alarms), key=lambda one: one.code not in self.bands
        )
        place = places[0] if places else None
        if raised and (place is None or place.urgency is Urgency.NONE):
            self.people[ALARMED] += count
        elif place is not None:
            self._count(place, count)
        elif any(one.code in self.aside and one.score is not None for one in here):
            self.people[self.calm] += count
        return place

    def _count(self, place: Assessment, count: int) -> None:
        if self.fixed and place.code not in self.bands and MEASURED not in place.flags:
            self.people[ELSEWHERE] += count
            return
        self.people[place.code] += count
        self.bands.setdefault(place.code, conclusion_text(place))

    def parts(self, total: int, *, whole: bool) -> tuple[Part, ...]:
        """Return every place with its people: everybody has one, or none yet.

        Unless the ``whole`` form is restricted, alarms and what is missing may be seen elsewhere too.
        """
        missing = total - sum(self.people.values())
        further = {ALARMED: WITH_ALARM} if self.raising else {}
        further |= {ELSEWHERE: OF_OTHERS} if self.people[ELSEWHERE] else {}
        further |= {NOWHERE: NONE_YET} if missing else {}
        return parts_of(
            [*self.bands.items(), *further.items()],
            {**self.people, NOWHERE: missing},
            restricted=self.closed,
            open_parts=0 if whole else len(further),
        )


@dataclass
class _Further:
    """Conclusions that have no place on a scale, while they are counted: what each says, and of how many people."""

    texts: Texts = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    people: Counter[str] = field(default_factory=Counter)

    def take(self, found: Assessment, count: int, *, closed: bool) -> None:
        """Count one conclusion of so many people; one that is not known beforehand may be closed."""
        if found.code not in self.texts:
            self.texts[found.code] = _further_text(found)
            self.closed |= {found.code} if closed else frozenset()
        self.people[found.code] += count

    def parts(self, total: int, *, sees_closed: bool) -> tuple[Part, ...]:
        """Return each with its people, the restricted ones last, blurred, and only for those with leave."""
        told = [(code, text) for code, text in self.texts.items() if code not in self.closed]
        hidden = [(code, text) for code, text in self.texts.items() if code in self.closed]
        return (
            *parts_of(told, self.people, restricted=False, asked=total),
            *(parts_of(hidden, self.people, restricted=True, asked=total) if sees_closed else ()),
        )


def scale_figures(form: Form, counted: Iterable[tuple[Stored, int]], *, sees_closed: bool) -> tuple[ScaleFigures, ...]:
    """Return how many people reached each conclusion, none left out; alarms and further conclusions by themselves.

    Nobody with an alarm is counted where the scale says that nothing was found. What rests on restricted answers is
    told only to those who see what is closed, its small counts blurred; nothing else changes with such an answer.
    """
    closed = closed_of(form)
    scales = {scoring.label: _scale(scoring, closed) for scoring in form.scorings}
    alarms = _Further({code: text for one in scales.values() for code, text in one.alarms.items()}, closed.alarms)
    further, shown, total = _Further(), frozenset(scales), 0
    for stored, count in counted:
        total += count
        found = read_conclusion(stored, "")
        members = found.members if found else ()
        _add_scales(scales, [one for one in members if _names_a_scale(one) and one.label not in shown], closed)
        beside = {one.code: one for one in _without_place(scales, members, count)}
        for code, one in beside.items():
            kind = alarms if code in alarms.texts else further
            kind.take(one, count, closed=closed.holds_further(one))
    figures = [
        ScaleFigures(label, parts)
        for label, scale in scales.items()
        if (sees_closed or not scale.closed) and (parts := scale.parts(total, whole=closed.whole))
    ]
    for label, kind in ((ALARMS, alarms), (FURTHER, further)):
        if parts := kind.parts(total, sees_closed=sees_closed):
            figures.append(ScaleFigures(label, parts))
    return tuple(figures)


def _scale(scoring: Scoring, closed: Closed) -> _Scale:
    bands = {band.meaning.code: conclusion_text(band.meaning) for band in scoring.bands}
    alarms = {
        alarm.meaning.code: conclusion_text(alarm.meaning)
        for alarm in scoring.alarms
        if alarm.meaning.code not in bands
    }
    calm = next((band.meaning.code for band in scoring.bands if band.meaning.urgency is Urgency.NONE), NOWHERE)
    if scoring.label in closed.scales:
        return _Scale(bands, alarms, calm=calm, closed=True)
    aside = closed.alarms.intersection(alarms)
    if aside and calm:
        bands[calm] = ASIDE.format(bands[calm])
    return _Scale(bands, alarms, aside, calm, fixed=closed.unknown)


def _add_scales(scales: dict[str, _Scale], members: Iterable[Assessment], closed: Closed) -> None:
    """Add the scales that only an older edition has, or that a domain rule names itself."""
    for one in members:
        scale = scales.setdefault(one.label, _Scale())
        scale.closed = scale.closed or closed.holds_further(one)


def _names_a_scale(one: Assessment) -> bool:
    return bool(one.label) and READ not in one.flags


def _further_text(found: Assessment) -> str:
    """Return what is said of many people at once: what was read stands under its label, without anybody's number."""
    text = conclusion_text(found)
    return f"{found.label}: {text.rpartition(': ')[2]}" if READ in found.flags else text


def _without_place(scales: Mapping[str, _Scale], members: Sequence[Assessment], count: int) -> list[Assessment]:
    """Count a conclusion on every scale; return what of it has no place on any: alarms, and what a rule adds."""
    places = [scale.take(label, members, count) for label, scale in scales.items()]
    return [one for one in members if not any(one is place for place in places)]
