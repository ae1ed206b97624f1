"""The paper of a day without power: written down later, it counts on its own day and says so."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Encounter
from ilp_desktop.clock import local_time
from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Leaving, Payer, VisitKind
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.late_writing import LateVisit, Unlikely
from ilp_desktop.services.record.visit_writing import GivenDiagnosis
from tests.house_fixtures import TODAY, Clinic
from tests.services.invited import invite, listed

BLACKOUT = TODAY - timedelta(days=3)
VITALS = FilledForm("vital_signs", {"sistolik": "152", "diastolik": "94", "berat": "61"})


def paper(clinic: Clinic, person_id: UUID, **changes: object) -> LateVisit:
    wanted = LateVisit(
        clinic.new_id(), person_id, BLACKOUT, time(9, 15), clinic.doctor.staff_id, Klaster.ADULT_ELDERLY,
        Payer.SELF, sick=True, complaint="pusing", treatment="Amlodipin 1x5 mg", diagnoses=(GivenDiagnosis("I10"),),
        vitals=VITALS,
    )  # fmt: skip
    return replace(wanted, **changes)  # type: ignore[arg-type]


def test_visit_stands_on_its_own_day_with_everything_of_the_paper(any_clinic: Clinic) -> None:
    clinic, late = any_clinic, any_clinic.house.late_entries
    person = clinic.register().person_id
    assert late.add(clinic.doctor, paper(clinic, person)) == "B-001"
    (row,) = late.listed(clinic.doctor, BLACKOUT)
    assert (row.at.date(), row.at.time(), row.codes) == (BLACKOUT, time(9, 15), ("I10",))
    assert (row.served_by, row.recorded_by) == (clinic.doctor.name, clinic.doctor.name)
    assert row.recorded_at == local_time(clinic.clock.now(), clinic.doctor.time_zone)
    opened = clinic.house.encounters.open(clinic.doctor, row.encounter_id)
    assert (opened.day, opened.finished, opened.note.therapy) == (BLACKOUT, True, "Amlodipin 1x5 mg")
    assert local_time(opened.arrived_at, clinic.doctor.time_zone).time() == time(9, 15)
    assert opened.answers["vital_signs"]["sistolik"] == 152
    (entry,) = opened.timeline
    assert entry.day == BLACKOUT
    assert entry.written_later == f"dicatat kemudian oleh {clinic.doctor.name}, {TODAY:%d-%m-%Y}"
    (vitals,) = clinic.house.screening.history(clinic.doctor, person, "vital_signs")
    assert vitals.day == BLACKOUT


def test_a_diagnosis_on_paper_that_cannot_be_is_refused_and_one_that_hardly_fits_is_asked(any_clinic: Clinic) -> None:
    clinic, late = any_clinic, any_clinic.house.late_entries
    man = clinic.register("Budi Contoh", sex=Sex.MALE).person_id
    with pytest.raises(WrongAnswers) as refused:
        late.add(clinic.doctor, paper(clinic, man, diagnoses=(GivenDiagnosis("O14.9"),), sure=True))
    assert "pasien ini laki-laki" in refused.value.fields["diagnoses"]
    child = clinic.register("Anak Contoh", birth_date=date(2023, 1, 1)).person_id
    wanted = paper(clinic, child, diagnoses=(GivenDiagnosis("P07.3"),), vitals=None)
    with pytest.raises(Unlikely) as asked:
        late.add(clinic.doctor, wanted)
    assert "masa perinatal" in asked.value.fields["diagnoses"]
    late.add(clinic.doctor, replace(wanted, sure=True))
    (row,) = late.listed(clinic.doctor, BLACKOUT)
    assert row.codes == ("P07.3",)


def test_numbers_of_a_day_go_on_where_its_own_tickets_ended(any_clinic: Clinic) -> None:
    clinic = any_clinic
    first, second = clinic.register().person_id, clinic.register("Budi Contoh").person_id
    given = clinic.visit(first)
    today = paper(clinic, second, day=TODAY, hour=time(7, 10))
    late = clinic.house.late_entries.add(clinic.doctor, today)
    assert given.number == "B-001"
    assert late == "B-002"
    assert clinic.house.late_entries.add(clinic.doctor, today) == late
    assert len(clinic.house.late_entries.listed(clinic.desk, TODAY)) == 1
    assert clinic.house.overview.today(clinic.head).everyone.total == 2
    assert clinic.house.late_entries.add(clinic.doctor, paper(clinic, second)) == "B-001"


def kinds(clinic: Clinic) -> list[tuple[date, str]]:
    with clinic.database.reading() as session:
        rows = session.execute(
            select(Encounter.day, Encounter.visit_kind).order_by(Encounter.day, Encounter.happened_at)
        )
        return [(row.day, row.visit_kind) for row in rows]


def test_of_all_visits_of_a_person_the_first_by_its_own_day_is_the_first(any_clinic: Clinic) -> None:
    clinic = any_clinic
    person = clinic.register().person_id
    clinic.visit(person)
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person))
    again = paper(clinic, person, hour=time(13, 0), klaster=Klaster.CROSS)
    clinic.house.late_entries.add(clinic.doctor, again)
    assert kinds(clinic) == [
        (BLACKOUT, VisitKind.NEW.value),
        (BLACKOUT, VisitKind.RETURNING.value),
        (TODAY, VisitKind.RETURNING.value),
    ]


def test_a_number_that_was_withdrawn_is_no_visit_before(any_clinic: Clinic) -> None:
    clinic = any_clinic
    person = clinic.register().person_id
    mistaken = clinic.visit(person)
    clinic.house.queue_repairs.cancel(clinic.desk, mistaken.ticket_id, "salah orang")
    clinic.clock.forward(timedelta(minutes=30))
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person, day=TODAY, hour=time(7, 40)))
    assert kinds(clinic)[-1] == (TODAY, VisitKind.NEW.value)


def test_services_due_follow_as_if_it_had_been_written_down_that_day(any_clinic: Clinic) -> None:
    clinic = any_clinic
    person = clinic.register().person_id
    assert "blood_pressure" in due_for(clinic, person)
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person))
    assert "blood_pressure" not in due_for(clinic, person)
    mended = clinic.house.rederiving.derive_some(clinic.head, None, 10)
    assert (mended.observations, mended.services) == (0, 0)


def due_for(clinic: Clinic, person: UUID) -> set[str]:
    return {item.service for item in clinic.house.dues.of_person(clinic.doctor, person).items}


def test_invited_person_came_on_the_day_of_the_paper_if_it_was_after_the_invitation(any_clinic: Clinic) -> None:
    clinic = any_clinic
    person = clinic.register().person_id
    invite(clinic, person)
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person))
    assert listed(clinic)[0].came_on is None
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person, day=TODAY, hour=time(7, 0)))
    assert listed(clinic)[0].came_on == TODAY


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"day": TODAY, "hour": time(23, 0)}, "hour", "belum terjadi"),
        ({"day": date(1990, 5, 16)}, "hour", "lahir 17-05-1990"),
        ({"day": TODAY - timedelta(days=367)}, "hour", "366 hari"),
        ({"triage": "9"}, "triage", "tidak ada dalam pilihan"),
        ({"diagnoses": (GivenDiagnosis("X00.000"),)}, "diagnoses", "tidak ada dalam ICD-10"),
        ({"complaint": "a" * 301}, "complaint", "paling panjang 300"),
        ({"vitals": FilledForm("vital_signs", {"sistolik": "900"})}, "vital_signs.sistolik", ""),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_stored(
    clinic: Clinic, changes: dict[str, object], field: str, message: str
) -> None:
    person = clinic.register().person_id
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.late_entries.add(clinic.doctor, paper(clinic, person, **changes))
    assert not isinstance(refused.value, Unlikely)
    assert message in refused.value.fields[field]
    assert clinic.house.late_entries.listed(clinic.doctor, BLACKOUT) == ()


def test_the_dead_were_seen_until_they_died_and_not_after(clinic: Clinic) -> None:
    person = clinic.register().person_id
    file = clinic.house.registration.person(clinic.desk, person)
    clinic.house.registration.leave(clinic.desk, person, file.version, Leaving.DIED, BLACKOUT)
    clinic.house.late_entries.add(clinic.doctor, paper(clinic, person))
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.late_entries.add(clinic.doctor, paper(clinic, person, day=BLACKOUT + timedelta(days=1)))
    assert "meninggal" in refused.value.fields["hour"]


def test_what_is_unlikely_is_asked_once(any_clinic: Clinic) -> None:
    clinic, late = any_clinic, any_clinic.house.late_entries
    person = clinic.register().person_id
    long_ago, feverish = TODAY - timedelta(days=60), FilledForm("vital_signs", {"suhu": "41,8"})
    wanted = paper(clinic, person, day=long_ago, vitals=feverish)
    with pytest.raises(Unlikely) as asked:
        late.add(clinic.doctor, wanted)
    assert set(asked.value.fields) == {"day", "vital_signs.suhu"}
    assert late.listed(clinic.doctor, long_ago) == ()
    assert late.add(clinic.doctor, replace(wanted, sure=True))
    late.add(clinic.doctor, paper(clinic, person))
    with pytest.raises(Unlikely) as asked:
        late.add(clinic.doctor, paper(clinic, person))
    assert "nomor B-001" in asked.value.fields["person"]


def test_desk_writes_down_who_came_and_leaves_findings_to_those_who_may(clinic: Clinic) -> None:
    person = clinic.register().person_id
    with pytest.raises(NotAllowed):
        clinic.house.late_entries.add(clinic.desk, paper(clinic, person))
    bare = paper(clinic, person, treatment="", diagnoses=(), vitals=None)
    clinic.house.late_entries.add(clinic.desk, bare)
    (row,) = clinic.house.late_entries.listed(clinic.desk, BLACKOUT)
    assert (row.codes, row.served_by, row.recorded_by) == ((), clinic.doctor.name, clinic.desk.name)


def test_staff_of_nobody_is_refused(clinic: Clinic) -> None:
    person = clinic.register().person_id
    with pytest.raises(UserError):
        clinic.house.late_entries.add(clinic.doctor, paper(clinic, person, served_by=clinic.new_id()))
