"""Who opened whose record and had which paper made: kept in memory, and written some at a time."""

from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from db.queries.last_change import PAPER, VIEW
from ilp_desktop.domain.audit.rules import audit_rules_on
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.core.signed_in import SignedIn

MOST_REMEMBERED = 2000
CLINICAL_SHEET = "lembar klinis"
"""What a paper is called in the trail whose name would tell something restricted."""


class Seen:
    """Openings that wait to be written; noting one costs no more than looking into a table in memory."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[dict[str, Any]] = []
        self._lately: dict[tuple[UUID, UUID, str], datetime] = {}

    def note(self, user: SignedIn, at: datetime, act: Act, person_id: UUID, paper: str = "") -> None:
        """Note that somebody opened a record, or had a paper made of it; the same once more is the same opening."""
        key = (user.staff_id, person_id, paper or act.value)
        with self._lock:
            before = self._lately.get(key)
            if before is not None and before <= at < before + audit_rules_on(at.date()).same_opening:
                return
            if len(self._lately) >= MOST_REMEMBERED:
                self._lately.clear()
            self._lately[key] = at
            self._waiting.append(
                {
                    "facility_id": user.facility_id,
                    "at": at,
                    "staff_id": user.staff_id,
                    "action": act.value,
                    "subject": PAPER if paper else VIEW,
                    "subject_id": person_id,
                    "detail": {"paper": paper} if paper else None,
                }
            )

    def take(self) -> list[dict[str, Any]]:
        """Return what waits, and let go of it."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        return taken

    def put_back(self, rows: list[dict[str, Any]]) -> None:
        """Let rows wait again that could not be written."""
        with self._lock:
            self._waiting[:0] = rows

    def is_empty(self) -> bool:
        """Say whether nothing waits."""
        return not self._waiting
