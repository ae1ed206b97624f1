"""Tells where an event loop stood while it did not answer: a second thread looks at its stack as soon as it is late."""

import sys
import traceback
from collections import Counter
from pathlib import Path
from threading import Thread, get_ident  # noqa: TID251 - looks at the loop from outside of it
from time import sleep

from ui.stall_watch import STALL_MS, StallWatch

LOOK_EVERY_S = 0.01
FRAMES = 4


class StallSampler(Thread):
    """Counts the places where the loop of the thread that made it is held up; starts with the thread."""

    def __init__(self, watch: StallWatch) -> None:
        super().__init__(name="sampler", daemon=True)
        self._watch = watch
        self._watched = get_ident()
        self._found: Counter[str] = Counter()

    def run(self) -> None:
        """Look again and again; a stall is counted once."""
        counted = False
        while True:
            sleep(LOOK_EVERY_S)
            late = self._watch.late_ms() > STALL_MS
            if late and not counted:
                self._found[_place(self._watched)] += 1
            counted = late

    def places(self) -> list[tuple[str, int]]:
        """Return where it stood, with how often, the most frequent first."""
        return self._found.most_common()


def _place(thread: int) -> str:
    frames = traceback.extract_stack(sys._current_frames()[thread])[-FRAMES:]
    return " < ".join(f"{frame.name} {Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
