"""The choices of a question in a definition file."""

import re

from ilp_desktop.domain.expressions.condition_parsing import RESERVED
from ilp_desktop.forms.schema import Choice
from ilp_desktop.forms.tables import Table, is_number

VALUE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}|[0-9]{1,9}")
CHOICE_PARTS = (2, 3)


def read_choices(table: Table) -> tuple[Choice, ...]:
    """Return the choices of a question, noting those that cannot be used or told apart."""
    choices = [choice for choice in (_choice(table, item) for item in table.items("choices")) if choice]
    for part, told in (("value", "nilai"), ("text", "kata-kata")):
        seen = [getattr(choice, part) for choice in choices]
        twice = sorted({item for item in seen if seen.count(item) > 1})
        if twice:
            table.fault(f"pilihan dengan {told} sama: {', '.join(twice)}")
    return tuple(choices)


def _choice(table: Table, item: object) -> Choice | None:
    if not isinstance(item, list) or len(item) not in CHOICE_PARTS:
        table.fault(f'pilihan {item!r} harus ["nilai", "kata-kata"] atau ["nilai", "kata-kata", skor]')
        return None
    value, text, score = (*item, None)[:3]
    if not isinstance(value, str) or not VALUE.fullmatch(value) or value in RESERVED:
        table.fault(f"nilai pilihan {value!r} harus satu kata atau angka dalam tanda kutip")
        return None
    if not isinstance(text, str) or not text.strip():
        table.fault(f'pilihan "{value}" tanpa kata-kata')
        return None
    if score is not None and not is_number(score):
        table.fault(f'skor pilihan "{value}" bukan angka')
        return None
    return Choice(value, text.strip(), score)
