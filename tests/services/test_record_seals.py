"""Restricted entries: what another klaster sees of them, and what breaking the seal opens, keeps and tells."""

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Audit, SealBroken
from ilp_desktop.domain.errors import NotAllowed, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.chart.records import SealBreaking
from ilp_desktop.services.chart.rows import RecordFilter, RecordKind
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.services.charted import VITALS, Written, change, colleague, filled, next_day, write

HIV = Written(("B20.0", "I10"), SoapNote(subjective="Kontrol ARV", therapy="TLD 1x1"), (filled("vital_signs", VITALS),))
SRQ = {f"srq_{number:02}": "ya" for number in range(1, 21)}
SCREENED = Written(("I10",), SoapNote(subjective="Pusing"), (filled("vital_signs", VITALS), filled("srq20", SRQ)))
WORDS = ("B20", "ARV", "TLD", "Virus", "SRQ", "keluhan rahasia", "HIV", "Jiwa")


WITHOUT_IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Letters and digits of an identifier now and then spell a code."""


def all_that_is_told(clinic: Clinic, user: SignedIn, beside: UUID, visit: UUID) -> str:
    """Return everything a reader gets of a visit of the past, as text."""
    records = clinic.house.records
    rows = clinic.house.encounters.open(user, beside).timeline
    kinds = [records.page(user, beside, RecordFilter(kind=kind)) for kind in RecordKind]
    searched = [records.page(user, beside, RecordFilter(text=word)) for word in ("arv", "b20", "srq", "rahasia")]
    of_visit = [row for page in (rows, *kinds) for row in page if row.encounter_id == visit]
    found = [row for page in searched for row in page if row.encounter_id == visit]
    told = f"{of_visit} {records.visit(user, beside, visit)} {records.outline(user, beside)} ditemukan {len(found)}"
    return WITHOUT_IDS.sub("", told)


def in_the_past(clinic: Clinic, by: SignedIn, written: Written, klaster: Klaster) -> tuple[UUID, UUID, UUID]:
    """Return a patient with one visit of the past, and the visit of today in klaster 3."""
    person = clinic.register().person_id
    visit = write(clinic, person, by, written, klaster)
    next_day(clinic)
    beside = write(clinic, person, clinic.doctor, Written(("J06.9",), SoapNote(subjective="Batuk"), ()), finish=False)
    return person, visit, beside


@pytest.mark.parametrize("written", [HIV, SCREENED], ids=["diagnosis", "form"])
def test_another_klaster_reads_nothing_but_that_something_is_sealed(any_clinic: Clinic, written: Written) -> None:
    _, visit, beside = in_the_past(any_clinic, colleague(any_clinic), written, Klaster.INFECTIOUS)
    told = all_that_is_told(any_clinic, any_clinic.doctor, beside, visit)
    hidden = [word for word in WORDS if written is HIV or word in ("SRQ", "Jiwa")]
    assert [word for word in hidden if word.casefold() in told.casefold().replace("rahasia", "")] == []
    assert "sealed=True" in told
    assert "I10" in told
    assert "TD 150/95" in told


def test_no_search_finds_a_visit_by_what_is_sealed(clinic: Clinic) -> None:
    _, visit, beside = in_the_past(clinic, colleague(clinic), HIV, Klaster.INFECTIOUS)
    records = clinic.house.records
    for words in ("arv", "tld", "b20", "virus", "keluhan rahasia"):
        rows = records.page(clinic.doctor, beside, RecordFilter(text=words))
        assert visit not in {row.encounter_id for row in rows}, words
    assert visit in {row.encounter_id for row in records.page(clinic.doctor, beside, RecordFilter(text="I10"))}


def test_the_klaster_that_treats_and_the_one_who_wrote_read_all(clinic: Clinic) -> None:
    other = colleague(clinic)
    _, visit, beside = in_the_past(clinic, other, HIV, Klaster.ADULT_ELDERLY)
    assert "ARV" in str(clinic.house.records.visit(clinic.doctor, beside, visit))
    _, visit, beside = in_the_past(clinic, clinic.doctor, HIV, Klaster.INFECTIOUS)
    whole = clinic.house.records.visit(clinic.doctor, beside, visit)
    assert "ARV" in str(whole)
    assert not whole.sealed


def test_a_visit_that_is_over_gives_no_leave_any_more(clinic: Clinic) -> None:
    person = clinic.register().person_id
    other = colleague(clinic)
    visit = write(clinic, person, other, HIV, Klaster.ADULT_ELDERLY)
    over = write(clinic, person, other, Written(("J06.9",), SoapNote(subjective="Batuk"), ()))
    next_day(clinic, 2)
    assert clinic.house.records.visit(clinic.doctor, over, visit).sealed


def test_breaking_the_seal_opens_once_with_a_reason_that_the_head_reads(any_clinic: Clinic) -> None:
    _, visit, beside = in_the_past(any_clinic, colleague(any_clinic), HIV, Klaster.INFECTIOUS)
    records = any_clinic.house.records
    wanted = SealBreaking(any_clinic.new_id(), beside, visit, "  pasien tidak sadar,   cari obatnya ")
    opened = records.break_seal(any_clinic.doctor, wanted)
    assert "TLD 1x1" in str(opened)
    assert not opened.sealed
    assert records.visit(any_clinic.doctor, beside, visit).sealed  # that opening only
    (told,) = records.seals_broken(any_clinic.head, None, 50)
    assert (told.by, told.patient, told.reason) == (
        "dr. Ratna Contoh",
        "Siti Aminah",
        "pasien tidak sadar, cari obatnya",
    )
    assert told.during is Klaster.ADULT_ELDERLY
    assert not any(word in str(told) for word in ("B20", "HIV", "ARV"))
    with any_clinic.database.reading() as session:
        audit = session.scalars(select(Audit).where(Audit.action == Act.BREAK_SEAL.value)).all()
        assert [(row.subject, row.subject_id, row.staff_id) for row in audit] == [
            ("seal", visit, any_clinic.doctor.staff_id)
        ]
        assert "sadar" not in str(audit[0].detail)


def test_the_same_press_twice_is_one_opening_and_pages_go_on(any_clinic: Clinic) -> None:
    _, visit, beside = in_the_past(any_clinic, colleague(any_clinic), HIV, Klaster.INFECTIOUS)
    records = any_clinic.house.records
    twice = SealBreaking(any_clinic.new_id(), beside, visit, "gawat")
    for _ in range(2):
        records.break_seal(any_clinic.doctor, twice)
    next_day(any_clinic, 1)
    records.break_seal(any_clinic.doctor, SealBreaking(any_clinic.new_id(), beside, visit, "sekali lagi"))
    first = records.seals_broken(any_clinic.head, None, 1)
    rest = records.seals_broken(any_clinic.head, first[0], 9)
    assert [row.reason for row in (*first, *rest)] == ["sekali lagi", "gawat"]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_without_a_reason_nothing_opens_and_nothing_is_kept(clinic: Clinic, reason: str) -> None:
    _, visit, beside = in_the_past(clinic, colleague(clinic), HIV, Klaster.INFECTIOUS)
    with pytest.raises(WrongAnswers) as refused:
        clinic.house.records.break_seal(clinic.doctor, SealBreaking(clinic.new_id(), beside, visit, reason))
    assert "reason" in refused.value.fields
    with clinic.database.reading() as session:
        assert session.scalar(select(SealBroken.id)) is None


def test_nobody_breaks_a_seal_of_somebody_who_is_not_before_them(clinic: Clinic) -> None:
    _, visit, _ = in_the_past(clinic, colleague(clinic), HIV, Klaster.INFECTIOUS)
    other = clinic.visit(clinic.register("Tetangga").person_id).encounter_id
    with pytest.raises(UserError, match="tidak ada dalam rekam medis"):
        clinic.house.records.break_seal(clinic.doctor, SealBreaking(clinic.new_id(), other, visit, "ingin tahu"))


def test_desk_and_head_open_nothing_and_only_the_head_reads_the_list(clinic: Clinic) -> None:
    _, visit, beside = in_the_past(clinic, colleague(clinic), HIV, Klaster.INFECTIOUS)
    desk_only = clinic.desk
    with pytest.raises(NotAllowed):
        clinic.house.records.break_seal(desk_only, SealBreaking(clinic.new_id(), beside, visit, "ingin tahu"))
    for user in (clinic.desk, clinic.doctor):
        with pytest.raises(NotAllowed):
            clinic.house.records.seals_broken(user, None, 5)


def test_a_trend_never_shows_a_restricted_measure(clinic: Clinic) -> None:
    person = clinic.register().person_id
    for _ in range(3):
        write(clinic, person, clinic.doctor, SCREENED)
        next_day(clinic)
    beside = clinic.visit(person).encounter_id
    outline = clinic.house.records.outline(clinic.doctor, beside)
    assert not [code for code, _ in outline.measures if code.startswith("srq")]
    assert clinic.house.records.trend(clinic.doctor, beside, "srq_01").points == ()


def test_the_history_of_a_restricted_form_keeps_what_another_klaster_asked(any_clinic: Clinic) -> None:
    person, _, beside = in_the_past(any_clinic, colleague(any_clinic), SCREENED, Klaster.INFECTIOUS)
    records = any_clinic.house.records
    assert records.form_history(any_clinic.doctor, beside, "srq20") == ()
    assert len(records.form_history(any_clinic.doctor, beside, "vital_signs")) == 1
    next_day(any_clinic)
    write(any_clinic, person, any_clinic.doctor, SCREENED, Klaster.INFECTIOUS)
    assert len(records.form_history(any_clinic.doctor, beside, "srq20")) == 1


def test_lines_of_a_sealed_note_are_not_offered_to_be_copied(any_clinic: Clinic) -> None:
    _, visit, beside = in_the_past(any_clinic, colleague(any_clinic), HIV, Klaster.INFECTIOUS)
    (earlier,) = any_clinic.house.past_notes.earlier(any_clinic.doctor, beside)
    assert (earlier.encounter_id, earlier.diagnoses, earlier.lines) == (visit, ("I10",), ())


def test_a_restricted_problem_stands_on_the_list_only_where_it_was_written(any_clinic: Clinic) -> None:
    other = colleague(any_clinic)
    person, visit, beside = in_the_past(any_clinic, other, HIV, Klaster.INFECTIOUS)
    house = any_clinic.house
    house.problems.add(other, person, "B20", TODAY, visit)
    house.problems.add(other, person, "I10", TODAY, visit)
    assert [one.code for one in house.encounters.open(any_clinic.doctor, beside).problems] == ["I10"]
    assert {one.code for one in house.encounters.open(other, beside).problems} == {"B20", "I10"}


def test_a_restricted_diagnosis_that_was_taken_back_still_seals_the_note(any_clinic: Clinic) -> None:
    other = colleague(any_clinic)
    person = any_clinic.register().person_id
    visit = write(any_clinic, person, other, HIV, Klaster.INFECTIOUS, finish=False)
    change(any_clinic, other, visit, diagnoses=(GivenDiagnosis("I10"),), reason="salah kode")
    next_day(any_clinic)
    beside = write(any_clinic, person, any_clinic.doctor, Written(("J06.9",), forms=()), finish=False)
    told = all_that_is_told(any_clinic, any_clinic.doctor, beside, visit)
    assert [word for word in ("B20", "ARV", "TLD") if word in told] == []
