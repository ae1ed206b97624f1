"""What somebody opens a backup with on a computer that knows nothing of it yet."""

from dataclasses import dataclass, field
from enum import Enum


class OpenedBy(Enum):
    """The ways; the value is the word for it."""

    WORDS = "Kata pemulihan"
    PASSPHRASE = "Frasa sandi kepala"  # noqa: S105 - likewise
    PASSWORD = "Nama dan kata sandi"  # noqa: S105 - what the page says


@dataclass(frozen=True)
class Opener:
    """A way with its secret; ``user_name`` goes with a password alone."""

    way: OpenedBy
    secret: str = field(repr=False)
    user_name: str = ""
