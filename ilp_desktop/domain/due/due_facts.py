"""What the rules of due services look at: the facts of a person, and the packages in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.due.service_plan import ServicePlan
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts
from ilp_desktop.domain.sex import Sex


@dataclass(frozen=True)
class Finding:
    """What the newest response to a form concluded, where somebody has to act on it or ask again.

    Attributes:
        awaited: what of it has no result yet, in words.
        restricted: it rests on answers that only those with leave for restricted things may know of.
    """

    form: str
    day: date
    conclusion: str
    urgency: Urgency
    follow_ups: tuple[str, ...] = ()
    refer_to: str = ""
    repeat_days: int | None = None
    awaited: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class Series:
    """Forms that follow each other, as those of KPSP by age.

    Attributes:
        prefix: what their codes begin with.
        still_within_days: somebody still to watch so soon after is referred.
    """

    prefix: str
    still_within_days: int
    refer_to: str

    def still(self, before: Finding, now: Finding) -> Finding:
        """Return a finding as the one before it lets it be read."""
        both_watched = before.urgency is Urgency.WATCH and now.urgency is Urgency.WATCH
        if not both_watched or (now.day - before.day).days > self.still_within_days or now.day == before.day:
            return now
        return replace(now, urgency=Urgency.REFER, refer_to=self.refer_to, repeat_days=None)


@dataclass(frozen=True)
class Said:
    """What was answered to a service: put off until a day, with the word and reason to show."""

    day: date
    until: date
    words: str


@dataclass(frozen=True)
class Awaited:
    """A result or an answer that was asked for and has not come yet, or a day that was agreed.

    Attributes:
        why: the sentence shown; empty says since when it was asked for.
        closes_on: first day it is no longer asked after, or None.
        restricted: where not everybody may know.
        form: what is filled in then; empty where nothing is.
    """

    code: str
    label: str
    since: date
    expected_on: date
    source: str = ""
    why: str = ""
    closes_on: date | None = None
    restricted: bool = False
    form: str = ""


@dataclass(frozen=True)
class DueFacts:
    """What the rules may know of a person.

    Attributes:
        living_here: False for who died, moved away or was merged; nothing is due then.
        last_period_on: of a pregnancy in progress.
        delivered_on: the last delivery, for nifas.
        events: key to the days it happened, ascending, e.g. ``form:anc_visit``, ``diagnosis:hipertensi``; a result
            still to come is ``waiting:hiv``.
        said: the newest answer to each service.
        vaccines: what doses depend on; None where no doses are asked for.
        catin_until: the day from which somebody about to marry no longer counts as such.
        gestation_days: gestational age at the person's own birth; None where nobody knows.
        on_target: by register whether the disease was under control at the last control; absent where nobody knows.
        control_at: where it is controlled next, as conditions ask for it; empty where none is followed.
        control_changes_on: the day from which that is another place although nothing happened, if it becomes one.
        recalls: by form, the day of its last result, and after how many days that wants it again, if it says so.
        pregnant_until: the day from which a pregnancy in progress no longer counts, if nobody records its end.
    """

    birth_date: date
    sex: Sex
    living_here: bool = True
    last_period_on: date | None = None
    delivered_on: date | None = None
    events: Mapping[str, Sequence[date]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)
    awaited: tuple[Awaited, ...] = ()
    vaccines: VaccineFacts | None = None
    catin_until: date | None = None
    pregnant_until: date | None = None
    gestation_days: int | None = None
    on_target: Mapping[str, bool] = field(default_factory=dict)
    recalls: Mapping[str, tuple[date, int | None]] = field(default_factory=dict)
    control_at: str = ""
    control_changes_on: date | None = None

    def days_of(self, keys: Sequence[str]) -> Sequence[date]:
        """Return the days on which any of the events happened, ascending."""
        if len(keys) == 1:
            return self.events.get(keys[0], ())
        return sorted(day for key in keys for day in self.events.get(key, ()))


@dataclass(frozen=True)
class ServiceRules:
    """The packages in force, and what they leave to this program.

    Attributes:
        registers: names of the disease registers a condition may ask for.
        titles, sources: of forms by code, for follow-ups.
        restricted_forms: forms whose results are seen only by those with leave for restricted things.
        young_forms: forms whose results are so seen where the person was younger than this many years.
        coming_days: how long before it is due a service is kept as coming.
        follow_up_late_days: after how many days a follow-up that was not done is late.
        follow_up_closes_days: after how many days an old result asks for nothing any more.
        rank_results, rank_doses: where what results ask for and doses stand among others.
        settled_by: form of a follow-up to what settles it: a later day on which this happened, in one of these forms,
            and none of them asks for the follow-up again. Such a follow-up stands beside a referral, not for it.
        instead: by the form that asks and the follow-up it asks for, other forms that answer it as well.
        episode_gap_days: a diagnosis after a longer silence begins a new episode.
    """

    plans: tuple[ServicePlan, ...]
    registers: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    restricted_forms: frozenset[str] = frozenset()
    young_forms: Mapping[str, int] = field(default_factory=dict)
    coming_days: int = 60
    follow_up_late_days: int = 7
    follow_up_closes_days: int = 365
    episode_gap_days: int = 365
    rank_results: int = 0
    rank_doses: int = 0
    settled_by: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    instead: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def recall_forms(self) -> frozenset[str]:
        """Return the forms whose results name when their service is done again."""
        return frozenset(plan.form for plan in self.plans if plan.recall)
