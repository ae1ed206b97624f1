"""What was typed for a visit and is not stored yet, kept while another patient is open and through a crash."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.order.action_writing import ACTIONS
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis, SoapNote
from ui.widgets.diagnosis_list import DIAGNOSES
from ui.widgets.draft_values import answers_of, plain_answers
from ui.widgets.room.coded_typing import actions_before, typed_of
from ui.widgets.room.record.merging import form_places, note_places


@dataclass(frozen=True)
class VisitDraft:
    """Typing of one visit.

    Attributes:
        version: the visit's version it was typed on.
        client_id: marks the save to come, so that it is stored once.
        note_before, diagnoses_before: what was stored when this was typed; what equals it was not typed.
        forms: only those with something that is not stored.
        referral: values of the letter begun, by field; empty when none was.
        tab: title of the tab that was in front.
        reason: why a closed record is corrected.
        coded: actions and what is about to be asked for, as plain values.
        forms_before: what was stored of these forms when this was typed, by code.
    """

    version: int
    client_id: UUID
    forms: tuple[FilledForm, ...]
    note: SoapNote
    note_before: SoapNote
    diagnoses: tuple[GivenDiagnosis, ...]
    diagnoses_before: tuple[GivenDiagnosis, ...]
    referral: Mapping[str, object]
    tab: str
    reason: str = ""
    coded: Mapping[str, Any] = field(default_factory=dict)
    forms_before: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def says_the_same(self, other: "VisitDraft") -> bool:
        """Tell whether the words typed are the same, whatever tab is in front and whatever was stored meanwhile."""
        mine = (self.forms, self.note, self.diagnoses, self.referral, typed_of(self.coded))
        return mine == (other.forms, other.note, other.diagnoses, other.referral, typed_of(other.coded))

    def plain(self) -> dict[str, Any]:
        """Return the typing as plain values."""
        return {
            "version": self.version,
            "client_id": str(self.client_id),
            "forms": [[one.form_code, dict(one.typed), sorted(one.confirmations)] for one in self.forms],
            "note": dict(vars(self.note)),
            "note_before": dict(vars(self.note_before)),
            "diagnoses": _codes(self.diagnoses),
            "diagnoses_before": _codes(self.diagnoses_before),
            "referral": plain_answers(self.referral),
            "tab": self.tab,
            "reason": self.reason,
            "coded": dict(self.coded),
            "forms_before": {code: dict(texts) for code, texts in self.forms_before.items()},
        }


def visit_draft(plain: Mapping[str, Any]) -> VisitDraft:
    """Return the typing that ``VisitDraft.plain`` made plain."""
    return VisitDraft(
        version=plain["version"],
        client_id=UUID(plain["client_id"]),
        forms=tuple(FilledForm(code, typed, frozenset(confirmed)) for code, typed, confirmed in plain["forms"]),
        note=SoapNote(**plain["note"]),
        note_before=SoapNote(**plain["note_before"]),
        diagnoses=_given(plain["diagnoses"]),
        diagnoses_before=_given(plain["diagnoses_before"]),
        referral=answers_of(plain["referral"]),
        tab=plain["tab"],
        reason=plain.get("reason", ""),
        coded=plain.get("coded", {}),
        forms_before=plain.get("forms_before", {}),
    )


def base_of(draft: VisitDraft) -> dict[str, Any]:
    """Return what the typing stood on, place by place; what was kept by an earlier edition knows no answers."""
    found = {**note_places(draft.note_before), DIAGNOSES: draft.diagnoses_before}
    actions = actions_before(draft.coded)
    found |= {} if actions is None else {ACTIONS: actions}
    for filled in draft.forms:
        found |= form_places(filled.form_code, draft.forms_before.get(filled.form_code, {}))
    return found


def _codes(diagnoses: Iterable[GivenDiagnosis]) -> list[list[str | bool]]:
    return [[given.code, given.new_case, given.certainty.value, given.sure] for given in diagnoses]


def _given(plain: Iterable[list[Any]]) -> tuple[GivenDiagnosis, ...]:
    """Return diagnoses; what was kept by an earlier edition says nothing of certainty."""
    return tuple(
        GivenDiagnosis(
            code, new_case, Certainty(rest[0]) if rest else Certainty.WORKING, sure=bool(rest[1:] and rest[1])
        )
        for code, new_case, *rest in plain
    )
