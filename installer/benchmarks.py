"""Run every benchmark in a process of its own, after saying which machine the figures belong to."""

import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def machine() -> str:
    """Return one line naming processor, processors, memory, system and Python."""
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} processors, {memory_gib:.0f} GiB, "
        f"{platform.platform()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def run_all() -> int:
    """Run each benchmark's ``main``; returns how many failed."""
    failed = 0
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for file in sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py")):
        say(f"\n{file.stem}")
        call = f"from tests.benchmarks.{file.stem} import main; main()"
        failed += subprocess.run([sys.executable, "-c", call], cwd=ROOT, check=False).returncode != 0
    return failed


def say(text: str) -> None:
    """Write a line at once, so that it stands before what a benchmark prints."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    say(machine())
    sys.exit(run_all())
