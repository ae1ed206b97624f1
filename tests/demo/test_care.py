"""What happened to made-up people could have happened."""

from datetime import date, timedelta
from random import Random

import pytest

from ilp_desktop.demo.care import doses
from ilp_desktop.demo.population import Someone
from ilp_desktop.domain.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation_record import dose_record

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("seed", range(25))
def test_every_dose_of_a_made_up_child_counts(seed: int) -> None:
    random = Random(seed)
    child = Someone("P", TODAY - timedelta(days=random.randint(100, 1800)))
    given = [GivenDose(*dose) for dose in doses(random, child, TODAY)]
    judged = dose_record(child.birth_date, given).judged
    assert len(judged) == len(given) > 0
    assert all(each.counts_as == each.given.dose and not each.warnings for each in judged)
