"""Family planning by written cases: method, next visit, lateness, in rule, picture and register alike."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from ilp_desktop.domain import permissions
from ilp_desktop.domain.contraception.contraception import Contact, method_in_use, next_visit
from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.reference import edition_on
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at

REGISTER = "register_contraception"
FILE = Path(__file__).parent.parent / "reference_cases" / "contraception.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
FIRST_YEAR_TOLD = 2025
MOST_STATEMENTS = 10


def contacts(case: dict[str, str]) -> Iterator[Contact]:
    """Give the visits of a case."""
    for one in case["visits"].split(";"):
        kind, method, day, *again = one.split()
        yield Contact(date.fromisoformat(day), kind, method, date.fromisoformat(again[0]) if again else None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['visits']}, {case['source']}")
def test_rule_says_what_the_case_says(case: dict[str, str]) -> None:
    day = date.fromisoformat(case["today"])
    use = method_in_use(tuple(contacts(case)), day)
    coming = None if use is None else next_visit(use, day)
    assert (use.method if use else "", str(use.since) if use else "") == (case["method"], case["since"])
    assert (str(coming.on) if coming else "") == case["next"]
    assert (coming is not None and coming.is_late(day)) is (case["late"] == "ya")


def answers(one: Contact) -> dict[str, str]:
    """Return what is typed at a visit."""
    typed = {
        "kunjungan_kb": one.kind,
        "jumlah_anak": "0",
        "kb_penapisan": "tidak_ada",
        "kb_sekarang": one.method,
        "kb_efek_samping": "mual" if one.kind == "keluhan" else "tidak_ada",
    }
    return typed | ({"kb_kembali": f"{one.return_on:%d%m%Y}"} if one.return_on else {})


def test_picture_and_register_say_what_the_rule_says(any_clinic: Clinic) -> None:
    told = [case for case in CASES if all(one.day.year >= FIRST_YEAR_TOLD for one in contacts(case))]
    people = {}
    for number, case in enumerate(told):
        name = f"Ibu {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}"
        people[name] = (
            any_clinic.register(name, sex=Sex.FEMALE, birth_date=date(1995, 1, 1)).person_id,
            case,
        )
        for one in contacts(case):
            attend(any_clinic, people[name][0], Visit(one.day, forms={"family_planning": answers(one)}))
    at(any_clinic, TODAY)
    for who, case in people.values():
        found = any_clinic.house.contraception.picture(any_clinic.doctor, who)
        assert (found.use.method if found.use else "") == case["method"]
        assert (str(found.next_visit.on) if found.next_visit else "") == case["next"]
    sent: list[str] = []
    event.listen(
        any_clinic.database.reading().get_bind(), "before_cursor_execute", lambda *heard: sent.append(heard[2])
    )
    rows = {
        state: {
            row.name
            for row in any_clinic.house.registers.listed(
                any_clinic.doctor, RegisterFilter(REGISTER, TODAY.year, 11, state=state), None, 100
            )
        }
        for state in ("", "late")
    }
    assert len(sent) <= 2 * MOST_STATEMENTS
    assert rows[""] == {name for name, (_, case) in people.items() if case["method"]}
    assert rows["late"] == {name for name, (_, case) in people.items() if case["late"] == "ya"}


def test_nothing_of_it_is_there_without_leave(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    who = clinic.register("Ibu Muda", birth_date=date(2010, 1, 1)).person_id
    monkeypatch.setitem(permissions.ACTS_OF, Role.CLINICIAN, ROOM - {Act.SEE_RESTRICTED})
    with pytest.raises(NotAllowed):
        clinic.house.contraception.picture(clinic.doctor, who)
    assert REGISTER not in {one.code for one in clinic.house.registers.offered(clinic.doctor)}


def test_every_method_of_the_form_has_its_row() -> None:
    chosen = {choice.value for choice in shipped_forms().form("family_planning", TODAY).question("kb_sekarang").choices}
    body = edition_on("contraception", TODAY).body
    assert {row["code"] for row in body["method"]} == chosen - {body["none"]}
