"""What is derived is proved equal to what it derives from, and put right where it is not."""

from datetime import date

from sqlalchemy import delete, func, select, update

from db.models import Due, DueCount, FormResponse, Observation
from ilp_desktop.domain.permissions import Act
from ilp_desktop.rebuilding import Found, derive_all, report
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import Clinic

CORRECTED = {"berat": "61,5", "sistolik": "150", "diastolik": "95"}


def examined(clinic: Clinic) -> None:
    """Let an adult be measured, the measurement corrected, and a child registered."""
    clinic.register("Anak", birth_date=date(2025, 11, 1))
    visit = clinic.visit(clinic.register("Budi").person_id).encounter_id
    for version, answers in enumerate(({"berat": "61"}, CORRECTED), start=1):
        clinic.house.encounters.record(
            clinic.doctor,
            Examination(clinic.new_id(), visit, version, SoapNote(), forms=(FilledForm("vital_signs", answers),)),
        )


def test_nothing_differs_where_nobody_tampered(any_clinic: Clinic) -> None:
    examined(any_clinic)
    assert derive_all(any_clinic.house, any_clinic.head) == Found(people=2)


def test_values_services_and_counts_that_differ_are_told_and_put_right(any_clinic: Clinic) -> None:
    examined(any_clinic)
    house, head = any_clinic.house, any_clinic.head
    assert house.dues.refresh_some(head, 10) == 0
    with house.uow.writing(head, Act.MANAGE_FACILITY) as work:
        service = work.session.scalars(select(Due.service).order_by(Due.service)).first()
        work.session.execute(update(Observation).where(Observation.code == "sistolik").values(number=120))
        work.session.execute(delete(Due).where(Due.service == service))
        work.session.execute(update(DueCount).values(late=DueCount.late + 7))
        counts = work.session.scalar(select(func.count()).select_from(DueCount))
        work.touch("facility", head.facility_id)
    found = derive_all(house, head)
    assert (found.people, found.observations, found.services > 0, found.counts > 0) == (2, 1, True, bool(counts))
    assert "1 formulir" in report(found)
    assert derive_all(house, head) == Found(people=2)
    with any_clinic.database.reading() as session:
        assert session.scalars(select(Observation.number).where(Observation.code == "sistolik")).all() == [150]


def test_values_of_answers_that_were_replaced_are_taken_away(any_clinic: Clinic) -> None:
    examined(any_clinic)
    house, head = any_clinic.house, any_clinic.head
    with house.uow.writing(head, Act.MANAGE_FACILITY) as work:
        replaced = work.session.scalars(select(FormResponse.replaces_id).where(FormResponse.replaces_id.is_not(None)))
        work.session.execute(update(Observation).values(response_id=replaced.one()))
        work.touch("facility", head.facility_id)
    assert derive_all(house, head).observations == 2
    assert derive_all(house, head).is_equal


def test_every_lot_is_looked_at_once(any_clinic: Clinic) -> None:
    people = [any_clinic.register(f"Warga {number}").person_id for number in range(5)]
    rederiving, head, seen, last = any_clinic.house.rederiving, any_clinic.head, [], None
    for _ in range(3):
        lot = rederiving.derive_some(head, last, 2)
        seen.append(lot.people)
        last = lot.last
    assert (seen, last, len(people)) == ([2, 2, 1], None, 5)
