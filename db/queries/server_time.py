"""The time of the server, the only clock that several workstations share."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

_NOW = text("SELECT clock_timestamp()")


def server_now(session: Session) -> datetime:
    """Return what the server's clock says at this moment."""
    found: datetime = session.execute(_NOW).scalar_one()
    return found
