"""What is known about a person on the day of the visit, under the names that conditions use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ilp_desktop.domain.age import Age, age_on
from ilp_desktop.domain.birth.postnatal import days_in_nifas
from ilp_desktop.domain.care.development import kpsp_months
from ilp_desktop.domain.chronic.chronic_record import ChronicFile
from ilp_desktop.domain.expressions.conditions import YES_NO, Name, Value
from ilp_desktop.domain.growth.growth_history import GrowthHistory
from ilp_desktop.domain.sex import Sex

DAYS_A_WEEK = 7
NO_FORM = 0

FACT_NAMES: Mapping[str, Name] = {
    "umur_hari": Name("Umur (hari)"),
    "umur_bulan": Name("Umur (bulan)"),
    "umur_tahun": Name("Umur (tahun)"),
    "jenis_kelamin": Name("Jenis kelamin", {sex.value: sex.word for sex in Sex}),
    "hamil": Name("Hamil", YES_NO),
    "usia_kehamilan_minggu": Name("Usia kehamilan (minggu)"),
    "masa_nifas": Name("Masa nifas (hari)"),
    "umur_kpsp": Name("Umur formulir KPSP (bulan)"),
}
"""Every name about the person a condition may use; ages and weeks are completed ones."""


@dataclass(frozen=True)
class HeightBefore:
    """The last height measured of an adult, who grows no more: centimetres, and the day."""

    height_cm: float
    day: date


@dataclass(frozen=True)
class Facts:
    """A person as a form sees them; what is None is unknown and makes every comparison with it false.

    Attributes:
        day: the day of the visit, by which ages, dates and editions are reckoned.
        gestation_days: days since the last menstruation, in a pregnancy.
        delivered_on: the day of the last birth on record.
        height_before: serves where no height is measured today; it is never an answer.
        growth: birth and earlier measurements of a child.
        chronic: what control of hypertension and diabetes rests on beside today's answers; None where none is read.
    """

    day: date
    birth_date: date | None = None
    sex: Sex | None = None
    pregnant: bool | None = None
    gestation_days: int | None = None
    delivered_on: date | None = None
    height_before: HeightBefore | None = None
    growth: GrowthHistory | None = None
    chronic: ChronicFile | None = None

    def beside(self, form_code: str) -> "Facts":
        """Return what is known beside the answers to a form on the day of the visit."""
        known = None if self.chronic is None else self.chronic.without(form_code, self.day)
        return self if known is self.chronic else replace(self, chronic=known)

    @property
    def age(self) -> Age | None:
        """Return the age on the day of the visit; unknown for a birth date that lies after it."""
        if self.birth_date is None or self.birth_date > self.day:
            return None
        return age_on(self.birth_date, self.day)

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """Return what is known, by the names of ``FACT_NAMES``."""
        known: dict[str, Value] = {}
        age = self.age
        if age is not None:
            known |= {"umur_hari": age.total_days, "umur_bulan": age.total_months, "umur_tahun": age.years}
            known["umur_kpsp"] = self._kpsp_months or NO_FORM
        if self.sex is not None:
            known["jenis_kelamin"] = self.sex.value
        if self.pregnant is not None:
            known["hamil"] = self.pregnant
        if self.pregnant and self.gestation_days is not None:
            known["usia_kehamilan_minggu"] = self.gestation_days // DAYS_A_WEEK
        nifas = days_in_nifas(self.delivered_on, self.day)
        if nifas is not None:
            known["masa_nifas"] = nifas
        return known

    @property
    def _kpsp_months(self) -> int | None:
        """Return the months of the KPSP form for the person, corrected where it was born too early."""
        assert self.birth_date is not None  # noqa: S101 - asked only where the age is known
        gestation_days = self.growth.gestation_days if self.growth else None
        return kpsp_months(self.birth_date, self.day, gestation_days)
