"""Searching by keys of names: who stands before whom, and the words that slips are compared with.

The lines themselves are written anew by the program, a lot at a time, since their rules are data.
"""

import sqlalchemy as sa
from alembic import op

from db.base import Id

revision = "0004"
down_revision = "0003"

OUTSIDE, FAR_BELOW = 100_000_000, 99_999_999
SQLITE_SEEN = "coalesce(CAST(replace({0}.last_visit_on, '-', '') AS INTEGER), 0)"
POSTGRES_SEEN = "coalesce(to_char({0}.last_visit_on, 'YYYYMMDD')::integer, 0)"
STANDING = f"{FAR_BELOW} - {{seen}} + CASE WHEN {{0}}.village_id IS NULL THEN {OUTSIDE} ELSE 0 END"
SQLITE_TRIGGERS = (
    "DROP TABLE person_fts",
    "CREATE VIRTUAL TABLE person_fts"
    " USING fts5(text, content='person_search', content_rowid='id', tokenize='trigram', detail=none)",
    "INSERT INTO person_fts(person_fts) VALUES ('rebuild')",
    "DROP TRIGGER person_search_changed",
    "CREATE TRIGGER person_search_changed AFTER UPDATE OF text ON person_search BEGIN"
    " INSERT INTO person_fts(person_fts, rowid, text) VALUES ('delete', old.id, old.text);"
    " INSERT INTO person_fts(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER person_search_placed AFTER INSERT ON person_search BEGIN"
    " UPDATE person_search SET standing = (SELECT {standing} FROM person p WHERE p.id = new.person_id)"
    " WHERE id = new.id; END",
    "CREATE TRIGGER person_seen AFTER UPDATE OF last_visit_on, village_id ON person BEGIN"
    " UPDATE person_search SET standing = {new_standing} WHERE person_id = new.id; END",
)
POSTGRES_TRIGGERS = (
    "CREATE FUNCTION person_search_placed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " SELECT {standing} INTO new.standing FROM person p WHERE p.id = new.person_id; RETURN new; END $$",
    "CREATE TRIGGER person_search_placed BEFORE INSERT ON person_search"
    " FOR EACH ROW EXECUTE FUNCTION person_search_placed()",
    "CREATE FUNCTION person_seen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " UPDATE person_search SET standing = {new_standing} WHERE person_id = new.id; RETURN NULL; END $$",
    "CREATE TRIGGER person_seen AFTER UPDATE OF last_visit_on, village_id ON person FOR EACH ROW"
    " WHEN (old.last_visit_on IS DISTINCT FROM new.last_visit_on"
    " OR (old.village_id IS NULL) <> (new.village_id IS NULL)) EXECUTE FUNCTION person_seen()",
)


def upgrade() -> None:
    on_server = op.get_bind().dialect.name == "postgresql"
    op.add_column("person_search", sa.Column("standing", sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "name_form",
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("facility_id", Id(), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_name_form_facility_id")),
        sa.PrimaryKeyConstraint("facility_id", "form", "key", name=op.f("pk_name_form")),
    )
    op.drop_index(op.f("ix_person_search_facility_id_text"), table_name="person_search")
    if on_server:
        op.execute('ALTER TABLE person_search ALTER COLUMN text TYPE text COLLATE "C"')
    seen = POSTGRES_SEEN if on_server else SQLITE_SEEN
    standing, placed = _standing(seen, "p"), _standing(seen, "new")
    op.execute(
        f"UPDATE person_search SET standing = (SELECT {standing} FROM person p WHERE p.id = person_search.person_id)"
    )
    for statement in POSTGRES_TRIGGERS if on_server else SQLITE_TRIGGERS:
        op.execute(statement.format(standing=standing, new_standing=placed))
    op.create_index(
        op.f("ix_person_search_facility_id_standing_text"), "person_search", ["facility_id", "standing", "text"]
    )


def _standing(seen: str, row: str) -> str:
    return STANDING.format(row, seen=seen.format(row))
