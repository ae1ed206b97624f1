"""The code's form: what ruff and mypy say, and how long files and functions may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 50


def _sources() -> list[Path]:
    return [file for file in tree.files("*.py") if not tree.name(file).startswith(tree.RELEASED_REVISIONS)]


def _long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name} has {lines} lines"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("arguments", [("ruff", "format", "--check"), ("ruff", "check"), ("mypy",)], ids=" ".join)
def test_checker_finds_nothing(arguments: tuple[str, ...]) -> None:
    result = tree.run("-m", *arguments)
    assert result.returncode == 0, result.stdout


def test_no_file_is_longer_than_one_can_read() -> None:
    lengths = {tree.name(file): len(file.read_bytes().splitlines()) for file in _sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    found = {tree.name(file): list(_long_functions(file.read_text(encoding="utf-8"))) for file in _sources()}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_function_of_51_lines_is_found_and_one_of_50_is_not() -> None:
    fifty = "def kept():\n" + "    pass\n" * 49
    assert list(_long_functions(fifty)) == []
    assert list(_long_functions(fifty + "    pass\n")) == ["kept has 51 lines"]
