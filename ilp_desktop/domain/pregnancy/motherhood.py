"""Whether somebody can be the mother of a child."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on

TABLE = "motherhood_limits"
CHECK_DATES = "Periksa tanggal lahir keduanya, atau pilih ibu yang benar."


@dataclass(frozen=True)
class Parent:
    """Somebody named as a mother."""

    person_id: UUID
    name: str
    sex: Sex
    birth_date: date


def mother_problem(mother: Parent, child_id: UUID, born_on: date, today: date) -> str:
    """Return why somebody cannot be the mother of a child born on a day, in Indonesian; nothing when they can."""
    if mother.person_id == child_id:
        return "Anak tidak dapat menjadi ibunya sendiri. Pilih ibunya."
    if mother.sex is not Sex.FEMALE:
        return f"{mother.name} tercatat laki-laki. Pilih ibunya, atau perbaiki jenis kelaminnya dahulu."
    if mother.birth_date >= born_on:
        born = indonesian_date(mother.birth_date)
        return f"{mother.name} lahir {born}, tidak lebih dahulu dari anaknya. {CHECK_DATES}"
    years = age_on(mother.birth_date, born_on).years
    limits = edition_on(TABLE, today).body
    if years < limits["youngest_years"]:
        return f"{mother.name} baru berumur {years} tahun saat anak ini lahir. {CHECK_DATES}"
    if years > limits["oldest_years"]:
        return f"{mother.name} sudah berumur {years} tahun saat anak ini lahir. {CHECK_DATES}"
    return ""
