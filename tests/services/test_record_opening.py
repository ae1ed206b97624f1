"""The record of somebody who is not being seen: who may open it, what is told of it, and what stays sealed."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Audit
from ilp_desktop.domain import permissions
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.services.chart.record_papers import CopyKind, CopyWanted
from ilp_desktop.services.chart.rows import OfPerson, RecordFilter, RecordKind
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.merge.merging import NewMerge
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.charted import Written, colleague, next_day, write
from tests.services.test_record_seals import HIV, WITHOUT_IDS, WORDS
from tests.services.test_record_statements import MOST_STATEMENTS, statements


@pytest.fixture(autouse=True)
def reading_without_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two roles read records without what is restricted, which no role of the chart does."""
    for role in (Role.PHARMACY, Role.LABORATORY):
        monkeypatch.setitem(permissions.ACTS_OF, role, permissions.ACTS_OF[role] | {Act.SEE_RECORD, Act.PRINT_PAPER})


def all_that_is_told(clinic: Clinic, person: UUID, by: SignedIn | None = None) -> str:
    """Return everything somebody gets of a record opened outside of a visit."""
    records, doctor, outside = clinic.house.records, by or clinic.doctor, OfPerson(person)
    opened = clinic.house.record_opening.open(doctor, person)
    kinds = [records.page(doctor, outside, RecordFilter(kind=kind)) for kind in RecordKind]
    visits = [
        records.visit(doctor, outside, row.encounter_id) for row in opened.timeline if row.encounter_id is not None
    ]
    outline = records.outline(doctor, outside)
    trends = [records.trend(doctor, outside, code) for code, _ in outline.measures]
    return WITHOUT_IDS.sub("", f"{opened} {kinds} {visits} {outline} {trends}")


def test_the_record_is_read_without_a_ticket_and_the_trail_says_by_whom(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = write(any_clinic, person, any_clinic.doctor)
    next_day(any_clinic, 40)
    opened = any_clinic.house.record_opening.open(any_clinic.doctor, person)
    assert opened.patient.name == "Siti Aminah"
    assert [row.encounter_id for row in opened.timeline] == [visit]
    assert any_clinic.house.queueing.board(any_clinic.doctor) == ()
    any_clinic.house.uow.write_seen()
    with any_clinic.database.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.action == Act.SEE_RECORD.value)).all()
        assert [(row.subject_id, row.staff_id) for row in rows] == [(person, any_clinic.doctor.staff_id)]


def test_the_desk_may_not_and_is_not_noted(clinic: Clinic) -> None:
    person = clinic.register().person_id
    with pytest.raises(NotAllowed):
        clinic.house.record_opening.open(clinic.desk, person)
    with pytest.raises(NotAllowed):
        clinic.house.record_papers.pdf(clinic.desk, CopyWanted(OfPerson(person)))


def test_what_is_restricted_stays_sealed_even_where_it_was_written(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    write(any_clinic, person, colleague(any_clinic), HIV, Klaster.ADULT_ELDERLY)
    next_day(any_clinic)
    told = all_that_is_told(any_clinic, person)
    assert [word for word in WORDS if word != "Jiwa" and word.casefold() in told.casefold()] == []
    assert "sealed=True" in told
    assert "I10" in told


def test_who_has_no_leave_reads_not_even_that_there_is_something(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    write(any_clinic, person, any_clinic.doctor, HIV, Klaster.ADULT_ELDERLY)
    next_day(any_clinic)
    pharmacist = replace(any_clinic.head, roles=frozenset({Role.PHARMACY}))
    told = all_that_is_told(any_clinic, person, pharmacist)
    assert [word for word in WORDS if word != "Jiwa" and word.casefold() in told.casefold()] == []
    assert "sealed=True" not in told
    assert "I10" in told


def test_who_wrote_what_is_restricted_reads_it_again(clinic: Clinic) -> None:
    person = clinic.register().person_id
    write(clinic, person, clinic.doctor, HIV, Klaster.INFECTIOUS)
    next_day(clinic)
    assert "ARV" in all_that_is_told(clinic, person)


def test_the_copy_has_nothing_restricted_and_none_may_be_asked_for(any_clinic: Clinic, tmp_path: Path) -> None:
    person = any_clinic.register().person_id
    write(any_clinic, person, colleague(any_clinic), HIV, Klaster.INFECTIOUS)
    write(any_clinic, person, any_clinic.doctor, Written(("E11.9",)))
    next_day(any_clinic)
    wanted = CopyWanted(OfPerson(person), CopyKind.WHOLE)
    pdf = any_clinic.house.record_papers.pdf(any_clinic.doctor, wanted)
    text = " ".join(text_of(pdf).split())
    assert "E11.9" in text
    assert not any(word in text for word in ("B20", "ARV", "TLD"))
    file = tmp_path / "salinan.xlsx"
    assert any_clinic.house.record_papers.save_table(any_clinic.doctor, wanted, file, lambda _share, _word: None) > 0
    with pytest.raises(UserError, match="saat pasien dilayani"):
        any_clinic.house.record_papers.pdf(any_clinic.doctor, replace(wanted, restricted=True, reason="diminta pasien"))


def test_an_identity_that_was_merged_leads_to_the_record_of_the_other(any_clinic: Clinic) -> None:
    one, other = any_clinic.register().person_id, any_clinic.register("Siti Aminah").person_id
    write(any_clinic, other, any_clinic.doctor)
    next_day(any_clinic)
    merging = any_clinic.house.merging
    plan = merging.plan(any_clinic.head, one, other)
    merging.merge(
        any_clinic.head,
        NewMerge(
            any_clinic.new_id(),
            one,
            other,
            plan.loser_version,
            plan.survivor_version,
            plan.seal,
            reason="orang yang sama",
        ),
    )
    opened = any_clinic.house.record_opening.open(any_clinic.doctor, one)
    assert opened.patient.person_id == other
    assert len(any_clinic.house.records.page(any_clinic.doctor, OfPerson(one), RecordFilter())) == 1


def test_a_record_opens_in_few_statements(clinic: Clinic) -> None:
    person = clinic.register().person_id
    for _ in range(3):
        write(clinic, person, clinic.doctor)
        next_day(clinic)
    with statements() as asked:
        clinic.house.record_opening.open(clinic.doctor, person)
    assert len(asked) <= MOST_STATEMENTS
