"""The counts of one form: who reached which conclusion, and what was answered."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ilp_desktop.domain.small_counts import ENOUGH, FEW, LEAST_TOLD
from ilp_desktop.services.answers.form_figures import Part, QuestionFigures
from ilp_desktop.services.answers.form_statistics import FormFigures
from ui.widgets.card import Card
from ui.widgets.labels import Pill, label
from ui.widgets.reading import Block, Reading

TITLE = "Skrining"
CONCLUSIONS, MEASURES, PEOPLE = "Kesimpulan", "Ukuran", "Orang"
PART_HEADINGS, PART_WIDTHS = ("", PEOPLE, "Bagian"), (64, 18, 18)
MEASURE_HEADINGS, MEASURE_WIDTHS = ("", PEOPLE, "Median", "Terendah", "Tertinggi"), (36, 16, 16, 16, 16)
LABEL_SHARE = 34
MOST_CHOICES_ABREAST, MOST_LETTERS_ABREAST = 5, 90
EXPLAINED = "Tiap orang dihitung sekali, dari jawaban terakhirnya dalam masa ini."
BLURRED = f"Hal terbatas: jumlah di bawah {LEAST_TOLD} ditulis {FEW}; {ENOUGH} berarti jumlahnya tidak kecil."
NOBODY = "Belum ada yang mengisi formulir ini dalam masa dan desa ini."


class ScreeningFigures(Card):
    """Heading with the people counted, and tables beneath it."""

    def __init__(self) -> None:
        super().__init__(TITLE)
        self.restricted = Pill("terbatas")
        self.add_action(self.restricted)
        self.people = label("", "muted")
        self.explained = label("", "small")
        self.explained.setWordWrap(True)
        self.reading = Reading("Angka skrining")
        self.add(self.people)
        self.add(self.reading, 1)
        self.add(self.explained)
        self.show_figures(None, "")

    def show_figures(self, figures: FormFigures | None, where: str) -> None:
        """Show the counts of a form, or nothing; ``where`` names period and village."""
        self.restricted.setVisible(bool(figures and figures.restricted))
        self.set_title(figures.title if figures else TITLE)
        self.people.setText(f"{figures.people} orang, {where}" if figures else "Pilih formulir di daftar.")
        blurred = figures is not None and any(text in (FEW, ENOUGH) for text in _counts(figures))
        self.explained.setText(f"{EXPLAINED} {BLURRED}" if blurred else EXPLAINED)
        self.reading.show_blocks(tuple(blocks_of(figures)) if figures else ())


def blocks_of(figures: FormFigures) -> Iterator[Block]:
    """Give the tables of a form: conclusions, answers, measures."""
    if figures.people == "0":
        yield Block("", (), ((NOBODY,),))
        return
    for scale in figures.conclusions:
        yield _parts_block(scale.label or CONCLUSIONS, scale.parts)
    yield from _answers([question for question in figures.questions if question.parts])
    measures = [question for question in figures.questions if not question.parts]
    if measures:
        rows = tuple(_measure_row(question) for question in measures)
        yield Block(MEASURES, MEASURE_HEADINGS, rows, frozenset({1, 2, 3, 4}), MEASURE_WIDTHS)


def _answers(questions: Sequence[QuestionFigures]) -> Iterator[Block]:
    """Give answers section by section: questions with the same few choices side by side, any other by itself."""
    told = ""
    for (section, choices), group in groupby(questions, lambda one: (one.section, _choices(one))):
        alike = list(group)
        title, told = ("" if section == told else section), section
        if len(choices) <= MOST_CHOICES_ABREAST and sum(map(len, choices)) <= MOST_LETTERS_ABREAST:
            yield _abreast(title, choices, alike)
        else:
            yield from (_parts_block(f"{one.label} ({one.answered} orang)", one.parts) for one in alike)
            told = ""


def _counts(figures: FormFigures) -> Iterator[str]:
    """Give every count of people that is shown."""
    yield figures.people
    for scale in figures.conclusions:
        yield from (part.people for part in scale.parts)
    for question in figures.questions:
        yield question.answered
        yield from (part.people for part in question.parts)


def _parts_block(title: str, parts: Sequence[Part]) -> Block:
    rows = tuple((part.text, part.people, part.share) for part in parts)
    return Block(title, PART_HEADINGS, rows, frozenset({1, 2}), PART_WIDTHS)


def _choices(question: QuestionFigures) -> tuple[str, ...]:
    return tuple(part.text for part in question.parts)


def _abreast(section: str, choices: Sequence[str], questions: Sequence[QuestionFigures]) -> Block:
    """Return questions with the same choices as one table, a line each."""
    rows = tuple((one.label, one.answered, *map(_people_and_share, one.parts)) for one in questions)
    room = (100 - LABEL_SHARE) // (len(choices) + 1)
    widths = (100 - room * (len(choices) + 1), *([room] * (len(choices) + 1)))
    figures = frozenset(range(1, len(choices) + 2))
    return Block(section, ("", PEOPLE, *choices), rows, figures, widths)


def _people_and_share(part: Part) -> str:
    return f"{part.people} ({part.share})" if part.share else part.people


def _measure_row(question: QuestionFigures) -> tuple[str, ...]:
    numbers = (question.median, question.lowest, question.highest)
    return (question.label, question.answered, *(number or "-" for number in numbers))
