"""A labour as its chart shows it."""

from ilp_desktop.domain.birth.partograph_chart import PartographChart, partograph_chart
from ilp_desktop.services.birth.labour_data import LabourFile


def partograph_of(file: LabourFile) -> PartographChart | None:
    """Return the chart of a labour; None while nothing was observed."""
    return partograph_chart([(row.at, row.values) for row in file.rows], file.progress.lines)
