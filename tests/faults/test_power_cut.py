"""The power goes: the log is cut at every edge of a frame and anywhere between, and what was on the disk is there."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening_doubts import find_loss
from tests.faults.busy_desk import is_whole, look
from tests.faults.power import Morning, started
from tests.faults.wal_file import PAGE_BYTES, edge
from tests.faults_table import Tally
from tests.house_fixtures import MORNING
from tests.sampled import sampled

PARTS = 10
RANDOM_CUTS = 200


def survives(morning: Morning, folder: Path, length: int, behind: bytes, row: Tally) -> None:
    """Start after a power cut that left so much of the log, with something else ``behind`` it on the disk."""
    frames = max(number for number in range(morning.log.frames + 1) if edge(number) <= max(length, edge(0)))
    answered = morning.answered_by(frames)
    mark = answered[-1].mark if answered else b""
    file = morning.lay_out(folder, morning.log.held[:length] + behind, mark)
    with started(file) as database:
        loss = find_loss(database, DataFolder(folder), MORNING)
        found = look(database, morning.meant, {one.save.client_id: one.made for one in answered})
    row.add(
        acknowledged=found.acknowledged,
        lost=found.lost + (loss is not None),
        silent=found.silent + (not is_whole(file)),
        doubled=found.doubled,
    )


@pytest.mark.parametrize("part", sampled(range(PARTS)))
def test_the_log_may_end_at_any_edge_of_a_frame(
    morning: Morning, tmp_path: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row = tally("power cut: log cut at every edge of a frame")
    for number in range(part, morning.log.frames + 1, PARTS):
        survives(morning, tmp_path / "data", edge(number), b"", row)
    row.require_none_harmed()


@pytest.mark.parametrize("part", sampled(range(PARTS)))
def test_the_log_may_end_anywhere_with_anything_behind_it(
    morning: Morning, tmp_path: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row = tally("power cut: log cut at a random byte, followed by nothing, zeros, noise or an older round")
    chance = Random(part)
    for _ in range(RANDOM_CUTS // PARTS):
        length = chance.randrange(len(morning.log.held[: edge(morning.log.frames)]))
        left = edge(morning.log.frames) - length
        older = morning.log.held[edge(morning.log.frames) :]
        behind = chance.choice((b"", bytes(left), chance.randbytes(left), older))
        survives(morning, tmp_path / "data", length, behind, row)
    row.require_none_harmed()


@pytest.mark.parametrize("part", sampled(range(PARTS)))
def test_the_power_may_go_while_the_log_is_brought_into_the_file(
    morning: Morning, tmp_path: Path, part: int, tally: Callable[[str], Tally]
) -> None:
    row = tally("power cut: while the log is brought into the file")
    file = morning.lay_out(tmp_path / "after", morning.log.held, b"")
    with started(file) as database:
        look(database, morning.meant, {})
    after, before = file.read_bytes(), morning.database
    chance = Random(part)
    for _ in range(2):
        mixed = bytearray(before.ljust(len(after), b"\0") if chance.random() < 0.5 else before)
        for start in range(0, len(mixed), PAGE_BYTES):
            source = chance.choice((before, after))
            page = source[start : start + PAGE_BYTES]
            torn = chance.randrange(PAGE_BYTES) if chance.random() < 0.1 else len(page)
            mixed[start : start + min(torn, len(page))] = page[:torn]
        half = Morning(bytes(mixed), morning.log, morning.answered, morning.meant)
        survives(half, tmp_path / "data", len(morning.log.held), b"", row)
    row.require_none_harmed()
