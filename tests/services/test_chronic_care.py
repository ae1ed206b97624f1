"""Chronic disease through the services: the picture of one person, registers of many, and what is due."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from db.engine import open_postgres, open_sqlite
from ilp_desktop.domain.chronic.chronic_control import ControlState
from ilp_desktop.domain.chronic.chronic_follow_up import ControlPlace
from ilp_desktop.services.chronic.chronic_trends import Trend
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.ncd.chronic_care import ChronicPicture
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import KEY, TODAY, opened
from tests.services.chronic_story import Told, tell
from tests.services.register_story import Line

HYPERTENSION, DIABETES = "register_hypertension", "register_diabetes"
MOST_STATEMENTS = 15


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Tell the stories once on each kind of database."""
    rewound = None
    if request.param == "sqlite":
        template, users = request.getfixturevalue("sqlite_template")
        file = tmp_path_factory.mktemp("chronic") / "ilp.db"
        file.write_bytes(Path(template).read_bytes())
        database = open_sqlite(file, KEY)
    else:
        rewound, users = request.getfixturevalue("postgres_template")
        database = open_postgres(rewound.url)
    try:
        yield tell(opened(database, users))
    finally:
        database.close()
        if rewound is not None:
            rewound.rewind()


def picture(told: Told, who: UUID) -> ChronicPicture:
    """Return what the doctor sees of somebody."""
    return told.clinic.house.chronic.picture(told.clinic.doctor, who)


def rows(told: Told, code: str, state: str = "", month: int = TODAY.month) -> dict[UUID, Line]:
    """Return the rows of a register by person."""
    wanted = RegisterFilter(code, TODAY.year, month, state=state)
    house, doctor = told.clinic.house, told.clinic.doctor
    headings = [one.heading for one in house.registers.head(doctor, wanted).columns]
    found = house.registers.listed(doctor, wanted, None, 100)
    return {row.person_id: Line(row, dict(zip(headings, row.cells, strict=True))) for row in found}


def trend(shown: ChronicPicture, code: str) -> Trend:
    """Return one measure of a picture."""
    return next(one for one in shown.trends if one.code == code)


def test_control_of_each_disease_with_its_why(told: Told) -> None:
    shown = picture(told, told.both)
    assert [(one.label, one.since) for one in shown.diseases] == [
        ("Hipertensi", date(2024, 11, 20)),
        ("Diabetes melitus", date(2024, 11, 20)),
    ]
    assert [one.status.state for one in shown.diseases] == [ControlState.UNCONTROLLED] * 2
    assert "(14-09-2026)" in shown.diseases[0].status.why
    assert shown.diseases[1].status.why == "GDP 148 mg/dL (14-09-2026), HbA1c 7,8 % (14-09-2026)."
    assert [one.lost for one in shown.diseases] == [False, False]


def test_next_control_is_the_doctors_for_three_reasons(told: Told) -> None:
    found = picture(told, told.both).next_control
    assert found is not None
    assert (found.on, found.place) == (date(2026, 10, 14), ControlPlace.DOCTOR)
    assert "Hipertensi belum terkendali" in found.why
    assert "Ada keluhan: Pusing saat berdiri" in found.why


def test_third_month_is_the_doctors_and_who_was_never_seen_by_one_goes_there(told: Told) -> None:
    found = picture(told, told.steady).next_control
    assert found is not None
    assert (found.on, found.place) == (date(2026, 12, 12), ControlPlace.DOCTOR)
    assert "12-09-2026" in found.why
    by_nurse = picture(told, told.by_nurse).next_control
    assert by_nurse is not None
    assert by_nurse.why == "Belum tercatat diperiksa dokter."


def test_values_over_time_carry_class_place_and_the_target_of_the_person(told: Told) -> None:
    shown = picture(told, told.both)
    assert trend(shown, "sistolik").band.text == "< 140/90"
    assert trend(shown, "gdp").band.text == "80 - 130"
    assert trend(shown, "ldl").band.text == "< 100"
    assert trend(shown, "hdl").band.text == "≥ 40"
    glucose = trend(shown, "gdp")
    assert [point.text for point in glucose.points] == ["182", "151", "139", "128", "121", "126", "141", "148"]
    assert {point.place for point in glucose.points} == {"Puskesmas"}
    assert [point.conclusion for point in glucose.points[2:5]] == ["di luar sasaran", "pada sasaran", "pada sasaran"]
    weight = trend(shown, "imt")
    assert [point.text for point in weight.points] == ["27,9", "29"]
    assert shown.age_of(trend(shown, "gds").last.day) == "4 bulan lalu"


def test_who_is_not_diabetic_is_classed_by_the_table_of_everybody(told: Told) -> None:
    shown = picture(told, told.well)
    assert shown.diseases == ()
    assert shown.next_control is None
    assert trend(shown, "sistolik").last.conclusion == "kisaran optimal"
    assert {one.code for one in shown.trends} == {"sistolik", "berat", "imt"}


def test_risk_before_and_after_names_its_chart(told: Told) -> None:
    course = picture(told, told.both).risk
    assert [one and one.day for one in (course.first, course.previous, course.latest)] == [
        date(2024, 12, 18),
        date(2025, 12, 15),
        date(2026, 9, 14),
    ]
    assert course.latest is not None
    assert course.latest.chart == "bagan laboratorium"
    assert course.latest.percent is not None
    assert course.caution == ""
    assert picture(told, told.steady).risk.latest is None


def test_medicines_and_membership_stand_as_they_were_told(told: Told) -> None:
    shown = picture(told, told.both)
    lines = [one.line for one in shown.medicines]
    assert lines[0] == "Minum obat hipertensi: Kadang lupa (14-09-2026)"
    assert lines[-1].startswith("Terapi tertulis terakhir: Amlodipin 10 mg")
    assert [one.text for one in shown.members] == ["Peserta", "12-03-2025"]
    assert picture(told, told.steady).members == ()


def test_what_is_due_is_late_first_and_says_each_thing_once(told: Told) -> None:
    due = picture(told, told.both).due
    codes = [one.service for one in due]
    assert len(codes) == len(set(codes))
    assert {"hypertension_uncontrolled", "diabetes_uncontrolled", "fundus"} <= set(codes)
    assert not {"ecg", "foot_check", "urine_protein", "hypertension_control", "doctor_review"} & set(codes)
    assert "repeat:hypertension_control" not in codes
    states = [one.state for one in due]
    assert states == sorted(states, key=[ServiceState.LATE, ServiceState.DUE, ServiceState.COMING].index)


def test_layanan_asks_for_a_control_in_one_row(told: Told) -> None:
    items = told.clinic.house.dues.of_person(told.clinic.doctor, told.both).items
    for form in ("hypertension_control", "diabetes_control"):
        codes = [one.service for one in items if one.form == form and one.service != "hba1c"]
        assert len(codes) == 1
        assert not codes[0].startswith("repeat:")
    (asked,) = (one for one in items if one.service == "hypertension_uncontrolled")
    assert "Belum terkendali pada kontrol terakhir" in asked.why
    assert "Hasil " in asked.why


def test_controlled_is_asked_monthly_and_for_the_doctor_every_third_month(told: Told) -> None:
    found = {one.service: one for one in told.clinic.house.dues.of_person(told.clinic.doctor, told.steady).items}
    assert found["hypertension_doctor"].due_from == date(2026, 12, 12)
    assert "waktunya ke dokter" in found["hypertension_doctor"].why
    assert "hypertension_control" not in found
    assert found["doctor_review"].due_from == date(2026, 12, 12)
    assert "hypertension_uncontrolled" not in found
    nurse = {one.service: one for one in told.clinic.house.dues.of_person(told.clinic.doctor, told.by_nurse).items}
    assert nurse["doctor_review"].due_from == date(2026, 11, 10)


def test_register_tells_what_each_record_tells(told: Told) -> None:
    found = rows(told, HYPERTENSION)
    assert set(found) == {told.both, told.steady, told.by_nurse, told.lost, told.pregnant}
    for who, row in found.items():
        shown = picture(told, who)
        disease = next(one for one in shown.diseases if one.label == "Hipertensi")
        control = shown.next_control
        assert control is not None
        assert row["Sejak"] == disease.since
        assert row["Status"] == disease.status.state.value
        assert row["Dasar status"] == disease.status.why
        assert row["Kontrol terakhir"] == disease.last_control
        assert row["Kontrol 12 bulan"] == disease.controls
        assert row["Putus kontrol"] == ("ya" if disease.lost else None)
        assert (row["Berikutnya"], row["Di mana"], row["Karena"]) == (control.on, control.place.value, control.why)
        assert row["TD terakhir"] == trend(shown, "sistolik").last.text
    assert found[told.both]["Prolanis"] == "Peserta"
    assert found[told.both]["Prolanis sejak"] == date(2025, 3, 12)
    assert found[told.steady]["Prolanis"] is None
    assert found[told.pregnant]["Status"] == "tidak dinilai"


def test_register_of_diabetes_has_its_own_people_and_values(told: Told) -> None:
    found = rows(told, DIABETES, month=0)
    assert set(found) == {told.both, told.lost}
    assert found[told.both]["GD terakhir"] == "GDP 148"
    assert found[told.both]["HbA1c (%)"] == 7.8
    assert (found[told.both]["GD Jul"], found[told.both]["GD Agu"]) == ("GDS 212", None)


def test_register_narrows_to_the_lost_and_to_the_uncontrolled(told: Told) -> None:
    assert set(rows(told, HYPERTENSION, "lost")) == {told.lost, told.pregnant}
    assert told.both in rows(told, HYPERTENSION, "uncontrolled")
    assert told.steady not in rows(told, HYPERTENSION, "uncontrolled")
    assert set(rows(told, DIABETES, "lost")) == {told.lost}


def test_whoever_is_lost_is_found_in_one_pass_and_by_the_days_of_what_was_measured(told: Told) -> None:
    database = told.clinic.database
    sent: list[tuple[str, Any]] = []
    engine = database.reading().get_bind()
    event.listen(engine, "before_cursor_execute", lambda *heard: sent.append((heard[2], heard[3])))
    wanted = RegisterFilter(HYPERTENSION, TODAY.year, TODAY.month, state="lost")
    head = told.clinic.house.registers.head(told.clinic.doctor, wanted, 50)
    assert (head.rows, len(head.first)) == (2, 2)
    passes = [one for one in sent if "NOT IN" in one[0] and "observation" in one[0]]
    assert len(passes) == 1
    if database.dialect == "sqlite":
        with database.reading() as session:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {passes[0][0]}", passes[0][1]).all()
        assert any("ix_observation_code_day_person_id" in str(row) for row in plan)


def test_register_of_a_past_month_tells_how_it_stood_then(told: Told) -> None:
    found = rows(told, HYPERTENSION, month=5)
    assert set(found) == {told.both, told.pregnant}
    assert found[told.both]["Kontrol terakhir"] == date(2026, 4, 13)
    assert found[told.both]["Status"] == "belum terkendali"


def test_register_goes_into_a_spreadsheet(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "hipertensi.xlsx"
    wanted = RegisterFilter(HYPERTENSION, TODAY.year, TODAY.month)
    papers, doctor = told.clinic.house.register_papers, told.clinic.doctor
    assert papers.export(doctor, wanted, file, lambda _fraction, _text: None) == 5
    cells = [cell.value for row in load_workbook(file).active.iter_rows() for cell in row]
    assert {"Pak Manis Tinggi", "belum terkendali", "putus kontrol".capitalize()} <= set(cells)


def test_the_picture_takes_few_statements_however_many_visits(told: Told) -> None:
    sent: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = told.clinic.database.reading().get_bind()
    event.listen(engine, "before_cursor_execute", heard)
    try:
        picture(told, told.both)
        many = len(sent)
        sent.clear()
        picture(told, told.well)
    finally:
        event.remove(engine, "before_cursor_execute", heard)
    assert 0 < len(sent) <= many <= MOST_STATEMENTS


def test_however_many_rows_a_register_has_no_statement_is_sent_for_each(told: Told) -> None:
    sent: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = told.clinic.database.reading().get_bind()
    event.listen(engine, "before_cursor_execute", heard)
    try:
        found = told.clinic.house.registers.listed(
            told.clinic.doctor, RegisterFilter(HYPERTENSION, TODAY.year), None, 100
        )
    finally:
        event.remove(engine, "before_cursor_execute", heard)
    assert len(found) == 5
    assert len(sent) == len(set(sent)) <= MOST_STATEMENTS
