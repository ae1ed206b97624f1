"""With a second screen the display fills it; when that goes it gives way, and when it comes back it is there again."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

SCREENS = {
    "screens": [
        {"name": "meja", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1},
        {"name": "televisi", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1},
    ]
}


def test_display_fills_the_second_screen_as_long_as_there_is_one(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps(SCREENS), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "tests.ui.two_screens"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    ).stdout.splitlines()
    assert told == ["televisi True 1920x1080", "meja False 960x540", "televisi True 1920x1080"]
