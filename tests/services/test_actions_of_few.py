"""Actions that few may know of: in another klaster's visit, for roles without leave, on paper, and in letters."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from db.models import Referral, VisitAction, WithdrawnAction
from ilp_desktop.domain import permissions
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.chart.record_papers import CopyKind, CopyWanted
from ilp_desktop.services.chart.rows import RecordFilter
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.informed_consents import NewConsent
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.charted import colleague, next_day
from tests.services.referred import letter
from tests.services.test_orders_of_few import visit_in

GROWN, CHILD = date(1990, 5, 17), date(2012, 3, 1)
COIL, DRUGS, SCAN = ("69.7", "AKDR", GROWN), ("94.45", "napza", GROWN), ("88.78", "USG kehamilan", CHILD)
CASES = pytest.mark.parametrize("case", [COIL, DRUGS, SCAN], ids=["kb", "zat", "anak"])
STITCHED = GivenAction("86.59", "lengan")
Case = tuple[str, str, date]


@pytest.fixture(autouse=True)
def reading_without_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two roles read records without what is restricted, which no role of the chart does."""
    for role in (Role.PHARMACY, Role.LABORATORY):
        monkeypatch.setitem(permissions.ACTS_OF, role, permissions.ACTS_OF[role] | {Act.SEE_RECORD, Act.PRINT_PAPER})


def told_words(case: Case) -> tuple[str, str, str]:
    """Return what tells of an action: its code, a word of its name, and what is remarked."""
    return case[0], case[1], "catatan tertutup"


def consent(clinic: Clinic, visit: UUID, action: str) -> NewConsent:
    """Return a decision about an act."""
    said = (clinic.new_id(), visit, action, ("diagnosis", "risks"), True, "Ibu Contoh", "Orang tua")
    return NewConsent(*said)


def done(clinic: Clinic, case: Case) -> tuple[SignedIn, UUID, UUID]:
    """Let a colleague of klaster 4 do and explain something; returns the author, the visit and the consent."""
    person = clinic.register(birth_date=case[2]).person_id
    visit, by = visit_in(clinic, person, Klaster.INFECTIOUS), colleague(clinic)
    wanted = Examination(clinic.new_id(), visit, 1, SoapNote(subjective="Kontrol"), (GivenDiagnosis("J06.9"),), ())
    acts = (GivenAction(case[0], "catatan tertutup"), STITCHED)
    version = clinic.house.encounters.record(by, replace(wanted, actions=acts))
    agreed = clinic.house.consents.add(by, consent(clinic, visit, f"Tindakan {case[1]}"))
    clinic.house.encounters.finish(by, visit, version, NextPlace.HOME)
    return by, visit, agreed


def beside(clinic: Clinic, visit: UUID) -> UUID:
    """Return a visit of the next day in klaster 3."""
    with clinic.database.reading() as session:
        person = session.scalars(select(VisitAction.person_id).where(VisitAction.encounter_id == visit)).first()
    assert person is not None
    next_day(clinic)
    return visit_in(clinic, person, Klaster.ADULT_ELDERLY)


def all_told(clinic: Clinic, reader: SignedIn, now: UUID, visit: UUID) -> str:
    """Return everything a reader gets of a visit, as text."""
    house = clinic.house
    opened = house.encounters.open(reader, visit)
    return " ".join(
        map(
            str,
            (
                *(opened.actions, house.encounters.open(reader, now).timeline, house.consents.of_visit(reader, visit)),
                *(house.records.visit(reader, now, visit), house.records.page(reader, now, RecordFilter())),
                house.past_notes.history(reader, visit),
            ),
        )
    )


@CASES
def test_another_klaster_reads_only_that_something_is_sealed(any_clinic: Clinic, case: Case) -> None:
    by, visit, agreed = done(any_clinic, case)
    now = beside(any_clinic, visit)
    told = all_told(any_clinic, any_clinic.doctor, now, visit)
    assert [word for word in told_words(case) if word in told] == []
    assert "sealed=True" in told
    assert "86.59" in told
    with pytest.raises(UserError, match="tidak ada"):
        any_clinic.house.consents.pdf(any_clinic.doctor, agreed)
    hers = all_told(any_clinic, by, now, visit)
    assert [word for word in told_words(case) if word not in hers] == []


@CASES
@pytest.mark.parametrize("role", [Role.PHARMACY, Role.LABORATORY], ids=lambda role: role.value)
def test_a_role_without_leave_has_nothing_of_it_even_on_the_day(clinic: Clinic, case: Case, role: Role) -> None:
    _, visit, agreed = done(clinic, case)
    reader = replace(clinic.doctor, roles=frozenset({role}))
    told = all_told(clinic, reader, visit, visit)
    assert [word for word in told_words(case) if word in told] == []
    assert "sealed=True" not in told
    assert "86.59" in told
    for call in (clinic.house.consents.pdf, clinic.house.consents.note_printed):
        with pytest.raises(UserError, match="tidak ada"):
            call(reader, agreed)


@CASES
@pytest.mark.parametrize("kind", list(CopyKind))
def test_a_copy_that_goes_home_has_it_only_where_that_is_asked_with_a_reason(
    clinic: Clinic, case: Case, kind: CopyKind
) -> None:
    _, visit, _ = done(clinic, case)
    plain = CopyWanted(beside(clinic, visit), kind)
    asked = replace(plain, restricted=True, reason="diminta pasien")
    told = [text_of(clinic.house.record_papers.pdf(clinic.doctor, wanted)) for wanted in (plain, asked)]
    assert case[1] not in told[0]
    assert "Penjahitan" in told[0] or kind is not CopyKind.WHOLE
    assert kind is not CopyKind.WHOLE or case[1] in told[1]


def test_what_a_writer_may_not_read_stays_when_she_saves(any_clinic: Clinic) -> None:
    house, doctor, by = any_clinic.house, any_clinic.doctor, colleague(any_clinic)
    visit = visit_in(any_clinic, any_clinic.register().person_id, Klaster.INFECTIOUS)

    def save(user: SignedIn, *actions: GivenAction, reason: str = "") -> int:
        file = house.encounters.open(user, visit)
        said = (any_clinic.new_id(), visit, file.version, SoapNote(subjective="Kontrol"), (GivenDiagnosis("J06.9"),))
        return house.encounters.record(user, Examination(*said, actions=actions, reason=reason))

    save(by, GivenAction("69.7"))
    version = save(doctor, *house.encounters.open(doctor, visit).actions, STITCHED)
    house.encounters.finish(doctor, visit, version, NextPlace.HOME)
    next_day(any_clinic)
    (mine,) = house.encounters.open(doctor, visit).actions
    assert mine.code == "86.59"
    save(doctor, replace(mine, side="kiri"), reason="Keliru sisi")
    assert {(one.code, one.side) for one in house.encounters.open(by, visit).actions} == {
        ("69.7", ""),
        ("86.59", "kiri"),
    }
    with any_clinic.database.reading() as session:
        assert session.scalars(select(WithdrawnAction.code)).all() == ["86.59"]


def test_a_withdrawn_action_is_as_restricted_as_it_was(any_clinic: Clinic) -> None:
    by, visit, _ = done(any_clinic, DRUGS)
    house = any_clinic.house
    file = house.encounters.open(by, visit)
    said = (any_clinic.new_id(), visit, file.version, file.note, file.diagnoses)
    house.encounters.record(by, Examination(*said, reason="Keliru pasien", actions=file.actions[1:]))
    now = beside(any_clinic, visit)
    told = all_told(any_clinic, any_clinic.doctor, now, visit)
    assert [word for word in told_words(DRUGS) if word in told] == []
    assert "Tindakan dihapus" in all_told(any_clinic, by, now, visit)
    blind = replace(any_clinic.doctor, roles=frozenset({Role.PHARMACY}))
    assert "94.45" not in all_told(any_clinic, blind, now, visit)


@pytest.mark.parametrize("later", [False, True], ids=["with the letter", "after the letter"])
@pytest.mark.parametrize(("code", "closed"), [("69.7", True), ("86.59", False)])
def test_a_letter_of_such_a_visit_is_read_by_few(clinic: Clinic, code: str, *, closed: bool, later: bool) -> None:
    visit = clinic.visit(clinic.register().person_id).encounter_id
    note, diagnoses, acts = SoapNote(subjective="Nyeri"), (GivenDiagnosis("J06.9"),), (GivenAction(code),)
    wanted = Examination(clinic.new_id(), visit, 1, note, diagnoses, (), letter(clinic))
    version = clinic.house.encounters.record(clinic.doctor, wanted if later else replace(wanted, actions=acts))
    if later:
        after = Examination(clinic.new_id(), visit, version, note, diagnoses, actions=acts)
        clinic.house.encounters.record(clinic.doctor, after)
    with clinic.database.reading() as session:
        assert session.scalars(select(Referral.restricted)).all() == [closed]
