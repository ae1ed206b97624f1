"""How many bytes the search takes, and how many it took before there were keys, for the same people."""

from sqlalchemy import Connection

from db.engine import Database
from ilp_desktop.domain.search.search_text import normalised

BEFORE = (
    "CREATE TABLE old_search (id INTEGER PRIMARY KEY, facility_id BLOB, person_id BLOB UNIQUE, text TEXT)",
    "CREATE INDEX ix_old ON old_search (facility_id, text)",
    "CREATE VIRTUAL TABLE old_fts USING fts5(text, content='old_search', content_rowid='id', tokenize='trigram')",
)
PEOPLE = """
    SELECT s.facility_id, p.id, p.name, p.mother_name, strftime('%d%m%Y', p.birth_date),
      (SELECT group_concat(replace(value, '-', ''), ' ') FROM identifier i WHERE i.person_id = p.id),
      f.kk_number, p.phone
    FROM person_search s JOIN person p ON p.id = s.person_id JOIN family f ON f.id = p.family_id ORDER BY s.id
"""


def bytes_of_search(database: Database) -> tuple[int, int]:
    """Return the bytes of lines, words and their indexes now, and those of the lines and indexes of before.

    Both are counted in pages of the file, which are set free by dropping the one and taken by making the other.
    """
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql(PEOPLE).all()
        start = _used(connection)
        for table in ("person_fts", "person_search", "name_form"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        bare = _used(connection)
        for statement in BEFORE:
            connection.exec_driver_sql(statement)
        lines = [
            (row[0], row[1], " ".join(part for part in (normalised(row[2]), normalised(row[3]), *row[4:]) if part))
            for row in rows
        ]
        connection.exec_driver_sql("INSERT INTO old_search (facility_id, person_id, text) VALUES (?, ?, ?)", lines)
        connection.exec_driver_sql("INSERT INTO old_fts(old_fts) VALUES ('rebuild')")
        before = _used(connection) - bare
        connection.rollback()
    return start - bare, before


def _used(connection: Connection) -> int:
    size, pages, free = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)
