"""Computed values count exactly as they are, and are shown on the side of an edge on which they count."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ilp_desktop.domain.expressions.conditions import edges
from ilp_desktop.domain.growth.body_measures import assess_bmi_adult, assess_bmi_before_pregnancy
from ilp_desktop.forms.computed_words import computed_text
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.scoring import readings
from tests.forms import ways
from tests.forms.rich_sample import rich_form
from tests.forms.shipped import form

WOMAN = ways.person(780)
GATES = {"mna_ukuran": "imt", "status_merokok": "aktif"}
EDGES = [
    ("mna_sf", "imt", {"berat": "66,38", "tinggi": "170"}, "f", 2, "22,97 kg/m²"),
    ("mna_sf", "imt", {"berat": "66,47", "tinggi": "170"}, "f", 3, "23 kg/m²"),
    ("puma", "bungkus_tahun", {"tahun_merokok": "19", "batang_per_hari": "21"}, "merokok", 0, "19,95 bungkus-tahun"),
    ("puma", "bungkus_tahun", {"tahun_merokok": "20", "batang_per_hari": "20"}, "merokok", 1, "20 bungkus-tahun"),
    ("puma", "bungkus_tahun", {"tahun_merokok": "30", "batang_per_hari": "20"}, "merokok", 1, "30 bungkus-tahun"),
    ("rapuh", "penurunan_berat", {"berat": "95,005", "berat_setahun_lalu": "100"}, "", 0, "4,995 %"),
    ("rapuh", "penurunan_berat", {"berat": "95", "berat_setahun_lalu": "100"}, "", 1, "5 %"),
]


@pytest.mark.parametrize(("code", "name", "typed", "group", "points", "text"), EDGES)
def test_value_just_below_an_edge_counts_and_is_shown_below_it(
    code: str, name: str, typed: dict[str, str], group: str, points: float, text: str
) -> None:
    wanted = form(code)
    checked = check(wanted, {**GATES, **typed}, WOMAN)
    values = checked.values(WOMAN)
    (scoring,) = wanted.scorings
    own = [point for point in scoring.points if point.group == group and name in point.when.names]
    assert next((point.score for point in own if point.when.holds(values)), 0) == points
    value = next(one for one in wanted.computed if one.code == name)
    assert computed_text(wanted, value, checked.computed[name]) == text


@given(st.integers(0, 90), st.integers(0, 100))
def test_shown_value_lies_on_the_same_side_of_every_edge(years: int, sticks: int) -> None:
    sample = rich_form()
    found = Fraction(years * sticks, 20)
    shown = Fraction(computed_text(sample, sample.computed[0], found).split()[0].replace(",", "."))
    for point in sample.scorings[0].points:
        for edge in edges(point.when.root, "bungkus_tahun"):
            assert (shown > edge, shown < edge) == (found > edge, found < edge)


MOTHER = ways.person(300)
IDEAL = {"normal", "overweight"}
"""Classes of the adult table that lie within 18.5 to 24.9, which is ideal before a pregnancy."""

BMI_EDGES = [
    ("41,6", "150", "IMT 18,49: berat badan kurang"),
    ("41,7", "150", "IMT 18,5: normal"),
    ("51,7", "150", "IMT 22,98: normal"),
    ("51,8", "150", "IMT 23: berat badan berlebih dengan risiko"),
    ("56,2", "150", "IMT 24,98: berat badan berlebih dengan risiko"),
    ("56,3", "150", "IMT 25: obesitas I"),
    ("67,4", "150", "IMT 29,96: obesitas I"),
    ("67,5", "150", "IMT 30: obesitas II"),
]


@pytest.mark.parametrize(("weight", "height", "text"), BMI_EDGES)
def test_index_is_read_on_its_side_of_every_edge_of_the_table(weight: str, height: str, text: str) -> None:
    vital = form("vital_signs")
    checked = check(vital, {"berat": weight, "tinggi": height}, MOTHER)
    said = [one.conclusion for found in readings(vital, checked, MOTHER, DOMAIN_RULES).values() for one in found]
    assert text in said


@given(st.integers(300, 1500), st.integers(1300, 1900))
@example(416, 1500)
@example(562, 1500)
def test_form_and_table_give_the_same_class_to_the_same_weight_and_height(weight: int, height: int) -> None:
    wanted = form("fit_pregnancy")
    kilograms, centimetres = weight / 10, height / 10
    typed = {"berat": str(kilograms).replace(".", ","), "tinggi": str(centimetres).replace(".", ",")}
    values = check(wanted, typed, MOTHER).values(MOTHER)
    (outside,) = [point for scale in wanted.scorings for point in scale.points if "imt" in point.when.names]
    adult = assess_bmi_adult(kilograms, centimetres, ways.DAY).code
    before = assess_bmi_before_pregnancy(kilograms, centimetres, ways.DAY).code
    assert outside.when.holds(values) == (adult not in IDEAL) == (before != "normal")
