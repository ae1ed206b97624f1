"""One rule of control: what a form concludes, the tab PTM, the register and the services due say the same."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from db.models import Due, FormResponse
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.chronic.chronic_control import ControlState
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.chronic_story import Visit, attend, pressure, sugar
from tests.services.kia_story import at

SICK_KIDNEYS = {"chronic_complications": {"protein_urin": "positif_1"}}


def conclusion(clinic: Clinic, person: UUID, form: str) -> Mapping[str, object]:
    """Return what the newest response to a form concluded."""
    with clinic.database.reading() as session:
        rows = session.query(FormResponse).filter_by(person_id=person, form_code=form).order_by(FormResponse.day)
        found = rows.all()[-1].conclusion
    assert found is not None
    return found


def said(clinic: Clinic, person: UUID, day: date) -> tuple[str, str, str]:
    """Return how the hypertension of somebody stands by the tab, the register and the services due."""
    at(clinic, day)
    picture = clinic.house.chronic.picture(clinic.doctor, person)
    tab = next(one.status.state.value for one in picture.diseases if one.label == "Hipertensi")
    wanted = RegisterFilter("register_hypertension", day.year, day.month)
    head = [one.heading for one in clinic.house.registers.head(clinic.doctor, wanted).columns]
    rows = clinic.house.registers.listed(clinic.doctor, wanted, None, 100)
    row = next(one for one in rows if one.person_id == person)
    due = {one.service for one in clinic.house.dues.of_person(clinic.doctor, person).items}
    by_due = "belum terkendali" if "hypertension_uncontrolled" in due else "terkendali"
    return tab, str(dict(zip(head, row.cells, strict=True))["Status"]), by_due


def test_form_tab_register_and_services_judge_by_the_same_target(any_clinic: Clinic) -> None:
    day = TODAY - timedelta(days=10)
    person = any_clinic.register("Pak Ginjal", birth_date=date(1960, 1, 1)).person_id
    attend(any_clinic, person, Visit(day - timedelta(days=30), ("I10", "E11.9"), {**sugar(gdp="118"), **SICK_KIDNEYS}))
    attend(any_clinic, person, Visit(day, ("I10",), pressure(134, 78)))
    found = conclusion(any_clinic, person, "hypertension_control")
    assert found["code"] == "uncontrolled"
    assert "130/80" in str(found["conclusion"])
    assert said(any_clinic, person, TODAY) == ("belum terkendali",) * 3

    other = any_clinic.register("Bu Ginjal Sehat", birth_date=date(1960, 1, 1)).person_id
    attend(any_clinic, other, Visit(day - timedelta(days=30), ("I10", "E11.9"), sugar(gdp="118")))
    attend(any_clinic, other, Visit(day, ("I10",), pressure(134, 78)))
    assert conclusion(any_clinic, other, "hypertension_control")["code"] == "controlled"
    assert said(any_clinic, other, TODAY) == ("terkendali",) * 3


def test_protein_of_the_same_save_counts_and_a_value_corrected_away_does_not(any_clinic: Clinic) -> None:
    person = any_clinic.register("Pak Sekaligus", birth_date=date(1960, 1, 1)).person_id
    attend(any_clinic, person, Visit(TODAY - timedelta(days=40), ("I10", "E11.9"), sugar(gdp="118")))
    attend(any_clinic, person, Visit(TODAY - timedelta(days=5), ("I10",), {**pressure(134, 78), **SICK_KIDNEYS}))
    assert conclusion(any_clinic, person, "hypertension_control")["code"] == "uncontrolled"
    at(any_clinic, TODAY)
    visit = any_clinic.visit(person).encounter_id
    version = 1
    for values, code in (({"gdp": "118", "hba1c": "9"}, "uncontrolled"), ({"gdp": "118"}, "controlled")):
        form = FilledForm("diabetes_control", sugar(**values)["diabetes_control"])
        wanted = Examination(any_clinic.new_id(), visit, version, SoapNote(), (), (form,))
        version = any_clinic.house.encounters.record(any_clinic.doctor, wanted)
        with any_clinic.database.reading() as session:
            rows = session.query(FormResponse).filter_by(encounter_id=visit).order_by(FormResponse.recorded_at).all()
        replaced = {row.replaces_id for row in rows}
        (found,) = [row.conclusion for row in rows if row.id not in replaced]
        assert found is not None
        assert found["code"] == code


def test_glucose_after_a_meal_and_hba1c_are_controls_for_the_services_too(any_clinic: Clinic) -> None:
    first, then = TODAY - timedelta(days=50), TODAY - timedelta(days=10)
    for name, values in (("Pak Sesudah Makan", {"gd2pp": "150"}), ("Pak Hemoglobin", {"hba1c": "6,4"})):
        person = any_clinic.register(name, birth_date=date(1960, 1, 1)).person_id
        attend(any_clinic, person, Visit(first, ("E11.9",), sugar(gdp="118")))
        attend(any_clinic, person, Visit(then, (), sugar(**values)))
        at(any_clinic, TODAY)
        picture = any_clinic.house.chronic.picture(any_clinic.doctor, person)
        assert picture.diseases[0].last_control == then
        due = {one.service: one for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
        control = due["diabetes_control"]
        assert picture.next_control is not None
        assert control.due_from == picture.next_control.on > TODAY


def test_what_a_doctor_aims_at_holds_everywhere_until_a_newer_one(any_clinic: Clinic) -> None:
    first, then = TODAY - timedelta(days=20), TODAY - timedelta(days=10)
    person = any_clinic.register("Mbah Rapuh", birth_date=date(1940, 1, 1)).person_id
    aim = {"sasaran_dari": "dokter", "sasaran_sistolik": "150", "sasaran_diastolik": "90", "alasan_sasaran": "rapuh"}
    attend(any_clinic, person, Visit(first, ("I10",), {"control_target": aim}))
    attend(any_clinic, person, Visit(then, (), pressure(146, 84)))
    assert conclusion(any_clinic, person, "hypertension_control")["code"] == "controlled"
    assert said(any_clinic, person, TODAY) == ("terkendali",) * 3
    picture = any_clinic.house.chronic.picture(any_clinic.doctor, person)
    assert picture.diseases[0].status.target == f"di bawah 150/90 mmHg (sasaran dokter {first:%d-%m-%Y})"
    assert picture.trends[0].band.text == "< 150/90"
    (told,) = picture.aims
    assert (told.day, told.why, told.by) == (first, "rapuh", any_clinic.doctor.name)
    back = {"sasaran_dari": "tabel", "alasan_sasaran": "membaik"}
    attend(any_clinic, person, Visit(TODAY, (), {"control_target": back}))
    assert said(any_clinic, person, TODAY) == ("belum terkendali",) * 3
    aims = any_clinic.house.chronic.picture(any_clinic.doctor, person).aims
    assert [one.why for one in aims] == ["membaik", "rapuh"]


def test_what_the_pustu_may_do_becomes_the_doctors_by_the_passing_of_time_alone(any_clinic: Clinic) -> None:
    seen = TODAY - timedelta(days=10)
    person = any_clinic.register("Bu Lama Tak Datang", birth_date=date(1960, 1, 1)).person_id
    attend(any_clinic, person, Visit(seen, ("I10",), pressure(130, 78)))
    again = months_shifted(seen, 3)
    for day, service, place in (
        (again - timedelta(days=1), "hypertension_control", ControlPlace.PUSTU),
        (again, "hypertension_doctor", ControlPlace.DOCTOR),
        (again + timedelta(days=200), "hypertension_doctor", ControlPlace.DOCTOR),
    ):
        at(any_clinic, day)
        coming = any_clinic.house.chronic.picture(any_clinic.doctor, person).next_control
        assert coming is not None
        assert coming.place is place
        due = {one.service for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
        assert {one for one in due if one.startswith("hypertension_")} == {service}
        any_clinic.house.dues.refresh_some(any_clinic.doctor, 500)
        with any_clinic.database.reading() as session:
            stored = session.query(Due.service).filter(Due.person_id == person, Due.service.startswith("hypertension_"))
            assert [row.service for row in stored] == [service]


def test_a_control_at_the_posyandu_counts_and_sends_to_the_doctor_at_once(any_clinic: Clinic) -> None:
    first, then = TODAY - timedelta(days=40), TODAY - timedelta(days=3)
    person = any_clinic.register("Bu Posyandu", birth_date=date(1960, 1, 1)).person_id
    attend(any_clinic, person, Visit(first, ("I10",), pressure(130, 78)))
    card = {
        "sistolik": "152",
        "diastolik": "84",
        "hitung_jari": "benar",
        "status_merokok": "tidak",
        "batuk": "tidak",
        "berat_turun": "tidak",
        "demam": "tidak",
        "keringat_malam": "tidak",
        "kontak_erat": "tidak",
        "posyandu_aks_skilas": "sudah",
        "posyandu_rujuk": "puskesmas",
    }
    attend(any_clinic, person, Visit(then, (), {"posyandu_adult": card}))
    at(any_clinic, TODAY)
    picture = any_clinic.house.chronic.picture(any_clinic.doctor, person)
    coming = picture.next_control
    assert coming is not None
    assert (coming.on, coming.place, coming.at_once) == (then, ControlPlace.DOCTOR, True)
    assert picture.diseases[0].status.state is ControlState.UNCONTROLLED
    due = {one.service: one for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
    assert due["control_return"].due_from == then
    attend(any_clinic, person, Visit(TODAY, ("I10",), pressure(150, 80)))
    at(any_clinic, TODAY + timedelta(days=1))
    due = {one.service: one for one in any_clinic.house.dues.of_person(any_clinic.doctor, person).items}
    assert "control_return" not in due
    assert due["hypertension_uncontrolled"].due_from > TODAY
