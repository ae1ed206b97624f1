"""A form of 120 questions: reading it, its first section on the screen, all of it, and scoring at each change."""

import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

import ui  # noqa: F401 - keeps the process alive on Python below 3.12
from db.engine import open_sqlite
from ilp_desktop.clock import SystemClock
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form
from ilp_desktop.forms.scoring import alarms, assess, readings
from ilp_desktop.identity import Identities
from ilp_desktop.resources import resource_path
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.core.unit_of_work import UnitOfWork
from tests.benchmarks.figures import show
from tests.forms.long_sample import long_form
from tests.forms.ways import texts_for
from ui.theme import apply_theme
from ui.widgets.form_view import FormView
from ui.widgets.page import scrolled

RUNS = 20
FACTS = Facts(date(2026, 11, 23), date(1980, 1, 1), Sex.FEMALE, pregnant=False)
SIZE_PX = (1040, 460)


def p95(spent: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(spent, n=20)[-1]


def milliseconds_since(start: float) -> float:
    """Return how long ago something was."""
    return (perf_counter() - start) * 1000


def scoring_times(form: Form) -> list[float]:
    """Return, for each question answered after the others, how long checks, readings, alarms and score take."""
    typed: dict[str, str] = {}
    spent = []
    for question in form.questions:
        typed[question.code] = texts_for(form, question, FACTS)[0]
        start = perf_counter()
        checked = check(form, typed, FACTS)
        readings(form, checked, FACTS, DOMAIN_RULES)
        alarms(form, checked, FACTS)
        assess(form, checked, FACTS, DOMAIN_RULES)
        spent.append(milliseconds_since(start))
    return spent


def drawing_times(app: QApplication, form: Form, screening: Screening) -> tuple[float, float]:
    """Return the milliseconds until the first section is painted, and until every field is there and painted."""
    window = QWidget()
    window.resize(*SIZE_PX)
    layout = QVBoxLayout(window)
    window.show()
    app.processEvents()
    start = perf_counter()
    view = FormView(form, FACTS, screening)
    layout.addWidget(scrolled(view))
    app.processEvents()
    window.grab()
    first = milliseconds_since(start)
    view.grid  # noqa: B018 - makes all that is not made yet
    app.processEvents()
    window.grab()
    whole = milliseconds_since(start)
    window.close()
    _let_go(app, window)
    return first, whole


def _let_go(app: QApplication, window: QWidget) -> None:
    """Delete a window now, so that none of the next measurement is spent on it."""
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def bare_times(app: QApplication, count: int) -> float:
    """Return how long a bare window with so many plain buttons takes: the least a drawn form can be compared with."""
    window = QWidget()
    layout = QVBoxLayout(window)
    start = perf_counter()
    for number in range(count):
        layout.addWidget(QPushButton(str(number)))
    window.grab()
    taken = milliseconds_since(start)
    _let_go(app, window)
    return taken


def changing_times(app: QApplication, form: Form, screening: Screening) -> list[float]:
    """Return how long the screen takes to take in one answer more, for each question that is asked."""
    window = QWidget()
    layout = QVBoxLayout(window)
    view = FormView(form, FACTS, screening)
    layout.addWidget(scrolled(view))
    view.grid  # noqa: B018
    window.resize(*SIZE_PX)
    window.show()
    app.processEvents()
    spent = []
    for code in view.checked().asked:
        field = view.field(code)
        field.set_value(texts_for(form, form.question(code), FACTS)[0])
        start = perf_counter()
        field.changed.emit()
        spent.append(milliseconds_since(start))
    window.close()
    return spent


def main() -> None:
    """Measure and print."""
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="ilp-forms-") as name:
        folder = Path(name)
        apply_theme(app, folder)
        uow = UnitOfWork(open_sqlite(folder / "none.db", bytes(32)), SystemClock(), Identities(SystemClock()))
        screening = Screening(uow, Catalogue(resource_path("forms"), DOMAIN_RULES), DOMAIN_RULES)
        start = perf_counter()
        form = long_form()
        show("form of 120 questions read", milliseconds_since(start), "ms")
        start = perf_counter()
        listed = screening.catalogue.listed(FACTS.day)
        show(f"headers of {len(listed)} forms read", milliseconds_since(start), "ms")
        show("scoring at a change, p95", p95([one for _ in range(RUNS) for one in scoring_times(form)]), "ms")
        drawing_times(app, form, screening)
        drawn = [drawing_times(app, form, screening) for _ in range(RUNS)]
        buttons = sum(max(len(question.choices), 2) for question in form.questions)
        bare = p95([bare_times(app, buttons) for _ in range(RUNS)])
        against = f"{buttons} plain buttons"
        show("first section painted, p95", p95([first for first, _ in drawn]), "ms", bare, against)
        show("all 120 questions painted, p95", p95([whole for _, whole in drawn]), "ms", bare, against)
        changed = [one for _ in range(3) for one in changing_times(app, form, screening)]
        show("an answer taken in by the screen, p95", p95(changed), "ms")


if __name__ == "__main__":
    main()
