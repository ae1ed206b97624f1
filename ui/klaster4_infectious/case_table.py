"""The columns of the list of today's suspected cases."""

from ilp_desktop.domain.age import Age
from ilp_desktop.services.record.case_finding import CaseLevel, SuspectedCase
from ui.models.paged_table import Column
from ui.palette import Tone

LEVEL_TONES = {CaseLevel.SUSPECTED: Tone.BAD, CaseLevel.WATCH: Tone.WARN}
OUTSIDE = "luar wilayah"
SHORT_FROM_YEARS = 5


def case_columns() -> tuple[Column[SuspectedCase], ...]:
    """Return the columns: how sure, who, where from, what, and where it was recorded."""
    return (
        Column("Status", lambda case: case.level.value, 88, colour=lambda case: LEVEL_TONES[case.level]),
        Column("Nama", lambda case: case.name, tooltip=lambda case: case.name),
        Column("Umur", lambda case: age_text(case.age), 80),
        Column("Tempat tinggal", home_text, tooltip=home_text),
        Column("Kode", lambda case: case.reasons[0].code or "-", 64),
        Column("Diagnosis atau tanda", signs_text, tooltip=signs_text),
        Column("Klaster", lambda case: case.reasons[0].klaster.label, 136),
    )


def age_text(age: Age) -> str:
    """Return an age as short as a list wants it: years, below five with months, below one with days."""
    if age.years >= SHORT_FROM_YEARS:
        return f"{age.years} th"
    return f"{age.years} th {age.months} bl" if age.years else f"{age.months} bl {age.days} hr"


def home_text(case: SuspectedCase) -> str:
    """Return village and RW, and that somebody lives outside the working area."""
    place = f"{case.village} RW {case.rw}" if case.rw else case.village
    return place if case.inside else ", ".join(part for part in (place, OUTSIDE) if part)


def signs_text(case: SuspectedCase) -> str:
    """Return the first sign, and how many more there are."""
    more = f" (+{len(case.reasons) - 1})" if len(case.reasons) > 1 else ""
    return case.reasons[0].title + more
