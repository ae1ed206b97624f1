"""A call is said in right Indonesian, and a room is named only when all of its name can be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.queue.spoken_call import (
    GO_TO,
    LOOK_UP,
    NUMBER,
    PAUSE,
    letter_pieces,
    number_pieces,
    room_pieces,
    spoken_pieces,
    spoken_sentence,
    voice_settings,
)
from tests.domain.cases import cases
from ui.first_run.room_answers import PROPOSED

KNOWN = {*voice_settings()["said"], PAUSE}


def test_every_number_of_a_day_is_said_as_an_independent_table_writes_it() -> None:
    table = {int(row["number"]): row["words"] for row in cases("number_words")}
    assert set(range(1, 1000)) <= set(table)
    assert {number: " ".join(number_pieces(number)) for number in table} == table


def test_number_beyond_the_table_is_said_digit_by_digit() -> None:
    assert number_pieces(1024) == ("satu", "nol", "dua", "empat")


def test_call_is_number_letter_and_room_in_that_order() -> None:
    assert spoken_pieces("A", 14, "Ruang KIA") == (
        *(NUMBER, "huruf_a", PAUSE, "empat", "belas", PAUSE),
        *(GO_TO, "ruang", "huruf_k", "huruf_i", "huruf_a"),
    )
    assert spoken_sentence("A", 14, "Ruang KIA") == "Nomor antrean A, empat belas. Silakan ke Ruang KIA."


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ("Ruang Ibu & Anak", "ruang ibu dan anak"),
        ("Klaster 3: Dewasa dan Lansia", "klaster tiga dewasa dan lansia"),
        ("Ruang Gawat Darurat", "ruang gawat_darurat"),
        ("Poli Lanjut Usia", "poli lanjut_usia"),
        ("Loket 12", "loket dua belas"),
        ("Poli Gigi 2B", "poli gigi dua huruf_b"),
        ("RUANG KIA", "ruang huruf_k huruf_i huruf_a"),
        ("Ruang PKPR", "ruang huruf_p huruf_k huruf_p huruf_r"),
        ("Ruang Periksa II", "ruang periksa dua"),
    ],
)
def test_name_of_known_words_is_said_whole(room: str, said: str) -> None:
    found = room_pieces(room)
    assert (" ".join(found.pieces), found.whole) == (said, True)


@pytest.mark.parametrize(
    ("room", "said"),
    [
        ("Ruang Melati", ""),
        ("Ruang Melati 2", "ruang dua"),
        ("RUANG ROSA", ""),
        ("Klaster 3 Ruang Cempaka", "klaster tiga"),
        ("Ruang 12345", ""),
    ],
)
def test_of_a_name_with_unknown_words_only_its_number_is_said_and_people_look_up(room: str, said: str) -> None:
    found = room_pieces(room)
    assert (" ".join(found.pieces), found.whole) == (said, False)
    assert spoken_pieces("B", 1, room)[-1] == LOOK_UP
    assert (GO_TO in spoken_pieces("B", 1, room)) is bool(said)


def test_rooms_that_the_program_proposes_can_all_be_said() -> None:
    assert len(PROPOSED) > 1
    assert [room.name for room in PROPOSED if not room_pieces(room.name).whole] == []


@given(st.text(max_size=3), st.integers(0, 5000), st.text(max_size=40))
def test_any_call_is_made_of_pieces_that_exist(letter: str, number: int, room: str) -> None:
    assert set(spoken_pieces(letter, number, room)) <= KNOWN


def test_every_letter_of_the_alphabet_has_a_name() -> None:
    assert set(letter_pieces("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) <= KNOWN
    assert letter_pieces("Ä-1") == ()
