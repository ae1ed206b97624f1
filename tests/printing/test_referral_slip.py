"""Slips of a referral, the answer that came back, and what a letter says of validity, copies and emergencies."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.printing.contents.referral import Diagnosis, ReferralKind, Sbar
from ilp_desktop.printing.contents.referral_slip import BackReferral, ReferralSlip
from ilp_desktop.printing.referral_letter import print_referral_letter
from ilp_desktop.printing.referral_slip import print_back_referral, print_referral_slip
from tests.printing.reading import codes, fonts_without_file, page_texts, pictures, squeezed, text_of
from tests.printing.samples import LETTER, LETTERHEAD, PATIENT

SLIP = ReferralSlip(
    word="Rujukan internal",
    number="0007/RJI/P9999/XI/2026",
    day=date(2026, 11, 23),
    sent_from="3 Dewasa & Lansia",
    sent_to="Laboratorium",
    patient=PATIENT,
    entries=(("Yang diminta", "HbA1c dan profil lipid"), ("Keterangan klinis", "Sering haus")),
    diagnoses=(Diagnosis("E11.9", "Diabetes melitus tipe 2"),),
    signed_by=("Ns. Rina Contoh", "Perawat"),
)
BACK = BackReferral(
    number="0012/RJK/P9999/XI/2026",
    day=date(2026, 11, 10),
    patient=PATIENT,
    answered_from="RSUD Contoh",
    answered_by="dr. Budi, Sp.PD",
    answered_on=date(2026, 11, 20),
    sent_to="Puskesmas Contoh",
    diagnoses=(Diagnosis("I10", "Hipertensi esensial (primer)"),),
    therapy="Amlodipin 10 mg 1x1",
    advice="Diet rendah garam",
    control_on=date(2026, 12, 20),
    programme="Hipertensi",
    typed_by="Petugas Loket, 23-11-2026 07.30",
)


def test_a_slip_is_one_page_with_all_it_says_and_a_part_that_goes_back() -> None:
    pdf = print_referral_slip(SLIP, LETTERHEAD)
    said = squeezed(text_of(pdf))
    for fact in (
        *("RUJUKAN INTERNAL", SLIP.number, "3 Dewasa & Lansia", "Laboratorium", PATIENT.name, "HbA1c dan profil lipid"),
        *("E11.9", "Ns. Rina Contoh", "JAWABAN RUJUKAN", "23 November 2026"),
    ):
        assert squeezed(fact) in said, fact
    assert len(page_texts(pdf)) == 1
    assert not fonts_without_file(pdf)


def test_the_code_holds_the_number_and_nothing_else(tmp_path: Path) -> None:
    pages = pictures(print_referral_slip(SLIP, LETTERHEAD), tmp_path)
    assert [code for page in pages for code in codes(page)] == [SLIP.number]


def test_what_cannot_wait_says_so() -> None:
    assert "SEGERA" not in text_of(print_referral_slip(SLIP, LETTERHEAD))
    assert "SEGERA" in text_of(print_referral_slip(replace(SLIP, urgent=True), LETTERHEAD))


@pytest.mark.parametrize("mark", ["SALINAN ke-1", "DIBATALKAN"])
def test_a_copy_or_a_void_paper_is_marked(mark: str) -> None:
    for pdf, marked in (
        (print_referral_slip(SLIP, LETTERHEAD), print_referral_slip(replace(SLIP, mark=mark), LETTERHEAD)),
        (print_referral_letter(LETTER, LETTERHEAD), print_referral_letter(replace(LETTER, mark=mark), LETTERHEAD)),
    ):
        assert mark not in text_of(pdf)
        assert mark in text_of(marked)


def test_long_words_flow_and_lose_nothing() -> None:
    long = " ".join(f"kata{number}" for number in range(600))
    pdf = print_referral_slip(replace(SLIP, entries=(("Yang diminta", long),)), LETTERHEAD)
    said = squeezed(text_of(pdf))
    assert all(f"kata{number}" in said for number in range(600))
    assert len(page_texts(pdf)) > 1


def test_the_answer_says_what_came_back_and_who_typed_it() -> None:
    said = squeezed(text_of(print_back_referral(BACK, LETTERHEAD)))
    for fact in (
        *("RUJUK BALIK", BACK.number, "RSUD Contoh", "dr. Budi, Sp.PD", "20 November 2026", "I10", BACK.therapy),
        *(BACK.advice, "20 Desember 2026", "Program Rujuk Balik", "Hipertensi", BACK.typed_by),
    ):
        assert squeezed(fact) in said, fact
    assert "Dibetulkan" not in said


def test_an_answer_without_programme_names_none_and_a_correction_its_reason() -> None:
    said = text_of(
        print_back_referral(replace(BACK, programme="", corrected="Salah salin", control_on=None), LETTERHEAD)
    )
    assert "Program Rujuk Balik" not in said
    assert "Dibetulkan: Salah salin" in said
    assert "tidak ditentukan" in said


def test_a_letter_says_until_when_it_is_valid() -> None:
    assert "Berlaku sampai" not in text_of(print_referral_letter(LETTER, LETTERHEAD))
    said = text_of(print_referral_letter(replace(LETTER, valid_until=date(2027, 2, 20)), LETTERHEAD))
    assert "20 Februari 2027" in said


def test_an_emergency_names_escort_vehicle_and_the_condition_on_leaving() -> None:
    urgent = replace(
        LETTER,
        kind=ReferralKind.EMERGENCY,
        escort="Bidan Ani",
        vehicle="Ambulans Puskesmas",
        leaving="Sadar, infus terpasang",
        sbar=Sbar("Nyeri dada", "Hipertensi", "Sindrom koroner", "EKG serial"),
    )
    said = squeezed(text_of(print_referral_letter(urgent, LETTERHEAD)))
    for fact in ("Bidan Ani", "Ambulans Puskesmas", "Sadar, infus terpasang", "Komunikasi SBAR", "EKG serial"):
        assert squeezed(fact) in said, fact
    assert "Kendaraan" not in text_of(print_referral_letter(LETTER, LETTERHEAD))


def test_a_letter_between_puskesmas_has_no_tacc_and_its_own_name() -> None:
    said = text_of(print_referral_letter(replace(LETTER, word="Surat rujukan horizontal", reason=None), LETTERHEAD))
    assert "SURAT RUJUKAN HORIZONTAL" in said
    assert "TACC" not in said
    assert LETTER.reason_note in said
