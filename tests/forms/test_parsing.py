"""Typed text becomes exactly one answer, or is refused with a message; it is never dropped."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.forms.parsing import LONGEST_TEXT, as_typed, parse
from ilp_desktop.forms.schema import Answer, Choice, Kind, Question
from tests.every_row import every_row
from tests.forms.shipped import QUESTIONS

DAY = date(2026, 3, 16)
CHOICES = (Choice("tidak_ada", "Tidak ada"), Choice("1", "Batuk"), Choice("AB", "Demam, menggigil"))


def question(kind: Kind, decimals: int = 1) -> Question:
    choices = CHOICES if kind.is_chosen else ()
    exclusive = "tidak_ada" if kind is Kind.MANY else ""
    return Question("Bagian", "kode", "Label", kind, decimals=decimals, choices=choices, exclusive=exclusive)


READ: tuple[tuple[Kind, str, Answer], ...] = (
    (Kind.BOOLEAN, "ya", True),
    (Kind.BOOLEAN, " Y ", True),
    (Kind.BOOLEAN, "TIDAK", False),
    (Kind.BOOLEAN, "t", False),
    (Kind.CHOICE, "1", "1"),
    (Kind.CHOICE, "batuk", "1"),
    (Kind.CHOICE, "ab", "AB"),
    (Kind.CHOICE, "Demam, menggigil", "AB"),
    (Kind.MANY, "AB, 1", ["1", "AB"]),
    (Kind.MANY, "1,1", ["1"]),
    (Kind.MANY, "tidak_ada", ["tidak_ada"]),
    (Kind.INTEGER, "120", 120),
    (Kind.INTEGER, " -3 ", -3),
    (Kind.INTEGER, "007", 7),
    (Kind.DECIMAL, "36,7", 36.7),
    (Kind.DECIMAL, "36.7", 36.7),
    (Kind.DECIMAL, "36", 36.0),
    (Kind.DECIMAL, "+1,5", 1.5),
    (Kind.DATE, "17051990", "1990-05-17"),
    (Kind.DATE, "17-5-90", "1990-05-17"),
    (Kind.DATE, "17/05/1990", "1990-05-17"),
    (Kind.DATE, "1 4 26", "2026-04-01"),
    (Kind.DATE, "1-1-75", "2075-01-01"),
    (Kind.DATE, "1-1-77", "1977-01-01"),
    (Kind.DATE, "290224", "2024-02-29"),
    (Kind.DATE, "2024-02-29", "2024-02-29"),
    (Kind.TEXT, "  Pusing.\nMual. ", "Pusing.\nMual."),
)
REFUSED = (
    (Kind.BOOLEAN, "mungkin", 'Jawab "ya" atau "tidak".'),
    (Kind.BOOLEAN, "1", "Jawab"),
    (Kind.CHOICE, "9", '"9" tidak ada dalam daftar pilihan.'),
    (Kind.CHOICE, "1, AB", "tidak ada dalam daftar"),
    (Kind.MANY, "1, 9, AB", '"9" tidak ada dalam daftar pilihan.'),
    (Kind.MANY, ",", "tidak ada dalam daftar"),
    (Kind.MANY, "1, tidak_ada", '"Tidak ada" tidak dapat dipilih bersama yang lain.'),
    (Kind.INTEGER, "12o", '"12o" bukan angka.'),
    (Kind.INTEGER, "12,5", "bilangan bulat"),
    (Kind.INTEGER, "12,0", "bilangan bulat"),
    (Kind.INTEGER, "٣", "bukan angka"),
    (Kind.INTEGER, "1e3", "bukan angka"),
    (Kind.INTEGER, "9999999999", "bukan angka"),
    (Kind.DECIMAL, "nan", "bukan angka"),
    (Kind.DECIMAL, "1.500,0", "bukan angka"),
    (Kind.DECIMAL, "36,", "bukan angka"),
    (Kind.DECIMAL, "36,75", "Paling banyak 1 angka di belakang koma."),
    (Kind.DECIMAL, "36 kg", "bukan angka"),
    (Kind.DATE, "31-2-2026", "tidak ada dalam kalender"),
    (Kind.DATE, "32012026", "tidak ada dalam kalender"),
    (Kind.DATE, "29-2-2026", "tidak ada dalam kalender"),
    (Kind.DATE, "kemarin", "tidak terbaca"),
    (Kind.TEXT, "a\x00b", "tidak dapat disimpan"),
    (Kind.TEXT, "a\ud800b", "tidak dapat disimpan"),
    (Kind.TEXT, "a" * (LONGEST_TEXT + 1), "paling panjang"),
)


@every_row(("kind", "text", "answer"), READ)
def test_text_is_read(kind: Kind, text: str, answer: Answer) -> None:
    parsed = parse(question(kind), text, DAY)
    assert (parsed.answer, parsed.error) == (answer, "")
    assert type(parsed.answer) is type(answer)


@every_row(("kind", "text", "message"), REFUSED)
def test_text_is_refused_with_a_message(kind: Kind, text: str, message: str) -> None:
    parsed = parse(question(kind), text, DAY)
    assert parsed.answer is None
    assert message in parsed.error


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_blank_is_neither_answer_nor_error(kind: Kind, text: str) -> None:
    parsed = parse(question(kind), text, DAY)
    assert parsed.answer is None
    assert parsed.error == ""


def test_longest_text_is_kept_whole() -> None:
    assert parse(question(Kind.TEXT), "a" * LONGEST_TEXT, DAY).answer == "a" * LONGEST_TEXT


def test_answer_stored_under_an_older_edition_is_refused_when_its_choice_is_gone() -> None:
    old = question(Kind.CHOICE)
    assert parse(old, as_typed(old, "sesak"), DAY).error


@given(st.sampled_from(Kind), st.text())
def test_any_text_is_an_answer_or_a_message_or_blank(kind: Kind, text: str) -> None:
    _one_outcome(question(kind), text)


LIKELY = st.text("0123456789,.-+/ yatidk\n", max_size=12)


@given(st.sampled_from([question for _, question in QUESTIONS]), LIKELY)
def test_any_likely_text_has_one_outcome_and_the_answer_can_be_typed_again(asked: Question, text: str) -> None:
    answer = _one_outcome(asked, text)
    if answer is not None:
        assert parse(asked, as_typed(asked, answer), DAY).answer == answer


@given(st.integers(-999_999_999, 999_999_999), st.sampled_from([1, 2, 3]))
def test_decimal_is_typed_again_as_it_was(units: int, decimals: int) -> None:
    asked = question(Kind.DECIMAL, decimals)
    number = units / 10**decimals
    assert parse(asked, as_typed(asked, number), DAY).answer == number


def _one_outcome(asked: Question, text: str) -> Answer | None:
    parsed = parse(asked, text, DAY)
    blank = not text.strip()
    assert [blank, parsed.answer is not None, parsed.error != ""].count(True) == 1
    assert json.loads(json.dumps(parsed.answer)) == parsed.answer
    return parsed.answer
