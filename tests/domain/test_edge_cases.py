"""Just below, at and just above every edge of glucose, lipids, haemoglobin, body mass index and waist."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.growth.body_measures import assess_bmi_adult, assess_bmi_before_pregnancy, assess_waist
from ilp_desktop.domain.measures.blood_glucose import Glucose, assess_glucose
from ilp_desktop.domain.measures.haemoglobin import assess_haemoglobin, assess_haemoglobin_in_pregnancy
from ilp_desktop.domain.measures.lipids import Lipid, assess_lipid
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from tests.domain.cases import TODAY, age_of, cases, told
from tests.domain.test_band_edges import edges
from tests.every_row import every_row

ROWS = cases("band_edges")
METRE_CM = 100
TABLES = {
    "bmi_adult": "bmi_adult",
    "bmi_before_pregnancy": "bmi_prepregnancy",
    "haemoglobin": "haemoglobin",
    "haemoglobin_pregnancy": "haemoglobin_pregnancy",
    "waist": "waist",
}


def _haemoglobin(value: float, who: str) -> Assessment | None:
    months, sex, *after_birth = who.split()
    return assess_haemoglobin(value, age_of(int(months)), Sex(sex), postpartum=bool(after_birth))


def _in_pregnancy(value: float, who: str) -> Assessment:
    return assess_haemoglobin_in_pregnancy(value, GestationalAge(int(who.split()[1]), 0), TODAY)


RULES: dict[str, Callable[[float, str], Assessment | None]] = {
    "bmi_adult": lambda value, _: assess_bmi_adult(value, METRE_CM, TODAY),
    "bmi_before_pregnancy": lambda value, _: assess_bmi_before_pregnancy(value, METRE_CM, TODAY),
    "waist": lambda value, who: assess_waist(value, Sex(who), TODAY),
    "haemoglobin": _haemoglobin,
    "haemoglobin_pregnancy": _in_pregnancy,
}


def _assessed(row: dict[str, str]) -> Assessment | None:
    measure, value = row["measure"], float(row["value"])
    if measure in {kind.value for kind in Glucose}:
        return assess_glucose(Glucose(measure), value, TODAY)
    if measure in {lipid.value for lipid in Lipid}:
        return assess_lipid(Lipid(measure), value, TODAY)
    return RULES[measure](value, row["who"])


@every_row("row", ROWS, ids=told)
def test_a_value_at_an_edge_has_the_class_of_the_printed_table(row: dict[str, str]) -> None:
    found = _assessed(row)
    assert found is not None
    assert found.code == row["code"]


def test_every_edge_is_tried_below_at_and_above() -> None:
    sides = defaultdict(set)
    for row in ROWS:
        apart = Decimal(row["value"]) - Decimal(row["edge"])
        sides[row["measure"], row["who"], row["edge"]].add(0 if not apart else 1 if apart > 0 else -1)
    assert {key for key, tried in sides.items() if tried != {-1, 0, 1}} == set()


def test_no_edge_of_the_tables_is_left_out() -> None:
    tried = defaultdict(set)
    for row in ROWS:
        tried[row["measure"]].add(Decimal(row["edge"]))
    glucose, lipids = edition_on("blood_glucose", TODAY).body, edition_on("lipids", TODAY).body
    low = edition_on("blood_glucose_low", TODAY).body
    wanted = {kind: edges(rows) for kind, rows in (*glucose.items(), *lipids.items())}
    wanted |= {measure: edges(edition_on(name, TODAY).body) for measure, name in TABLES.items()}
    for measure, found in wanted.items():
        assert {edge for edge, _ in found} <= tried[measure], measure
    for kind in set(Glucose) - {Glucose.HBA1C}:
        assert {edge for edge, _ in edges(low)} <= tried[kind.value]
