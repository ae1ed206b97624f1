"""The elderly through the services: what SKILAS asks for, what was done of it, independence, plan and home."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import event

from ilp_desktop.domain import permissions
from ilp_desktop.domain.elderly.elderly_follow_up import Capacity, areas_on, asked_of, instruments_on
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.elderly.elderly_care import SHORT, ElderlyPicture
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.elderly_story import PLAN_DAY, SIGNS, WELL, aks, amt, frail, gds4
from tests.services.kia_story import at

MOST_STATEMENTS = 8


def picture(clinic: Clinic, who: UUID) -> ElderlyPicture:
    """Return the picture a doctor sees."""
    return clinic.house.elderly.picture(clinic.doctor, who)


def asked(clinic: Clinic, who: UUID) -> set[str]:
    """Return the codes of what is due for somebody."""
    return {one.service for one in clinic.house.dues.of_person(clinic.doctor, who).items}


def test_each_sign_leads_to_its_follow_up_and_to_its_result(any_clinic: Clinic) -> None:
    found = picture(any_clinic, frail(any_clinic))
    assert found.screened_on == date(2026, 9, 21)
    lines = {
        (one.label, wanted.title): None if wanted.result is None else wanted.result.day
        for one in found.areas
        for wanted in one.follow_ups
    }
    assert lines[("Mobilisasi", "SPPB")] is None
    assert lines[("Gizi", "RAPUH")] is None
    assert lines[("Gizi", "MNA-SF")] is not None
    assert lines[("Kognitif", "Mini-Cog atau AMT atau AD8-INA")] == PLAN_DAY
    assert lines[("Depresi", "GDS-4 atau GDS-15")] is not None
    assert [one.label for one in found.areas if one.state is Capacity.KEPT] == ["Penglihatan", "Pendengaran"]


def test_what_the_tab_counts_as_done_is_asked_for_by_nobody_else(any_clinic: Clinic) -> None:
    who = any_clinic.register("Nenek Pelupa", birth_date=date(1948, 3, 9)).person_id
    attend(any_clinic, who, Visit(date(2026, 10, 5), forms={"skilas": SIGNS}))
    at(any_clinic, TODAY)
    assert "follow_up:mini_cog" in asked(any_clinic, who)
    attend(any_clinic, who, Visit(date(2026, 10, 12), forms={"amt": amt(9), "gds4": gds4(1)}))
    at(any_clinic, TODAY)
    after = asked(any_clinic, who)
    assert not {"follow_up:mini_cog", "follow_up:gds4"} & after
    assert {"follow_up:sppb", "follow_up:gds15"} <= after


def test_independence_is_told_over_time_and_asks_for_care_at_home(any_clinic: Clinic) -> None:
    found = picture(any_clinic, frail(any_clinic))
    assert [(one.day.year, one.score) for one in found.course] == [(2025, 20), (2025, 17), (2026, 10)]
    assert found.at_home_below == 12
    assert found.home.needed_by == "Ketergantungan sedang (B)"
    assert found.home.last is not None
    assert found.home.last.day == date(2026, 10, 20)
    assert found.home.agreed_on == date(2026, 12, 8)


def test_plan_stands_as_it_was_written(any_clinic: Clinic) -> None:
    plan = picture(any_clinic, frail(any_clinic)).plan
    assert plan is not None
    assert [(one.problem, one.by, one.target) for one in plan.items] == [
        ("Sulit berdiri", "", date(2026, 11, 1)),
        ("Makan sedikit", "Keluarga", date(2026, 12, 15)),
    ]
    assert (plan.place, plan.carer, plan.evaluated_on) == ("Perawatan di rumah", "Keluarga", date(2027, 1, 5))


def test_nothing_is_said_of_who_was_never_asked(any_clinic: Clinic) -> None:
    who = any_clinic.register("Kakek Baru", birth_date=date(1950, 1, 1)).person_id
    found = picture(any_clinic, who)
    assert (found.screened_on, found.areas, found.course, found.plan, found.latest) == (None, (), (), None, ())
    assert (found.home.needed_by, found.home.last, found.home.agreed_on) == ("", None, None)
    assert {"SKILAS", "Kemandirian (AKS Barthel)"} <= {one.label for one in found.due}


def test_what_was_done_before_the_screening_answers_nothing_it_asks(any_clinic: Clinic) -> None:
    who = any_clinic.register("Kakek Lama", birth_date=date(1950, 1, 1)).person_id
    attend(any_clinic, who, Visit(date(2026, 2, 1), forms={"gds4": gds4(0)}))
    attend(any_clinic, who, Visit(date(2026, 10, 1), forms={"skilas": SIGNS}))
    at(any_clinic, TODAY)
    found = picture(any_clinic, who)
    mood = next(one for one in found.areas if one.label == "Depresi")
    assert [one.result for one in mood.follow_ups] == [None]
    assert "gds4" in {one.form for one in found.latest}


def test_restricted_results_are_absent_without_leave(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    who = frail(clinic)
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    found = picture(clinic, who)
    mood = next(one for one in found.areas if one.label == "Depresi")
    assert mood.follow_ups == ()
    assert {"gds4", "gds15"}.isdisjoint(one.form for one in found.latest)
    assert all("GDS" not in one.label for one in found.due)


def test_a_newer_screening_takes_the_place_of_the_older_one(clinic: Clinic) -> None:
    who = frail(clinic)
    attend(clinic, who, Visit(TODAY, forms={"skilas": WELL, "aks_barthel": aks(20)}))
    found = picture(clinic, who)
    assert {one.state for one in found.areas} == {Capacity.KEPT}
    assert found.home.needed_by == ""


def test_picture_is_read_in_few_statements(clinic: Clinic) -> None:
    who = frail(clinic)
    picture(clinic, who)
    seen: list[str] = []
    engine = clinic.house.uow.database.engine
    event.listen(engine, "before_cursor_execute", lambda *said: seen.append(said[2]))
    picture(clinic, who)
    assert len([one for one in seen if one.lstrip().upper().startswith(("SELECT", "WITH"))]) <= MOST_STATEMENTS


def test_every_form_of_the_table_is_a_form_and_every_code_a_conclusion_of_skilas() -> None:
    catalogue = shipped_forms()
    codes = {band.meaning.code for scoring in catalogue.form("skilas", TODAY).scorings for band in scoring.bands}
    for area in areas_on(TODAY):
        assert {*area.signs, *area.kept} <= codes
        assert all(catalogue.title(form, TODAY) and form in SHORT for group in area.asks for form in group)
    assert all(catalogue.title(form, TODAY) and form in SHORT for form in instruments_on(TODAY))
    followed = {
        band.meaning.follow_up for scoring in catalogue.form("skilas", TODAY).scorings for band in scoring.bands
    }
    assert followed - {""} <= {form for area in areas_on(TODAY) for group in area.asks for form in group}


def test_the_newest_of_several_answers_is_told() -> None:
    area = next(one for one in areas_on(TODAY) if one.code == "cognition")
    done = {"mini_cog": date(2026, 1, 5), "amt": date(2026, 3, 5), "ad8": date(2025, 12, 1)}
    (found,) = asked_of(area, date(2026, 1, 1), done, seen=set(done))
    assert (found.done_form, found.done_on) == ("amt", date(2026, 3, 5))
    (open_one,) = asked_of(area, date(2026, 4, 1), done, seen=set(done))
    assert (open_one.done_form, open_one.done_on) == ("", None)
    assert list(asked_of(area, date(2026, 4, 1), done, seen=())) == []
