"""The ringkasan KIA fits two pages whatever is known, and says what is not."""

from dataclasses import fields, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.contents.charts import MONTHS_24_TO_60
from ilp_desktop.printing.contents.kia import KiaSummary
from ilp_desktop.printing.contents.kia_child import ChildIdentity, ChildPage, Delivery
from ilp_desktop.printing.contents.kia_mother import (
    CurrentPregnancy,
    DueService,
    MotherIdentity,
    MotherPage,
    ObstetricHistory,
    PastBirth,
)
from ilp_desktop.printing.kia_summary import print_kia_summary
from ilp_desktop.printing.wording import short_date
from tests.printing.kia_samples import CHILD, DELIVERY, DOSES, MOTHER, SUMMARY, visits
from tests.printing.reading import fonts_without_file, page_texts, squeezed, text_of
from tests.printing.samples import LETTERHEAD, MORNING, growth_chart

LONG = "kata panjang sekali " * 40
MOTHER_FACTS = (
    "Siti Aminah binti Contoh",
    "No. RM 00-12-34",
    "3216010101900001",
    "0001234567891",
    "Ahmad Contoh",
    "G3 P1 A1",
    "Hipertensi sejak 2022",
    "Suntik 3 bulan",
    "2019 Spontan Bidan 2900 g Hidup",
    "2 April 2026",
    "9 Januari 2027",
    "33 minggu 3 hari",
    "23,4 (normal)",
    "6 (risiko tinggi)",
    "Terlalu tua",
    "05-01-2026 8+0 54,5 110/70 24,5 10 140 Kepala 11,2 negatif - - 30 9/10 Konseling gizi Bd. Contoh 26-01-2026",
    "Kenaikan berat badan, IMT 18,5-24,9",
    "Usia ibu 35 tahun atau lebih",
    "Kunjungan antenatal K5 01-12-2026",
)
CHILD_FACTS = (
    "10 Februari 2026 pukul 03.25",
    "Puskesmas PONED",
    "3100 g",
    "8/9",
    "IMD : ya",
    "KF1 12-02-2026 KF2 belum",
    "Bayi Contoh Aminah",
    "3216015002260002",
    "9 bl 12 hr",
    "KN1 11-02-2026 KN2 belum SHK 12-02-2026",
    "HB0 01-03-2026",
    "MR 2 belum 10-12-2026",
    "7,3 kg",
    "68,5 cm",
    "BB/U -1,25 Berat badan normal",
    "PB/U -2,01 Pendek",
    "N/T : T",
    "Sesuai (9 bulan)",
    "Biru, 3 Agustus 2026",
    "Panjang badan menurut umur di bawah -2 SD",
    "IPV 1 10-11-2026 terlambat",
    "Berat badan (kg)",
)


def _pages(summary: KiaSummary) -> list[str]:
    return page_texts(print_kia_summary(summary, LETTERHEAD))


def _long(kind: Any) -> Any:
    """Return a record of that kind with a very long text in every field that holds text."""
    return {field.name: LONG for field in fields(kind) if field.type in (str, "str")}


def test_mother_stands_on_the_first_page_birth_and_child_on_the_second() -> None:
    mother, child = map(squeezed, _pages(SUMMARY))
    assert [fact for fact in MOTHER_FACTS if squeezed(fact) not in mother] == []
    assert [fact for fact in CHILD_FACTS if squeezed(fact) not in child] == []
    assert [dose for dose in DOSES if squeezed(dose) not in child] == []


def test_every_page_says_who_printed_it_when_and_that_the_book_stays_valid() -> None:
    for number, page in enumerate(_pages(SUMMARY), start=1):
        assert "Dicetak oleh Bd. Contoh Lestari, 22 November 2026 pukul 08.05." in page
        assert "bukan pengganti sah Buku KIA" in page
        assert f"Halaman {number} dari 2" in page


@pytest.mark.parametrize(
    ("summary", "titles"),
    [
        (replace(SUMMARY, delivery=None, child=None), ["Ringkasan KIA: Ibu"]),
        (replace(SUMMARY, child=None), ["Ringkasan KIA: Ibu", "Ringkasan KIA: Persalinan"]),
        (replace(SUMMARY, mother=None, delivery=None), ["Ringkasan KIA: Bayi dan anak"]),
        (replace(SUMMARY, mother=None), ["Ringkasan KIA: Bayi dan anak"]),
        (replace(SUMMARY, mother=None, child=None), ["Ringkasan KIA: Persalinan"]),
    ],
    ids=["mother", "mother and birth", "child", "birth and child", "birth"],
)
def test_whoever_is_not_asked_for_is_left_out(summary: KiaSummary, titles: list[str]) -> None:
    pages = _pages(summary)
    assert len(pages) == len(titles)
    for page, title in zip(pages, titles, strict=True):
        assert title in page


def test_summary_of_nobody_says_so() -> None:
    (page,) = _pages(KiaSummary("Bd. Contoh", MORNING))
    assert "Tidak ada data ibu atau anak yang dipilih." in page


def test_latest_ten_visits_are_kept_and_the_rest_is_counted() -> None:
    page = _pages(replace(SUMMARY, mother=replace(MOTHER, visits=tuple(reversed(visits(13))))))[0]
    assert "3 kunjungan sebelumnya tidak dimuat" in page
    assert [f"{short_date(visit.day)} {visit.gestation}" in page for visit in visits(13)] == [False] * 3 + [True] * 10
    assert page.index("17+0") < page.index("44+0")


def test_ten_visits_leave_nobody_out() -> None:
    assert "tidak dimuat" not in _pages(SUMMARY)[0]


def test_unknown_facts_of_the_mother_are_said_to_be_unknown() -> None:
    bare = MotherPage(MotherIdentity("Ani Contoh", "", "", ""), ObstetricHistory(), CurrentPregnancy())
    (page,) = _pages(KiaSummary("Bd. Contoh", MORNING, bare))
    for words in (
        "GPA : belum dicatat",
        "Alergi : belum dicatat",
        "Gol. darah : belum dicatat",
        "HPHT : belum dicatat",
        "KSPR : belum dinilai",
        "Status Td : belum dinilai",
        "Preeklampsia : belum dinilai",
        "Persalinan lalu: belum dicatat",
        "Belum ada kunjungan antenatal yang tercatat.",
        "Grafik kenaikan berat badan: belum ada data.",
        "Tidak ada peringatan yang tercatat.",
        "Tidak ada layanan berikutnya yang tercatat.",
    ):
        assert words in page


def test_disease_and_contraception_of_which_nothing_may_be_said_have_no_line() -> None:
    bare = replace(MOTHER, history=replace(MOTHER.history, diseases="", contraception=""))
    full, page = _pages(SUMMARY)[0], _pages(replace(SUMMARY, mother=bare))[0]
    for label in ("Penyakit :", "KB :"):
        assert label in full
        assert label not in page


def test_the_number_of_the_buku_kia_stands_on_both_pages() -> None:
    mother, child = _pages(SUMMARY)
    assert "Buku KIA : 041/2026" in mother
    assert "Buku KIA : 017/2026" in child


def test_count_that_nobody_recorded_is_a_question_mark() -> None:
    history = ObstetricHistory(gravida=2, para=None, abortus=0)
    assert "G2 P? A0" in _pages(replace(SUMMARY, mother=replace(MOTHER, history=history)))[0]


@pytest.mark.parametrize(("para", "told"), [(0, "tidak ada"), (1, "belum dicatat"), (None, "belum dicatat")])
def test_past_births_are_none_only_where_nobody_was_born(para: int | None, told: str) -> None:
    history = ObstetricHistory(gravida=2, para=para, abortus=0)
    page = _pages(replace(SUMMARY, mother=replace(MOTHER, history=history)))[0]
    assert f"Persalinan lalu: {told}" in page


def test_birth_without_a_known_hour_shows_its_day_alone() -> None:
    page = " ".join(_pages(replace(SUMMARY, delivery=replace(DELIVERY, hour_known=False))))
    assert "10 Februari 2026, jam tidak diketahui" in page
    assert "03.25" not in page


def test_mother_who_is_not_pregnant_has_no_pregnancy_on_paper() -> None:
    page = _pages(replace(SUMMARY, mother=replace(MOTHER, pregnancy=None)))[0]
    assert "Tidak ada kehamilan berjalan yang tercatat." in page
    assert "HPHT" not in page


def test_unknown_facts_of_birth_and_child_are_said_to_be_unknown() -> None:
    child = ChildPage(ChildIdentity("Budi Contoh", "", "", None, "", Sex.MALE))
    (page,) = _pages(KiaSummary("Bd. Contoh", MORNING, delivery=Delivery(None), child=child))
    for words in (
        "Waktu : belum dicatat",
        "IMD : belum dicatat",
        "Berat lahir : belum dicatat",
        "Kunjungan nifas (KF): belum dicatat",
        "Kunjungan neonatal (KN) dan skrining bayi: belum dicatat",
        "Riwayat imunisasi: belum dicatat",
        "Grafik pertumbuhan: belum ada data.",
        "Pengukuran: belum dicatat",
        "KPSP : belum dicatat",
        "Jenis kelamin : Laki-laki",
    ):
        assert words in page


def test_dose_that_was_given_is_no_longer_due() -> None:
    page = _pages(SUMMARY)[1]
    assert "HB0 01-03-2026 -" in page
    assert "HB0 01-03-2026 10-12-2026" not in page


def test_two_growth_charts_stand_beside_each_other() -> None:
    charts = (growth_chart(), replace(growth_chart(MONTHS_24_TO_60), title="TB/U, perempuan"))
    page = _pages(replace(SUMMARY, child=replace(CHILD, growth_charts=charts)))[1]
    assert "BB/U, perempuan" in page
    assert "TB/U, perempuan" in page


def test_lists_that_are_too_long_say_how_much_is_left_out() -> None:
    mother = replace(
        MOTHER,
        history=replace(MOTHER.history, past_births=tuple(PastBirth(2000 + year, "Spontan") for year in range(7))),
        warnings=tuple(f"Peringatan contoh {place}" for place in range(12)),
        due=tuple(DueService(f"Layanan contoh {place}") for place in range(10)),
    )
    page = _pages(replace(SUMMARY, mother=mother))[0]
    assert "2 persalinan lebih dahulu tidak dimuat" in page
    assert "2006" in page
    assert "2001" not in page
    assert "dan 3 peringatan lain" in page
    assert "dan 2 layanan lain" in page


def test_long_texts_everywhere_stay_on_two_pages_and_say_that_they_were_cut() -> None:
    mother = replace(
        MOTHER,
        identity=replace(MOTHER.identity, **_long(MotherIdentity)),
        history=replace(MOTHER.history, diseases=LONG, allergies=LONG, contraception=LONG),
        visits=tuple(replace(visit, action=LONG, examiner=LONG, presentation=LONG) for visit in visits(13)),
        warnings=(LONG,) * 9,
        due=(DueService(LONG, date(2026, 12, 1), LONG),) * 9,
    )
    child = replace(
        CHILD,
        identity=replace(CHILD.identity, **_long(ChildIdentity)),
        immunisations=tuple(replace(line, note=LONG) for line in CHILD.immunisations * 2),
        warnings=(LONG,) * 9,
        due=(DueService(LONG, None, LONG),) * 9,
        growth_charts=(growth_chart(), growth_chart(MONTHS_24_TO_60)),
        development=LONG,
        vitamin_a=LONG,
    )
    delivery = replace(DELIVERY, **_long(Delivery))
    pages = _pages(KiaSummary(LONG, MORNING, mother, delivery, child))
    assert len(pages) == 2
    for page in pages:
        assert "(dipotong)" in page
        assert "bukan pengganti sah Buku KIA" in page
    assert "dan 4 dosis lain" in pages[1]


def test_document_properties_name_nobody_and_fonts_travel_along() -> None:
    pdf = print_kia_summary(SUMMARY, LETTERHEAD)
    found = PdfReader(BytesIO(pdf)).metadata
    assert found is not None
    assert found.title == "Ringkasan KIA"
    assert not any("Contoh" in str(value) or "00-12" in str(value) for value in found.values())
    assert fonts_without_file(pdf) == set()


def test_same_summary_is_the_same_file() -> None:
    assert print_kia_summary(SUMMARY, LETTERHEAD) == print_kia_summary(SUMMARY, LETTERHEAD)


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=300), st.text(max_size=2000), st.integers(0, 14))
def test_any_text_and_any_number_of_visits_stay_on_two_pages(name: str, typed: str, count: int) -> None:
    mother = replace(
        MOTHER,
        identity=replace(MOTHER.identity, name=name, address=typed),
        visits=tuple(replace(visit, action=typed) for visit in visits(count)),
        warnings=(typed,) * count,
    )
    child = replace(CHILD, identity=replace(CHILD.identity, name=name), development=typed)
    assert len(_pages(KiaSummary(typed, MORNING, mother, DELIVERY, child))) == 2


def test_text_of_the_head_names_the_puskesmas() -> None:
    assert "UPTD Puskesmas Contoh" in text_of(print_kia_summary(SUMMARY, LETTERHEAD))
