"""Today at a glance and what klaster 4 is handed, on both databases."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from ilp_desktop.domain.errors import NotAllowed
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace, Payer, VisitKind
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.queue.visits import IssuedTicket, NewVisit, VisitFacts
from ilp_desktop.services.record.case_finding import TB_FORM, TB_PRESUMPTIVE, CaseLevel, SuspectedCase
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.overview import QueueFigures
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic

NO_SYMPTOM = dict.fromkeys(
    ("kontak_erat", "batuk", "berat_turun", "demam", "keringat_malam", "lesu", "sesak", "kelenjar"), "tidak"
)
COUGHING = NO_SYMPTOM | {"batuk": "ya"}


def arrive(clinic: Clinic, name: str, triage: str = "0", *, sick: bool = True, **changes: object) -> IssuedTicket:
    """Register somebody and open a visit."""
    return clinic.visit(clinic.register(name, **changes).person_id, triage, sick=sick)


def examine(
    clinic: Clinic, ticket: IssuedTicket, codes: Sequence[str] = (), forms: Sequence[FilledForm] = (), version: int = 1
) -> int:
    """Record diagnoses and forms of a visit."""
    return clinic.house.encounters.record(
        clinic.doctor,
        Examination(
            client_id=clinic.new_id(),
            encounter_id=ticket.encounter_id,
            version=version,
            note=SoapNote(subjective="Keluhan"),
            diagnoses=tuple(GivenDiagnosis(code) for code in codes),
            forms=tuple(forms),
        ),
    )


def cases(clinic: Clinic) -> tuple[SuspectedCase, ...]:
    """Return what klaster 4 sees."""
    return clinic.house.overview.suspected_cases(clinic.doctor)


def room_id(clinic: Clinic, name: str) -> Any:
    """Return the room of a name."""
    return next(room.id for room in clinic.house.facilities.rooms(clinic.doctor) if room.name == name)


def test_a_day_nobody_came_has_every_klaster_with_nothing_in_it(any_clinic: Clinic) -> None:
    figures = any_clinic.house.overview.today(any_clinic.head)
    assert figures.everyone == QueueFigures()
    assert [klaster.value for klaster, _ in figures.by_klaster] == [2, 3, 4, 5]
    assert (figures.sick, figures.healthy, figures.arrivals, figures.by_payer) == (0, 0, (), ())
    assert f"{figures.at:%H.%M}" == "07.30"


def test_visits_are_counted_where_they_stand_now(any_clinic: Clinic) -> None:
    queueing, tickets = any_clinic.house.queueing, [arrive(any_clinic, f"Orang {word}") for word in "ABCD"]
    queueing.call_next(any_clinic.doctor, room_id(any_clinic, "Poli Dewasa"))
    queueing.mark_absent(any_clinic.doctor, tickets[1].ticket_id)
    version = examine(any_clinic, tickets[2])
    any_clinic.house.encounters.finish(any_clinic.doctor, tickets[2].encounter_id, version, NextPlace.HOME)
    queueing.transfer(any_clinic.doctor, tickets[3].ticket_id, Klaster.CROSS, "Sesak mendadak")
    figures = any_clinic.house.overview.today(any_clinic.head)
    by_klaster = dict(figures.by_klaster)
    adult = by_klaster[Klaster.ADULT_ELDERLY]
    assert (adult.total, adult.waiting, adult.in_service, adult.done, adult.absent) == (3, 0, 1, 1, 1)
    assert (by_klaster[Klaster.CROSS].total, by_klaster[Klaster.CROSS].waiting) == (1, 1)
    assert figures.everyone.total == 4


def test_waits_run_from_ticket_to_call_and_for_who_still_waits_until_now(any_clinic: Clinic) -> None:
    for name in ("Pertama", "Kedua", "Ketiga"):
        arrive(any_clinic, name)
        any_clinic.clock.forward(timedelta(minutes=5))
    adult_room = room_id(any_clinic, "Poli Dewasa")
    any_clinic.house.queueing.call_next(any_clinic.doctor, adult_room)
    any_clinic.clock.forward(timedelta(minutes=20, seconds=59))
    any_clinic.house.queueing.call_next(any_clinic.doctor, adult_room)
    any_clinic.clock.forward(timedelta(minutes=4))
    adult = dict(any_clinic.house.overview.today(any_clinic.head).by_klaster)[Klaster.ADULT_ELDERLY]
    assert (adult.average_wait, adult.longest_wait, adult.longest_waiting) == (22, 30, 29)


def test_sick_and_healthy_new_and_returning_payer_and_hour_are_counted(any_clinic: Clinic) -> None:
    arrive(any_clinic, "Sakit Baru")
    any_clinic.clock.forward(timedelta(hours=2))
    arrive(any_clinic, "Sehat Baru", sick=False)
    known = any_clinic.register("Kontrol").person_id
    facts = VisitFacts("0", sick=True)
    any_clinic.house.visits.open(
        any_clinic.desk, NewVisit(any_clinic.new_id(), known, facts, Payer.BPJS_PBI, control=True)
    )
    figures = any_clinic.house.overview.today(any_clinic.head)
    assert (figures.sick, figures.healthy) == (2, 1)
    assert figures.by_kind == ((VisitKind.NEW, 2), (VisitKind.CONTROL, 1))
    assert figures.by_payer == ((Payer.BPJS_PBI, 1), (Payer.SELF, 2))
    assert figures.arrivals == ((7, 1), (8, 0), (9, 2))


def test_yesterday_is_no_part_of_today(any_clinic: Clinic) -> None:
    examine(any_clinic, arrive(any_clinic, "Kemarin", "2"), ["A90"])
    any_clinic.clock.forward(timedelta(days=1))
    assert any_clinic.house.overview.today(any_clinic.head).everyone.total == 0
    assert cases(any_clinic) == ()


def test_the_day_is_read_in_one_query_however_many_came(any_clinic: Clinic) -> None:
    for word in "ABC":
        examine(any_clinic, arrive(any_clinic, f"Orang {word}", "2"), ["A90", "J18.9"])
    statements: list[str] = []
    for user in (any_clinic.head, any_clinic.doctor):
        any_clinic.house.accounts.still(user)
    with any_clinic.database.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    any_clinic.house.overview.today(any_clinic.head)
    cases(any_clinic)
    assert len([text for text in statements if text.startswith("SELECT")]) == 2


def test_a_suspected_diagnosis_lists_the_person_with_reason_source_place_and_author(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic, "Demam Tinggi", birth_date=date(2016, 11, 23))
    any_clinic.house.queueing.call(any_clinic.doctor, ticket.ticket_id, room_id(any_clinic, "Ruang KIA"))
    examine(any_clinic, ticket, ["A90", "I10"])
    (case,) = cases(any_clinic)
    (reason,) = case.reasons
    assert (case.name, case.age.text, case.village, case.rw) == ("Demam Tinggi", "10 th 0 bl 0 hr", "Sukamaju", "001")
    assert (reason.level, reason.code) == (CaseLevel.SUSPECTED, "A90")
    assert reason.title == any_clinic.house.codes.title("A90")
    assert "Suspek dengue (SKDR C)" in reason.why
    assert "Tabel 31" in reason.source
    assert (reason.klaster, reason.room) == (Klaster.MOTHER_CHILD, "Ruang KIA")
    assert (reason.recorded_by, f"{reason.at:%H.%M}") == ("dr. Ratna Contoh", "07.30")


def test_a_diagnosis_that_is_not_infectious_lists_nobody(any_clinic: Clinic) -> None:
    examine(any_clinic, arrive(any_clinic, "Darah Tinggi"), ["I10"])
    assert cases(any_clinic) == ()


def test_a_code_of_two_diseases_names_both_and_leaves_the_choice_to_klaster_four(any_clinic: Clinic) -> None:
    examine(any_clinic, arrive(any_clinic, "Flu"), ["J10.1"])
    why = cases(any_clinic)[0].reasons[0].why
    assert "flu burung" in why
    assert "ILI" in why
    assert "memastikan" in why


@pytest.mark.parametrize(("answers", "listed"), [(COUGHING, True), (NO_SYMPTOM, False)])
def test_the_tb_screening_lists_whom_it_concludes_to_be_suspected(
    any_clinic: Clinic, answers: dict[str, str], listed: bool
) -> None:
    examine(any_clinic, arrive(any_clinic, "Batuk Lama"), forms=[FilledForm(TB_FORM, answers)])
    found = cases(any_clinic)
    assert bool(found) == listed
    if listed:
        assert (found[0].level, found[0].reasons[0].title) == (CaseLevel.SUSPECTED, "Terduga TBC")
        assert "TCM" in found[0].reasons[0].why
        assert "Formulir 1" in found[0].reasons[0].source


def test_a_corrected_screening_no_longer_lists(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic, "Salah Isi")
    version = examine(any_clinic, ticket, forms=[FilledForm(TB_FORM, COUGHING)])
    assert len(cases(any_clinic)) == 1
    examine(any_clinic, ticket, forms=[FilledForm(TB_FORM, NO_SYMPTOM)], version=version)
    assert cases(any_clinic) == ()


def test_the_form_still_concludes_with_the_word_the_list_looks_for(clinic: Clinic) -> None:
    form = clinic.house.screening.form(clinic.doctor, TB_FORM)
    assert TB_PRESUMPTIVE in {meaning.code for scoring in form.scorings for meaning in scoring.meanings}


def test_precaution_at_the_desk_is_watched_below_what_is_suspected(any_clinic: Clinic) -> None:
    examine(any_clinic, arrive(any_clinic, "Terduga Dulu"), ["A01.0"])
    any_clinic.clock.forward(timedelta(minutes=10))
    arrive(any_clinic, "Batuk di Loket", "23")
    suspected, watched = cases(any_clinic)
    assert (suspected.name, suspected.level) == ("Terduga Dulu", CaseLevel.SUSPECTED)
    assert (watched.name, watched.level) == ("Batuk di Loket", CaseLevel.WATCH)
    assert {reason.title for reason in watched.reasons} == {"Batuk/demam/ruam (loket)", "Kontak (loket)"}
    assert all("Permenkes 27/2017" in reason.source for reason in watched.reasons)
    assert watched.reasons[0].recorded_by == "Petugas Loket"


def test_one_person_with_several_signs_is_one_row_with_the_surest_first(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic, "Banyak Tanda", "2")
    any_clinic.house.queueing.call(any_clinic.doctor, ticket.ticket_id, room_id(any_clinic, "Poli Dewasa"))
    examine(any_clinic, ticket, ["A15.0", "J18.9"], [FilledForm(TB_FORM, COUGHING)])
    any_clinic.house.queueing.transfer(any_clinic.doctor, ticket.ticket_id, Klaster.CROSS, "Sesak")
    (case,) = cases(any_clinic)
    assert [reason.level for reason in case.reasons] == [CaseLevel.SUSPECTED] * 3 + [CaseLevel.WATCH]
    assert [reason.code for reason in case.reasons] == ["A15.0", "J18.9", "", ""]


def test_a_second_visit_of_the_day_adds_to_the_same_row_below_what_is_surer(any_clinic: Clinic) -> None:
    first = arrive(any_clinic, "Datang Dua Kali")
    version = examine(any_clinic, first, ["A09.9"])
    any_clinic.house.encounters.finish(any_clinic.doctor, first.encounter_id, version, NextPlace.HOME)
    any_clinic.clock.forward(timedelta(hours=1))
    person_id = cases(any_clinic)[0].person_id
    any_clinic.visit(person_id, "2")
    (case,) = cases(any_clinic)
    assert [reason.level for reason in case.reasons] == [CaseLevel.SUSPECTED, CaseLevel.WATCH]
    assert case.encounter_id == first.encounter_id


def test_somebody_from_outside_the_area_is_listed_as_such(any_clinic: Clinic) -> None:
    ticket = arrive(any_clinic, "Pendatang", village_id=None, outside_village="Desa Seberang", rw="", rt="")
    examine(any_clinic, ticket, ["A09.9"])
    (case,) = cases(any_clinic)
    assert (case.village, case.inside) == ("Desa Seberang", False)


def test_the_desk_sees_neither_figures_nor_cases(any_clinic: Clinic) -> None:
    with pytest.raises(NotAllowed):
        any_clinic.house.overview.today(any_clinic.desk)
    with pytest.raises(NotAllowed):
        any_clinic.house.overview.suspected_cases(any_clinic.desk)
