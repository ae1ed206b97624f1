"""Every restricted service, whoever asks: absent for roles without leave, there for the others."""

from uuid import UUID

import pytest

from ilp_desktop.domain.permissions import Act, Role, may
from ilp_desktop.services import due_services
from tests.domain.service_people import Window, edition, rules, windows

NOBODY = UUID(int=1)
RESTRICTED = {plan.code for plan in rules().plans if plan.restricted}
FOR_MINORS = {plan.code for plan in rules().plans if plan.restricted_below_years}
WINDOWS = [window for window in windows() if window.service in RESTRICTED]
every_role = pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)


def _shown(window: Window, role: Role) -> set[str]:
    leave = may([role], Act.SEE_RESTRICTED)
    found = due_services._shown(NOBODY, window.facts(), edition(), window.first(), None, may_all=leave)
    return {item.service for item in found.items}


@every_role
@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.service)
def test_restricted_service_is_shown_to_those_with_leave_alone(window: Window, role: Role) -> None:
    assert (window.service in _shown(window, role)) is may([role], Act.SEE_RESTRICTED)


def test_every_restricted_service_with_a_window_is_tried_here() -> None:
    elsewhere = {plan.code for plan in rules().plans if ":" in plan.anchor}
    assert RESTRICTED - elsewhere == {window.service for window in WINDOWS}
    assert FOR_MINORS
