"""Why a doubtful line of a prescription was said to be right; the prognosis in the note of a visit."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    reason = sa.Column("confirmed_reason", sa.String(200), server_default="", nullable=False)
    op.add_column("prescription_line", reason)
    for name in ("prognosis_vitam", "prognosis_functionam", "prognosis_sanationam"):
        op.add_column("note", sa.Column(name, sa.String(20), server_default="", nullable=False))
