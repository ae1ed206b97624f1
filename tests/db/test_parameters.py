"""Statements made once: a name means one value of one type."""

import inspect
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from sqlalchemy import Select
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BindParameter

ROOT = Path(__file__).parents[2]
USES = "from db.queries.parameters import"


def statements() -> Iterator[tuple[str, Select[tuple[object, ...]]]]:
    """Yield every statement made once, those of functions without arguments too."""
    for file in sorted([*ROOT.glob("db/**/*.py"), *ROOT.glob("ilp_desktop/**/*.py")]):
        if USES not in file.read_text(encoding="utf-8"):
            continue
        module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for name, thing in vars(module).items():
            is_made = hasattr(thing, "cache_info") and not inspect.signature(thing).parameters
            made = thing() if is_made else thing
            if isinstance(made, Select):
                yield f"{module.__name__}.{name}", made


def test_one_name_stands_beside_columns_of_one_type() -> None:
    found = 0
    for name, statement in statements():
        types = defaultdict(set)
        for part in visitors.iterate(statement):
            if isinstance(part, BindParameter) and not part.unique:
                types[part.key].add(repr(part.type))
        found += len(types)
        assert {key: kinds for key, kinds in types.items() if len(kinds) > 1} == {}, name
    assert found > 20
