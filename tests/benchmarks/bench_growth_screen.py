"""The growth of a child with 60 measurements: opening it with its chart painted, and one point more drawn."""

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from uuid import UUID

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import ui  # noqa: F401 - keeps the process alive on Python below 3.12
from db.engine import open_sqlite
from db.migrate import upgrade
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.growth_reading import BirthKnown, GrowthRecord, Measured
from ilp_desktop.services.growth.growth_files import GrowthFile, judged
from ilp_desktop.services.growth.growth_series import INFANT, MEASURES, curves_of, places
from tests.benchmarks.bench_forms import milliseconds_since, p95
from tests.benchmarks.figures import show
from tests.house_fixtures import Clinic, furnish, opened
from tests.services.kia_story import at, examine
from ui.theme import apply_theme
from ui.widgets.growth_plot import GrowthPlot
from ui.widgets.marked_plot import Mark
from ui.widgets.plot_frame import Axis

POINTS, RUNS = 60, 40
POWERS, POWERS_TRIES = 100_000, 9
BORN = date(2024, 11, 20)
SIZE_PX = (1040, 300)
AXIS = Axis("Umur (bulan)", 0, 24, 2)


def measured_child(clinic: Clinic) -> UUID:
    """Return a child measured sixty times in two years."""
    child = clinic.register("Anak Uji", birth_date=BORN, sex=Sex.MALE).person_id
    for place in range(1, POINTS + 1):
        at(clinic, BORN + timedelta(days=place * 12))
        weight = f"{3.4 + 8.5 * (place / POINTS) ** 0.6:.1f}".replace(".", ",")
        length = f"{50 + 36 * (place / POINTS) ** 0.7:.1f}".replace(".", ",")
        examine(clinic, child, "vital_signs", {"berat": weight, "tinggi": length, "posisi_ukur": "terlentang"})
    return child


def marks_of(file: GrowthFile) -> list[Mark]:
    """Return the points of weight for age."""
    return [Mark(x, y, "") for _, x, y in places(file, Indicator.WEIGHT_FOR_AGE)]


def opening_times(clinic: Clinic, child: UUID, app: QApplication) -> list[float]:
    """Return how long reading, judging and painting take, in milliseconds."""
    spent = []
    for _ in range(RUNS):
        window = QWidget()
        layout = QVBoxLayout(window)
        window.resize(*SIZE_PX)
        start = perf_counter()
        file = clinic.house.children.growth(clinic.doctor, child)
        lines = curves_of(file.sex, Indicator.WEIGHT_FOR_AGE, INFANT, BORN)
        plot = GrowthPlot()
        layout.addWidget(plot)
        plot.show_growth("BB/U", AXIS, MEASURES[Indicator.WEIGHT_FOR_AGE], lines, marks_of(file))
        window.grab()
        spent.append(milliseconds_since(start))
        window.deleteLater()
        app.processEvents()
    return spent


def adding_times(file: GrowthFile) -> list[float]:
    """Return how long judging all points with one more, and painting them, take on a chart that stands."""
    plot = GrowthPlot()
    plot.resize(*SIZE_PX)
    lines = curves_of(file.sex, Indicator.WEIGHT_FOR_AGE, INFANT, BORN)
    measured = [Measured(point.measurement, point.encounter_id) for point in file.points]
    plot.show_growth("BB/U", AXIS, MEASURES[Indicator.WEIGHT_FOR_AGE], lines, marks_of(file))
    plot.grab()
    spent = []
    for count in range(POINTS - RUNS, POINTS):
        start = perf_counter()
        now = judged(file.sex, file.birth_date, GrowthRecord(BirthKnown(), tuple(measured[: count + 1])))
        plot.show_growth("BB/U", AXIS, MEASURES[Indicator.WEIGHT_FOR_AGE], lines, marks_of(now))
        plot.grab()
        spent.append(milliseconds_since(start))
    return spent


def plain_time() -> float:
    """Return how long a hundred thousand bare powers take, the middle of some tries."""
    spent = []
    for _ in range(POWERS_TRIES):
        start = perf_counter()
        for number in range(1, POWERS):
            pow(number, -0.35)
        spent.append(milliseconds_since(start))
    return sorted(spent)[len(spent) // 2]


def main() -> None:
    """Print the figures."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    apply_theme(app, Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory() as folder:
        database = open_sqlite(Path(folder) / "ilp.db", bytes(range(32)))
        upgrade(database.engine)
        clinic = opened(database, furnish(database))
        child = measured_child(clinic)
        plain = plain_time()
        show(f"growth screen, {POWERS} bare powers", plain, "ms")
        opening = p95(opening_times(clinic, child, app))
        show(f"growth screen, {POINTS} points read, judged and painted, p95", opening, "ms", plain, "powers")
        adding = p95(adding_times(clinic.house.children.growth(clinic.doctor, child)))
        show("growth screen, one point more judged and painted, p95", adding, "ms", plain, "powers")
        database.close()


if __name__ == "__main__":
    main()
