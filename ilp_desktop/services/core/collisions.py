"""Two people storing the same number at the same moment: the second looks again and sees the first."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from ilp_desktop.domain.errors import UserError

Result = TypeVar("Result")


def seeing_others(write: Callable[[], Result]) -> Result:
    """Run a write, and once more when a colleague stored the same meanwhile; its own checks then say what and whose."""
    try:
        return write()
    except IntegrityError:
        pass
    try:
        return write()
    except IntegrityError as error:
        raise UserError("Nomor yang sama sedang disimpan petugas lain.", "Cari orangnya, lalu simpan lagi.") from error
