"""The source tree as the house tests see it: its settings, its files, its packages."""

import subprocess
import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ilp_desktop", "ui", "db")
RELEASED_REVISIONS = "db/migrations/versions/"


def settings() -> dict[str, Any]:
    """Return the contents of pyproject.toml."""
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return found


def contracts() -> list[dict[str, Any]]:
    """Return the import contracts."""
    found: list[dict[str, Any]] = settings()["tool"]["importlinter"]["contracts"]
    return found


def files(pattern: str = "*") -> list[Path]:
    """Return the files in git, or about to be, whose name fits the pattern."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in paths if path.match(pattern) and path.is_file())


def name(path: Path) -> str:
    """Return a file's path as people write it, from the root of the tree."""
    return path.relative_to(ROOT).as_posix()


def run(*arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """Run this Python with the arguments; the result holds what it printed, faults included, as ``stdout``."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
