"""Figures of forms: each person once, by the last answers in force; small counts of restricted things are blurred."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.reporting_period import Period, days_of
from ilp_desktop.services.answers.form_figures import Part, QuestionFigures
from ilp_desktop.services.answers.form_statistics import FormFigures
from tests.house_fixtures import TODAY, Clinic
from tests.services.answered_forms import CLOSED_FORM, OPEN_FORM, Answering, in_role
from tests.services.test_two_facilities import neighbour_of

MONTH = days_of(Period.MONTH, TODAY)


@pytest.fixture
def answering(any_clinic: Clinic, tmp_path: Path) -> Answering:
    folder = tmp_path / "forms"
    folder.mkdir()
    return Answering(any_clinic, folder)


@pytest.fixture
def on_sqlite(clinic: Clinic, tmp_path: Path) -> Answering:
    folder = tmp_path / "forms"
    folder.mkdir()
    return Answering(clinic, folder)


def figures(answering: Answering, form_code: str = OPEN_FORM, **where: object) -> FormFigures:
    return answering.statistics.figures(answering.clinic.doctor, form_code, MONTH, **where)  # type: ignore[arg-type]


def question(found: FormFigures, code: str) -> QuestionFigures:
    return next(one for one in found.questions if one.code == code)


def told(parts: tuple[Part, ...]) -> list[tuple[str, str, str]]:
    return [(part.text, part.people, part.share) for part in parts]


def test_choices_lists_numbers_and_conclusions_are_counted(answering: Answering) -> None:
    answering.answer({"batuk": "ya", "warna": "merah", "keluhan": "pusing, mual", "berat": "50"})
    answering.answer({"batuk": "tidak", "warna": "hijau", "keluhan": "pusing", "berat": "61,5"}, times=2)
    answering.answer({"berat": "40"})
    found = figures(answering)
    assert (found.people, found.restricted) == ("4", False)
    assert told(found.conclusions[0].parts) == [
        ("Tidak berisiko", "2", "50%"),
        ("Berisiko", "1", "25%"),
        ("Belum ada kesimpulan", "1", "25%"),
    ]
    assert told(question(found, "batuk").parts) == [("Ya", "1", "33,3%"), ("Tidak", "2", "66,7%")]
    assert told(question(found, "keluhan").parts) == [
        ("Pusing", "3", "100%"),
        ("Mual", "1", "33,3%"),
        ("Lelah", "0", "0%"),
    ]
    weight = question(found, "berat")
    assert (weight.answered, weight.median, weight.lowest, weight.highest) == ("4", "55,75 kg", "40 kg", "61,5 kg")


def test_each_person_counts_once_by_the_last_answers_that_stand(answering: Answering) -> None:
    clinic = answering.clinic
    person = clinic.register("Siti Aminah").person_id
    first = clinic.visit(person)
    answering.fill(first.encounter_id, {"warna": "hijau"})
    answering.fill(first.encounter_id, {"warna": "merah"})
    assert told(figures(answering).conclusions[0].parts)[:2] == [
        ("Tidak berisiko", "0", "0%"),
        ("Berisiko", "1", "100%"),
    ]
    answering.fill(first.encounter_id, {})
    assert figures(answering).people == "0"
    clinic.clock.forward(timedelta(days=1))
    answering.fill(clinic.visit(person).encounter_id, {"warna": "merah"})
    clinic.clock.forward(timedelta(days=1))
    answering.fill(clinic.visit(person).encounter_id, {"warna": "hijau"})
    found = figures(answering)
    assert found.people == "1"
    assert told(found.conclusions[0].parts)[:2] == [("Tidak berisiko", "1", "100%"), ("Berisiko", "0", "0%")]


def test_period_and_village_narrow_the_count(answering: Answering) -> None:
    clinic = answering.clinic
    answering.answer({"warna": "merah"})
    answering.answer({"warna": "merah"}, village_id=None, outside_village="Desa Jauh")
    clinic.clock.forward(timedelta(days=14))
    answering.answer({"warna": "hijau"})
    november, december = MONTH, days_of(Period.MONTH, clinic.house.uow.today(clinic.doctor))
    counted = answering.statistics
    assert [counted.figures(clinic.doctor, OPEN_FORM, days).people for days in (november, december)] == ["2", "1"]
    assert counted.figures(clinic.doctor, OPEN_FORM, days_of(Period.QUARTER, TODAY)).people == "3"
    assert counted.figures(clinic.doctor, OPEN_FORM, november, clinic.village_id).people == "1"
    people = {form.code: form.people for form in counted.listed(clinic.doctor, november, clinic.village_id)}
    assert people == {OPEN_FORM: "1", CLOSED_FORM: "<5", "kaya": "0"}


def test_nothing_is_counted_of_another_puskesmas_and_its_villages_are_not_there(answering: Answering) -> None:
    neighbour = neighbour_of(answering.clinic)
    answering.answer({"warna": "merah"})
    assert answering.statistics.figures(neighbour.user, OPEN_FORM, MONTH).people == "0"
    with pytest.raises(UserError, match="tidak ada"):
        figures(answering, village_id=neighbour.village_id)


def test_counts_under_five_of_restricted_things_are_blurred_for_everybody(on_sqlite: Answering) -> None:
    on_sqlite.answer({"batuk": "ya", "warna": "merah", "berat": "50"}, CLOSED_FORM, times=4)
    found = figures(on_sqlite, CLOSED_FORM)
    assert (found.people, found.restricted) == ("<5", True)
    assert told(found.conclusions[0].parts) == [("Tidak berisiko", "<5", ""), ("Berisiko", "<5", "")]
    assert question(found, "berat") == QuestionFigures("berat", "Uji", "Berat", "<5")
    on_sqlite.answer({"batuk": "ya", "warna": "merah", "berat": "60"}, CLOSED_FORM)
    found = figures(on_sqlite, CLOSED_FORM)
    assert found.people == "5"
    assert told(question(found, "batuk").parts) == [("Ya", "≥5", ""), ("Tidak", "<5", "")]
    assert question(found, "berat").median == "50 kg"


def test_each_scale_is_a_whole_and_alarms_stand_by_themselves(on_sqlite: Answering) -> None:
    on_sqlite.answer({"tahun_merokok": "0", "butir_1": "ya", "butir_2": "0", "butir_3": "ya"}, "kaya")
    on_sqlite.answer({"tahun_merokok": "0", "butir_1": "tidak", "butir_2": "0", "butir_3": "tidak"}, "kaya")
    on_sqlite.answer({"butir_1": "tidak", "butir_3": "ya"}, "kaya")
    scales = {scale.label: told(scale.parts) for scale in figures(on_sqlite, "kaya").conclusions}
    assert scales == {
        "Risiko paru": [
            ("Risiko rendah", "1", "33,3%"),
            ("Risiko tinggi", "1", "33,3%"),
            ("Belum ada kesimpulan", "1", "33,3%"),
        ],
        "Keluhan jiwa": [
            ("Tidak ada keluhan", "1", "33,3%"),
            ("Ada keluhan", "2", "66,7%"),
            ("Dengan tanda bahaya jawaban", "0", "0%"),
        ],
        "Tanda bahaya jawaban": [("Putus asa", "2", "66,7%")],
    }


def test_a_restricted_question_of_an_open_form_is_blurred_by_itself(on_sqlite: Answering) -> None:
    on_sqlite.answer({"batuk": "ya", "rahasia": "ya"})
    found = figures(on_sqlite)
    assert (found.people, told(question(found, "batuk").parts)[0]) == ("1", ("Ya", "1", "100%"))
    assert told(question(found, "rahasia").parts) == [("Ya", "<5", ""), ("Tidak", "<5", "")]


def test_the_desk_sees_no_figures(on_sqlite: Answering) -> None:
    with pytest.raises(NotAllowed):
        on_sqlite.statistics.listed(in_role(on_sqlite.clinic, Role.REGISTRATION), MONTH)


def test_two_statements_give_all_the_figures_of_a_form(on_sqlite: Answering) -> None:
    on_sqlite.answer({"batuk": "ya", "warna": "merah", "keluhan": "pusing", "berat": "50"})
    statements: list[str] = []
    with on_sqlite.clinic.database.reading() as session:
        engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    figures(on_sqlite)
    assert ["form_response" in text for text in statements if text.startswith("SELECT")] == [True, True]
