"""On a server the words of names are looked up whole as well: the trigrams of common names stand on too many lines."""

from alembic import op

revision = "0009"
down_revision = "0008"

WORDS = (
    "array_to_tsvector(array_remove(string_to_array("
    r"regexp_replace(translate(text, ',', ' '), '[0-9][^ ]*', '', 'g'), ' '), ''))"
)
"""The words of a line by the letters they begin with."""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX ix_person_search_words ON person_search USING gin ({WORDS})")
        op.execute("ANALYZE person_search")
