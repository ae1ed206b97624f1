"""Tests that tell of a pregnancy: of a child only those with leave know that they were asked for."""

from datetime import date

import pytest

from ilp_desktop.services.order.order_data import AskedTest, OrderDraft
from tests.house_fixtures import Clinic
from tests.services.test_orders import due_services, saved, visited


@pytest.mark.parametrize("code", ["pregnancy_test", "usg_obstetric"])
@pytest.mark.parametrize(("born", "stored"), [(date(2012, 3, 1), "x:order:lab"), (date(1996, 3, 1), "order:lab")])
def test_a_test_for_pregnancy_is_kept_private_of_a_child(
    any_clinic: Clinic, code: str, born: date, stored: str
) -> None:
    saved(any_clinic, visited(any_clinic, person={"birth_date": born}, orders=OrderDraft((AskedTest("Tes", code),))))
    assert due_services(any_clinic) == {stored}
