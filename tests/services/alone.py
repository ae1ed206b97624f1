"""A Puskesmas on a server, whose workstation keeps a copy for the hours without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from db.stand_in import FILE_NAME, LocalCopy
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.core.stand_in import StandIn
from tests.house_fixtures import KEY, Clinic

MINUTE = timedelta(minutes=1)


@contextmanager
def with_copy(clinic: Clinic, folder: Path, name: str = FILE_NAME) -> Iterator[None]:
    """Let the workstation of a Puskesmas have its copy meanwhile, filled, with numbers in reserve."""
    house = clinic.house
    copy = LocalCopy(folder / name, KEY)
    house.uow.stand_in = StandIn(copy)
    try:
        refreshed(clinic)
        house.copy_keeping.reserve(clinic.desk)
        refreshed(clinic)
        assert house.copy_keeping.is_ready(clinic.desk)
        yield
    finally:
        house.uow.stand_in = None
        copy.close()


def refreshed(clinic: Clinic, user: SignedIn | None = None) -> None:
    """Copy until nothing is left to be copied, for whoever works here."""
    while clinic.house.copy_keeping.refresh(user or clinic.desk):
        pass


@contextmanager
def alone(clinic: Clinic) -> Iterator[None]:
    """Let the server be away meanwhile."""
    stand_in = clinic.house.uow.stand_in
    assert stand_in is not None
    stand_in.begin(clinic.clock.now())
    yield


def send_all(clinic: Clinic) -> int:
    """Let the server be back and send everything; returns how many entries went on the list."""
    listed = 0
    while (sent := clinic.house.sending.send_next(clinic.desk)) is not None:
        listed += sent.listed
    assert clinic.house.sending.end(clinic.desk)
    clinic.house.copy_keeping.renew(clinic.desk)
    return listed
