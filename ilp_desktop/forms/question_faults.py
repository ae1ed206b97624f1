"""What does not go with the kind of a question, or of a column of a small table."""

from ilp_desktop.forms.schema import Kind, Question
from ilp_desktop.forms.tables import Table
from ilp_desktop.forms.units import UNITS

MOST_DECIMALS = 3
MOST_DAYS = 36600
MOST_ROWS_EVER = 100
LIMIT_KEYS = ("hard", "hard_for", "soft", "soft_for")


def note_faults(question: Question, table: Table) -> None:
    """Note what does not go with the kind of a question, unless its kind could not be read."""
    if table.body.get("kind") != question.kind.value:
        return
    _note_choices(question, table)
    measured = question.kind.is_number or question.kind is Kind.DATE
    if not measured and any(key in table.body for key in LIMIT_KEYS):
        table.fault(f"batas tidak berlaku untuk {question.kind.value}")
    if question.kind.is_number and not any(limit.when is None for limit in question.hard):
        table.fault('angka harus mempunyai batas "hard"')
    if question.unit and (not question.kind.is_number or question.unit not in UNITS):
        table.fault(f'satuan "{question.unit}" tidak dikenal untuk {question.kind.value}')
    _note_decimals(question, table)
    if question.kind is Kind.DATE and any(
        max(abs(x.low), abs(x.high)) > MOST_DAYS for x in question.hard + question.soft
    ):
        table.fault(f"batas tanggal dihitung dalam hari dari kunjungan, paling jauh {MOST_DAYS}")
    _note_soft(question, table)
    _note_rows(question, table)


def _note_decimals(question: Question, table: Table) -> None:
    most = MOST_DECIMALS if question.kind is Kind.DECIMAL else 0
    if not min(most, 1) <= question.decimals <= most:
        table.fault(f'"decimals" harus {min(most, 1)} sampai {most} untuk {question.kind.value}')


def _note_choices(question: Question, table: Table) -> None:
    if question.kind.is_chosen and len(question.choices) < 2:
        table.fault("perlu sedikitnya dua pilihan")
    if not question.kind.is_chosen and question.choices:
        table.fault(f"pilihan tidak berlaku untuk {question.kind.value}")
    if question.exclusive and (question.kind is not Kind.MANY or question.choice(question.exclusive) is None):
        table.fault(f'"exclusive" menyebut "{question.exclusive}", yang bukan pilihan dari pertanyaan "many"')


def _note_soft(question: Question, table: Table) -> None:
    lowest = min((limit.low for limit in question.hard), default=None)
    highest = max((limit.high for limit in question.hard), default=None)
    for limit in question.soft:
        if lowest is None or highest is None or limit.low < lowest or limit.high > highest:
            table.fault(f"batas lunak {limit.low:g} sampai {limit.high:g} di luar batas keras")


def _note_rows(question: Question, table: Table) -> None:
    if question.kind is not Kind.ROWS:
        if "column" in table.body or "most_rows" in table.body:
            table.fault(f"kolom dan banyaknya baris tidak berlaku untuk {question.kind.value}")
        return
    if not question.columns:
        table.fault("tabel perlu sedikitnya satu [[question.column]]")
    if not 1 <= question.most_rows <= MOST_ROWS_EVER:
        table.fault(f'"most_rows" harus 1 sampai {MOST_ROWS_EVER}')
