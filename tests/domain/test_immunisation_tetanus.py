"""The tetanus status T0 to T5 from the whole history."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.immunisation.immunisation_record import dose_record
from ilp_desktop.domain.immunisation.immunisation_tetanus import TetanusStatus, tetanus_status
from tests.domain.cases import cases, date_of, told
from tests.domain.vaccine_records import births, record_of, records
from tests.every_row import every_row


def _status(birth: date, text: str, today: date) -> TetanusStatus:
    return tetanus_status(dose_record(birth, record_of(text)).tetanus, today)


@every_row("row", cases("immunisation_tetanus_status"), ids=told)
def test_status_protection_and_next_dose_follow_the_history(row: dict[str, str]) -> None:
    found = _status(date.fromisoformat(row["birth"]), row["given"], date.fromisoformat(row["today"]))
    assert found.text == f"T{row['status']}"
    assert found.protected_until == date_of(row["protected_until"])
    assert found.next_from == date_of(row["next_from"])
    assert found.source


def test_dose_beyond_the_highest_status_does_not_count() -> None:
    history = ";".join(f"Td:{dose}@{2010 + 2 * dose}-01-10" for dose in range(1, 7))
    judged = dose_record(date(1990, 1, 10), record_of(history)).judged
    assert [each.counts_as for each in judged] == [1, 2, 3, 4, 5, None]
    assert judged[-1].reason == "Status T5 sudah tercapai; dosis ini tidak menambah status."


def test_dose_given_too_soon_says_when_it_would_have_counted() -> None:
    (_, second) = dose_record(date(1990, 1, 10), record_of("Td:1@2020-01-10;Td:2@2020-02-06")).judged
    assert second.reason == "Td terlalu cepat: paling cepat 07-02-2020, 28 hari setelah dosis tetanus 10-01-2020."


def test_dose_before_birth_or_below_the_youngest_age_does_not_count() -> None:
    judged = dose_record(date(2020, 1, 10), record_of("Td:1@2020-01-09;Td:1@2027-01-09;Td:1@2027-01-10")).judged
    assert [[warning.code for warning in each.warnings] for each in judged] == [
        ["before_birth"],
        ["too_early_age"],
        [],
    ]


@given(births, st.data(), st.integers(0, 16000))
def test_status_is_a_step_of_the_ladder_and_never_falls(birth: date, data: st.DataObject, lived: int) -> None:
    doses = dose_record(birth, data.draw(records(birth))).tetanus
    steps = [0, *(dose.status for dose in doses)]
    assert all(0 <= later - earlier <= 1 for earlier, later in itertools.pairwise(steps))
    today = date.fromordinal(birth.toordinal() + lived)
    found = tetanus_status(doses, today)
    assert 0 <= found.number <= 5
    assert (found.next_from is None) == (found.number in (0, 5))
    assert (found.protected_until is None) == (found.number < 2)
