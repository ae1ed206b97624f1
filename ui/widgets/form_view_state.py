"""What stands beside each field of a form: an error, a question about an unlikely value, or what the value means."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.filling import Checked, Doubt
from ilp_desktop.forms.schema import Answer, Form
from ilp_desktop.forms.scoring import INCOMPLETE
from ilp_desktop.forms.wording import answer_text
from ui.palette import Tone
from ui.widgets.form_view_words import ALERTING, NOTE_TONES, readings_text, readings_why, reckoned_beside, worst

Said = Mapping[str, tuple[Assessment, ...]]
OLD_ANSWER = "Jawaban edisi lama: {}"


@dataclass(frozen=True)
class FieldState:
    """What one field shows beside what is typed in it."""

    error: str = ""
    doubt: Doubt | None = None
    note: str = ""
    tone: Tone = Tone.NEUTRAL
    why: str = ""
    beyond: Doubt | None = None


@dataclass(frozen=True)
class FormState:
    """All that decides what stands beside the fields.

    Attributes:
        said: what rules read and which alarms are set off, by question.
        told: the questions whose errors may be shown.
        refused: what the services refuse.
        lost: stored answers that this edition cannot take.
    """

    form: Form
    checked: Checked
    said: Said
    told: Collection[str]
    refused: Mapping[str, str]
    lost: Mapping[str, Answer]

    def states(self, codes: Collection[str]) -> Mapping[str, FieldState]:
        """Return what each of some fields shows, for the questions asked."""
        beside = reckoned_beside(self.form, self.checked.computed.items())
        return {code: self._state(code, beside.get(code, [])) for code in self.checked.asked if code in codes}

    def _state(self, code: str, reckoned: list[str]) -> FieldState:
        told = code in self.told
        error = self.refused.get(code) or (self.checked.errors.get(code, "") if told else "")
        doubt = self.checked.doubts.get(code) if told else None
        said = self.said.get(code, ())
        note = " · ".join([*reckoned, *([readings_text(said)] if said else [])])
        tone = NOTE_TONES[worst(said)] if said else Tone.NEUTRAL
        beyond = self.checked.beyond.get(code) if error else None
        state = FieldState(error, doubt, note, tone, readings_why(said), beyond)
        return self._with_old(state, code) if code in self.lost and code not in self.checked.answers else state

    def _with_old(self, state: FieldState, code: str) -> FieldState:
        old = answer_text(self.form.question(code), self.lost[code])
        return replace(state, note=OLD_ANSWER.format(old), tone=Tone.WARN)


def alerts_of(said: Said, conclusion: Assessment | None) -> tuple[Assessment, ...]:
    """Return what somebody has to act on, each once, whether an answer alone says so or the whole form."""
    found = [one for some in said.values() for one in some]
    if conclusion is not None:
        found += [
            replace(one, flags=tuple(flag for flag in one.flags if flag != INCOMPLETE)) for one in conclusion.members
        ]
    once: dict[tuple[str, str], Assessment] = {}
    for one in found:
        once.setdefault((one.code, one.conclusion), one)
    return tuple(one for one in once.values() if one.urgency in ALERTING)
