"""The end of a printed form: what was concluded, or how to conclude by hand."""

from collections.abc import Iterator, Mapping

from reportlab.platypus import Flowable, Table

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.condition_words import condition_on_paper as condition_text
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.scales import Band, Meaning, Method, Scoring
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import INCOMPLETE, MEASURED
from ilp_desktop.forms.wording import conclusion_text, named
from ilp_desktop.printing.blocks import kept, plain_table, prose, section
from ilp_desktop.printing.contents.form_sheet import SheetAnswers
from ilp_desktop.printing.styles import BODY, BODY_BOLD, HAIRLINE, INK, LABEL, NOTE

URGENCY_WORDS: Mapping[Urgency, str] = {Urgency.EMERGENCY: "SEGERA: "}
NOT_COMPLETE = "Formulir belum lengkap; kesimpulan dapat menjadi lebih berat."
CONCLUSION, JUDGING = "Kesimpulan", "Penilaian"


def conclusion_block(filled: SheetAnswers, width: float) -> list[Flowable]:
    """Return the conclusion, the worst first, with score, advice and what comes next."""
    found = filled.conclusion
    if found is None:
        return []
    parts = [_member(one, filled.titles) for one in found.members]
    words: list[Flowable] = [flowable for part in parts for flowable in part]
    if INCOMPLETE in found.flags:
        words.append(prose(NOT_COMPLETE, NOTE))
    return [kept(section(CONCLUSION, width), *words)]


def scoring_block(form: Form, width: float) -> list[Flowable]:
    """Return, for an empty sheet, how points are counted and what they mean, and which answers alarm at once."""
    blocks: list[Flowable] = []
    for scoring in form.scorings:
        rows = [*_points(scoring, form), *_bands(scoring, form), *_alarms(scoring, form)]
        if not rows:
            continue
        total = [_total(scoring, width)] if scoring.method in (Method.SUM, Method.COUNT) else []
        title = f"{JUDGING}: {scoring.label}" if scoring.label else JUDGING
        blocks.append(kept(section(title, width), *total, _table(rows, width)))
    return blocks


def _member(found: Assessment, titles: Mapping[str, str]) -> list[Flowable]:
    score = "" if found.score is None or MEASURED in found.flags else f"skor {decimal_text(found.score)}"
    scale = " ".join(part for part in (found.label, score) if part)
    head = f"{URGENCY_WORDS.get(found.urgency, '')}{conclusion_text(found)}"
    words: list[Flowable] = [prose(f"{head} ({scale})" if scale else head, BODY_BOLD)]
    told = [found.advice, *_next(found, titles)]
    if any(told):
        words.append(prose(" ".join(_sentence(text) for text in told if text), BODY))
    return words


def _next(found: Assessment | Meaning, titles: Mapping[str, str]) -> list[str]:
    return [
        f"Rujuk ke {found.refer_to}" if found.refer_to else "",
        f"Lanjutkan dengan {titles[found.follow_up]}" if found.follow_up in titles else "",
        f"Ulangi dalam {found.repeat_days} hari" if found.repeat_days else "",
    ]


def _total(scoring: Scoring, width: float) -> Table:
    words = "Skor" if not scoring.base else f"Skor (mulai dari {decimal_text(scoring.base)})"
    return plain_table(
        [[prose(f"{words}:", LABEL), ""]],
        [width * 0.42, width * 0.2],
        ("LINEBELOW", (1, 0), (1, 0), 0.5, INK),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
    )


def _points(scoring: Scoring, form: Form) -> Iterator[tuple[str, str]]:
    for code, weight in scoring.weights.items():
        yield named(form.question(code)), f"dikalikan {decimal_text(weight)}"
    for point in scoring.points:
        yield point.label, f"{point.score:+g}".replace(".", ",")


def _bands(scoring: Scoring, form: Form) -> Iterator[tuple[str, str]]:
    for band in scoring.bands:
        who = f"; {condition_text(band.when, form)}" if band.when else ""
        yield f"{_edges(band)}{who}", _meaning(band.meaning)


def _alarms(scoring: Scoring, form: Form) -> Iterator[tuple[str, str]]:
    for alarm in scoring.alarms:
        yield condition_text(alarm.when, form), _meaning(alarm.meaning)


def _meaning(meaning: Meaning) -> str:
    told = [meaning.advice, *_next(meaning, {})]
    advice = " ".join(_sentence(text) for text in told if text)
    return f"{URGENCY_WORDS.get(meaning.urgency, '')}{_sentence(conclusion_text(meaning))} {advice}".rstrip()


def _edges(band: Band) -> str:
    low = "" if band.at_least is None else f"{decimal_text(band.at_least)} atau lebih"
    high = "" if band.below is None else f"kurang dari {decimal_text(band.below)}"
    return f"Skor {' dan '.join(part for part in (low, high) if part) or 'berapa pun'}"


def _table(rows: list[tuple[str, str]], width: float) -> Table:
    left = width * 0.42
    return plain_table(
        [[prose(one, BODY), prose(other, BODY)] for one, other in rows],
        [left, width - left],
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HAIRLINE),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("RIGHTPADDING", (0, 0), (0, -1), 8),
    )


def _sentence(text: str) -> str:
    return text if text[-1] in ".!?" else f"{text}."
