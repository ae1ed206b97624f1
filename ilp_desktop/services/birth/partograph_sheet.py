"""A labour as its charts show it."""

from ilp_desktop.domain.birth.partograph_chart import PartographChart, partograph_charts
from ilp_desktop.services.birth.labour_data import LabourFile


def partographs_of(file: LabourFile) -> tuple[PartographChart, ...]:
    """Return the charts of a labour, one a sheet; none while nothing was observed."""
    return partograph_charts([(row.at, row.values) for row in file.rows], file.progress.lines)
