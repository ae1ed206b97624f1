"""The Buku KIA of a pregnancy and of a child: kept, doubted once, found on the papers and in the registers."""

from datetime import date
from uuid import UUID

import pytest

from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.pregnancy.kia_book import NO_NUMBER, BookKind, book_text
from ilp_desktop.domain.queue.visit_words import Leaving
from ilp_desktop.services.pregnancy.kia_books import BookFile, NewBook
from ilp_desktop.services.register.register_rows import cell_text
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts
from tests.services.delivery_story import delivery, mother_at_term, twins
from tests.services.kia_story import at, examine, family, start_pregnancy
from tests.services.register_story import rows_of

POSYANDU = {
    "berat": "8,9",
    "tinggi": "74",
    "posisi_ukur": "terlentang",
    "ceklis_perkembangan": "ya",
    "anak_batuk": "tidak",
    "anak_demam": "tidak",
    "anak_berat": "tidak",
    "anak_lesu": "tidak",
    "kontak_erat": "tidak",
    "mpasi_beragam": "ya",
    "imunisasi_sesuai_umur": "ya",
    "posyandu_vitamin_a": "bukan_bulannya",
    "posyandu_obat_cacing": "bukan_bulannya",
    "posyandu_sakit": "tidak",
    "posyandu_rujuk": "tidak",
}


def book(
    clinic: Clinic,
    person: UUID,
    pregnancy: UUID | None = None,
    number: str = "",
    *,
    kind: BookKind | None = BookKind.KIA,
    confirmed: bool = False,
) -> UUID:
    """Write down a book."""
    wanted = NewBook(clinic.new_id(), person, pregnancy, kind, number, confirmed=confirmed)
    return clinic.house.kia_books.add(clinic.doctor, wanted)


def refused(clinic: Clinic, person: UUID, pregnancy: UUID | None, number: str) -> dict[str, str]:
    with pytest.raises(WrongAnswers) as wrong:
        book(clinic, person, pregnancy, number)
    return dict(wrong.value.fields)


def numbers(file: BookFile) -> list[str]:
    return [row.book.number for row in file.rows]


def test_the_book_of_a_pregnancy_becomes_that_of_its_children_until_one_has_its_own(any_clinic: Clinic) -> None:
    mother, pregnancy = mother_at_term(any_clinic)
    books, doctor = any_clinic.house.kia_books, any_clinic.doctor
    book(any_clinic, mother, pregnancy, " 012 / 2026 ")
    assert numbers(books.of_pregnancy(doctor, pregnancy)) == ["012 / 2026"]
    any_clinic.house.deliveries.record(doctor, delivery(any_clinic, pregnancy, *twins()))
    (told,) = any_clinic.house.deliveries.of_mother(doctor, mother).deliveries
    first, second = (baby.child_id for baby in told.babies)
    assert first is not None
    assert second is not None
    assert [book_text(books.of_child(doctor, child).books) for child in (first, second)] == ["012 / 2026"] * 2
    book(any_clinic, second, None, "013 / 2026")
    assert book_text(books.of_child(doctor, second).books) == "013 / 2026"
    assert book_text(books.of_child(doctor, first).books) == "012 / 2026"
    assert books.of_child(doctor, second).of_mother == books.of_child(doctor, first).of_mother


def test_a_lost_book_is_followed_by_another_and_a_wrong_one_is_taken_back(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    pregnancy = start_pregnancy(any_clinic, mother)
    books, doctor = any_clinic.house.kia_books, any_clinic.doctor
    wrong = book(any_clinic, mother, pregnancy, "1")
    any_clinic.clock.set(any_clinic.clock.now().replace(hour=23))
    book(any_clinic, mother, pregnancy, "2")
    assert numbers(books.of_pregnancy(doctor, pregnancy)) == ["2", "1"]
    with pytest.raises(WrongAnswers):
        books.remove(doctor, wrong, " ")
    books.remove(doctor, wrong, "buku ibu lain")
    assert numbers(books.of_pregnancy(doctor, pregnancy)) == ["2"]
    with pytest.raises(UserError, match="sudah dihapus"):
        books.remove(doctor, wrong, "buku ibu lain")


def test_a_number_of_somebody_else_is_asked_about_once(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    pregnancy = start_pregnancy(any_clinic, mother)
    other = any_clinic.register("Dewi").person_id
    others = start_pregnancy(any_clinic, other)
    book(any_clinic, mother, pregnancy, "a 7")
    told = refused(any_clinic, other, others, "A  7")
    assert told["number"] == "Nomor ini sudah tercatat untuk Ibu Contoh."
    assert set(told) == {"number", "confirmed"}
    book(any_clinic, other, others, "A 7", confirmed=True)
    book(any_clinic, daughter, None, "A 8")
    stranger = any_clinic.register("Anak Lain", birth_date=date(2025, 1, 2)).person_id
    assert "untuk Anak Contoh." in refused(any_clinic, stranger, None, "A 8")["number"]


def test_mother_and_child_share_a_number_and_books_without_one_are_never_doubted(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    pregnancy = start_pregnancy(any_clinic, mother)
    book(any_clinic, daughter, None, "9")
    book(any_clinic, mother, pregnancy, "9")
    book(any_clinic, daughter)
    other = any_clinic.register("Anak Lain", birth_date=date(2025, 1, 2)).person_id
    book(any_clinic, other)
    file = any_clinic.house.kia_books.of_child(any_clinic.doctor, other)
    assert book_text(file.books) == NO_NUMBER


def test_the_doubt_names_no_pregnant_girl_to_whom_may_not_know(any_clinic: Clinic) -> None:
    girl = any_clinic.register("Dewi Muda", birth_date=date(2010, 5, 17)).person_id
    hers = start_pregnancy(any_clinic, girl)
    book(any_clinic, girl, hers, "5")
    other = any_clinic.register("Siti").person_id
    told = refused(any_clinic, other, start_pregnancy(any_clinic, other), "5")
    assert told["number"] == "Nomor ini sudah tercatat untuk Dewi Muda."


def test_a_schoolchild_gets_no_book_and_no_book_of_another_mothers_pregnancy_is_written(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    pregnancy = start_pregnancy(any_clinic, mother)
    pupil = any_clinic.register("Anak Sekolah", birth_date=TODAY.replace(year=TODAY.year - 6)).person_id
    assert refused(any_clinic, pupil, None, "1") == {"number": "Buku KIA dipakai sampai anak berumur 6 tahun."}
    with pytest.raises(UserError, match="bukan kehamilan ibu ini"):
        book(any_clinic, pupil, pregnancy, "1")
    with pytest.raises(WrongAnswers) as wrong:
        book(any_clinic, mother, pregnancy, "1" * 25, kind=None)
    assert set(wrong.value.fields) == {"kind", "number"}


def test_a_save_sent_twice_writes_one_book(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    pregnancy = start_pregnancy(any_clinic, mother)
    wanted = NewBook(any_clinic.new_id(), mother, pregnancy, BookKind.KIA, "3")
    first = any_clinic.house.kia_books.add(any_clinic.doctor, wanted)
    assert any_clinic.house.kia_books.add(any_clinic.doctor, wanted) == first
    assert numbers(any_clinic.house.kia_books.of_pregnancy(any_clinic.doctor, pregnancy)) == ["3"]


def test_papers_and_registers_tell_of_the_books(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    pregnancy = start_pregnancy(any_clinic, mother)
    book(any_clinic, mother, pregnancy, "41/2026")
    book(any_clinic, daughter, None, "17/2025")
    first, second = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, daughter))
    assert "41/2026" in first
    assert "17/2025" in second
    card = any_clinic.house.immunisations.card_pdf(any_clinic.doctor, daughter)
    assert "17/2025" in page_texts(card)[0]
    assert cell(any_clinic, "register_mother", "No. Buku KIA") == "41/2026"
    assert cell(any_clinic, "register_toddler", "No. Buku KIA") == "17/2025"
    assert cell(any_clinic, "register_sigizi_identity", "kia") == "ya"
    assert cell(any_clinic, "register_sigizi_identity", "kia_bayi_kecil") == ""
    book(any_clinic, daughter, kind=BookKind.SMALL_BABY)
    assert cell(any_clinic, "register_sigizi_identity", "kia_bayi_kecil") == "ya"


def test_a_child_of_whom_no_book_is_written_down_is_not_said_to_have_none(any_clinic: Clinic) -> None:
    family(any_clinic)
    assert cell(any_clinic, "register_toddler", "No. Buku KIA") == ""
    assert cell(any_clinic, "register_sigizi_identity", "kia") == ""


def test_sigizi_is_told_who_moved_away(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    assert cell(any_clinic, "register_sigizi_identity", "pindah") == ""
    file = any_clinic.house.registration.person(any_clinic.desk, daughter)
    any_clinic.house.registration.leave(any_clinic.desk, daughter, file.version, Leaving.MOVED, TODAY)
    assert cell(any_clinic, "register_sigizi_identity", "pindah") == "ya"


def cell(clinic: Clinic, register: str, label: str) -> str:
    """Return a cell of the only row of a register."""
    (line,) = rows_of(clinic, register)
    return cell_text(line[label])


def test_sigizi_is_told_what_the_posyandu_and_the_food_record_say(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    at(any_clinic, date(2026, 11, 9))
    food = {"pmt_jenis": "pabrikan", "pmt_mulai": "02112026", "pmt_hari": "7", "pmt_habis": "habis", "pmt_kg": "2,5"}
    examine(any_clinic, daughter, "pmt", food)
    at(any_clinic, TODAY)
    told = {"terima_mbg": "ya", "kelas_ibu_balita": "tidak"}
    examine(any_clinic, daughter, "posyandu_toddler", POSYANDU | told)
    assert cell(any_clinic, "register_sigizi_measured", "kelas_ibu_balita") == "tidak"
    assert cell(any_clinic, "register_sigizi_measured", "mbg") == "ya"
    assert cell(any_clinic, "register_sigizi_download", "Kelas Ibu Balita") == "tidak"
    assert cell(any_clinic, "register_sigizi_download", "MBG") == "ya"
    assert cell(any_clinic, "register_sigizi_download", "PMT Diterima (kg)") == "2,5"


def test_sigizi_is_told_nothing_of_what_nobody_asked(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    examine(any_clinic, daughter, "posyandu_toddler", POSYANDU)
    for label in ("kelas_ibu_balita", "mbg"):
        assert cell(any_clinic, "register_sigizi_measured", label) == ""
    assert cell(any_clinic, "register_sigizi_download", "PMT Diterima (kg)") == ""
