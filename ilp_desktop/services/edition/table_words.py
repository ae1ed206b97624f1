"""The keys of reference tables in the words people read; a key without a word stands as it is written."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from ilp_desktop.resources import resource_path

FILE = ("i18n", "table_words.json")


def heading_of(key: str) -> str:
    """Return the heading of a column or line."""
    words: Mapping[str, str] = _words()["headings"]
    return words.get(key) or key.replace("_", " ")


def word_of(key: str, text: str) -> str:
    """Return a value whose file uses a short English word for it."""
    words: Mapping[str, str] = _words()["values"].get(key, {})
    return words.get(text, text)


@cache
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(resource_path(*FILE).read_text(encoding="utf-8"))
    return found
