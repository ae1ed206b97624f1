"""What the set-up pages make of what is typed, without any window."""

from datetime import date

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.keys.recovery_words import words_of
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.start.setup import NewRoom
from ui.first_run.answers import Answers
from ui.first_run.area_answers import assigned, raw_of, unassigned, village_of
from ui.first_run.journey import STEPS, Journey
from ui.first_run.number_answers import EXAMPLES, choices, preview
from ui.first_run.room_answers import PROPOSED, room_of, with_proposed

WORDS = words_of(bytes(range(15)))
TODAY = date(2026, 11, 23)
SUKAMAJU = {"name": " Suka  maju ", "rw": 2, "rt": 3, "posyandu": "Melati, Mawar , Melati,"}


def complete() -> Answers:
    return Answers(
        profile={
            "name": "Puskesmas Uji",
            "code": "P1",
            "address": "Jl. Uji",
            "phone": "",
            "regency": "",
            "time_zone": "Asia/Jayapura",
        },
        villages=(village_of(SUKAMAJU, ()),),
        rooms=PROPOSED,
        pattern=EXAMPLES[0][0],
        last_number=1240,
        first_user={
            "name": "dr. Uji",
            "profession": "Dokter",
            "sip": "SIP/1",
            "user_name": "uji",
            "password": "kata-sandi",
            "again": "kata-sandi",
        },
        roles=frozenset({Role.DOCTOR}),
        passphrase="kopi pahit di pagi hari",
        passphrase_again="kopi pahit di pagi hari",
        words=WORDS,
        typed_back={number: WORDS[number - 1] for number in (1, 4, 8, 12)},
    )


def test_complete_answers_have_no_problem_and_make_the_first_user_head() -> None:
    answers = complete()
    assert answers.problems() == {}
    facility = answers.facility()
    assert facility.first_user.roles == {Role.DOCTOR, Role.HEAD}
    assert (facility.time_zone, facility.last_folder_number) == ("Asia/Jayapura", 1240)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"profile": {}}, "name"),
        ({"profile": {"name": "P", "code": "1", "address": "J"}}, "time_zone"),
        ({"villages": ()}, "villages"),
        ({"rooms": PROPOSED[:2]}, "rooms"),
        ({"pattern": ""}, "pattern"),
        ({"pattern": "{family:06}"}, "pattern"),
        ({"last_number": "seribu"}, "last_number"),
        ({"last_number": 1.5}, "last_number"),
        ({"first_user": {}}, "user_name"),
        ({"passphrase": "pendek"}, "passphrase"),
        ({"passphrase_again": "lain sama sekali"}, "passphrase_again"),
        ({"words": ()}, "words"),
        ({"typed_back": {1: WORDS[0]}}, "words"),
        ({"typed_back": {1: WORDS[0], 2: WORDS[1], 3: WORDS[2], 4: "bukan"}}, "word_4"),
    ],
)
def test_each_wrong_answer_is_found_and_belongs_to_a_step(change: dict[str, object], field: str) -> None:
    answers = complete()
    for name, value in change.items():
        setattr(answers, name, value)
    assert field in answers.problems()
    assert sum(field in step.fields for step in STEPS) == 1


def test_passwords_that_differ_and_a_passphrase_that_is_the_password_are_refused() -> None:
    answers = complete()
    answers.first_user["again"] = "kata-sandu"
    assert set(answers.problems()) == {"user_again"}
    answers.first_user["again"] = answers.first_user["password"] = answers.passphrase
    assert set(answers.problems()) == {"passphrase"}


def test_no_secret_is_shown_when_the_answers_are() -> None:
    assert "kata-sandi" not in repr(complete())
    assert "kopi pahit" not in repr(complete())
    assert WORDS[3] not in repr(complete())


def test_every_problem_of_an_empty_set_up_has_its_step() -> None:
    known = frozenset[str]().union(*(step.fields for step in STEPS))
    assert set(Answers().problems()) <= known


def test_journey_goes_on_only_when_its_own_step_is_right() -> None:
    journey = Journey()
    assert not journey.forward({"name": "Nama harus diisi."})
    assert journey.here == 0
    assert journey.forward({"rooms": "Ruang masih kosong."})
    assert journey.step.key == "area"
    assert journey.back()
    assert not journey.back()


def test_journey_turns_to_the_step_an_error_belongs_to() -> None:
    journey = Journey()
    assert journey.turn_to(["word_12"])
    assert journey.at_end
    assert not journey.forward({})
    assert journey.turn_to(["villages", "passphrase"])
    assert journey.step.key == "area"
    assert not journey.turn_to(["tidak dikenal"])


def test_quick_entry_becomes_a_village_with_every_rt() -> None:
    village = village_of(SUKAMAJU, ())
    assert village.name == "Suka maju"
    assert village.posyandu == ("Melati", "Mawar")
    assert [block[:2] for block in village.neighbourhoods] == [
        (rw, rt) for rw in ("001", "002") for rt in ("001", "002", "003")
    ]
    assert unassigned(village) == 6


def test_only_posyandu_serves_every_rt() -> None:
    village = village_of({**SUKAMAJU, "posyandu": "Melati"}, ())
    assert unassigned(village) == 0


def test_assignment_survives_a_change_of_the_quick_entry() -> None:
    village = assigned(village_of(SUKAMAJU, ()), [("001", "002"), ("002", "003")], "Mawar")
    smaller = village_of({**raw_of(village), "rw": 1}, (), village)
    assert [served for *_, served in smaller.neighbourhoods] == ["", "Mawar", ""]
    without = village_of({**raw_of(village), "posyandu": "Melati, Kenanga"}, (), village)
    assert unassigned(without) == 6


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"rw": None}, "rw"),
        ({"rw": 0}, "rw"),
        ({"rt": 100}, "rt"),
        ({"rt": "dua"}, "rt"),
    ],
)
def test_quick_entry_that_makes_no_village_is_refused_beside_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(WrongAnswers) as refused:
        village_of({**SUKAMAJU, **change}, ())
    assert set(refused.value.fields) == {field}


def test_same_village_twice_is_refused() -> None:
    first = village_of(SUKAMAJU, ())
    with pytest.raises(WrongAnswers, match="perlu diperbaiki"):
        village_of({**SUKAMAJU, "name": "SUKA MAJU"}, (first,))


def test_proposed_rooms_are_added_beside_those_typed_and_clash_with_none() -> None:
    own = room_of({"name": "Poli Umum", "klaster": "3", "queue_letter": "a"}, (), TODAY)
    assert own == NewRoom("Poli Umum", 3, "A")
    taken = with_proposed((own,))
    assert taken[0] == own
    assert {room.name for room in taken} == {"Poli Umum", "Ruang Gawat Darurat"}
    assert with_proposed(with_proposed(())) == PROPOSED


def test_no_room_of_a_new_puskesmas_has_the_letter_of_the_numbers_before_the_desk() -> None:
    with pytest.raises(WrongAnswers) as refused:
        room_of({"name": "Poli Umum", "klaster": "3", "queue_letter": "p"}, (), TODAY)
    assert refused.value.fields == {"queue_letter": "Huruf P dipakai nomor pendaftaran."}


def test_every_example_pattern_shows_the_next_numbers() -> None:
    assert preview("{family:06}-{member:02}", 1240, TODAY) == (
        ("001241-00", "Kepala keluarga"),
        ("001241-01", "Istri/suami"),
        ("001241-02", "Anak"),
    )
    assert preview("{serial:06}", None, TODAY)[0] == ("000001", "Orang berikutnya")
    for pattern, _ in choices(TODAY)[:-1]:
        assert preview(pattern, 7, TODAY)


def test_pattern_or_number_that_cannot_be_used_shows_nothing_and_one_outgrown_says_so() -> None:
    assert preview("{serial}", 1, TODAY) == ()
    assert preview("{serial:06}", "x", TODAY) == ()
    assert "tidak muat" in preview("{serial:02}", 99, TODAY)[0][0]
