"""Schools, class lists, a day at a school typed row by row, and the tablets of a week."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from db.models import Encounter, FormResponse, Observation, Pupil, Ticket
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.schools import ClassName
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.school.class_lists import Match
from ilp_desktop.services.school.school_days import DayEntry, DaySaved
from ilp_desktop.services.school.schools import Enrolment, NewSchool
from tests.house_fixtures import TODAY, Clinic
from tests.services.recorded import record

SEVEN_A = ClassName(7, "A")
WHOLE = {
    "berat": "42",
    "tinggi": "150",
    "sistolik": "110",
    "diastolik": "70",
    "visus_kanan": "v6_6",
    "visus_kiri": "v6_12",
    "bisik_kanan": "5",
    "bisik_kiri": "4",
    "karies": "tidak",
    "rongga_mulut": "normal",
    "kebersihan_mulut": "baik",
    "konjungtiva_pucat": "tidak",
    "telapak_pucat": "tidak",
    "kebersihan_diri": "bersih",
    "mata_luar": "normal",
    "buta_warna": "normal",
    "telinga_luar_kanan": "normal",
    "telinga_luar_kiri": "normal",
    "kelas": "7",
    "nama_sekolah": "SMPN 1 Contoh",
}


def school(clinic: Clinic, name: str = "SMPN 1 Contoh", level: str = "smp") -> UUID:
    return clinic.house.schools.add(clinic.desk, NewSchool(clinic.new_id(), name, level))


def girl(clinic: Clinic, name: str = "Putri Contoh", born: date = date(2013, 9, 1), **more: object) -> UUID:
    return clinic.register(name, birth_date=born, **more).person_id


def seat(clinic: Clinic, person: UUID, where: UUID, text: str = "7A") -> ClassName:
    return clinic.house.schools.enrol(clinic.desk, Enrolment(clinic.new_id(), person, where, text))


def entry(clinic: Clinic, person: UUID, where: UUID, typed: Mapping[str, str], day: date = TODAY) -> DayEntry:
    return DayEntry(clinic.new_id(), person, where, day, typed)


def save(clinic: Clinic, person: UUID, where: UUID, **typed: str) -> DaySaved:
    return clinic.house.school_days.save(clinic.doctor, entry(clinic, person, where, typed))


def test_school_is_added_once_and_listed_with_its_pupils(any_clinic: Clinic) -> None:
    where = school(any_clinic)
    seat(any_clinic, girl(any_clinic), where)
    found = any_clinic.house.schools.listed(any_clinic.desk)
    assert [(one.id, one.name, one.level.label, one.pupils) for one in found] == [
        (where, "SMPN 1 Contoh", "SMP/MTs", 1)
    ]
    assert [(one.name, one.pupils) for one in any_clinic.house.schools.classes(any_clinic.desk, where)] == [
        (SEVEN_A, 1)
    ]
    with pytest.raises(WrongAnswers) as refused:
        school(any_clinic, " smpn  1 contoh ")
    assert "sudah ada" in refused.value.fields["name"]


def test_child_sits_in_one_class_a_school_year(any_clinic: Clinic) -> None:
    where, other, person = school(any_clinic), school(any_clinic, "MTs Contoh"), girl(any_clinic)
    seat(any_clinic, person, where)
    assert seat(any_clinic, person, other, "VIII-b") == ClassName(8, "B")
    assert any_clinic.house.schools.pupils(any_clinic.desk, where, SEVEN_A) == ()
    assert any_clinic.house.schools.class_of(any_clinic.desk, person) == "MTs Contoh, kelas 8B"
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Pupil)) == 1


@pytest.mark.parametrize(
    ("text", "problem"), [("4", "tidak mempunyai kelas 4"), ("melati", "Tulis kelas seperti"), ("", "Tulis kelas")]
)
def test_class_the_school_does_not_have_is_refused_beside_its_field(clinic: Clinic, text: str, problem: str) -> None:
    where, person = school(clinic), girl(clinic)
    with pytest.raises(WrongAnswers) as refused:
        seat(clinic, person, where, text)
    assert problem in refused.value.fields["class_text"]


def test_grown_up_is_no_pupil(clinic: Clinic) -> None:
    where = school(clinic)
    with pytest.raises(WrongAnswers, match="perlu diperbaiki") as refused:
        seat(clinic, girl(clinic, "Ibu Guru", date(1980, 1, 1)), where)
    assert "berumur 46 tahun" in refused.value.fields["person"]


def test_child_is_taken_out_once_and_a_stale_list_is_refused(clinic: Clinic) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    pupil = clinic.house.schools.pupils(clinic.desk, where, SEVEN_A)[0]
    seat(clinic, person, where, "7B")
    with pytest.raises(StaleRecord):
        clinic.house.schools.take_out(clinic.desk, pupil.id, pupil.version)
    moved = clinic.house.schools.pupils(clinic.desk, where, ClassName(7, "B"))[0]
    clinic.house.schools.take_out(clinic.desk, moved.id, moved.version)
    assert clinic.house.schools.classes(clinic.desk, where) == ()


def test_class_of_the_list_decides_which_school_doses_are_due(clinic: Clinic) -> None:
    """At ten years nothing tells the class; as a pupil of class 5 she is to have her dose this school year."""
    person = girl(clinic, born=date(2016, 8, 20))
    where = school(clinic, "SDN 1 Contoh", "sd")
    before = {one.service for one in clinic.house.dues.of_person(clinic.doctor, person).items}
    seat(clinic, person, where, "5")
    after = {one.service for one in clinic.house.dues.of_person(clinic.doctor, person).items}
    assert any(code.startswith("dose:HPV") for code in after)
    assert not any(code.startswith("dose:HPV") for code in before)


def test_whole_row_is_stored_as_screening_and_vital_signs_of_a_visit_at_school(any_clinic: Clinic) -> None:
    where, person = school(any_clinic), girl(any_clinic)
    seat(any_clinic, person, where)
    found = save(any_clinic, person, where, **WHOLE)
    assert set(found.forms) == {"vital_signs", "school_screening"}
    assert found.left == ()
    with any_clinic.database.reading() as session:
        visit = session.scalars(select(Encounter).where(Encounter.person_id == person)).one()
        assert (visit.place, visit.day, visit.klaster, visit.sick) == ("sekolah", TODAY, 2, False)
        assert session.scalar(select(func.count()).select_from(Ticket)) == 0
    row = any_clinic.house.school_days.table(any_clinic.doctor, where, SEVEN_A, TODAY).rows[0]
    assert row.complete
    assert (row.typed["berat"], row.typed["visus_kiri"], row.typed["karies"]) == ("42", "v6_12", "tidak")
    growth = any_clinic.house.children.growth(any_clinic.doctor, person)
    assert [point.measurement.weight_kg for point in growth.points] == [42.0]
    done = {one.service: one.state.value for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
    assert done["school_screening"] == "selesai"
    assert done["bp_school"] == "selesai"


def test_row_that_is_not_complete_keeps_what_was_measured_and_names_what_is_left(clinic: Clinic) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    part = {key: WHOLE[key] for key in ("berat", "tinggi", "visus_kanan", "kelas")}
    found = save(clinic, person, where, **part)
    assert found.forms == ("vital_signs",)
    assert "Visus mata kiri" in found.left
    row = clinic.house.school_days.table(clinic.doctor, where, SEVEN_A, TODAY).rows[0]
    assert not row.complete
    assert "visus_kanan" not in row.typed
    found = save(clinic, person, where, **WHOLE)
    assert found.forms == ("school_screening",) or set(found.forms) == {"vital_signs", "school_screening"}
    with clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Encounter)) == 1


def test_blank_is_never_a_value(clinic: Clinic) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    save(clinic, person, where, **{**dict.fromkeys(WHOLE, ""), "berat": "42", "kelas": "7"})
    with clinic.database.reading() as session:
        codes = set(session.scalars(select(Observation.code).where(Observation.person_id == person)))
    assert "berat" in codes
    assert not codes & {"tinggi", "karies", "visus_kanan", "hb"}
    with pytest.raises(WrongAnswers):
        save(clinic, person, where, berat="", kelas="7")


def test_wrong_and_unlikely_values_are_told_by_question_and_nothing_is_stored(clinic: Clinic) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    with pytest.raises(WrongAnswers) as refused:
        save(clinic, person, where, **{**WHOLE, "berat": "4200", "tinggi": "abc"})
    assert {"vital_signs.berat", "vital_signs.tinggi"} <= set(refused.value.fields)
    with pytest.raises(WrongAnswers) as doubted:
        save(clinic, person, where, **{**WHOLE, "sistolik": "170"})
    assert "Tidak lazim" in doubted.value.fields["vital_signs.sistolik"]
    with clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Encounter)) == 0


def test_same_row_sent_twice_is_stored_once_and_typed_again_is_a_correction(clinic: Clinic) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    first = entry(clinic, person, where, WHOLE)
    clinic.house.school_days.save(clinic.doctor, first)
    clinic.house.school_days.save(clinic.doctor, first)
    save(clinic, person, where, **{**WHOLE, "berat": "43"})
    with clinic.database.reading() as session:
        weights = session.scalars(
            select(Observation.number).where(Observation.person_id == person, Observation.code == "berat")
        ).all()
        versions = session.scalar(select(func.count()).select_from(FormResponse))
    assert set(weights) == {43.0}
    assert versions == 4


@pytest.mark.parametrize(("days", "taken"), [(0, True), (3, True), (-1, False), (4000, False)])
def test_day_of_the_paper_may_be_past_but_not_to_come(clinic: Clinic, days: int, taken: bool) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    wanted = entry(clinic, person, where, WHOLE, TODAY - timedelta(days=days))
    if not taken:
        with pytest.raises(WrongAnswers):
            clinic.house.school_days.save(clinic.doctor, wanted)
        return
    clinic.house.school_days.save(clinic.doctor, wanted)
    with clinic.database.reading() as session:
        visit = session.scalars(select(Encounter)).one()
    assert (visit.day, visit.happened_at is None) == (wanted.day, days == 0)


def test_tablets_of_a_week_are_ticked_for_girls_alone_and_counted(any_clinic: Clinic) -> None:
    where, person = school(any_clinic), girl(any_clinic)
    boy = girl(any_clinic, "Putra Contoh", sex=Sex.MALE)
    seat(any_clinic, person, where)
    seat(any_clinic, boy, where)
    tablets, doctor = any_clinic.house.weekly_tablets, any_clinic.doctor
    assert [(one.pupil.person_id, one.taken, one.lately) for one in tablets.girls(doctor, where, SEVEN_A, TODAY)] == [
        (person, None, 0)
    ]
    for weeks in (3, 2, 1):
        tablets.tick(doctor, any_clinic.new_id(), TODAY - timedelta(weeks=weeks), {person: weeks != 2})
    assert tablets.tick(doctor, any_clinic.new_id(), TODAY, {person: True}) == 1
    assert tablets.tick(doctor, any_clinic.new_id(), TODAY, {person: True}) == 0
    row = tablets.girls(doctor, where, SEVEN_A, TODAY)[0]
    assert (row.taken, row.lately) == (True, 3)
    tablets.tick(doctor, any_clinic.new_id(), TODAY, {person: False})
    row = tablets.girls(doctor, where, SEVEN_A, TODAY)[0]
    assert (row.taken, row.lately) == (False, 2)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Encounter)) == 0


def test_class_list_that_was_pasted_finds_children_by_name_and_birth_date(clinic: Clinic) -> None:
    one = girl(clinic, "Dewi Lestari", date(2013, 9, 1))
    girl(clinic, "Dewi Lestari", date(2012, 5, 5))
    alone = girl(clinic, "Rangga Saputra", date(2013, 2, 2), sex=Sex.MALE)
    text = (
        "No\tNama\tTanggal lahir\n1\tDewi Lestari\t01-09-2013\n2. Rangga Saputra\n3\tDewi Lestari\n4\tTidak Terdaftar\n"
    )
    found = clinic.house.class_lists.look_up(clinic.desk, text)
    assert [(child.match, child.people[:1] and child.people[0][0]) for child in found] == [
        (Match.FOUND, one),
        (Match.FOUND, alone),
        (Match.SEVERAL, found[2].people[0][0]),
        (Match.NONE, ()),
    ]
    assert len(found[2].people) == 2


def test_next_door_opens_nothing(clinic: Clinic) -> None:
    where = school(clinic)
    with pytest.raises(UserError):
        clinic.house.school_days.table(clinic.doctor, clinic.new_id(), SEVEN_A, TODAY)
    with pytest.raises(UserError):
        seat(clinic, clinic.new_id(), where)


def test_screening_at_the_puskesmas_of_the_same_day_is_another_visit(clinic: Clinic) -> None:
    where, person = school(clinic), girl(clinic)
    seat(clinic, person, where)
    record(clinic, person, vital_signs={"berat": "41"})
    save(clinic, person, where, **WHOLE)
    with clinic.database.reading() as session:
        places = sorted(session.scalars(select(Encounter.place)))
    assert places == ["", "sekolah"]
