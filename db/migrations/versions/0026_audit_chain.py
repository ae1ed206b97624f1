"""The audit trail as a chain: a hash in each row; rows without one were written before there was a chain."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("audit", sa.Column("before", sa.LargeBinary(32), nullable=True))
    op.add_column("audit", sa.Column("hash", sa.LargeBinary(32), nullable=True))
    op.create_table(
        "audit_tip",
        sa.Column("workstation", sa.String(40), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("workstation", name=op.f("pk_audit_tip")),
    )
