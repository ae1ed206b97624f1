"""The log tells where something failed and of what kind, never about whom."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from ilp_desktop.log import describe, start_log
from tests.house_fixtures import Clinic

NIK = "3201015705900001"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """Return the file of a log that has been started, and take the log down again."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    start_log(tmp_path)
    yield tmp_path / "ilp-desktop.log"
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def fail_about(somebody: str) -> None:
    """Raise an error that carries what nobody may read in a log."""
    try:
        int(somebody)
    except ValueError as error:
        raise RuntimeError(f"cannot read {somebody}") from error


@pytest.mark.logs("gagal menyimpan")
def test_a_failure_is_logged_as_kinds_and_frames_without_what_it_says(log_file: Path) -> None:
    try:
        fail_about(f"Siti Rahasia {NIK}")
    except RuntimeError:
        logging.getLogger("ilp").exception("gagal menyimpan")
    logged = log_file.read_text(encoding="utf-8")
    assert "gagal menyimpan" in logged
    assert "builtins.RuntimeError" in logged
    assert "builtins.ValueError" in logged
    assert "fail_about" in logged
    assert "Rahasia" not in logged
    assert NIK not in logged


def test_a_database_error_is_told_without_its_values(any_clinic: Clinic) -> None:
    any_clinic.register("Siti Rahasia", nik=NIK)
    with any_clinic.database.writing() as session, pytest.raises(IntegrityError) as failed:
        session.connection().exec_driver_sql("INSERT INTO person (id, name) SELECT id, name FROM person")
    told = describe(failed.value)
    assert "IntegrityError" in told
    assert "Rahasia" not in told
