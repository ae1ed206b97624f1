"""Answers and conclusions in the words people read, for history tables, previous values and paper."""

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.forms.parsing import date_words, decimal_text
from ilp_desktop.forms.scales import Meaning
from ilp_desktop.forms.schema import Answer, Kind, Question, Row, is_rows
from ilp_desktop.forms.scoring import MEASURED

NO_RESULT = "belum ada hasil"


def answer_text(question: Question, answer: Answer) -> str:
    """Return an answer as it is read, with its unit; a value this edition does not know stands as it is stored."""
    if isinstance(answer, bool):
        return "Ya" if answer else "Tidak"
    if is_rows(answer):
        return "; ".join(", ".join(cells_text(question, line)) for line in answer)
    if isinstance(answer, list):
        return ", ".join(_choice_text(question, str(value)) for value in answer)
    if isinstance(answer, str):
        if question.kind is Kind.DATE:
            return date_words(answer)
        return _choice_text(question, answer)
    return f"{decimal_text(answer)} {question.unit}".rstrip()


def cells_text(question: Question, line: Row) -> list[str]:
    """Return what stands in a line of a small table, each with the name of its column."""
    return [
        f"{column.label} {answer_text(column, line[column.code])}" for column in question.columns if column.code in line
    ]


def conclusion_text(found: Assessment | Meaning) -> str:
    """Return what is concluded; a result that is not there yet says so, whatever else its words are."""
    if found.urgency is not Urgency.AWAITED or NO_RESULT in found.conclusion.casefold():
        return found.conclusion
    return f"{found.conclusion} ({NO_RESULT})"


def score_text(found: Assessment) -> str:
    """Return the scale and the score of a conclusion, as far as it has them; a value that was measured is no score."""
    score = "" if found.score is None or MEASURED in found.flags else f"skor {decimal_text(found.score)}"
    return " ".join(part for part in (found.label, score) if part)


def named(question: Question) -> str:
    """Return how a question is spoken of elsewhere: an item of an official form by its number too."""
    return f"Butir {question.item} ({question.label})" if question.item else question.label


def _choice_text(question: Question, value: str) -> str:
    choice = question.choice(value)
    return value if choice is None else choice.text
