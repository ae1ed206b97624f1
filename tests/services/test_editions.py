"""The list of reference tables and forms in use."""

import pytest

from ilp_desktop import reference
from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.services.case_finding import TB_FORM
from ilp_desktop.services.editions import EditionKind
from tests.house_fixtures import TODAY, Clinic


def test_every_shipped_table_and_form_is_listed_with_a_title_people_can_read(clinic: Clinic) -> None:
    listed = clinic.house.editions.listed(clinic.head, TODAY)
    tables = {edition.name for edition in listed if edition.kind is EditionKind.TABLE}
    assert tables == set(reference.names())
    assert TB_FORM in {edition.name for edition in listed if edition.kind is EditionKind.FORM}
    assert len({edition.id for edition in listed}) == len(listed)
    assert all(edition.source and edition.version for edition in listed)
    assert [edition.name for edition in listed if edition.title in ("", edition.name)] == []


def test_the_list_of_editions_says_what_was_not_yet_checked(clinic: Clinic) -> None:
    listed = {edition.name: edition for edition in clinic.house.editions.listed(clinic.head, TODAY)}
    assert listed["bmi_adult"].verified
    assert not listed["suspected_infectious"].verified
    assert "J09-J11" in listed["suspected_infectious"].note
    with pytest.raises(NotAllowed):
        clinic.house.editions.listed(clinic.desk, TODAY)
