"""Mental health through the services: dangers first, scales, controls, the register; nothing of it without leave."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from ilp_desktop.domain import permissions
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.domain.sex import Sex
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.reference import edition_on
from ilp_desktop.services.mental.mental_care import SERVICES, MentalPicture
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend
from tests.services.kia_story import at
from tests.services.mental_story import CALM, followed, phq9, srq

REGISTER = "register_odgj"


def picture(clinic: Clinic, who: UUID) -> MentalPicture:
    """Return the picture a doctor sees."""
    return clinic.house.mental.picture(clinic.doctor, who)


def rows(clinic: Clinic, state: str = "") -> list[dict[str, Cell]]:
    """Return the rows of the register, each by its headings."""
    wanted = RegisterFilter(REGISTER, TODAY.year, 11, state=state)
    head = clinic.house.registers.head(clinic.doctor, wanted)
    found = clinic.house.registers.listed(clinic.doctor, wanted, None, 50)
    assert head.rows == len(found)
    return [dict(zip((one.heading for one in head.columns), row.cells, strict=True)) for row in found]


def test_thoughts_of_suicide_stand_first_whatever_the_score(any_clinic: Clinic) -> None:
    found = picture(any_clinic, followed(any_clinic))
    assert [(one.conclusion, one.day) for one in found.dangers] == [
        ("Ada pikiran mengakhiri hidup", date(2026, 11, 20))
    ]
    (scale,) = found.scales
    assert (scale.latest.day, scale.previous and scale.previous.score) == (date(2026, 11, 20), 7)


def test_a_danger_is_gone_once_the_same_form_says_otherwise(clinic: Clinic) -> None:
    who = followed(clinic)
    attend(clinic, who, Visit(date(2026, 11, 22), forms={"srq20": srq(1)}))
    at(clinic, TODAY)
    assert picture(clinic, who).dangers == ()


def test_the_ninth_question_is_a_danger_too(clinic: Clinic) -> None:
    who = clinic.register("Ibu Sedih", birth_date=date(1990, 1, 1)).person_id
    attend(clinic, who, Visit(date(2026, 11, 20), forms={"phq9": phq9(0, 0, 0, 0, 0, 0, 0, 0, 1)}))
    at(clinic, TODAY)
    assert [one.conclusion for one in picture(clinic, who).dangers] == ["Ada pikiran mati atau melukai diri"]


def test_controls_are_told_as_they_were(any_clinic: Clinic) -> None:
    man = followed(any_clinic)
    found = picture(any_clinic, man)
    newest, before = any_clinic.house.mental.visits(any_clinic.doctor, man, None, 10)
    assert (newest.symptoms, newest.medicine) == ("Halusinasi, Gangguan tidur", "Tidak teratur")
    assert (newest.side_effects, newest.self_care, newest.activity) == ("Gemetar", "Dibantu", "Membantu di rumah")
    assert (before.symptoms, before.self_care) == ("Tidak ada", "")
    assert found.next_on == date(2026, 12, 20)
    assert found.restraint == "Pernah, sudah dilepas (20-11-2026)"
    assert [(one.code, one.first, one.last) for one in found.diagnoses] == [
        ("F20.0", date(2026, 8, 20), date(2026, 11, 20))
    ]
    assert found.registered_since == date(2026, 8, 20)


def test_nothing_is_said_of_who_was_never_asked(clinic: Clinic) -> None:
    found = picture(clinic, clinic.register("Ibu Tenang", birth_date=date(1990, 1, 1)).person_id)
    assert (found.dangers, found.scales, found.diagnoses) == ((), (), ())
    assert (found.next_on, found.restraint, found.registered_since) == (None, "", None)


def test_register_tells_diagnosis_medicine_and_who_was_lost(any_clinic: Clinic) -> None:
    followed(any_clinic)
    lost = any_clinic.register("Pak Hilang", birth_date=date(1980, 1, 1)).person_id
    attend(
        any_clinic, lost, Visit(date(2026, 3, 2), ("F25.9",), {"mental_followup": {**CALM, "jiwa_kontrol": "02042026"}})
    )
    never = any_clinic.register("Pak Baru", birth_date=date(1980, 1, 1)).person_id
    attend(any_clinic, never, Visit(date(2026, 11, 2), ("F29",)))
    other = any_clinic.register("Pak Cemas", birth_date=date(1980, 1, 1)).person_id
    attend(any_clinic, other, Visit(date(2026, 11, 2), ("F41.1",)))
    at(any_clinic, TODAY)
    found = {str(row["Nama"]): row for row in rows(any_clinic)}
    assert set(found) == {"Pak Jiwa", "Pak Hilang", "Pak Baru"}
    assert str(found["Pak Jiwa"]["Diagnosis"]).startswith("F20.0 ")
    assert found["Pak Jiwa"]["Minum obat"] == "Tidak teratur"
    assert found["Pak Jiwa"]["Pemasungan"] == "Pernah, sudah dilepas"
    assert (found["Pak Baru"]["Kontrol terakhir"], found["Pak Baru"]["Minum obat"]) == (None, None)
    assert [row["Nama"] for row in rows(any_clinic, "lost")] == ["Pak Hilang"]


def test_picture_and_register_are_not_there_without_leave(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    who = followed(clinic)
    assert REGISTER in {one.code for one in clinic.house.registers.offered(clinic.doctor)}
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert REGISTER not in {one.code for one in clinic.house.registers.offered(clinic.doctor)}
    with pytest.raises(NotAllowed):
        picture(clinic, who)
    wanted = RegisterFilter(REGISTER, TODAY.year)
    for ask in (clinic.house.registers.head, clinic.house.registers.tallies):
        with pytest.raises(UserError, match="tidak ada"):
            ask(clinic.doctor, wanted)
    with pytest.raises(UserError, match="tidak ada"):
        clinic.house.registers.listed(clinic.doctor, wanted, None, 5)


def test_every_scale_is_a_form_and_every_service_is_one() -> None:
    assert all(shipped_forms().title(code, TODAY) for code in edition_on("mental_care", TODAY).body["scales"])
    packages = ("service_adult", "service_catin", "service_chronic", "service_elderly")
    assert set(SERVICES) <= {row["code"] for name in packages for row in edition_on(name, TODAY).body["service"]}


def test_controls_are_read_a_page_at_a_time(any_clinic: Clinic) -> None:
    who = any_clinic.register("Pak Lama", sex=Sex.MALE, birth_date=date(1990, 5, 2)).person_id
    days = [TODAY - timedelta(days=30 * number) for number in range(1, 8)]
    for day in sorted(days):
        told = CALM | {"jiwa_kontrol": f"{day + timedelta(days=30):%d%m%Y}"}
        attend(any_clinic, who, Visit(day, ("F20.0",), {"mental_followup": told}))
    at(any_clinic, TODAY)
    mental, doctor = any_clinic.house.mental, any_clinic.doctor
    first = mental.visits(doctor, who, None, 3)
    second = mental.visits(doctor, who, first[-1], 3)
    third = mental.visits(doctor, who, second[-1], 3)
    assert [one.day for one in (*first, *second, *third)] == days
    assert [len(page) for page in (first, second, third)] == [3, 3, 1]
    assert mental.visits(doctor, who, third[-1], 3) == ()
    assert len({one.id for one in (*first, *second, *third)}) == len(days)
