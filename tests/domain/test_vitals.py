from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.measures.vitals import Vital, assess_vital
from tests.domain.cases import age_of, cases, told
from tests.every_row import every_row

VALUES = {
    Vital.PULSE: st.integers(1, 350),
    Vital.RESPIRATION: st.integers(1, 200),
    Vital.TEMPERATURE: st.floats(20, 46),
    Vital.SPO2: st.integers(1, 100),
}


@every_row("row", cases("vitals"), ids=told)
def test_vital_sign_is_classed_by_the_table_of_its_age(row: dict[str, str]) -> None:
    age = age_of(int(row["months"]), int(row["days"]))
    found = assess_vital(Vital(row["vital"]), float(row["value"]), age)
    assert (found.code, found.score) == (row["code"], float(row["value"]))


@given(st.sampled_from(Vital), st.integers(0, 1300), st.integers(0, 27), st.data())
def test_every_value_of_every_age_has_a_class(vital: Vital, months: int, days: int, data: st.DataObject) -> None:
    found = assess_vital(vital, data.draw(VALUES[vital]), age_of(months, days))
    assert found.conclusion
    assert found.source
