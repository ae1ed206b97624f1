"""Every method of every service is tried by each of the three roles."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.signed_in import SignedIn
from tests.house_fixtures import Clinic
from tests.services.every_call import CALLS, UNGUARDED, know, methods


def as_role(clinic: Clinic, role: Role) -> SignedIn:
    """Return somebody with one role alone."""
    return replace(clinic.doctor, roles=frozenset({role}))


def test_every_method_that_takes_a_user_is_tried_here() -> None:
    assert {name for name in methods() if not name.startswith(UNGUARDED)} == set(CALLS)


@pytest.mark.parametrize("name", sorted(CALLS))
@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_a_role_may_do_its_own_acts_and_no_other(clinic: Clinic, name: str, role: Role) -> None:
    known, call = know(clinic), CALLS[name]
    if role in call.roles:
        call.run(clinic.house, as_role(clinic, role), known)
        return
    before = clinic.database.feed.poll()
    assert before
    with pytest.raises(NotAllowed):
        call.run(clinic.house, as_role(clinic, role), known)
    assert clinic.database.feed.poll() == frozenset()


def test_somebody_without_a_role_may_do_nothing(clinic: Clinic) -> None:
    known, nobody = know(clinic), replace(clinic.doctor, roles=frozenset())
    for call in CALLS.values():
        with pytest.raises(NotAllowed):
            call.run(clinic.house, nobody, known)
