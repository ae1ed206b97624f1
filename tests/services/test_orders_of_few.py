"""Orders that few may know of: in another klaster's visit, for roles without leave, and in the copy that goes home."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import update

from db.models import Encounter
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.services.chart.record_papers import CopyKind, CopyWanted
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.order_data import AskedTest, OrderDraft, Prescribed
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.printing.reading import text_of
from tests.services.charted import colleague, next_day
from tests.services.test_orders import Blind

GROWN, CHILD = date(1990, 5, 17), date(2012, 3, 1)
CODED = (OrderDraft((AskedTest("Tes HIV", "hiv_r1"),)), GROWN, "Tes HIV")
OF_A_CHILD = (OrderDraft((AskedTest("Tes kehamilan", "pregnancy_test"),)), CHILD, "Tes kehamilan")
FREE_TEST = (OrderDraft((AskedTest("Tes HIV ulang di RS"),)), GROWN, "Tes HIV ulang")
FREE_MEDICINE = (OrderDraft((), (Prescribed("Risperidon 2mg", signa="1x1 tablet", quantity=30),)), GROWN, "Risperidon")
Case = tuple[OrderDraft, date, str]


def visit_in(clinic: Clinic, person: UUID, klaster: Klaster) -> UUID:
    """Open a visit in a klaster."""
    visit = clinic.visit(person).encounter_id
    with clinic.database.writing() as session, session.begin():
        session.execute(update(Encounter).where(Encounter.id == visit).values(klaster=klaster.value))
    return visit


def beside(clinic: Clinic, case: Case) -> UUID:
    """Let a colleague of klaster 4 ask for something, and return a visit of the next day in klaster 3."""
    orders, born, _ = case
    person = clinic.register(birth_date=born).person_id
    visit = visit_in(clinic, person, Klaster.INFECTIOUS)
    wanted = Examination(clinic.new_id(), visit, 1, SoapNote(subjective="Kontrol"), (GivenDiagnosis("J06.9"),), ())
    by = colleague(clinic)
    version = clinic.house.encounters.record(by, replace(wanted, orders=orders))
    clinic.house.encounters.finish(by, visit, version, NextPlace.HOME)
    next_day(clinic)
    return visit_in(clinic, person, Klaster.ADULT_ELDERLY)


def titles(clinic: Clinic, reader: SignedIn, visit: UUID) -> list[str]:
    """Return the orders a reader is told of."""
    return [order.title for order in clinic.house.encounters.open(reader, visit).orders]


@pytest.mark.parametrize("case", [CODED, OF_A_CHILD])
def test_another_klaster_is_not_told_of_it(clinic: Clinic, case: Case) -> None:
    assert titles(clinic, clinic.doctor, beside(clinic, case)) == []


@pytest.mark.parametrize("case", [FREE_TEST, FREE_MEDICINE])
def test_what_is_typed_freely_is_read_like_a_note_by_those_with_leave_alone(clinic: Clinic, case: Case) -> None:
    visit = beside(clinic, case)
    assert case[2] in " ".join(titles(clinic, clinic.doctor, visit))
    assert titles(clinic, Blind(**vars(clinic.doctor)), visit) == []


@pytest.mark.parametrize("case", [CODED, OF_A_CHILD, FREE_TEST, FREE_MEDICINE])
@pytest.mark.parametrize("kind", list(CopyKind))
def test_a_copy_that_goes_home_has_it_only_where_that_is_asked_with_a_reason(
    clinic: Clinic, case: Case, kind: CopyKind
) -> None:
    visit, word = beside(clinic, case), case[2]
    plain = CopyWanted(visit, kind)
    asked = replace(plain, restricted=True, reason="diminta pasien")
    told = [text_of(clinic.house.record_papers.pdf(clinic.doctor, wanted)) for wanted in (plain, asked)]
    assert [word in text for text in told] == [False, True]
