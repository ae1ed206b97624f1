"""The ``[[computed]]`` tables of a definition file."""

from collections.abc import Collection, Mapping

from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.domain.expressions.formula_parsing import FormulaFault, parse_formula
from ilp_desktop.domain.expressions.formulas import Formula
from ilp_desktop.forms.loading_questions import named
from ilp_desktop.forms.question_faults import MOST_DECIMALS
from ilp_desktop.forms.schema import Computed, Question
from ilp_desktop.forms.tables import Table
from ilp_desktop.forms.units import UNITS


def read_computed(
    root: Table, questions: Collection[Question], asked: Mapping[str, Name]
) -> tuple[tuple[Computed, ...], Mapping[str, Name]]:
    """Return the computed values in order, and all names that may be used once every question is answered."""
    names = dict(asked)
    codes = {question.code for question in questions}
    found: list[Computed] = []
    for body in root.tables("computed"):
        table = root.beside(body, questions, "beside")
        if not table.question:
            table.question = str(body.get("code") or "")
        value = _computed(table, names, codes)
        table.finish()
        if value is not None:
            found.append(value)
            names[value.code] = Name(value.label)
    return tuple(found), names


def _computed(table: Table, names: Mapping[str, Name], codes: set[str]) -> Computed | None:
    code, label, unit = named(table, codes), table.text("label"), table.text("unit", "")
    decimals, beside = table.whole("decimals", 0), table.text("beside", "")
    if unit and unit not in UNITS:
        table.fault(f'satuan "{unit}" tidak dikenal')
    if not 0 <= decimals <= MOST_DECIMALS:
        table.fault(f'"decimals" harus 0 sampai {MOST_DECIMALS}')
    formula = _formula(table, names)
    return None if formula is None else Computed(code, label, formula, unit, decimals, beside)


def _formula(table: Table, names: Mapping[str, Name]) -> Formula | None:
    written = table.text("formula")
    try:
        formula = parse_formula(written, names) if written else None
    except FormulaFault as fault:
        table.fault(f"formula: {fault}")
        return None
    if formula is not None and formula.divides_by_nought:
        table.fault("formula membagi dengan nol")
    return formula
