"""Cancer screens by written cases: state, next screen, register and picture alike, and what needs leave."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event

from ilp_desktop.domain import permissions
from ilp_desktop.domain.cancer.cancer_screens import ScreenState, screens_on
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.reference import edition_on
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.cancer.cancer_care import ScreenView
from ilp_desktop.services.cancer.cancer_rows import FORMS, screen_plans
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterRow
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import at, start_pregnancy
from tests.services.referred import answer, letter, refer

REGISTER = "register_cancer"
FILE = Path(__file__).parent.parent / "reference_cases" / "cancer_screens.csv"
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
HEADINGS = [row["label"] for row in edition_on(REGISTER, TODAY).body["column"]]
MOST_STATEMENTS = 14
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CALM_SIDE = {"payudara_kanan": "normal", "payudara_kiri": "normal"}
FIRST_ANSWERS = {
    "cervical": {},
    "breast": CALM_SIDE,
    "colorectal": {
        "status_merokok": "tidak",
        "keluarga_kolorektal": "tidak",
        "bab_berdarah": "tidak",
        "riwayat_kolorektal": "tidak_ada",
    },
    "lung_cancer": dict.fromkeys(
        ("keluarga_kanker_paru", "riwayat_kanker_paru", "paru_kronik", "pajanan_karsinogen", "pajanan_radiasi"), "tidak"
    )
    | {"status_merokok": "tidak"},
}


def visits(case: dict[str, str]) -> Iterator[tuple[date, str, dict[str, str]]]:
    """Give the screens of a case: the day, the form and what is typed."""
    for one in case["screens"].split(";"):
        day, form, *answers = one.split()
        yield date.fromisoformat(day), form, FIRST_ANSWERS[form] | dict(pair.split("=") for pair in answers)


def screen(clinic: Clinic, who: UUID, day: date, forms: Mapping[str, dict[str, str]]) -> None:
    """Let somebody come on a day, be screened, and go home."""
    at(clinic, day)
    ticket = clinic.visit(who)
    filled = tuple(FilledForm(form, typed) for form, typed in forms.items())
    wanted = Examination(clinic.new_id(), ticket.encounter_id, 1, SoapNote(subjective="skrining"), (), filled)
    version = clinic.house.encounters.record(clinic.doctor, wanted)
    clinic.house.encounters.finish(clinic.doctor, ticket.encounter_id, version, NextPlace.HOME)


def tell(clinic: Clinic, number: int, case: dict[str, str]) -> UUID:
    """Let somebody be screened, and referred where the case says so; returns the person."""
    sex = Sex.MALE if case["sex"] == "L" else Sex.FEMALE
    born = date.fromisoformat(case["born"])
    who = clinic.register(f"Orang {LETTERS[number // 26]}{LETTERS[number % 26]}", sex=sex, birth_date=born).person_id
    for day, form, typed in visits(case):
        screen(clinic, who, day, {form: typed})
    if case["referred"]:
        day = date.fromisoformat(case["referred"])
        at(clinic, day)
        sent = refer(clinic, who, letter(clinic))
        if case["answered"]:
            clinic.house.referral_answers.record(clinic.doctor, answer(clinic, sent, answered_on=day, control_on=None))
    return who


def rows(clinic: Clinic, state: str = "") -> list[RegisterRow]:
    """Return the register of this month."""
    wanted = RegisterFilter(REGISTER, TODAY.year, TODAY.month, state=state)
    found: list[RegisterRow] = []
    while page := clinic.house.registers.listed(clinic.doctor, wanted, found[-1] if found else None, 7):
        found += page
    return found


Told = tuple[str, str, date | None]


def expected(case: dict[str, str]) -> set[Told]:
    """Return form, state and next day of each screen of a case."""
    found = set()
    for one in case["expected"].split(";"):
        form, state, *day = one.split()
        found.add((form, state, date.fromisoformat(day[0]) if day else None))
    return found


def of_row(clinic: Clinic, row: RegisterRow) -> Told:
    """Return what a row of the register says."""
    said = dict(zip(HEADINGS, row.cells, strict=True))
    (form,) = [one.form for one in screens_on(TODAY) if one.label == said["Skrining"]]
    day = said["Skrining ulang"]
    assert day is None or isinstance(day, date)
    return form, next(one.name for one in ScreenState if one.value == said["Keadaan"]), day


def of_view(view: ScreenView) -> Told:
    """Return what the picture of a person says of a screen."""
    assert view.state is not None
    return view.form, view.state.name, view.due_from


def test_register_and_picture_say_what_the_cases_say(any_clinic: Clinic) -> None:
    people = {tell(any_clinic, number, case): case for number, case in enumerate(CASES)}
    at(any_clinic, TODAY)
    while any_clinic.house.dues.stale(any_clinic.doctor):
        any_clinic.house.dues.refresh_some(any_clinic.doctor, 500)
    listed = rows(any_clinic)
    ranks = [row.standing.rank for row in listed]
    assert ranks == sorted(ranks)
    for who, case in people.items():
        told = {of_row(any_clinic, row) for row in listed if row.person_id == who}
        assert told == expected(case), case["screens"]
        seen = any_clinic.house.cancer.picture(any_clinic.doctor, who).screens
        assert {of_view(one) for one in seen if one.latest is not None} == expected(case), case["screens"]
    for state in ("unreferred", "unanswered", "awaited", "recall"):
        wanted = {(who, one[0]) for who, case in people.items() for one in expected(case) if one[1] == state.upper()}
        assert {(row.person_id, of_row(any_clinic, row)[0]) for row in rows(any_clinic, state)} == wanted
    sent: list[str] = []
    bind = any_clinic.database.reading().get_bind()
    event.listen(bind, "before_cursor_execute", lambda *heard: sent.append(heard[2]))
    any_clinic.house.registers.listed(any_clinic.doctor, RegisterFilter(REGISTER, TODAY.year, 11), None, 50)
    assert len(sent) <= MOST_STATEMENTS


def test_who_was_never_screened_is_asked_by_age_and_sex(clinic: Clinic) -> None:
    woman = clinic.register("Ibu Baru", birth_date=date(1980, 1, 1)).person_id
    man = clinic.register("Bapak Baru", sex=Sex.MALE, birth_date=date(1975, 1, 1)).person_id
    young = clinic.register("Nona Muda", birth_date=date(2008, 1, 1)).person_id

    def forms(who: UUID) -> list[str]:
        found = clinic.house.cancer.picture(clinic.doctor, who).screens
        assert all(one.latest is None and one.state is None for one in found)
        return [one.form for one in found if one.due_from is not None and one.due_from <= TODAY]

    assert forms(woman) == ["cervical", "breast"]
    assert forms(man) == ["colorectal", "lung_cancer"]
    assert forms(young) == []
    start_pregnancy(clinic, woman, TODAY - timedelta(weeks=12))
    assert forms(woman) == []


def test_the_screen_whose_service_needs_leave_is_absent_without(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = any_clinic.register("Ibu Tertutup", birth_date=date(1980, 1, 1)).person_id
    positive = {"inspekulo": "normal", "iva": "positif", "hpv_dna": "tidak"}
    calm = {**CALM_SIDE, "hasil_sadanis": "negatif"}
    screen(any_clinic, who, date(2026, 10, 5), {"cervical": positive, "breast": calm})
    at(any_clinic, TODAY)
    assert {of_row(any_clinic, row)[0] for row in rows(any_clinic)} == {"cervical", "breast"}
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert {of_row(any_clinic, row)[0] for row in rows(any_clinic)} == {"breast"}
    assert rows(any_clinic, "unreferred") == []
    assert [one.form for one in any_clinic.house.cancer.picture(any_clinic.doctor, who).screens] == ["breast"]


def test_a_result_that_was_corrected_counts_as_corrected(any_clinic: Clinic) -> None:
    who = any_clinic.register("Ibu Dibetulkan", birth_date=date(1980, 1, 1)).person_id
    ticket = any_clinic.visit(who)
    wrong = {"inspekulo": "normal", "iva": "positif", "hpv_dna": "tidak"}
    for version, iva in enumerate(("positif", "negatif"), 1):
        forms = (FilledForm("cervical", {**wrong, "iva": iva}),)
        wanted = Examination(any_clinic.new_id(), ticket.encounter_id, version, SoapNote(subjective="IVA"), (), forms)
        any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    assert [of_row(any_clinic, row)[1] for row in rows(any_clinic)] == ["WAITING"]


def test_every_screen_names_a_form_and_a_service_that_are_there() -> None:
    screens = screens_on(TODAY)
    assert sorted(one.form for one in screens) == sorted(FORMS)
    for one in screens:
        form = shipped_forms().form(one.form, TODAY)
        assert screen_plans(TODAY)[one.form].form == one.form
        for question, treated in one.treated:
            assert treated in {choice.value for choice in form.question(question).choices}
