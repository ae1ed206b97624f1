"""Long fault tests: `make faults` runs every case, `make test` every tenth."""

from collections.abc import Iterable
from typing import Any

import pytest

ONE_IN = 10


def sampled(cases: Iterable[Any]) -> list[Any]:
    """Return the cases for ``parametrize``: every tenth runs always, the others as long fault tests only."""
    return [
        pytest.param(case, marks=pytest.mark.sampled if number % ONE_IN == 0 else pytest.mark.faults)
        for number, case in enumerate(cases)
    ]
