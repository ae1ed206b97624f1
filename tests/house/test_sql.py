"""Nothing a person typed is ever woven into a statement: what varies goes as a parameter."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT

ASKS = {"text", "execute", "executescript", "exec_driver_sql", "literal_column"}
"""The calls whose first argument is a statement."""
OURS = {
    "key.hex()": "the data key; PRAGMA takes no parameter",
    "round(patience_s * 1000)": "a number",
    "check": "one of two words of the module",
    "setting": "one of the names of the module",
    "kept": "a password as the server keeps it: letters of base64",
    "quoted": "a name through the quoting of the driver",
    "table": "a name of the schema, quoted",
    "whose": "a word of the module",
    "more": "a clause of the module",
    "by_words": "a clause of the module",
    "patterns": "clauses of the module, made of numbers",
    "held": "a clause of the module",
    "each_word(shape, position + '(s.text, :{0}) > 0')": "how many words there are",
    "each_word(shape, 'instr(s.text, :{0}) > 0')": "how many words there are",
    "', '.join(_NOTED)": "columns of the module",
    "', '.join((f':{name}' for name in _NOTED))": "columns of the module",
}
"""What is woven in though it is no constant, and why that is sound."""


def _files() -> Iterator[Path]:
    for folder in ("db", "ilp_desktop", "ui", "installer"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def _woven(call: ast.Call) -> Iterator[str]:
    """Yield what is woven into the statement of a call, as it is written, constants of the module excepted."""
    first = call.args[0]
    if isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute) and first.func.attr == "format":
        yield from (ast.unparse(one) for one in (*first.args, *(word.value for word in first.keywords)))
    if isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add | ast.Mod):
        yield from (ast.unparse(one) for one in ast.walk(first) if isinstance(one, ast.Name))
    if isinstance(first, ast.JoinedStr):
        yield from (ast.unparse(one.value) for one in first.values if isinstance(one, ast.FormattedValue))


def faults_in(source: str) -> list[str]:
    """Return what a piece of code weaves into its statements without leave."""
    calls = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call) and one.args)
    asking = (
        one
        for one in calls
        if (one.func.attr if isinstance(one.func, ast.Attribute) else getattr(one.func, "id", "")) in ASKS
    )
    return [
        told
        for call in asking
        for told in _woven(call)
        if not told.isupper() and not told.startswith("quoted(") and told not in OURS
    ]


def test_statements_are_constants_and_what_varies_is_a_parameter() -> None:
    found = {
        str(file.relative_to(ROOT)): faults
        for file in _files()
        if "migrations" not in file.parts and (faults := faults_in(file.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "connection.exec_driver_sql(f\"SELECT * FROM person WHERE name = '{name}'\")",
        'session.execute(text("SELECT * FROM person WHERE name = " + name))',
        'session.execute(text("SELECT * FROM person WHERE name = %s" % name))',
        'cursor.execute("SELECT * FROM person WHERE name = {}".format(name))',
        'select(literal_column(f"lower({name})"))',
    ],
)
def test_a_name_woven_into_a_statement_is_found(code: str) -> None:
    assert faults_in(code) == ["name"]
