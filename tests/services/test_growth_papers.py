"""The growth sheet and the growth card of a child, read back from paper, on both databases."""

from datetime import date, datetime, timedelta, timezone

from db.models import Person
from ilp_desktop.domain.permissions import Act
from ilp_desktop.services.growth.growth_files import growth_file
from ilp_desktop.services.growth.growth_sheets import growth_card, head_of
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.kia_story import at, examine, whole_story
from tests.services.test_growth_files import child_born, typed


def test_sheet_and_card_say_what_was_measured(any_clinic: Clinic) -> None:
    _, daughter = whole_story(any_clinic)
    at(any_clinic, TODAY + timedelta(days=1))
    examine(any_clinic, daughter, "birth_told", {"usia_lahir_minggu": "33"})
    care, doctor = any_clinic.house.growth_care, any_clinic.doctor
    sheet = text_of(care.sheet_pdf(doctor, daughter, "infant"))
    for words in ("LiLA/U, perempuan, 0-24 bulan", "BB/PB, perempuan", "umur koreksi", "20-10-2026", "33 minggu"):
        assert words in sheet
    card = text_of(care.card_pdf(doctor, daughter))
    for words in ("Kartu Menuju Sehat (KMS): perempuan", "garis merah -3", "ASI eksklusif", "3,15", "Anak Contoh"):
        assert words in card


def test_the_card_of_an_older_child_has_a_second_page(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2023, 9, 23))
    typed(any_clinic, child, {"berat": "13"})
    assert "24-60 bulan" in text_of(any_clinic.house.growth_care.card_pdf(any_clinic.doctor, child))


def test_breastfeeding_and_vitamin_a_are_ticked_in_their_months(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, date(2026, 1, 23))
    at(any_clinic, date(2026, 3, 25))
    examine(any_clinic, child, "feeding", {"masih_asi": "ya", "selain_asi_24_jam": "tidak"})
    at(any_clinic, date(2026, 8, 10))
    examine(any_clinic, child, "vitamin_a", {"vitamin_a_biru": "ya"})
    at(any_clinic, TODAY)
    with any_clinic.house.uow.reading(any_clinic.doctor, Act.SEE_RECORD) as session:
        person = session.get_one(Person, child)
        file = growth_file(session, person)
        head = head_of(session, person, file, ("Bidan", datetime(2026, 11, 23, tzinfo=timezone.utc)), TODAY)
        (page,) = growth_card(head, file, session, child, TODAY).pages
    assert [month.number for month in page.months if month.breastfed] == [2]
    assert [month.number for month in page.months if month.breastfed is None] == [0, 1, *range(3, 25)]
    assert [month.number for month in page.months if month.vitamin_a] == [6]
    assert page.months[10].month == "Nov"
    assert page.months[11].month == ""


def test_velocities_are_drawn_on_the_sheet_of_the_first_two_years(any_clinic: Clinic) -> None:
    child = child_born(any_clinic, TODAY - timedelta(days=91))
    for days, weight in ((0, "3,2"), (30, "4,1"), (61, "5")):
        at(any_clinic, TODAY - timedelta(days=91 - days))
        examine(any_clinic, child, "growth", {"berat": weight})
    at(any_clinic, TODAY)
    care, doctor = any_clinic.house.growth_care, any_clinic.doctor
    sheet = text_of(care.sheet_pdf(doctor, child, "infant"))
    assert "Laju tumbuh, BB 1 bulan, perempuan, 0-12 bulan" in sheet
    assert "Laju tumbuh, BB 2 bulan, perempuan, 0-24 bulan" in sheet
    assert "LK 2 bulan" not in sheet
    assert "Growth velocity based on weight" in sheet
    assert "Laju tumbuh" not in text_of(care.sheet_pdf(doctor, child, "toddler"))
