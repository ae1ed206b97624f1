"""Wrong passwords at one computer: counted across starts, for each name and for the computer."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.start.attempts import FILE_NAME, MOST_NAMES, Attempts
from tests.house_fixtures import MORNING

FREE, FREE_HERE = 3, 10


def wait_of(attempts: Attempts, name: str | None) -> str:
    """Return what is said to somebody who tries now, nothing when they may."""
    try:
        attempts.require_time(name)
    except UserError as error:
        return error.message
    return ""


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(MORNING)


def fail(attempts: Attempts, name: str | None, times: int) -> None:
    for _ in range(times):
        attempts.failed(name)


def test_the_first_wrong_ones_cost_nothing_and_the_next_ever_more(tmp_path: Path, clock: SteppingClock) -> None:
    attempts = Attempts(tmp_path, clock)
    fail(attempts, "dokter", FREE)
    assert wait_of(attempts, "dokter") == ""
    attempts.failed("dokter")
    assert "5 detik" in wait_of(attempts, "dokter")
    clock.forward(timedelta(seconds=5))
    assert wait_of(attempts, "dokter") == ""
    attempts.failed("dokter")
    assert "15 detik" in wait_of(attempts, "dokter")


def test_a_colleague_does_not_wait_for_somebody_elses_mistakes(tmp_path: Path, clock: SteppingClock) -> None:
    attempts = Attempts(tmp_path, clock)
    fail(attempts, "dokter", FREE + 2)
    assert wait_of(attempts, "bidan") == ""


def test_many_names_tried_at_one_computer_make_all_wait(tmp_path: Path, clock: SteppingClock) -> None:
    attempts = Attempts(tmp_path, clock)
    for number in range(FREE_HERE + 1):
        attempts.failed(f"tebakan{number}")
    assert "detik" in wait_of(attempts, "bidan")


def test_the_count_survives_a_restart_and_names_nobody(tmp_path: Path, clock: SteppingClock) -> None:
    fail(Attempts(tmp_path, clock), "dokter", FREE + 1)
    assert "5 detik" in wait_of(Attempts(tmp_path, clock), "dokter")
    assert "dokter" not in (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


def test_a_clock_set_back_does_not_help(tmp_path: Path, clock: SteppingClock) -> None:
    attempts = Attempts(tmp_path, clock)
    fail(attempts, "dokter", FREE + 7)
    assert "15 menit" in wait_of(attempts, "dokter")
    clock.forward(timedelta(days=-3000))
    assert "15 menit" in wait_of(attempts, "dokter")
    clock.forward(timedelta(minutes=14))
    assert wait_of(Attempts(tmp_path, clock), "dokter")
    clock.forward(timedelta(minutes=1))
    assert wait_of(Attempts(tmp_path, clock), "dokter") == ""


def test_the_right_password_takes_away_ones_own_mistakes_and_no_others(tmp_path: Path, clock: SteppingClock) -> None:
    attempts = Attempts(tmp_path, clock)
    fail(attempts, "dokter", FREE)
    for number in range(FREE_HERE):
        attempts.failed(f"tebakan{number}")
    attempts.succeeded("dokter")
    counted = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["failures"]
    assert counted["komputer ini"]["count"] == FREE_HERE
    attempts.failed("dokter")
    attempts.failed("dokter")
    assert len(json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["failures"]) == FREE_HERE + 2


def test_the_heads_secrets_count_apart_from_passwords_and_neither_forgets_the_other(
    tmp_path: Path, clock: SteppingClock
) -> None:
    attempts = Attempts(tmp_path, clock)
    fail(attempts, None, FREE)
    assert (wait_of(attempts, None), wait_of(attempts, "dokter")) == (
        "Terlalu sering salah. Tunggu 1 detik lagi.",
        "",
    )
    fail(attempts, "dokter", FREE + 1)
    attempts.failed(None)
    again = Attempts(tmp_path, clock)
    assert "2 detik" in wait_of(again, None)
    assert "5 detik" in wait_of(again, "dokter")
    again.succeeded("dokter")
    assert (wait_of(again, "dokter"), "2 detik" in wait_of(again, None)) == ("", True)
    again.failed("dokter")
    again.succeeded()
    counted = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["failures"]
    assert (wait_of(again, None), counted["komputer ini"]["count"]) == ("", 1)


def test_very_many_names_push_out_neither_the_computer_nor_the_heads_secrets(clock: SteppingClock) -> None:
    attempts = Attempts(None, clock)
    fail(attempts, None, FREE + 1)
    for number in range(MOST_NAMES + 5):
        attempts.failed(f"tebakan{number}")
    assert "2 detik" in wait_of(attempts, None)
    assert "15 menit" in wait_of(attempts, "bidan")


@pytest.mark.parametrize("written", ["", "{", "[]", '{"salt": 3}', '{"failures": {"a": {"count": "x"}}, "salt": ""}'])
def test_a_file_that_cannot_be_read_keeps_nobody_out(tmp_path: Path, clock: SteppingClock, written: str) -> None:
    (tmp_path / FILE_NAME).write_text(written, encoding="utf-8")
    attempts = Attempts(tmp_path, clock)
    assert wait_of(attempts, "dokter") == ""
    fail(attempts, "dokter", FREE + 1)
    assert wait_of(attempts, "dokter")
