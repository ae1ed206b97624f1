"""The tree speaks of the project alone: no path or address of the machine it was made on, nothing left for later."""

import re
from pathlib import Path

import pytest

from tests.house import tree

# Written so that this file does not hold what it looks for.
UNWANTED = re.compile(
    r"(?<![\w.])/(?:[w]ork|[t]mp|[r]oot|[f]arm)\b"
    r"|[p]ypi\.org|[p]ythonhosted|[r]egistry\.npmjs|[d]eb\.debian"
    r"|\b(?:[T]ODO|[F]IXME)\b"
)


def _unwanted(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []  # a picture or a font
    return UNWANTED.findall(text)


def test_no_file_holds_unwanted_words() -> None:
    found = {tree.name(file): _unwanted(file) for file in tree.files()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("text", ["see /" + "tmp/x", "TO" + "DO later", "https://py" + "pi.org/simple"])
def test_unwanted_word_is_found(text: str, tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text(text, encoding="utf-8")
    assert len(_unwanted(file)) == 1
