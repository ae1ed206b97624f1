"""A word out of a small structured value, said in the language of each database."""

from typing import Any

from sqlalchemy import ColumnElement, String, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class JsonWord(FunctionElement[str]):
    """The word under a key of a column that holds a structured value; null where there is none."""

    name = "json_word"
    type = String()
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any] | Any, key: str) -> None:
        super().__init__(column, literal(key, String))


@compiles(JsonWord, "sqlite")
def _in_sqlite(element: JsonWord, compiler: Any, **more: Any) -> str:
    column, key = element.clauses
    return f"json_extract({compiler.process(column, **more)}, '$.' || {compiler.process(key, **more)})"


@compiles(JsonWord, "postgresql")
def _in_postgresql(element: JsonWord, compiler: Any, **more: Any) -> str:
    column, key = element.clauses
    return f"({compiler.process(column, **more)} ->> {compiler.process(key, **more)})"
