"""One statement that inserts a row or adds to the one that is there, the same in both engines."""

from functools import lru_cache

from sqlalchemy import Table, TextClause, bindparam, text


@lru_cache
def adding(table: Table, *added: str, returning: str = "") -> TextClause:
    """Return an INSERT that adds the columns named to a row already there, and may return one of them.

    Written out, since the insert of a dialect is compiled anew at every call once it has an ON CONFLICT clause.
    """
    names = [column.name for column in table.columns]
    more = [f"{name} = {table.name}.{name} + excluded.{name}" for name in added]
    parts = (
        f"INSERT INTO {table.name} ({', '.join(names)})",
        f"VALUES ({', '.join(f':{name}' for name in names)})",
        f"ON CONFLICT ({', '.join(column.name for column in table.primary_key)}) DO UPDATE SET {', '.join(more)}",
        f"RETURNING {returning}" if returning else "",
    )
    return text(" ".join(parts)).bindparams(*(bindparam(column.name, type_=column.type) for column in table.columns))
