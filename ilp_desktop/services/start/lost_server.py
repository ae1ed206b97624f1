"""Coming in while the server is away: by the copy of this computer, once it is whole."""

from pathlib import Path

from db.engine import Database, open_postgres, server_url
from db.stand_in import FILE_NAME, is_whole
from ilp_desktop.domain.server_address import ServerLogin

SILENT_FOR_S = 3.0
"""So long an answer may take before a server counts as away."""


def way_to_lost(login: ServerLogin, folder: Path, key: bytes) -> Database | None:
    """Return the way to a server that does not answer, where this computer has a whole copy to go on with."""
    if not is_whole(folder / FILE_NAME, key):
        return None
    database = open_postgres(server_url(login))
    if database.reach is None or database.reach.answers(SILENT_FOR_S):
        database.close()
        return None
    return database
