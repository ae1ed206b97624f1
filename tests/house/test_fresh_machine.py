"""A machine that lacks something: named exactly, installed by root, asked for of everybody else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from installer import system_packages
from tests.house import tree

PYTHON_WITHOUT_LIBGL = """#!/bin/sh
case "$*" in *system_packages*) [ -e installed ] || echo libgl1 ;; esac
"""


def _script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A tree with a virtual environment on a machine without libGL, whose apt-get notes what it is asked."""
    (tmp_path / "installer").mkdir()
    shutil.copy(tree.ROOT / "installer" / "prepare.sh", tmp_path / "installer")
    (tmp_path / "requirements.lock").touch()
    _script(tmp_path / ".venv" / "bin" / "python", PYTHON_WITHOUT_LIBGL)
    _script(tmp_path / "bin" / "apt-get", '#!/bin/sh\necho "$*" >>asked\ntouch installed\n')
    return tmp_path


def _prepare(machine: Path, *, user_id: int) -> "subprocess.CompletedProcess[str]":
    _script(machine / "bin" / "id", f"#!/bin/sh\necho {user_id}\n")
    return subprocess.run(
        ["sh", "installer/prepare.sh", "run"],
        cwd=machine,
        env={"PATH": f"{machine / 'bin'}:/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
    )


def test_root_gets_missing_packages_installed(bare_machine: Path) -> None:
    result = _prepare(bare_machine, user_id=0)
    assert result.returncode == 0, result.stderr
    asked = (bare_machine / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["update", "install -y --no-install-recommends libgl1"]


def test_others_are_shown_the_one_line_to_run(bare_machine: Path) -> None:
    result = _prepare(bare_machine, user_id=1000)
    assert result.returncode == 1
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1"
    assert result.stderr.splitlines()[-1] == line
    assert not (bare_machine / "asked").exists()


def test_second_preparing_installs_nothing(bare_machine: Path) -> None:
    _prepare(bare_machine, user_id=0)
    assert _prepare(bare_machine, user_id=0).stderr == ""


def test_missing_library_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_packages.LIBRARIES, "libnowhere.so.9", "libnowhere9")
    assert list(system_packages.missing_packages("run")) == ["libnowhere9"]


def test_machine_running_these_tests_lacks_nothing() -> None:
    assert list(system_packages.missing_packages("test")) == []


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_time_zones_are_known_on_a_system_without_any(zone: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"from zoneinfo import ZoneInfo; print(ZoneInfo({zone!r}))"],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        env={"PYTHONTZPATH": ""},
    )
    assert told.stdout.strip() == zone
