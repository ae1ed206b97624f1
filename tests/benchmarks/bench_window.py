"""Start, main window, search and memory over 30,000 people, beside a bare PySide6 window of the same run."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.demo_data import PEOPLE, demo_folder
from tests.benchmarks.figures import show
from tests.house.tree import ROOT

RUNS = 5
BARE = "a bare window with qt-material"


def run(module: str, folder: Path) -> tuple[float, list[str]]:
    """Run a module on a folder; returns when it was started and what it printed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", module, str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return started, ended.stdout.splitlines()


def bare_ms(folder: Path) -> float:
    """Return the milliseconds from start to the first key in a bare window."""
    started, lines = run("tests.benchmarks.bare_window", folder)
    return (float(lines[-1]) - started) * 1000


def ours(folder: Path) -> dict[str, float]:
    """Return the figures of the program."""
    started, lines = run("tests.benchmarks.measured_window", folder)
    figures = {name: float(value) for name, value in (line.split() for line in lines)}
    figures["keys_ms"] = (figures.pop("keys_at") - started) * 1000
    return figures


def main() -> None:
    """Measure and print; the first run of each warms the caches and does not count."""
    folder = demo_folder()
    private = Path(tempfile.mkdtemp(prefix="ilp-bare-"))
    bare_ms(private)
    ours(folder)
    bare, measured = [], []
    for _ in range(RUNS):
        bare.append(bare_ms(private))
        measured.append(ours(folder))
    baseline = median(bare)
    show("bare window takes keys", baseline, "ms")
    show("sign-in window takes keys", median(one["keys_ms"] for one in measured), "ms", baseline, BARE)
    show(
        "main window with the queue, from accepted password",
        median(one["main_window_ms"] for one in measured),
        "ms",
        baseline,
        BARE,
    )
    show("search, key to paint, median", median(one["search_median_ms"] for one in measured), "ms")
    show("search, key to paint, p95", median(one["search_p95_ms"] for one in measured), "ms")
    show(f"resident memory with every tab open, {PEOPLE} people", median(one["resident_mb"] for one in measured), "MB")
    shutil.rmtree(folder)
    shutil.rmtree(private)


if __name__ == "__main__":
    main()
