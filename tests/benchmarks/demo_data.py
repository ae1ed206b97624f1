"""The Puskesmas the benchmarks work on: made once for each edition of its code and kept in the temporary folder."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from ilp_desktop.demo.generate import make_demo
from ilp_desktop.demo.wanted import DemoWanted
from ilp_desktop.services.start.data_folder import DataFolder
from tests.benchmarks.demo_day import DAY
from tests.house.tree import ROOT

PEOPLE = 30_000
MADE_BY = (
    "db/models",
    "db/migrations/versions",
    "ilp_desktop/demo",
    "resources/demo",
    "resources/forms",
    "resources/reference",
)
PREFIX = f"ilp-bench-{PEOPLE}-"


def edition() -> str:
    """Return eight hexadecimal digits that change with the schema, the demo's code and the data it is made from."""
    digest = hashlib.sha256()
    for folder in MADE_BY:
        for file in sorted((ROOT / folder).rglob("*.*")):
            if file.suffix != ".pyc":
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:8]


def make(folder: Path, people: int) -> None:
    """Make a Puskesmas of so many people in a folder, instead of what is there; half of one is never left in it."""
    half = folder.with_name(f"{folder.name}-half")
    for old in (folder, half):
        shutil.rmtree(old, ignore_errors=True)
    DataFolder(half).prepare()
    make_demo(DataFolder(half), DemoWanted(people, 1, DAY), lambda *_: None).database.close()
    half.rename(folder)


def kept_folder() -> Path:
    """Return where the Puskesmas of the present edition is kept, after removing those of other editions."""
    kept = Path(tempfile.gettempdir()) / f"{PREFIX}{edition()}"
    for old in kept.parent.glob(f"{PREFIX}*"):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)
    return kept


def demo_folder() -> Path:
    """Return a copy of the Puskesmas of 30,000 people, which is made when there is none of this edition."""
    kept = kept_folder()
    if not kept.exists():
        make(kept, PEOPLE)
    copy = Path(tempfile.mkdtemp(prefix="ilp-bench-"))
    for name in ("ilp.db", "kunci.json"):
        shutil.copy2(kept / name, copy / name)
    return copy
