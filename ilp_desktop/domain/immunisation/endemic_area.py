"""Where vaccines for endemic areas are given: what the Puskesmas says, otherwise its province."""

from datetime import date

from ilp_desktop.reference import edition_on

NAME = "immunisation_endemic"
JAPANESE_ENCEPHALITIS = "JE"


def je_endemic(province: str, day: date, *, said: bool | None = None) -> bool:
    """Say whether JE is given; ``said`` is the setting of the Puskesmas, ``province`` the two digits of its code."""
    if said is not None:
        return said
    listed = next(row for row in edition_on(NAME, day).body["antigen"] if row["name"] == JAPANESE_ENCEPHALITIS)
    return any(row["code"] == province for row in listed["province"])
