"""Statements are compiled once a process for each kind of engine, however many databases its tests open.

SQLAlchemy keeps what it compiled by engine and by dialect object, as is right for a program, which has one database;
tests open thousands of the same kind and would spend more on compiling than on all else.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event

import db.engine


class _Kinds:
    """Makes engines of which all of one kind share a dialect and what was compiled for it."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, Any], Engine] = {}

    def make(self, url: Any, **chosen: Any) -> Engine:
        """Return an engine as SQLAlchemy makes it; only one that has been connected lends to later ones."""
        engine = create_engine(url, **chosen)
        kind = (engine.dialect.name, chosen.get("isolation_level"))
        if kind in self._first:
            engine.dialect = self._first[kind].dialect
            engine.update_execution_options(compiled_cache=self._first[kind]._compiled_cache)
        else:
            event.listen(engine, "connect", lambda *_: self._first.setdefault(kind, engine))
        return engine


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let every database of this process be opened with what was compiled for those before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db.engine, "create_engine", _Kinds().make)
        yield
