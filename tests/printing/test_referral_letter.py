"""The surat rujukan holds every fact, on as many pages as it needs, with a whole tear-off answer."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from ilp_desktop.printing.contents.referral import (
    Diagnosis,
    Findings,
    ReferralDestination,
    ReferralKind,
    ReferralLetter,
    ReferralReason,
    Vitals,
)
from ilp_desktop.printing.paper import PageSetup, PaperSize, mm
from ilp_desktop.printing.referral_letter import print_referral_letter
from tests.printing.reading import (
    bold_text,
    codes,
    fonts_without_file,
    highest_text,
    page_texts,
    pictures,
    squeezed,
    text_of,
)
from tests.printing.samples import LETTER, LETTERHEAD, PATIENT

SLIP_HEAD = "LEMBAR JAWABAN RUJUKAN (RUJUK BALIK)"
SLIP_FOOT = "nama, SIP, tanda tangan, cap"
FACTS = (
    "UPTD Puskesmas Contoh",
    "Dinas Kesehatan",
    "Kode 0012345",
    "Jl. Contoh Raya No. 1, Kecamatan Contoh",
    "Nomor: 440/0123/PKM-CTH/XI/2026",
    "22 November 2026",
    "RSUD Contoh",
    "Poli Penyakit Dalam, subspesialis ginjal",
    "Rencana kunjungan: 25 November 2026",
    "Siti Aminah binti Contoh",
    "3216010101900001",
    "00-12-34",
    "1 Januari 1990 (36 th 10 bl)",
    "Perempuan",
    "Kp. Contoh RT 002 RW 003, Desa Contoh",
    "Mengurus rumah tangga",
    "0812-0000-0001",
    "BPJS PBI",
    "0001234567891",
    "UPTD Puskesmas Lain",
    "Nyeri kepala berulang sejak dua minggu.",
    "Keadaan umum tampak sakit sedang. Edema tungkai +/+.",
    "TD (mmHg) 182/114",
    "Nadi (x/mnt) 96",
    "RR (x/mnt) 22",
    "Suhu (°C) 36,7",
    "SpO2 (%) 97",
    "BB (kg) 64,5",
    "TB (cm) 154",
    "Kesadaran Compos mentis",
    "Kreatinin 2,9 mg/dL; protein urine +2.",
    "Utama I12.0 Penyakit ginjal hipertensif dengan gagal ginjal",
    "Sekunder 1 D64.9 Anemia, tidak spesifik",
    "Amlodipin 10 mg 1x1 sejak 8 November 2026.",
    "Tidak ada alergi obat yang diketahui",
    "Gangguan fungsi ginjal pada hipertensi.",
    "dr. Contoh Rahmawati",
    "SIP 503/123/SIP/2024",
)
LONG_LETTER = replace(
    LETTER,
    patient=replace(PATIENT, name="Raden Ajeng " + "Kusumaningtyas " * 5 + "Sulistyaningrum"),
    diagnoses=tuple(
        Diagnosis(f"E{place:02d}.9", f"Diagnosis contoh ke-{place} dengan nama sepanjang dua baris penuh pada kolomnya")
        for place in range(20)
    ),
    treatment=" ".join(f"langkah-{step:04d}" for step in range(250)),
)


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.F4], ids=lambda size: size.name)
def test_letter_holds_every_fact_on_the_paper_asked_for(size: PaperSize) -> None:
    pdf = print_referral_letter(LETTER, LETTERHEAD, PageSetup(size))
    text = squeezed(text_of(pdf))
    assert [fact for fact in FACTS if squeezed(fact) not in text] == []
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size.points, abs=0.01)


@pytest.mark.parametrize("setup", [PageSetup(), PageSetup(PaperSize.F4), PageSetup(PaperSize.A5)])
def test_twenty_diagnoses_and_a_long_therapy_lose_no_word(setup: PageSetup) -> None:
    pages = page_texts(print_referral_letter(LONG_LETTER, LETTERHEAD, setup))
    text = squeezed("".join(pages))
    assert len(pages) > 1
    assert len(LONG_LETTER.treatment) > 3000
    assert [step for step in LONG_LETTER.treatment.split() if step not in text] == []
    assert [each.code for each in LONG_LETTER.diagnoses if each.code not in text] == []
    assert squeezed(LONG_LETTER.patient.name) in text


@pytest.mark.parametrize("letter", [LETTER, LONG_LETTER], ids=["usual", "long"])
def test_every_page_tells_the_letter_it_belongs_to_and_which_page_it_is(letter: ReferralLetter) -> None:
    pages = page_texts(print_referral_letter(letter, LETTERHEAD))
    for number, page in enumerate(pages, start=1):
        assert letter.number in page
        assert f"Halaman {number} dari {len(pages)}" in page


@pytest.mark.parametrize("letter", [LETTER, LONG_LETTER], ids=["usual", "long"])
@pytest.mark.parametrize("size", PaperSize, ids=lambda size: size.name)
def test_answer_slip_stands_whole_on_the_last_page_with_the_number(letter: ReferralLetter, size: PaperSize) -> None:
    pages = page_texts(print_referral_letter(letter, LETTERHEAD, PageSetup(size)))
    holding = [page for page in pages if SLIP_HEAD in page or SLIP_FOOT in page]
    assert holding == [pages[-1]]
    slip = pages[-1][pages[-1].index(SLIP_HEAD) :]
    for words in (
        letter.number,
        "dr. Contoh Rahmawati",
        "Diagnosis",
        "Terapi",
        "Anjuran",
        "Kontrol",
        "Dokter",
        SLIP_FOOT,
    ):
        assert words in slip
    assert "I12.0" not in slip
    assert "potong di sini" in pages[-1]


def test_short_letter_carries_its_answer_slip_on_the_same_page_below_a_line_to_cut() -> None:
    short = replace(LETTER, findings=Findings("", "", Vitals()), diagnoses=LETTER.diagnoses[:1])
    (page,) = page_texts(print_referral_letter(short, replace(LETTERHEAD, head_lines=()), PageSetup(PaperSize.F4)))
    assert "potong di sini" in page
    assert "Halaman 1 dari 1" in page


@pytest.mark.parametrize("letter", [LETTER, LONG_LETTER], ids=["usual", "long"])
def test_doctor_signs_on_the_page_where_the_letter_ends(letter: ReferralLetter) -> None:
    (signed,) = [
        page for page in page_texts(print_referral_letter(letter, LETTERHEAD)) if "Dokter yang merujuk" in page
    ]
    assert "Contoh, 22 November 2026" in signed
    assert "SIP 503/123/SIP/2024" in signed


def test_qr_code_holds_the_letter_number_alone(tmp_path: Path) -> None:
    pages = pictures(print_referral_letter(LETTER, LETTERHEAD), tmp_path)
    assert [code for page in pages for code in codes(page)] == [LETTER.number]


def test_missing_national_number_is_said_plainly_and_a_given_one_is_printed() -> None:
    missing = text_of(print_referral_letter(LETTER, LETTERHEAD))
    given_number = text_of(print_referral_letter(replace(LETTER, national_number="0123B0561126P000123"), LETTERHEAD))
    assert "Belum ada nomor P-Care/SATUSEHAT" in missing
    assert "No. rujukan P-Care/SATUSEHAT: 0123B0561126P000123" in given_number
    assert "Belum ada nomor" not in given_number


@pytest.mark.parametrize("reason", ReferralReason)
def test_only_the_chosen_reason_is_marked(reason: ReferralReason) -> None:
    bold = bold_text(print_referral_letter(replace(LETTER, reason=reason), LETTERHEAD))
    assert [each for each in ReferralReason if each.label in bold] == [reason]


@pytest.mark.parametrize("kind", ReferralKind)
def test_only_the_kind_of_the_referral_is_marked(kind: ReferralKind) -> None:
    bold = bold_text(print_referral_letter(replace(LETTER, kind=kind), LETTERHEAD))
    assert [each for each in ReferralKind if each.value in bold] == [kind]


def test_emergency_names_the_escort_or_says_that_none_was_recorded() -> None:
    alone = replace(LETTER, kind=ReferralKind.EMERGENCY)
    escorted = replace(alone, escort="Ns. Contoh, perawat")
    assert "Pengantar : belum dicatat" in text_of(print_referral_letter(alone, LETTERHEAD))
    assert "Pengantar : Ns. Contoh, perawat" in text_of(print_referral_letter(escorted, LETTERHEAD))
    assert "Pengantar" not in text_of(print_referral_letter(LETTER, LETTERHEAD))


def test_what_was_not_recorded_is_said_and_not_invented() -> None:
    bare = replace(
        LETTER,
        destination=ReferralDestination("RSUD Contoh", ""),
        findings=Findings("", "", Vitals(systolic_mmhg=120)),
        diagnoses=(),
        treatment="",
        allergies=" ",
    )
    text = text_of(print_referral_letter(bare, LETTERHEAD))
    for words in (
        "Rencana kunjungan: belum ditentukan",
        "Anamnesis belum dicatat",
        "TD (mmHg) 120/?",
        "Suhu (°C) tidak diukur",
        "Diagnosis (ICD-10) belum dicatat",
        "Terapi dan tindakan belum dicatat",
        "Alergi belum dicatat",
    ):
        assert words in text


def test_birth_date_that_nobody_knows_leaves_the_age() -> None:
    text = text_of(print_referral_letter(replace(LETTER, patient=replace(PATIENT, birth_date=None)), LETTERHEAD))
    assert "belum dicatat (36 th 10 bl)" in text


def test_preprinted_letterhead_is_left_free() -> None:
    pdf = print_referral_letter(LETTER, LETTERHEAD, PageSetup(PaperSize.A4, preprinted_top_mm=50))
    assert "Dinas Kesehatan" not in text_of(pdf)
    assert highest_text(pdf) > mm(50)
    assert highest_text(print_referral_letter(LETTER, LETTERHEAD)) < mm(25)


def test_document_properties_name_the_letter_and_nobody() -> None:
    found = PdfReader(BytesIO(print_referral_letter(LETTER, LETTERHEAD))).metadata
    assert found is not None
    assert found.title == "Surat rujukan nomor 440/0123/PKM-CTH/XI/2026"
    told = " ".join(str(value) for value in found.values())
    for personal in ("Siti", "Aminah", PATIENT.nik, PATIENT.record_number, "Rahmawati", "RSUD"):
        assert personal not in told


def test_fonts_travel_with_the_letter_and_the_same_letter_is_the_same_file() -> None:
    pdf = print_referral_letter(LETTER, LETTERHEAD)
    assert fonts_without_file(pdf) == set()
    assert print_referral_letter(LETTER, LETTERHEAD) == pdf
    assert print_referral_letter(replace(LETTER, day=date(2026, 11, 23)), LETTERHEAD) != pdf


def test_line_ends_and_markup_in_typed_text_are_printed_as_typed() -> None:
    typed = replace(LETTER, treatment="<b>Infus</b> & oksigen <3 l/menit\nMasker")
    assert "<b>Infus</b> & oksigen <3 l/menit Masker" in text_of(print_referral_letter(typed, LETTERHEAD))


@pytest.mark.parametrize("length", [100, 1000, 6000])
def test_name_without_a_space_is_broken_over_lines_and_kept(length: int) -> None:
    letter = replace(LETTER, patient=replace(PATIENT, name="N" * length))
    assert squeezed(text_of(print_referral_letter(letter, LETTERHEAD))).count("N") >= length


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(PaperSize))
def test_any_text_gives_a_letter_with_its_slip(name: str, typed: str, size: PaperSize) -> None:
    letter = replace(
        LETTER,
        number=typed[:60] or "1",
        patient=replace(PATIENT, name=name, address=typed),
        diagnoses=(Diagnosis(name[:8], typed),),
        doctor=replace(LETTER.doctor, name=name),
        reason_note=typed,
    )
    pages = page_texts(print_referral_letter(letter, LETTERHEAD, PageSetup(size)))
    assert SLIP_FOOT in pages[-1]
