"""Pulse, respiration, temperature and oxygen saturation: simple classes by age."""

from enum import Enum

from ilp_desktop.domain.age import Age
from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.domain.bands import assessed, row_for, rows_for_age
from ilp_desktop.reference import edition_on


class Vital(Enum):
    """A vital sign; the value is its name in the reference tables."""

    PULSE = "pulse"
    RESPIRATION = "respiration"
    TEMPERATURE = "temperature"
    SPO2 = "spo2"


def assess_vital(vital: Vital, value: float, age: Age) -> Assessment:
    """Class a vital sign: pulse and respiration a minute, axillary temperature in degrees Celsius, SpO2 in %."""
    edition = edition_on("vital_classes", age.day)
    tables = [table for table in edition.body["table"] if table["measure"] == vital.value]
    rows = rows_for_age(tables, age)[0]["rows"]
    return assessed(row_for(rows, value), edition.source, score=value)
