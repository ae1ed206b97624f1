"""The doses of school and of women in the words of the grid."""

from datetime import date

from hypothesis import assume, given

from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.immunisation.immunisation_later import NO_END, later_doses
from ilp_desktop.domain.immunisation.immunisation_open import VaccineFacts, open_doses
from ilp_desktop.domain.immunisation.immunisation_schedule import schedule_on
from ilp_desktop.domain.sex import Sex
from tests.domain.vaccine_records import EDITION_FROM, EDITION_TO, people_and_days, record_of

PUPIL = date(2019, 8, 10)


def _told(doses: tuple[DoseStatus, ...]) -> list[tuple[str, str]]:
    return [(dose.label, dose.state.value) for dose in doses]


def test_pupil_of_the_first_class_is_late_for_one_and_in_time_for_the_other() -> None:
    doses = later_doses(VaccineFacts(PUPIL, Sex.MALE), date(2026, 11, 23))
    assert _told(doses) == [("MR (BIAS)", "masih boleh"), ("DT (BIAS)", "waktu tepat")]
    assert doses[0].last_on == date(2027, 6, 30)
    assert doses[1].ideal_until == date(2026, 11, 30)


def test_dose_of_next_month_is_still_to_come() -> None:
    doses = later_doses(VaccineFacts(PUPIL, Sex.MALE), date(2026, 10, 1))
    assert _told(doses)[1] == ("DT (BIAS)", "belum waktunya")


def test_dose_given_too_early_says_so_and_is_open_again() -> None:
    record = record_of("Td:1@2026-08-09")
    doses = later_doses(VaccineFacts(date(2019, 8, 10), Sex.FEMALE, record), date(2026, 8, 20))
    vain = next(dose for dose in doses if dose.uncounted)
    assert (vain.label, vain.given_on, vain.state) == ("Td 1", None, DoseState.CLOSED)


def test_dose_of_a_woman_has_no_end_while_she_is_pregnant() -> None:
    (dose,) = later_doses(VaccineFacts(date(1995, 5, 5), Sex.FEMALE, pregnant=True), date(2026, 11, 23))
    assert (dose.label, dose.last_on, dose.state) == ("Td (T1)", NO_END, DoseState.DUE)


@given(people_and_days())
def test_later_doses_are_those_open_and_none_of_childhood(case: tuple[VaccineFacts, date]) -> None:
    facts, today = case
    assume(EDITION_FROM <= today <= EDITION_TO)
    childhood = {(dose.antigen, dose.dose) for dose in schedule_on(today).doses}
    waiting = [dose for dose in later_doses(facts, today) if dose.given_on is None and not dose.uncounted]
    opened = [dose for dose in open_doses(facts, today).doses if (dose.antigen, dose.dose) not in childhood]
    assert [(dose.antigen, dose.dose, dose.due_from) for dose in waiting] == [
        (dose.antigen, dose.dose, dose.due_from) for dose in opened
    ]
    assert all(dose.last_on >= max(dose.due_from, today) for dose in waiting)
    assert all((dose.state is DoseState.NOT_YET) == (dose.due_from > today) for dose in waiting)
