"""How figures are printed: a value, its unit, and how it stands to something simple measured in the same run."""

import sys


def show(name: str, value: float, unit: str, baseline: float | None = None, against: str = "") -> None:
    """Print one figure, as a ratio too where there is a baseline in the same unit."""
    ratio = f"  ({value / baseline:.2f} x {against})" if baseline else ""
    sys.stdout.write(f"{name}: {value:.2f} {unit}{ratio}\n")
    sys.stdout.flush()
