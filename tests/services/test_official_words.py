"""Official words of questionnaires: entered once, in versions, never overwritten, for forms that follow a sheet."""

from dataclasses import replace
from pathlib import Path

import pytest

from ilp_desktop.domain.errors import NotAllowed, StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.permissions import Role
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.edition.wording import BLANK, LONGEST_WORDS, SOURCE_MISSING, NewWords, Wordings
from tests.forms.rich_sample import RICH
from tests.house_fixtures import Clinic
from tests.services.answered_forms import CLOSED_FORM, SAMPLES, in_role
from tests.services.test_two_facilities import neighbour_of

FORM, SHEET = "kaya", "Lembar contoh 2024"
SHORT_FORM = RICH.replace('code = "kaya"', 'code = "pendek"', 1)


@pytest.fixture
def wordings(any_clinic: Clinic, tmp_path: Path) -> Wordings:
    for code, text in {**SAMPLES, FORM: RICH, "pendek": SHORT_FORM}.items():
        (tmp_path / f"{code}.toml").write_text(text, encoding="utf-8")
    return Wordings(any_clinic.house.uow, Catalogue(tmp_path))


def test_a_form_has_no_words_until_they_are_entered(any_clinic: Clinic, wordings: Wordings) -> None:
    assert wordings.words(any_clinic.doctor, FORM) == {}
    items = wordings.items(any_clinic.doctor, FORM)
    assert [(item.number, item.topic, item.words) for item in items] == [
        ("1", "Tidur", ""),
        ("2", "Nafsu makan", ""),
        ("3", "Putus asa", ""),
    ]


def test_a_whole_questionnaire_is_entered_in_one_save(any_clinic: Clinic, wordings: Wordings) -> None:
    typed = {"butir_1": "  Kata   satu ", "butir_2": "Kata dua\n\n dan seterusnya"}
    assert wordings.enter_all(any_clinic.head, NewWords(FORM, typed, f" {SHEET} ")) == 2
    assert wordings.words(any_clinic.desk, FORM) == {"butir_1": "Kata satu", "butir_2": "Kata dua\ndan seterusnya"}
    (version,) = wordings.history(any_clinic.doctor, FORM)["butir_1"]
    assert (version.version, version.source, version.by, version.at.hour) == (1, SHEET, "Kepala Contoh", 7)


def test_other_words_are_a_new_version_and_the_same_words_are_none(any_clinic: Clinic, wordings: Wordings) -> None:
    doctor = any_clinic.doctor
    assert wordings.enter(doctor, FORM, "butir_1", "Kata lama", SHEET) == 1
    assert wordings.enter(doctor, FORM, "butir_1", " Kata  lama", "Lembar lain") == 0
    assert wordings.enter(doctor, FORM, "butir_1", "Kata baru", SHEET) == 1
    assert wordings.words(doctor, FORM) == {"butir_1": "Kata baru"}
    versions = [(one.version, one.words) for one in wordings.history(doctor, FORM)["butir_1"]]
    assert versions == [(2, "Kata baru"), (1, "Kata lama")]


def test_words_of_one_form_stand_in_every_form_that_asks_the_question(any_clinic: Clinic, wordings: Wordings) -> None:
    wordings.enter(any_clinic.doctor, FORM, "butir_1", "Kata satu", SHEET)
    assert wordings.words(any_clinic.doctor, "pendek") == {"butir_1": "Kata satu"}
    wordings.enter(any_clinic.doctor, "pendek", "butir_1", "Kata terbaru", SHEET)
    assert wordings.words(any_clinic.doctor, FORM) == {"butir_1": "Kata terbaru"}
    assert wordings.enter(any_clinic.doctor, FORM, "butir_1", "Kata satu", SHEET) == 1


@pytest.mark.parametrize(
    ("words", "source", "problems"),
    [
        ({"butir_1": " \n "}, SHEET, {"butir_1": BLANK}),
        ({"butir_1": "Kata"}, "  ", {"source": SOURCE_MISSING}),
        ({"butir_1": ""}, "", {"butir_1": BLANK, "source": SOURCE_MISSING}),
        ({"butir_1": "k" * (LONGEST_WORDS + 1)}, SHEET, {"butir_1": "Paling banyak 1000 huruf."}),
        ({"butir_1": "Kata"}, "s" * 201, {"source": "Paling banyak 200 huruf."}),
    ],
)
def test_blank_or_endless_words_are_refused_beside_their_field_and_nothing_is_stored(
    any_clinic: Clinic, wordings: Wordings, words: dict[str, str], source: str, problems: dict[str, str]
) -> None:
    with pytest.raises(WrongAnswers) as refused:
        wordings.enter_all(any_clinic.doctor, NewWords(FORM, {"butir_2": "Kata dua", **words}, source))
    assert refused.value.fields == problems
    assert wordings.words(any_clinic.doctor, FORM) == {}


def test_only_items_of_the_official_sheet_take_words(any_clinic: Clinic, wordings: Wordings) -> None:
    for code in ("tidak_ada", "tahun_merokok"):
        with pytest.raises(UserError, match="tidak ada dalam"):
            wordings.enter(any_clinic.doctor, FORM, code, "Kata", SHEET)
    with pytest.raises(UserError, match="kata-kata sendiri"):
        wordings.enter(any_clinic.doctor, CLOSED_FORM, "batuk", "Kata", SHEET)
    with pytest.raises(UserError, match="kata-kata sendiri"):
        wordings.items(any_clinic.doctor, CLOSED_FORM)
    assert wordings.words(any_clinic.doctor, CLOSED_FORM) == {}


def test_words_that_somebody_entered_meanwhile_are_not_written_over(any_clinic: Clinic, wordings: Wordings) -> None:
    mine = NewWords(FORM, {"butir_1": "Kata saya"}, SHEET, seen={})
    wordings.enter(any_clinic.head, FORM, "butir_1", "Kata dia", SHEET)
    with pytest.raises(StaleRecord, match="Kepala Contoh"):
        wordings.enter_all(any_clinic.doctor, mine)
    assert wordings.words(any_clinic.doctor, FORM) == {"butir_1": "Kata dia"}
    assert wordings.enter_all(any_clinic.doctor, replace(mine, seen={"butir_1": "Kata dia"})) == 1


def test_a_puskesmas_has_its_own_words(any_clinic: Clinic, wordings: Wordings) -> None:
    neighbour = neighbour_of(any_clinic).user
    wordings.enter(neighbour, FORM, "butir_1", "Kata tetangga", SHEET)
    assert wordings.words(any_clinic.doctor, FORM) == {}
    assert wordings.history(any_clinic.doctor, FORM) == {}


def test_the_desk_enters_no_words(any_clinic: Clinic, wordings: Wordings) -> None:
    with pytest.raises(NotAllowed):
        wordings.enter(in_role(any_clinic, Role.REGISTRATION), FORM, "butir_1", "Kata", SHEET)
