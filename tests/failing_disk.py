"""A disk that becomes read-only while it is written, as a system makes it of a disk that fails."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

SYSTEM = Path("/sys/fs/ext4")
SIZE = 24 << 20
MOUNTED = "errors=remount-ro"


@dataclass
class FailingDisk:
    """A small disk of its own."""

    place: Path
    device: str

    def fail(self) -> None:
        """Let an error have been found on it: whoever has a file open there can write no more."""
        os.sync()
        (SYSTEM / self.device / "trigger_fs_error").write_text("uji")

    def mend(self) -> None:
        """Let it have been mended and put back; nobody may have a file open on it."""
        _run("umount", str(self.place))
        subprocess.run(["e2fsck", "-fy", f"/dev/{self.device}"], capture_output=True, check=False)  # 1: it was mended
        _run("mount", "-o", MOUNTED, f"/dev/{self.device}", str(self.place))


@pytest.fixture
def failing_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FailingDisk]:
    """Mount such a disk, where that is allowed."""
    folder = tmp_path_factory.mktemp("failing")
    image, place = folder / "image", folder / "disk"
    place.mkdir()
    if not SYSTEM.is_dir() or shutil.which("mkfs.ext4") is None or shutil.which("losetup") is None:
        pytest.skip("no disk can be made here")
    with image.open("wb") as stream:
        stream.truncate(SIZE)
    device = ""
    try:
        _run("mkfs.ext4", "-q", "-F", str(image))
        device = _run("losetup", "--find", "--show", str(image)).strip()
        _run("mount", "-o", MOUNTED, device, str(place))
        if not (SYSTEM / Path(device).name / "trigger_fs_error").exists():
            raise FileNotFoundError(device)
    except (OSError, subprocess.CalledProcessError):
        _clear(device, place)
        pytest.skip("only root may mount a disk")
    yield FailingDisk(place, Path(device).name)
    _clear(device, place)


def _clear(device: str, place: Path) -> None:
    for command in (("umount", "--lazy", str(place)), ("losetup", "--detach", device)):
        with suppress(OSError, subprocess.CalledProcessError):
            _run(*command)


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout
