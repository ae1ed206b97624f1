"""Every method of every service is tried by each of the ten roles, against the published table."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.core.signed_in import SignedIn
from tests.house_fixtures import Clinic
from tests.services.calling import EVERYBODY, Known
from tests.services.every_call import CALLS, UNGUARDED, know, methods

PUBLISHED = Path(__file__).parents[1] / "reference_cases" / "use_cases_by_role.csv"


def published() -> Mapping[str, Mapping[Role, bool]]:
    """Return who may what by the published table: a row a use case, a column a role."""
    with PUBLISHED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        row.pop("use_case"): {Role(word): {"x": True, "": False}[mark] for word, mark in row.items()} for row in rows
    }


TABLE = published()


def as_role(clinic: Clinic, role: Role) -> SignedIn:
    """Return somebody with one role alone."""
    return replace(clinic.doctor, roles=frozenset({role}))


def test_every_method_that_takes_a_user_is_tried_here() -> None:
    assert {name for name in methods() if not name.startswith(UNGUARDED)} == set(CALLS)


def test_the_published_table_names_every_use_case_and_every_role() -> None:
    assert set(TABLE) == set(CALLS)
    assert all(list(row) == list(Role) for row in TABLE.values())


def test_the_table_says_of_desk_room_and_office_what_each_use_case_says_itself() -> None:
    said = {name: {role for role in EVERYBODY if row[role]} for name, row in TABLE.items()}
    assert said == {name: call.roles for name, call in CALLS.items()}


@pytest.mark.parametrize("name", sorted(CALLS))
def test_those_whose_act_it_is_may_do_it(known_anew: Callable[[], Known], name: str) -> None:
    known = None
    for role in (role for role in Role if TABLE[name][role]):
        if known is None or known.clinic.database.feed.poll():  # what was only read needs no other copy
            known = known_anew()
            known.clinic.database.feed.poll()
        CALLS[name].run(known.clinic.house, as_role(known.clinic, role), known)


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_nobody_else_may_and_nothing_is_changed(known_anew: Callable[[], Known], role: Role) -> None:
    known = known_anew()
    clinic = known.clinic
    clinic.database.feed.poll()
    for name, call in CALLS.items():
        if not TABLE[name][role]:
            with pytest.raises(NotAllowed):
                call.run(clinic.house, as_role(clinic, role), known)
            assert clinic.database.feed.poll() == frozenset(), name


def test_somebody_without_a_role_may_do_nothing(clinic: Clinic) -> None:
    known, nobody = know(clinic), replace(clinic.doctor, roles=frozenset())
    for call in CALLS.values():
        with pytest.raises(NotAllowed):
            call.run(clinic.house, nobody, known)
