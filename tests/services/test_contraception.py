"""Family planning by written cases: method, next visit, lateness, in rule, picture and register alike."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event

from ilp_desktop.domain import permissions
from ilp_desktop.domain.contraception.contraception import Contact, method_in_use, next_visit
from ilp_desktop.domain.contraception.planning_dues import CODE as RETURN_CODE
from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.reference import edition_on
from ilp_desktop.services.due.due_rows import DueFilter
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


def test_a_visit_missed_is_a_service_due_for_those_with_leave(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = any_clinic.register("Ibu Terlambat", sex=Sex.FEMALE, birth_date=date(1995, 1, 1)).person_id
    soon = any_clinic.register("Ibu Segera", sex=Sex.FEMALE, birth_date=date(1995, 1, 1)).person_id
    stopped = any_clinic.register("Ibu Lepas", sex=Sex.FEMALE, birth_date=date(1995, 1, 1)).person_id
    injection = Contact(date(2026, 8, 16), "baru", "suntik_3")
    attend(any_clinic, late, Visit(injection.day, forms={"family_planning": answers(injection)}))
    attend(any_clinic, stopped, Visit(injection.day, forms={"family_planning": answers(injection)}))
    ended = Contact(date(2026, 9, 16), "lepas", "tidak")
    attend(any_clinic, stopped, Visit(ended.day, forms={"family_planning": answers(ended)}))
    written = Contact(date(2026, 11, 1), "baru", "pil", date(2026, 11, 30))
    attend(any_clinic, soon, Visit(written.day, forms={"family_planning": answers(written)}))
    at(any_clinic, TODAY)

    def asked(who: UUID) -> list[tuple[date, str]]:
        found = any_clinic.house.dues.of_person(any_clinic.doctor, who).items
        return [(one.due_from, one.state.name) for one in found if one.service == RETURN_CODE]

    assert asked(late) == [(date(2026, 11, 8), "LATE")]
    assert asked(soon) == [(date(2026, 11, 30), "COMING")]
    assert asked(stopped) == []
    picture = any_clinic.house.contraception.picture(any_clinic.doctor, late)
    assert [one.label for one in picture.due if one.form == "family_planning"] == ["Kunjungan ulang KB"]
    any_clinic.house.dues.refresh_some(any_clinic.doctor, 50)
    stored = any_clinic.house.due_lists.listed(any_clinic.doctor, DueFilter(services=(RETURN_CODE,)), None, 10)
    assert [row.person_id for row in stored] == [late]
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert asked(late) == []
    assert not any_clinic.house.due_lists.listed(any_clinic.doctor, DueFilter(services=(RETURN_CODE,)), None, 10)


def test_nothing_of_it_is_there_without_leave(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    who = clinic.register("Ibu Muda", birth_date=date(2010, 1, 1)).person_id
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    with pytest.raises(NotAllowed):
        clinic.house.contraception.picture(clinic.doctor, who)
    assert REGISTER not in {one.code for one in clinic.house.registers.offered(clinic.doctor)}


def test_every_method_of_the_form_has_its_row() -> None:
    chosen = {choice.value for choice in shipped_forms().form("family_planning", TODAY).question("kb_sekarang").choices}
    body = edition_on("contraception", TODAY).body
    assert {row["code"] for row in body["method"]} == chosen - {body["none"]}
