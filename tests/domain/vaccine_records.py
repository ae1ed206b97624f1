"""Records of doses for the tests of immunisation: written as text, and made up at random."""

from datetime import date, timedelta

from hypothesis import strategies as st

from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts
from ilp_desktop.domain.school_year import SchoolClass
from ilp_desktop.domain.sex import Sex

CHILDHOOD = [
    ("HB0", 1),
    ("BCG", 1),
    *(("OPV", dose) for dose in range(1, 5)),
    *(("DPT-HB-Hib", dose) for dose in range(1, 5)),
    *(("PCV", dose) for dose in range(1, 4)),
    *(("RV", dose) for dose in range(1, 4)),
    ("IPV", 1),
    ("IPV", 2),
    ("MR", 1),
    ("MR", 2),
    ("JE", 1),
]
SCHOOL = [("MR", 3), ("DT", 1), ("HPV", 1), ("HPV", 2), *(("Td", dose) for dose in range(1, 6))]
CHILD_DAYS, ADULT_DAYS = 2200, 16000
EDITION_FROM, EDITION_TO = date(2025, 1, 21), date(2090, 1, 1)
births = st.dates(date(2015, 1, 1), date(2030, 1, 1))


def record_of(text: str) -> tuple[GivenDose, ...]:
    """Return the doses of a text such as ``OPV:1@2024-01-10;OPV:2@2024-03-10``."""
    doses = (part.replace("@", ":").split(":") for part in text.split(";") if part)
    return tuple(GivenDose(antigen, int(dose), date.fromisoformat(on)) for antigen, dose, on in doses)


@st.composite
def records(draw: st.DrawFn, birth: date, *, longest: int = 14) -> tuple[GivenDose, ...]:
    """Make up doses in any order and at any time, also before birth, one of an antigen a day at most."""
    childhood = st.tuples(st.sampled_from(CHILDHOOD), st.integers(-5, CHILD_DAYS))
    later = st.tuples(st.sampled_from(SCHOOL), st.integers(1500, ADULT_DAYS))
    rows = draw(st.lists(childhood | later, max_size=longest, unique_by=lambda row: (row[0][0], row[1])))
    return tuple(GivenDose(antigen, dose, birth + timedelta(days=days)) for (antigen, dose), days in rows)


@st.composite
def people(draw: st.DrawFn) -> VaccineFacts:
    """Make up somebody with a record."""
    birth = draw(births)
    classes = st.builds(SchoolClass, st.integers(1, 12), st.integers(birth.year + 5, birth.year + 19))
    return VaccineFacts(
        birth_date=birth,
        sex=draw(st.sampled_from(Sex)),
        given=draw(records(birth)),
        je_endemic=draw(st.booleans()),
        school_class=draw(st.none() | classes),
        pregnant=draw(st.booleans()),
        catin=draw(st.booleans()),
    )


@st.composite
def people_and_days(draw: st.DrawFn) -> tuple[VaccineFacts, date]:
    """Make up somebody and a day of life, or shortly before it."""
    facts = draw(people())
    days = draw(st.integers(-10, CHILD_DAYS) | st.integers(0, ADULT_DAYS))
    return facts, facts.birth_date + timedelta(days=days)
