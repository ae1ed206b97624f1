"""The columns of registers: every fact is there, nothing restricted is shown without leave, and only to clinicians."""

from dataclasses import replace

import pytest

from ilp_desktop.domain import permissions
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.forms.schema import Sensitivity
from ilp_desktop.reference import edition_on
from ilp_desktop.services.register.register_columns import FACTS, NUMBER, register_names
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic

YEAR = TODAY.year
MOTHER = "register_mother"
WITHOUT_LEAVE = ROOM - {Act.SEE_RESTRICTED}


def test_no_column_shows_a_restricted_question_to_everybody(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = clinic.house.screening.catalogue
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, WITHOUT_LEAVE)
    for code in register_names():
        if edition_on(code, TODAY).body.get("restricted"):
            with pytest.raises(UserError, match="tidak ada"):
                clinic.house.registers.head(clinic.doctor, RegisterFilter(code, YEAR, 11))
            continue
        shown = {
            one.heading for one in clinic.house.registers.head(clinic.doctor, RegisterFilter(code, YEAR, 11)).columns
        }
        for row in edition_on(code, TODAY).body["column"]:
            name, _, argument = row["fact"].partition(":")
            form, question = FACTS[name].question(argument) if name != NUMBER else ("", "")
            if question and catalogue.form(form, TODAY).question(question).sensitivity is Sensitivity.RESTRICTED:
                assert row["label"] not in shown


@pytest.mark.parametrize("code", register_names())
def test_every_column_names_a_fact_and_a_question_that_are_there(clinic: Clinic, code: str) -> None:
    catalogue = clinic.house.screening.catalogue
    for row in edition_on(code, TODAY).body["column"]:
        name, _, argument = row["fact"].partition(":")
        assert name == NUMBER or name in FACTS, row
        form, question = FACTS[name].question(argument) if name != NUMBER else ("", "")
        if form:
            asked = catalogue.form(form, TODAY)
            assert not question or asked.question(question)


def test_nobody_but_clinicians_sees_registers(clinic: Clinic) -> None:
    head = replace(clinic.head, roles=frozenset({Role.HEAD}))
    for user in (clinic.desk, head):
        with pytest.raises(NotAllowed):
            clinic.house.registers.listed(user, RegisterFilter(MOTHER, YEAR), None, 5)


@pytest.mark.parametrize("wanted", [RegisterFilter("icd10", YEAR), RegisterFilter(MOTHER, YEAR + 1)])
def test_register_that_is_none_is_told(clinic: Clinic, wanted: RegisterFilter) -> None:
    with pytest.raises(UserError, match="tidak ada"):
        clinic.house.registers.listed(clinic.doctor, wanted, None, 5)
