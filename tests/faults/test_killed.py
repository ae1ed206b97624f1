"""The program is killed while desk and room save: what was answered is there once, and repeating doubles nothing."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ilp_desktop.services.start.data_folder import DataFolder
from tests.faults_table import Tally
from tests.house.tree import ROOT
from tests.house_fixtures import Users
from tests.sampled import sampled

KILLS, AT_A_TIME = 500, 50


@pytest.mark.parametrize("seed", sampled(range(KILLS // AT_A_TIME)))
def test_what_was_answered_outlives_fifty_kills(
    seed: int, tmp_path: Path, sqlite_template: tuple[Path, Users], tally: Callable[[str], Tally]
) -> None:
    row = tally("killed (SIGKILL) at any moment of a busy desk")
    shutil.copyfile(sqlite_template[0], DataFolder(tmp_path).database)
    command = [sys.executable, "-m", "tests.faults.killing", str(tmp_path), str(seed), str(AT_A_TIME)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    row.add(cases=AT_A_TIME, acknowledged=lines[-1]["acknowledged"] if lines else 0)
    for line in lines:
        row.add(cases=0, **{name: line[name] for name in ("lost", "silent", "doubled")})
    assert ran.returncode == 0, ran.stderr[-2000:]
    row.require_none_harmed()
    assert lines[-1]["acknowledged"] > AT_A_TIME
