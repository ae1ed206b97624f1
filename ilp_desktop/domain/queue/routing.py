"""Where a person who arrives is sent, how soon, and why: a proposal the desk may change with a reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.life_stage import klaster_for, life_stage
from ilp_desktop.domain.queue.priority import Priority
from ilp_desktop.domain.queue.triage import TriageSign
from ilp_desktop.reference import edition_on


@dataclass(frozen=True)
class Arrival:
    """What the desk knows of somebody who arrives.

    Attributes:
        age: on the day of arrival.
        signs: the triage answer.
        sick: False for somebody who comes healthy.
        maternal: known to be pregnant, in labour or nifas, even when the triage answer does not say so.
        disabled: with a disability on record.
        catin: about to marry.
    """

    age: Age
    signs: frozenset[TriageSign]
    sick: bool
    maternal: bool = False
    disabled: bool = False
    catin: bool = False

    @property
    def is_maternal(self) -> bool:
        """Return whether pregnancy or nifas is known or was answered."""
        return self.maternal or TriageSign.MATERNAL in self.signs


@dataclass(frozen=True)
class Reason:
    """One sentence of why, in Indonesian, and the rule behind it."""

    sentence: str
    source: str


@dataclass(frozen=True)
class RouteProposal:
    """The proposal.

    Attributes:
        klaster: 2 or 3, or lintas klaster for an emergency.
        emergency: straight to gawat darurat, registration afterwards.
        precaution: mask and infectious room.
        priority: class in the queue.
        reasons: why, the decisive one first.
    """

    klaster: Klaster
    emergency: bool
    precaution: bool
    priority: Priority
    reasons: tuple[Reason, ...]


def propose_route(arrival: Arrival) -> RouteProposal:
    """Propose klaster, precaution and priority with their reasons."""
    rules = edition_on("triage", arrival.age.day).body
    emergency = TriageSign.EMERGENCY in arrival.signs
    own_klaster, klaster_reason = _own_klaster(arrival)
    precautions = tuple(_precautions(arrival, rules["precaution"]))
    priority, priority_reasons = _priority(arrival, rules)
    return RouteProposal(
        klaster=Klaster.CROSS if emergency else own_klaster,
        emergency=emergency,
        precaution=bool(precautions),
        priority=priority,
        reasons=(
            *_emergency_reasons(arrival, rules["emergency"]),
            klaster_reason,
            *precautions,
            *priority_reasons,
            *_screening(arrival),
            *_separation(arrival, rules["separation"]),
        ),
    )


def _own_klaster(arrival: Arrival) -> tuple[Klaster, Reason]:
    klaster, source = klaster_for(arrival.age, maternal=arrival.is_maternal)
    if arrival.catin and not arrival.is_maternal:
        rule = edition_on("visit_purpose", arrival.age.day).body["catin"]
        return Klaster(rule["klaster"]), Reason(rule["sentence"], rule["source"])
    if arrival.is_maternal:
        return klaster, Reason(f"Hamil atau nifas: klaster {klaster.label}, berapa pun umurnya.", source)
    stage = life_stage(arrival.age)
    return klaster, Reason(f"Umur {arrival.age.text} ({stage.label}): klaster {klaster.label}.", source)


def _emergency_reasons(arrival: Arrival, rule: Mapping[str, Any]) -> Iterator[Reason]:
    if TriageSign.EMERGENCY in arrival.signs:
        yield Reason(rule["sentence"], rule["source"])
        if arrival.is_maternal:
            yield Reason(rule["maternal_sentence"], rule["source"])


def _precautions(arrival: Arrival, rule: Mapping[str, Any]) -> Iterator[Reason]:
    for sign in (TriageSign.FEVER, TriageSign.CONTACT):
        if sign in arrival.signs:
            yield Reason(rule[sign.value], rule["source"])


def _priority(arrival: Arrival, rules: Mapping[str, Any]) -> tuple[Priority, tuple[Reason, ...]]:
    wishes = tuple(_priority_groups(arrival, rules["priority"]))
    if TriageSign.EMERGENCY in arrival.signs:
        return Priority.RED, wishes
    yellow = rules["yellow"]
    ill = arrival.sick or TriageSign.FEVER in arrival.signs
    if ill and arrival.age.total_months < yellow["under_months"]:
        return Priority.YELLOW, (Reason(yellow["sentence"], yellow["source"]), *wishes)
    return (Priority.PRIORITY if wishes else Priority.GENERAL), wishes


def _priority_groups(arrival: Arrival, rule: Mapping[str, Any]) -> Iterator[Reason]:
    if arrival.age.years >= rule["elderly_from_years"]:
        yield Reason(rule["elderly"], rule["elderly_source"])
    if arrival.is_maternal:
        yield Reason(rule["maternal"], rule["source"])
    if arrival.age.total_months < rule["infant_under_months"]:
        yield Reason(rule["infant"], rule["source"])
    if arrival.disabled:
        yield Reason(rule["disability"], rule["source"])


def _screening(arrival: Arrival) -> Iterator[Reason]:
    """Screening is for those who are well: whoever coughs or has a fever is seen for that first."""
    if not arrival.sick and not arrival.signs & {TriageSign.EMERGENCY, TriageSign.FEVER}:
        rule = edition_on("visit_purpose", arrival.age.day).body["healthy"]
        yield Reason(rule["sentence"], rule["source"])


def _separation(arrival: Arrival, rule: Mapping[str, Any]) -> Iterator[Reason]:
    """Where to wait, unless emergency or precaution say it: nobody with a mask waits among the healthy."""
    if not arrival.signs & {TriageSign.EMERGENCY, TriageSign.FEVER, TriageSign.CONTACT}:
        yield Reason(rule["sick" if arrival.sick else "healthy"], rule["source"])
