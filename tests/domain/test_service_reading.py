"""A row of a service package that cannot be used is refused with a message that says why."""

from typing import Any

import pytest

from ilp_desktop.domain.due.service_plan import WHO_NAMES, Unwell
from ilp_desktop.domain.due.service_reading import PlanFault, read_plan
from ilp_desktop.domain.span import Span

ROW: dict[str, Any] = {"code": "puma", "label": "PUMA", "why": "Sekali setahun.", "form": "puma"}


def test_row_becomes_a_plan_fulfilled_by_its_form() -> None:
    plan = read_plan({**ROW, "opens": {"years": 40}, "every": {"months": 12}, "unwell": "tetap"}, "KMK 2023", WHO_NAMES)
    assert plan.done_by == ("form:puma",)
    assert (plan.opens, plan.every, plan.closes) == (Span(months=480), Span(months=12), None)
    assert (plan.unwell, plan.source) == (Unwell.ANYWAY, "KMK 2023")


def test_weeks_and_days_are_added_up() -> None:
    assert read_plan({**ROW, "opens": {"weeks": 13, "days": 1}}, "KMK 2023", WHO_NAMES).opens == Span(days=92)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"label": " "}, "label"),
        ({"why": None}, "why"),
        ({"colour": "red"}, "colour"),
        ({"code": "Puma PPOK"}, "kode"),
        ({"form": ""}, "selesai"),
        ({"done_by": ["kabar:puma"]}, "kejadian"),
        ({"who": "umur_tahun >= 40"}, "umur_tahun"),
        ({"who": "hamil ="}, "belum selesai"),
        ({"opens": 40}, "opens"),
        ({"opens": {"decades": 4}}, "opens"),
        ({"every": {"months": 1}, "months": [2]}, "bersama"),
        ({"months": [13]}, "bulan"),
        ({"place": 0}, "place"),
        ({"place": 2, "every": {"months": 1}}, "place"),
        ({"anchor": "wedding"}, "anchor"),
    ],
)
def test_faulty_row_is_refused_and_named(changes: dict[str, Any], message: str) -> None:
    row = {key: found for key, found in {**ROW, **changes}.items() if found is not None}
    with pytest.raises(PlanFault, match=message):
        read_plan(row, "KMK 2023", WHO_NAMES)
