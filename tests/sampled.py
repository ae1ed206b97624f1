"""Long fault tests: `make faults` runs every case, `make test` every tenth."""

from collections.abc import Iterable
from typing import Any

import pytest

ONE_IN = 10


def sampled(cases: Iterable[Any]) -> list[Any]:
    """Return the cases for ``parametrize``, all but every tenth of them marked as long fault tests."""
    return [
        case if number % ONE_IN == 0 else pytest.param(case, marks=pytest.mark.faults)
        for number, case in enumerate(cases)
    ]
