"""A revision after the last release only adds, so that the release before goes on working on the new schema."""

import ast
from pathlib import Path

import pytest

from db.migrate import MIGRATIONS, WORKS_SINCE

NEW = sorted(file for file in (MIGRATIONS / "versions").glob("[0-9]*.py") if file.name.split("_")[0] > WORKS_SINCE)
TAKES_AWAY = frozenset(
    {"drop_table", "drop_column", "alter_column", "rename_table", "create_unique_constraint", "create_check_constraint"}
)
WORDS = ("DROP TABLE", "DROP COLUMN", "RENAME ", "SET NOT NULL", "ALTER COLUMN")


def faults(source: str) -> list[str]:
    """Return what a revision does that a program of the release before would stumble over."""
    made = {_first(call) for call in _calls(source) if _name(call) == "create_table"}
    found = []
    for call in _calls(source):
        name = _name(call)
        if name in TAKES_AWAY and _table(call) not in made:
            found.append(f"{name}: {_first(call)}")
        if name == "add_column" and _demands(call):
            found.append(f"add_column without a default: {_first(call)}")
        if name == "execute" and any(word in ast.unparse(call).upper() for word in WORDS):
            found.append(f"execute: {ast.unparse(call)[:60]}")
    return found


def _calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _first(call: ast.Call) -> str:
    return ast.unparse(call.args[0]) if call.args else ""


def _table(call: ast.Call) -> str:
    return ast.unparse(call.args[1]) if _name(call).startswith("create_") and len(call.args) > 1 else _first(call)


def _demands(call: ast.Call) -> bool:
    """Say whether rows of a program that does not know the column would be refused."""
    said = {
        key.arg: ast.unparse(key.value) for one in ast.walk(call) if isinstance(one, ast.Call) for key in one.keywords
    }
    return said.get("nullable") == "False" and "server_default" not in said


@pytest.mark.parametrize("file", NEW, ids=lambda file: file.stem)
def test_a_revision_since_the_last_release_only_adds(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'op.drop_table("note")',
        'op.drop_column("note", "plan")',
        'op.alter_column("note", "plan", new_column_name="rencana")',
        'op.rename_table("note", "catatan")',
        'batch.drop_column("plan")',
        'op.add_column("note", sa.Column("mood", sa.String(8), nullable=False))',
        'op.execute("ALTER TABLE note RENAME COLUMN plan TO rencana")',
        'op.create_unique_constraint("uq_note_plan", "note", ["plan"])',
    ],
)
def test_what_takes_away_or_demands_is_found(line: str) -> None:
    assert len(faults(line)) == 1


def test_what_only_adds_is_let_be() -> None:
    assert (
        faults(
            'op.create_table("x", sa.Column("id", Id(), nullable=False))\n'
            'op.create_unique_constraint("uq_x", "x", ["id"])\n'
            'op.add_column("note", sa.Column("mood", sa.String(8), nullable=False, server_default=""))\n'
            'op.add_column("note", sa.Column("tone", sa.String(8), nullable=True))\n'
            'op.execute("CREATE INDEX ix ON note (mood)")'
        )
        == []
    )
