"""Searching people through the service: order, both databases alike, lines that follow what is changed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, text, update

from db.engine import Database, open_postgres, open_sqlite
from db.migrate import upgrade
from db.models import Counter, NameForm, PersonSearch
from db.queries.person_search import MOST
from db.queries.person_search_server import MOST_WORDS, WORDS
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.domain.search.search_text import line_words, standing_of
from ilp_desktop.services.people.registration import RESULTS
from ilp_desktop.services.person.person_lines import LINES_COUNTER, are_lines_current, renew_lines
from tests.benchmarks.search_people import fill, made_up
from tests.house_fixtures import KEY, TODAY, Clinic, as_owner
from tests.postgres import FreshDatabase

PEOPLE = 400
MANY_BEGIN = "rantal"
MANY_ENDINGS = [f"{one}i{other}" for one in "bcdgjkl" for other in "mnprst"]
assert len(MANY_ENDINGS) > MOST_WORDS


def names(clinic: Clinic, typed: str) -> list[str]:
    return [person.name for person in clinic.house.registration.search(clinic.desk, typed)]


def test_slips_titles_villages_and_numbers_find_who_is_meant(any_clinic: Clinic) -> None:
    any_clinic.register("Muhammad Yusuf", phone="0812-3456-7890", birth_date=date(1988, 2, 1))
    any_clinic.register("Hj. St. Fatimah")
    any_clinic.register("Sri", village_id=None, outside_village="Tanjungrejo", birth_date=date(1971, 3, 4))
    for typed, name in (
        ("m. jusup", "Muhammad Yusuf"),
        ("yusuf mohamad", "Muhammad Yusuf"),
        ("muhamad yussuf", "Muhammad Yusuf"),
        ("tn. muhammad yusf sukamaju", "Muhammad Yusuf"),
        ("yusuf 1-2-1988", "Muhammad Yusuf"),
        ("+62 812 3456", "Muhammad Yusuf"),
        ("628123456", "Muhammad Yusuf"),
        ("siti patimah", "Hj. St. Fatimah"),
        ("fatimah desa sukamaju", "Hj. St. Fatimah"),
        ("hajjah siti fatimah", "Hj. St. Fatimah"),
        ("sitifatimah", "Hj. St. Fatimah"),
        ("sri tanjungreja", "Sri"),
        ("040371", "Sri"),
        ("3456789", "Muhammad Yusuf"),
    ):
        assert names(any_clinic, typed) == [name], typed
    assert names(any_clinic, "joko susilo") == []


def test_a_space_left_out_or_put_in_finds_who_is_meant(any_clinic: Clinic) -> None:
    for name in ("Nur Hidayah", "Sriwahyuni", "Wahyuni", "Nur Aini", "Nuraini Lubis", "Abdul Rahman"):
        any_clinic.register(name)
    for typed, found in (
        ("nurhidayah", ["Nur Hidayah"]),
        ("nurhid", ["Nur Hidayah"]),
        ("nurhidayah sukamaju", ["Nur Hidayah"]),
        ("sri wahyuni", ["Sriwahyuni"]),
        ("nur aini", ["Nur Aini", "Nuraini Lubis"]),
        ("nur ain", ["Nur Aini", "Nuraini Lubis"]),
        ("nuraini", ["Nuraini Lubis", "Nur Aini"]),
        ("lubis nur aini", ["Nuraini Lubis"]),
        ("abdulrahman", ["Abdul Rahman"]),
        ("hidayahnur", ["Nur Hidayah"]),
        ("nurhartono", []),
    ):
        assert names(any_clinic, typed) == found, typed
    (only,) = any_clinic.house.registration.search(any_clinic.desk, "nurhidayah")
    assert only.with_slips


def test_a_visitor_of_today_comes_first_and_whoever_lives_outside_last(any_clinic: Clinic) -> None:
    for number in range(3):
        any_clinic.register(f"Siti Contoh {'ABC'[number]}")
    far = any_clinic.register("Siti Contoh Z", village_id=None, outside_village="Desa Lain").person_id
    assert names(any_clinic, "siti contoh") == [f"Siti Contoh {letter}" for letter in "ABCZ"]
    any_clinic.visit(far)
    assert names(any_clinic, "siti contoh") == [f"Siti Contoh {letter}" for letter in "ZABC"]


def test_among_very_many_the_visitor_of_today_and_who_is_called_just_so_come_first(any_clinic: Clinic) -> None:
    for number in range(MOST + 5):
        any_clinic.register(f"Sri {'ABCDEFGHIJK'[number // 10]}{'ABCDEFGHIJ'[number % 10]}")
    alone = any_clinic.register("Sri", village_id=None, outside_village="Desa Lain").person_id
    seen = any_clinic.register("Sri Zulaikah", village_id=None, outside_village="Desa Lain").person_id
    any_clinic.visit(seen)
    found = any_clinic.house.registration.search(any_clinic.desk, "sri")
    assert [one.id for one in found[:2]] == [seen, alone]


def test_a_name_village_or_number_that_was_changed_is_found_by_the_new_one(any_clinic: Clinic) -> None:
    registration = any_clinic.house.registration
    person_id = any_clinic.register("Joko Susilo", phone="081234567890").person_id
    person = registration.person(any_clinic.desk, person_id)
    changed = replace(person.data, name="Bambang Susilo", phone="081999999999", village_id=None, outside_village="Rejo")
    registration.change(any_clinic.desk, person_id, person.version, changed)
    assert names(any_clinic, "joko") == names(any_clinic, "0812345") == names(any_clinic, "susilo sukamaju") == []
    assert names(any_clinic, "banbang") == names(any_clinic, "081999") == names(any_clinic, "susilo rejo")
    assert names(any_clinic, "bambang") == ["Bambang Susilo"]
    with any_clinic.database.reading() as session:
        assert session.scalar(select(PersonSearch.standing)) == standing_of(None, in_area=False)


def test_the_database_keeps_where_somebody_stands(any_clinic: Clinic) -> None:
    person_id = any_clinic.register("Budi").person_id
    with any_clinic.database.reading() as session:
        assert session.scalar(select(PersonSearch.standing)) == standing_of(None, in_area=True)
    any_clinic.visit(person_id)
    with any_clinic.database.reading() as session:
        assert session.scalar(select(PersonSearch.standing)) == standing_of(TODAY, in_area=True)


@pytest.mark.parametrize(
    "typed",
    ["\x02\x03", "'; DROP TABLE person; --", '" OR "', "%", "_", "x" * 300, "a b c d e f g h i j k", "*", "NEAR("],
)
def test_rubbish_finds_nobody_and_breaks_nothing(any_clinic: Clinic, typed: str) -> None:
    any_clinic.register("Siti Aminah")
    assert names(any_clinic, typed) == []
    assert names(any_clinic, "siti") == ["Siti Aminah"]


def test_a_name_as_long_as_may_be_and_one_of_titles_alone_are_found(any_clinic: Clinic) -> None:
    long = " ".join(["Raden Mas Pangeran Haryo Suryaningrat Kusumawardhani"] * 3)[:120].strip()
    for name in (long, "H.", "O'Neal D'Angelo"):
        any_clinic.register(name, payer=Payer.SELF)
    assert names(any_clinic, long) == [long]
    assert names(any_clinic, "h.")[0] == "H."
    assert names(any_clinic, "oneal dangelo") == ["O'Neal D'Angelo"]


def test_both_databases_answer_alike_on_made_up_people(tmp_path: Path, fresh_postgres: FreshDatabase) -> None:
    random, typed = Random(7), ["si", "sri", "a", "m yusuf", "siti ciwangi", "32", "0800", "wati nur"]
    for _ in range(60):
        person = made_up(random.randrange(PEOPLE))
        name = person.name.lower()
        cut = random.randrange(1, len(name))
        typed += [name[:cut], name[: cut - 1] + name[cut:], f"{person.birth_date:%d%m%y}", person.nik[: cut + 2]]
    answers = []
    for database in (open_sqlite(tmp_path / "ilp.db", KEY), open_postgres(fresh_postgres())):
        house, user = fill(database, PEOPLE)
        answers.append([[one.id for one in house.registration.search(user, text)] for text in typed])
        database.close()
    assert answers[0] == answers[1]
    assert sum(map(len, answers[0])) > len(typed)
    assert max(map(len, answers[0])) == RESULTS


def test_words_with_digits_and_beginnings_of_very_many_words_find_who_is_meant(any_clinic: Clinic) -> None:
    for name in ("Ali2 Bin Umar", "Muhammad 2nd", *(f"{MANY_BEGIN.title()}{letters}" for letters in MANY_ENDINGS)):
        any_clinic.register(name)
    for typed, found in (
        ("ali", "Ali2 Bin Umar"),
        ("ali2 b", "Ali2 Bin Umar"),
        ("al umar", "Ali2 Bin Umar"),
        ("2nd", "Muhammad 2nd"),
    ):
        assert names(any_clinic, typed) == [found], typed
    assert len(names(any_clinic, MANY_BEGIN)) == RESULTS
    assert names(any_clinic, f"{MANY_BEGIN}{MANY_ENDINGS[-1]}")[0] == f"{MANY_BEGIN.title()}{MANY_ENDINGS[-1]}"


def test_the_index_of_words_holds_the_words_that_are_filed(fresh_postgres: FreshDatabase) -> None:
    database = open_postgres(fresh_postgres())
    fill(database, PEOPLE)
    indexed = text(f"SELECT s.text, tsvector_to_array({WORDS}) FROM person_search s")  # noqa: S608
    with database.engine.connect() as connection:
        for line, words in connection.execute(indexed):
            assert set(words) == set(line_words(line))
        (made,) = connection.execute(text("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_person_search_words'"))
    database.close()
    assert "array_to_tsvector" in made.indexdef


def test_lines_of_older_rules_are_written_anew_when_the_data_is_opened(any_clinic: Clinic) -> None:
    any_clinic.register("Fitri Hidayat")
    any_clinic.register("Siti Aminah")
    _age(any_clinic.database)
    assert names(any_clinic, "pitri") == []
    assert not are_lines_current(any_clinic.database)
    assert renew_lines(any_clinic.database, TODAY) == 2
    assert are_lines_current(any_clinic.database)
    assert names(any_clinic, "pitri") == names(any_clinic, "fitrii hidayat") == ["Fitri Hidayat"]
    assert renew_lines(any_clinic.database, TODAY + timedelta(days=1)) == 0


def test_a_database_of_the_release_before_finds_by_the_new_rules(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "ilp.db", KEY)
    upgrade(database.engine)
    house, user = fill(database, 20)
    _age(database)
    with database.writing() as session, session.begin():
        session.execute(text("INSERT INTO person_fts(person_fts) VALUES ('integrity-check')"))
    renew_lines(database, TODAY)
    for number in range(20):
        person = made_up(number)
        found = house.registration.search(user, person.name)
        assert person.name in {one.name for one in found}
    database.close()


def _age(database: Database) -> None:
    """Make the lines what they were before there were keys."""
    with as_owner(database) as session:
        old = "lower((SELECT name FROM person WHERE person.id = person_search.person_id))"
        session.execute(text(f"UPDATE person_search SET text = {old}"))  # noqa: S608
        session.execute(text("DELETE FROM name_form"))
        session.execute(update(Counter).where(Counter.name == LINES_COUNTER).values(period="0"))
        assert session.scalars(select(NameForm)).first() is None
