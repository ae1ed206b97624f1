"""Registers hold what each record says, row by row and column by column, however the rows are read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from db.engine import open_postgres, open_sqlite
from db.models import Person
from ilp_desktop.domain import permissions
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.immunisation.immunisation_complete import completeness
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.due import due_rows
from ilp_desktop.services.immunisation.dose_reading import doses_of, given_doses
from ilp_desktop.services.register.register_columns import register_names
from ilp_desktop.services.register.register_facts_child import gain_text
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterRow, cell_text
from tests.house_fixtures import KEY, TODAY, Clinic, opened
from tests.services.register_story import TWINS_BORN, YEAR, Line, Story, listed, rows_of, tell

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
INFANT, TODDLER, MOTHER = "register_infant", "register_toddler", "register_mother"
IMMUNISATION, DELIVERY = "register_immunisation", "register_delivery"
MEASURED, DOWNLOAD, IDENTITY = "register_sigizi_measured", "register_sigizi_download", "register_sigizi_identity"
ELSEWHERE = (
    "register_hypertension",
    "register_diabetes",
    "register_odgj",
    "register_contraception",
    "register_referral",
    "register_certificate",
    "register_cancer",
    "register_premarital",
)
"""Nobody of this story stands in them; other tests tell of those who do."""
MOST_STATEMENTS, MOST_OF_A_KIND = 24, 2
WITHOUT_LEAVE = ROOM - {Act.SEE_RESTRICTED}
Told = tuple[Clinic, Story]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Tell the story once on each kind of database."""
    rewound = None
    if request.param == "sqlite":
        template, users = request.getfixturevalue("sqlite_template")
        file = tmp_path_factory.mktemp("registers") / "ilp.db"
        file.write_bytes(Path(template).read_bytes())
        database = open_sqlite(file, KEY)
    else:
        rewound, users = request.getfixturevalue("postgres_template")
        database = open_postgres(rewound.url)
    try:
        clinic = opened(database, users)
        yield clinic, tell(clinic)
    finally:
        database.close()
        if rewound is not None:
            rewound.rewind()


def names(rows: list[Line], heading: str) -> list[Cell]:
    """Return a column."""
    return [row[heading] for row in rows]


@pytest.mark.parametrize("code", [INFANT, TODDLER])
def test_weights_lengths_and_letters_of_each_month_are_those_of_the_growth_file(told: Told, code: str) -> None:
    clinic, _ = told
    compared = 0
    for row in rows_of(clinic, code):
        file = clinic.house.children.growth(clinic.doctor, row.who)
        taken = [one for one in file.points if not one.at_birth]
        for number, word in enumerate(MONTHS, 1):
            points = [one for one in taken if (one.day.year, one.day.month) == (YEAR, number)]
            weighed = [one for one in points if one.measurement.weight_kg is not None]
            assert row[f"BB {word} (kg)"] == (weighed[-1].measurement.weight_kg if weighed else None)
            assert row[f"N/T {word}"] == (gain_text(weighed[-1].gain) if weighed else None)
            if code == TODDLER:
                measured = [one for one in points if one.measurement.length_cm is not None]
                assert row[f"TB {word} (cm)"] == (measured[-1].measurement.length_cm if measured else None)
            compared += len(points)
        last = [one for one in taken if one.day.year == YEAR and Indicator.WEIGHT_FOR_AGE in one.statuses]
        expected = last[-1].statuses[Indicator.WEIGHT_FOR_AGE].conclusion if last else None
        assert row["BB/U terakhir"] == expected
    assert compared > 10


@pytest.mark.parametrize("code", [INFANT, TODDLER, IMMUNISATION])
def test_days_of_doses_are_those_that_count_in_each_record(told: Told, code: str) -> None:
    clinic, _ = told
    compared = 0
    for row in rows_of(clinic, code):
        doses = {one.label: one.given_on for one in clinic.house.children.doses(clinic.doctor, row.who)}
        shared = [label for label in doses if label in row.cells]
        assert {label: row[label] for label in shared} == {label: doses[label] for label in shared}
        compared += sum(doses[label] is not None for label in shared)
    assert compared > 3


def test_complete_sets_and_what_was_given_are_those_of_each_record(told: Told) -> None:
    clinic, story = told
    rows = {row.who: row for row in rows_of(clinic, TODDLER)}
    with clinic.database.reading() as session:
        for person_id, row in rows.items():
            data = clinic.house.registration.person(clinic.desk, person_id).data
            assert data.birth_date is not None
            found = completeness(data.birth_date, given_doses(session, person_id), TODAY)
            assert row["IBL"] == next(one.completed_on for one in found if one.code == "IBL")
    given = [row for row in rows.values() if row["Vit A Agu"] == date(2026, 8, 12)]
    assert given
    assert all(row["Obat cacing"] == date(2026, 8, 13) for row in given)
    assert all(row["Vit A Feb"] is None for row in rows.values())
    assert {story.children[0], story.children[2]} <= set(rows)


def test_infants_are_those_below_a_year_on_some_day_of_the_time(told: Told) -> None:
    clinic, _ = told
    year = names(rows_of(clinic, INFANT), "Tanggal lahir")
    assert date(2025, 1, 1) not in year
    assert date(2025, 6, 15) in year
    november = names(rows_of(clinic, INFANT, month=11), "Tanggal lahir")
    assert date(2025, 6, 15) not in november
    assert date(2025, 12, 31) in november
    toddlers = names(rows_of(clinic, TODDLER, month=11), "Tanggal lahir")
    assert date(2025, 12, 31) not in toddlers
    assert date(2022, 1, 31) in toddlers


def test_newborn_columns_are_those_of_visits_and_birth(told: Told) -> None:
    clinic, story = told
    rows = {row.who: row for row in rows_of(clinic, INFANT)}
    for child in (*story.twins, story.daughter):
        record = clinic.house.children.birth(clinic.doctor, child)
        assert record is not None
        row = rows[child]
        assert (row["BB lahir (gram)"], row["PB lahir (cm)"]) == (record.weight_g, record.length_cm)
        assert row["IMD"] == ("ya" if record.early_breastfeeding else "tidak")
    first, second = (rows[one] for one in story.twins)
    assert (first["Vitamin K"], second["Vitamin K"]) == ("ya", None)
    assert (first["KN1"], second["KN1"]) == (date(2026, 9, 21), None)
    assert rows[story.daughter]["Nama ayah"] == "Bapak Contoh"
    fed = [row for row in rows.values() if row["ASI Nov"] is not None]
    assert names(fed, "ASI Nov") == ["ya"] * len(fed) != []


def test_mothers_columns_are_those_of_the_pregnancy_file(told: Told) -> None:
    clinic, story = told
    rows = {row.who: row for row in rows_of(clinic, MOTHER)}
    assert set(rows) == {story.wife, story.expecting, story.minor, story.of_twins}
    file = clinic.house.pregnancies.current(clinic.doctor, story.expecting)
    assert file is not None
    row = rows[story.expecting]
    assert (row["GPA"], row["HPHT"], row["HPL"]) == (file.gpa, file.last_period_on, file.due_on)
    assert row["NIK"] == "3216014302990001"
    assert [row[one.label] for one in file.contacts.contacts] == [one.on for one in file.contacts.contacts]
    assert row["K1 murni/akses"] == ("murni" if file.contacts.k1_pure else "akses")
    for visit in file.visits:
        word = MONTHS[visit.day.month - 1]
        assert row[f"BB {word}"] == visit.answers["berat"]
        assert row[f"TD {word}"] == f"{visit.answers['sistolik']}/{visit.answers['diastolik']}"
    assert (row["Hb pertama (g/dL)"], row["TTD/MMS (tablet)"], row["HIV"]) == (10.2, 30, "Nonreaktif")
    assert row["Jarak kehamilan (tahun)"] == 1.5
    assert row["Risiko 4T"] == clinic.house.screening.history(clinic.doctor, story.expecting, "four_too")[0].conclusion


def test_delivered_mothers_and_births_tell_of_the_same_children(told: Told) -> None:
    clinic, story = told
    mothers = {row.who: row for row in rows_of(clinic, MOTHER)}
    twins = mothers[story.of_twins]
    assert (twins["Berat bayi (gram)"], twins["Kehamilan berakhir"]) == ("2300 / 2150", TWINS_BORN)
    assert twins["UK saat lahir"] == "37+0"
    wife = mothers[story.wife]
    assert (wife["KF2"], wife["KB pascasalin"], wife["Nama suami"]) == (date(2025, 11, 28), "IUD", "Bapak Contoh")
    births = rows_of(clinic, DELIVERY)
    assert {row["Nama bayi"]: row["BB lahir (gram)"] for row in births} == {"Kembar 1": 2300, "Kembar 2": 2150}
    last_year = rows_of(clinic, DELIVERY, year=YEAR - 1)
    assert names(last_year, "Nama bayi") == ["Anak Contoh"]
    assert last_year[0]["Tanggal dan jam lahir"] == "23-11-2025 03.25"
    assert names(rows_of(clinic, DELIVERY, month=9), "JK bayi") == ["P", "P"]
    assert rows_of(clinic, DELIVERY, month=8) == []


def test_measurements_stand_in_the_columns_of_sigizi_and_of_its_download(told: Told) -> None:
    clinic, _ = told
    uploaded, downloaded = rows_of(clinic, MEASURED), rows_of(clinic, DOWNLOAD)
    assert len(uploaded) == len(downloaded) > 20
    for row, other in zip(uploaded, downloaded, strict=True):
        file = clinic.house.children.growth(clinic.doctor, row.who)
        (point,) = [one for one in file.points if one.day == row["TANGGALUKUR"] and not one.at_birth]
        assert (row["BERAT"], row["TINGGI"]) == (point.measurement.weight_kg, point.measurement.length_cm)
        assert other["ZS BB/U"] == point.result.weight_for_age.z
        status = point.statuses.get(Indicator.LENGTH_FOR_AGE)
        assert other["TB/U"] == (status.conclusion if status else None)
        assert other["Naik Berat Badan"] == (point.gain.assessment.code if point.gain else None)
        assert row["CARAUKUR"] in ("terlentang", "berdiri", None)
    assert names(downloaded, "Prov") == [None] * len(downloaded)  # no village of the story has a code
    identity = rows_of(clinic, IDENTITY)
    assert {row["usia_hamil"] for row in identity} == {None, 37, 39}
    assert {row["berat_lahir"] for row in identity} == {None, 2.15, 2.3, 3.15}


@pytest.mark.parametrize("code", register_names())
def test_pages_are_the_whole_cut_up_and_numbers_run_on(told: Told, code: str) -> None:
    clinic, _ = told
    wanted = RegisterFilter(code, YEAR)
    whole = listed(clinic, wanted)
    after: RegisterRow | None = None
    pages: list[RegisterRow] = []
    while found := clinic.house.registers.listed(clinic.doctor, wanted, after, 3):
        pages += found
        after = found[-1]
    assert pages == list(whole)
    assert [row.number for row in whole] == list(range(1, len(whole) + 1))
    head = clinic.house.registers.head(clinic.doctor, wanted)
    assert (head.rows, head.people) == (len(whole), len({row.person_id for row in whole}))
    assert all(len(row.cells) == len(head.columns) for row in whole)
    assert head.first == ()
    begun = clinic.house.registers.head(clinic.doctor, wanted, 3)
    assert begun.first == whole[:3]
    assert (begun.rows, begun.people) == (head.rows, head.people)


@pytest.mark.parametrize("code", register_names())
def test_however_many_rows_no_statement_is_sent_for_each(told: Told, code: str) -> None:
    clinic, _ = told
    engine = clinic.database.reading().get_bind()
    sent: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *heard: sent.append(heard[2]))
    rows = listed(clinic, RegisterFilter(code, YEAR))
    assert len(rows) > MOST_OF_A_KIND or code in (DELIVERY, MOTHER, IMMUNISATION, *ELSEWHERE)
    assert len(sent) <= MOST_STATEMENTS
    assert max(Counter(sent).values()) <= MOST_OF_A_KIND


@pytest.mark.parametrize(("code", "month"), [(TODDLER, 10), (INFANT, 11), (MOTHER, 0), (DELIVERY, 9), (DOWNLOAD, 8)])
def test_tallies_count_the_words_of_the_rows(told: Told, code: str, month: int) -> None:
    clinic, _ = told
    rows = rows_of(clinic, code, month=month)
    found = clinic.house.registers.tallies(clinic.doctor, RegisterFilter(code, YEAR, month))
    assert found
    for tally in found:
        cells = [row[tally.heading] for row in rows if row[tally.heading] is not None]
        assert dict(tally.counts) == dict(Counter(map(cell_text, cells)))
    assert clinic.house.registers.tallies(clinic.doctor, RegisterFilter(TODDLER, YEAR)) == ()


def test_place_and_words_narrow_a_register(told: Told) -> None:
    clinic, story = told
    melati = due_rows.Place(clinic.village_id, posyandu="Melati")
    wanted = RegisterFilter(TODDLER, YEAR, place=melati)
    found = listed(clinic, wanted)
    assert found
    assert len(found) < len(listed(clinic, RegisterFilter(TODDLER, YEAR)))
    for row in found:
        assert clinic.house.registration.person(clinic.desk, row.person_id).data.rt == "002"
    by_name = listed(clinic, RegisterFilter(MOTHER, YEAR, search="ibu kemb"))
    assert [row.person_id for row in by_name] == [story.of_twins]
    by_number = listed(clinic, RegisterFilter(MOTHER, YEAR, search="3216014302990001"))
    assert [row.person_id for row in by_number] == [story.expecting]
    assert listed(clinic, RegisterFilter(MOTHER, YEAR, search="!!")) == ()


def test_restricted_columns_and_minors_are_absent_without_leave(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic, story = told
    hidden = {"HIV", "Sifilis", "KB pascasalin", "KSPR"}
    assert hidden <= set(rows_of(clinic, MOTHER)[0].cells)
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, WITHOUT_LEAVE)
    rows = rows_of(clinic, MOTHER)
    assert hidden.isdisjoint(rows[0].cells)
    assert {"HBsAg", "Risiko 4T"} <= set(rows[0].cells)
    assert story.minor not in [row.who for row in rows]
    assert len(rows) == 3


def test_a_past_year_tells_what_stood_at_its_end(told: Told) -> None:
    clinic, story = told
    rows = {row.who: row for row in rows_of(clinic, INFANT, year=YEAR - 1)}
    with clinic.database.reading() as session:
        for person_id, row in rows.items():
            person = clinic.house.registration.person(clinic.desk, person_id).data
            assert person.birth_date is not None
            assert person.birth_date <= date(YEAR - 1, 12, 31)
            known = {
                one.dose: one.given_on
                for one in doses_of(session, session.get_one(Person, person_id), TODAY)
                if one.antigen == "BCG"
            }
            given = known.get(1)
            assert row["BCG"] == (given if given and given.year < YEAR else None)
    assert story.daughter in rows
