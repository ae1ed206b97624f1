"""How conclusions look: the tone of each urgency, and the line beside a field."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.computed_words import computed_named
from ilp_desktop.forms.groups import Wording
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import PARTIAL
from ilp_desktop.forms.wording import conclusion_text
from ui.palette import Tone

NOTE_TONES = {
    Urgency.NONE: Tone.NEUTRAL,
    Urgency.AWAITED: Tone.NEUTRAL,
    Urgency.WATCH: Tone.WARN,
    Urgency.REFER: Tone.BAD,
    Urgency.EMERGENCY: Tone.BAD,
}
PILL_TONES = NOTE_TONES | {Urgency.NONE: Tone.GOOD}
ALERTING = (Urgency.REFER, Urgency.EMERGENCY)
Words = Mapping[str, str]
"""Official words of a form's questions, by question code, as far as they are known."""

OFFICIAL_SHEET = "Bacakan kalimat dari lembar resmi; di sini hanya nomor dan topik butir."


def needs_sheet(form: Form, words: Words) -> bool:
    """Tell whether the official sheet must lie beside the screen, since not all of its words are known here."""
    official = form.wording is Wording.OFFICIAL
    return official and any(question.item and question.code not in words for question in form.questions)


def tone_of(found: Assessment, head: Assessment) -> Tone:
    """Return the tone of a conclusion of a form; nothing is green while another one asks for something or is open."""
    all_is_well = head.urgency is Urgency.NONE and PARTIAL not in head.flags
    return (PILL_TONES if all_is_well else NOTE_TONES)[found.urgency]


def worst(said: Sequence[Assessment]) -> Urgency:
    """Return the most pressing urgency of several conclusions."""
    return max((one.urgency for one in said), key=list(Urgency).index, default=Urgency.NONE)


def readings_text(said: Sequence[Assessment]) -> str:
    """Return what rules read from a value, in one line."""
    return " · ".join(map(conclusion_text, said))


def readings_why(said: Sequence[Assessment]) -> str:
    """Return advice and source of several conclusions, for hovering."""
    return "\n".join(
        part
        for one in said
        for part in (conclusion_text(one), one.advice, f"Sumber: {one.source}" if one.source else "")
        if part
    )


def reckoned_beside(form: Form, computed: Iterable[tuple[str, Fraction]]) -> dict[str, list[str]]:
    """Return, by question, the words for what was reckoned and is shown beside it."""
    found: dict[str, list[str]] = {}
    values = dict(computed)
    for value in form.computed:
        if value.beside and value.code in values:
            found.setdefault(value.beside, []).append(computed_named(form, value, values[value.code]))
    return found


def next_steps(found: Assessment, title: str) -> str:
    """Return where a conclusion sends the person; ``title`` is that of the form to do next, if there is one."""
    steps = [
        f"Rujuk ke {found.refer_to}" if found.refer_to else "",
        f"Lanjutkan dengan {title}" if title else "",
        f"Ulangi dalam {found.repeat_days} hari" if found.repeat_days else "",
    ]
    return " · ".join(step for step in steps if step)
