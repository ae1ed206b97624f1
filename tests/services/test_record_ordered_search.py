"""What was done, asked for and prescribed is found in the timeline, and never tells what its reader may not know."""

from dataclasses import fields, replace
from uuid import UUID

from ilp_desktop.services.chart.rows import RecordFilter, RecordKind
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.order.order_data import OrderDraft
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.services.charted import next_day
from tests.services.test_orders import AMLODIPINE, HB, HIV, TLD, Blind

ORDERED = (RecordKind.ACTION, RecordKind.MEDICINE, RecordKind.TEST)


def examined(clinic: Clinic, person: UUID, *codes: str, **changes: object) -> UUID:
    """Return a visit of a fresh day with what was done and ordered."""
    next_day(clinic)
    visit = clinic.visit(person).encounter_id
    given = tuple(GivenDiagnosis(code) for code in codes or ("I10",))
    wanted = Examination(clinic.new_id(), visit, 1, SoapNote(subjective="x"), given)
    clinic.house.encounters.record(clinic.doctor, replace(wanted, **changes))  # type: ignore[arg-type]
    return visit


def found(clinic: Clinic, user: SignedIn, beside: UUID, **wanted: object) -> list[UUID]:
    """Return the rows of a filter."""
    return [row.id for row in clinic.house.records.page(user, beside, RecordFilter(**wanted))]  # type: ignore[arg-type]


def without_leave(clinic: Clinic) -> SignedIn:
    """Return somebody else who reads records, but nothing restricted."""
    doctor = clinic.doctor
    known = {one.name: getattr(doctor, one.name) for one in fields(doctor)}
    return Blind(**known | {"staff_id": clinic.head.staff_id})


def test_words_and_kinds_find_the_visit_that_holds_them(any_clinic: Clinic) -> None:
    person, doctor = any_clinic.register().person_id, any_clinic.doctor
    did = examined(any_clinic, person, actions=(GivenAction("69.7", note="benang dipotong"),))
    took = examined(any_clinic, person, orders=OrderDraft((), (AMLODIPINE,)))
    asked = examined(any_clinic, person, orders=OrderDraft((HB,), ()))
    for words, visit in (("AKDR", did), ("69.7", did), ("benang", did), ("amlodipin", took), ("hemoglobin", asked)):
        assert found(any_clinic, doctor, asked, text=words) == [visit], words
    assert found(any_clinic, doctor, asked, text="pucat") == [asked]
    assert [found(any_clinic, doctor, asked, kind=kind) for kind in ORDERED] == [[did], [took], [asked]]
    assert found(any_clinic, doctor, asked, kind=RecordKind.TEST, text="amlodipin") == []


def test_what_is_restricted_is_neither_found_nor_listed_without_leave(clinic: Clinic) -> None:
    person = clinic.register().person_id
    visit = examined(clinic, person, actions=(GivenAction("94.45"),), orders=OrderDraft((HIV,), (TLD,)))
    beside = examined(clinic, person, "J06.9")
    blind = without_leave(clinic)
    asking: list[dict[str, object]] = [{"text": words} for words in ("tenofovir", "hiv", "94.45")]
    asking += [{"kind": kind} for kind in ORDERED]
    for asked in asking:
        assert found(clinic, blind, beside, **asked) == [], asked
        assert found(clinic, clinic.doctor, beside, **asked) == [visit], asked


def test_an_order_at_a_closed_visit_tells_nothing_of_it(clinic: Clinic) -> None:
    person = clinic.register().person_id
    visit = examined(clinic, person, "B20.0", actions=(GivenAction("89.52"),), orders=OrderDraft((HB,), (AMLODIPINE,)))
    beside = examined(clinic, person, "J06.9")
    blind = without_leave(clinic)
    for words in ("amlodipin", "hemoglobin", "89.52"):
        assert found(clinic, blind, beside, text=words) == []
        assert found(clinic, clinic.doctor, beside, text=words) == [visit]
    assert [found(clinic, blind, beside, kind=kind) for kind in ORDERED] == [[], [], []]
