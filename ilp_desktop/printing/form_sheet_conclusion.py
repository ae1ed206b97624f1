"""What was concluded, at the end of a filled form: the worst first, with score, advice and what comes next."""

from collections.abc import Mapping

from reportlab.platypus import Flowable

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.scales import Meaning
from ilp_desktop.forms.scoring import INCOMPLETE
from ilp_desktop.forms.wording import conclusion_text, score_text
from ilp_desktop.printing.blocks import boxed, prose, room_for, section
from ilp_desktop.printing.contents.form_sheet import SheetAnswers
from ilp_desktop.printing.styles import BODY, BODY_BOLD, NOTE, SMALL

CONCLUSION = "Kesimpulan"
CONCLUSION_ROOM = 110.0
URGENCY_WORDS: Mapping[Urgency, str] = {Urgency.EMERGENCY: "SEGERA: "}
NOT_COMPLETE = "Formulir belum lengkap; kesimpulan dapat menjadi lebih berat."


def conclusion_blocks(filled: SheetAnswers, width: float) -> list[Flowable]:
    """Return what a form concludes in a frame, or nothing."""
    found = filled.conclusion
    if found is None:
        return []
    rows = [[_member(one, found, filled.titles)] for one in found.members]
    if INCOMPLETE in found.flags:
        rows.append([[prose(NOT_COMPLETE, NOTE)]])
    return [room_for(CONCLUSION_ROOM), section(CONCLUSION, width), boxed(rows, [width])]


def next_words(found: Assessment | Meaning, titles: Mapping[str, str]) -> list[str]:
    """Return where a conclusion sends the person."""
    return [
        f"Rujuk ke {found.refer_to}" if found.refer_to else "",
        f"Lanjutkan dengan {titles[found.follow_up]}" if found.follow_up in titles else "",
        f"Ulangi dalam {found.repeat_days} hari" if found.repeat_days else "",
    ]


def sentence(text: str) -> str:
    """Return words with the mark that ends them."""
    return text if text[-1] in ".!?" else f"{text}."


def _member(found: Assessment, head: Assessment, titles: Mapping[str, str]) -> list[Flowable]:
    """Return one conclusion; what is fine stands in plain type where the form asks for something."""
    scale = score_text(found)
    words = f"{URGENCY_WORDS.get(found.urgency, '')}{conclusion_text(found)}"
    is_plain = found.urgency is Urgency.NONE and head.urgency is not Urgency.NONE
    told = " ".join(sentence(text) for text in (found.advice, *next_words(found, titles)) if text)
    said: list[Flowable] = [prose(f"{words} ({scale})" if scale else words, BODY if is_plain else BODY_BOLD)]
    return [*said, prose(told, SMALL)] if told else said
