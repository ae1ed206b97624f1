"""For patients of which age a tab of a room stands."""

from ilp_desktop.domain.age import Age
from ilp_desktop.reference import edition_on

NCD_TAB, MENTAL_TAB, PLANNING_TAB, ELDERLY_TAB = "ncd", "mental", "planning", "elderly"
PREMARITAL_TAB = "premarital"


def stands_for(tab: str, age: Age) -> bool:
    """Say whether a tab stands for a patient of this age."""
    row = next(one for one in edition_on("room_tabs", age.day).body["tab"] if one["code"] == tab)
    return bool(row["from_years"] <= age.years and ("until_years" not in row or age.years < row["until_years"]))
