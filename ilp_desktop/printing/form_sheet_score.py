"""How to conclude by hand, at the end of an empty form: points, bands and alarms; scales that are alike once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Paragraph, Table

from ilp_desktop.forms.condition_words import condition_on_paper
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.scales import Band, Meaning, Method, Scoring
from ilp_desktop.forms.wording import named
from ilp_desktop.printing.blocks import gap, markup, plain_table, prose, room_for, section
from ilp_desktop.printing.fonts import REGULAR, printable, text_width
from ilp_desktop.printing.form_sheet_blocks import CLEAR_OF_ANSWER, ROW
from ilp_desktop.printing.form_sheet_conclusion import URGENCY_WORDS, next_words, sentence
from ilp_desktop.printing.form_sheet_content import Sheet
from ilp_desktop.printing.styles import INK, JUDGED

JUDGING, FURTHER = "Penilaian", "Nilai tambahan"
LEFT_SHARE = 0.4
SCORE_LINE = 44.0
HEADING_ROOM = 70.0
MOST_ABREAST = 3


@dataclass(frozen=True)
class _Line:
    """A line of the judging table: for whom or which score, and what it means."""

    when: str
    bold: str = ""
    told: str = ""


def scoring_blocks(sheet: Sheet) -> Iterator[Flowable]:
    """Give how points are counted and what they mean, and which answers alarm at once."""
    groups: dict[tuple[object, ...], list[Scoring]] = {}
    for scoring in sheet.form.scorings:
        groups.setdefault(_likeness(sheet, scoring), []).append(scoring)
    for alike in groups.values():
        lines = list(_lines(sheet, alike[0]))
        if lines:
            yield room_for(HEADING_ROOM)
            yield section(_title(alike), sheet.width)
            yield from _scores(sheet, alike)
            yield from (_row(line, sheet.width) for line in lines)


def _likeness(sheet: Sheet, scoring: Scoring) -> tuple[object, ...]:
    """Return what two scales have in common that differ only in their questions and in their name."""
    return (scoring.method, scoring.base, *_lines(sheet, scoring))


def _title(alike: Sequence[Scoring]) -> str:
    labels = [scoring.label for scoring in alike if scoring.label]
    return f"{JUDGING}: {labels[0]}" if len(labels) == 1 else JUDGING


def _lines(sheet: Sheet, scoring: Scoring) -> Iterator[_Line]:
    weights = [
        f"{named(sheet.form.question(code))} dikalikan {decimal_text(by)}" for code, by in scoring.weights.items()
    ]
    points = [f"{f'{point.score:+g}'.replace('.', ',')}  {point.label}" for point in scoring.points]
    if weights or points:
        yield _Line(FURTHER, told="\n".join([*weights, *points]))
    for band in scoring.bands:
        who = f", {condition_on_paper(band.when, sheet.form)}" if band.when else ""
        yield _meant(sheet, f"{_edges(sheet, scoring, band)}{who}", band.meaning, scoring.label)
    for alarm in scoring.alarms:
        yield _meant(sheet, condition_on_paper(alarm.when, sheet.form), alarm.meaning, scoring.label)


def _meant(sheet: Sheet, when: str, meaning: Meaning, label: str) -> _Line:
    told = [meaning.advice, *next_words(meaning, sheet.titles)]
    plain = meaning.conclusion.removeprefix(f"{label}: ")
    words = f"{URGENCY_WORDS.get(meaning.urgency, '')}{plain[:1].upper()}{plain[1:]}"
    return _Line(f"{when[:1].upper()}{when[1:]}", sentence(words), " ".join(sentence(text) for text in told if text))


def _edges(sheet: Sheet, scoring: Scoring, band: Band) -> str:
    if scoring.method is Method.ANY and scoring.questions:
        return "Tidak ada jawaban bertanda (1)" if band.below is not None else "Ada jawaban bertanda (1)"
    low = "" if band.at_least is None else decimal_text(band.at_least)
    high = "" if band.below is None else decimal_text(band.below)
    if band.at_least is not None and band.below is not None:
        return _between(band.at_least, band.below, are_whole=_are_whole(sheet, scoring))
    return f"Skor {low} atau lebih" if low else f"Skor kurang dari {high}" if high else "Skor berapa pun"


def _between(low: float, below: float, *, are_whole: bool) -> str:
    if not are_whole:
        return f"Skor {decimal_text(low)} sampai kurang dari {decimal_text(below)}"
    return f"Skor {low:g}" if below - low == 1 else f"Skor {low:g} sampai {below - 1:g}"


def _are_whole(sheet: Sheet, scoring: Scoring) -> bool:
    """Say whether every score that can be had and every edge is a whole number."""
    choices = [choice for code in scoring.questions for choice in sheet.form.question(code).choices]
    numbers = [scoring.base, *scoring.weights.values(), *(point.score for point in scoring.points)]
    numbers += [choice.score or 0.0 for choice in choices]
    numbers += [edge for band in scoring.bands for edge in (band.at_least, band.below) if edge is not None]
    return all(float(number).is_integer() for number in numbers)


def _scores(sheet: Sheet, alike: Sequence[Scoring]) -> Iterator[Flowable]:
    """Give a line to write each score on, side by side where there are many."""
    if alike[0].method not in (Method.SUM, Method.COUNT):
        return
    texts = [_score_words(sheet, scoring, apart=len(alike) > 1) for scoring in alike]
    widest = max(text_width(printable(text), REGULAR, JUDGED.fontSize) for text in texts)
    columns = max(1, min(len(texts), MOST_ABREAST, int(sheet.width // (widest + SCORE_LINE + 12))))
    column = sheet.width / columns
    cells: list[object] = [_score_line(text, column) for text in texts]
    cells += [""] * (-len(cells) % columns)
    yield plain_table([cells[at : at + columns] for at in range(0, len(cells), columns)], [column] * columns)
    yield gap(2)


def _score_words(sheet: Sheet, scoring: Scoring, *, apart: bool) -> str:
    """Return the words before a score; where there are several, with the items that count for it."""
    words = f"Skor {scoring.label}" if apart and scoring.label else "Skor"
    if scoring.base:
        words += f", mulai dari {decimal_text(scoring.base)}"
    items = [sheet.form.question(code).item for code in scoring.questions]
    return f"{words} (butir {', '.join(items)})" if len(sheet.form.scorings) > 1 and items and all(items) else words


def _score_line(text: str, width: float) -> Table:
    room = min(text_width(printable(f"{text}:"), REGULAR, JUDGED.fontSize) + 6, width - SCORE_LINE)
    return plain_table(
        [[prose(f"{text}:", JUDGED), "", ""]],
        [room, SCORE_LINE, width - room - SCORE_LINE],
        ("LINEBELOW", (1, 0), (1, 0), 0.5, INK),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
    )


def _row(line: _Line, width: float) -> Table:
    left = width * LEFT_SHARE
    meant = Paragraph(f"<b>{markup(line.bold)}</b> {markup(line.told)}" if line.bold else markup(line.told), JUDGED)
    return plain_table([[prose(line.when, JUDGED), meant]], [left, width - left], *ROW, CLEAR_OF_ANSWER)
