"""Dates are written in one way, by one module."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN = "calendar_dates.py"
WRITTEN = re.compile(r"%d[/-]%m[/-]%[yY]")
READ = {"import_cells.py", "typed_date.py"}
"""Cells of files from outside are written out to be read like typing, and examples say how a date may be typed."""


def test_no_other_place_says_how_a_date_is_written() -> None:
    places = [path for folder in ("ilp_desktop", "ui", "db") for path in (ROOT / folder).rglob("*.py")]
    assert len(places) > 500
    found = [path.name for path in places if path.name not in {OWN, *READ} and WRITTEN.search(path.read_text("utf-8"))]
    assert found == []
