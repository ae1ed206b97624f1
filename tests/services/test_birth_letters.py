"""The surat keterangan lahir: numbered once, complete, and the same on every printing."""

from dataclasses import replace

import pytest

from ilp_desktop.domain.errors import UserError
from ilp_desktop.services.birth.delivery_data import NewBaby
from tests.house_fixtures import Clinic
from tests.printing.reading import page_texts
from tests.services.delivery_story import BABY, DEAD, delivery, mother_at_term, twins


def babies_of(clinic: Clinic, *babies: NewBaby, **changes: object):  # type: ignore[no-untyped-def]
    mother, pregnancy = mother_at_term(clinic)
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy, *babies, **changes))
    return clinic.house.deliveries.of_mother(clinic.doctor, mother).deliveries[0].babies


def test_the_letter_says_who_was_born_to_whom_and_when(any_clinic: Clinic) -> None:
    (baby,) = babies_of(any_clinic)
    letters = any_clinic.house.birth_letters
    with pytest.raises(UserError, match="belum terbit"):
        letters.pdf(any_clinic.doctor, baby.birth_id)
    issued = letters.issue(any_clinic.doctor, baby.birth_id)
    assert issued.number == "0001/SKL/P9999/XI/2026"
    assert letters.issue(any_clinic.doctor, baby.birth_id) == issued
    (page,) = page_texts(letters.pdf(any_clinic.doctor, baby.birth_id))
    for words in (
        "SURAT KETERANGAN LAHIR",
        "0001/SKL/P9999/XI/2026",
        "By. Ny. Ibu Contoh",
        "Senin, 23 November 2026",
        "03.25 WIB",
        "Puskesmas Uji Sejahtera",
        "ke-2, tunggal",
        "berat 3150 gram, panjang 49,5 cm",
        "Bidan, Sri Contoh",
        "3216015705900001",
        "Bapak Contoh",
        "dr. Ratna Contoh",
    ):
        assert words in page
    assert letters.pdf(any_clinic.doctor, baby.birth_id) == letters.pdf(any_clinic.doctor, baby.birth_id)


def test_twins_have_a_letter_and_a_number_each(any_clinic: Clinic) -> None:
    letters = any_clinic.house.birth_letters
    found = babies_of(any_clinic, *twins())
    numbers = [letters.issue(any_clinic.doctor, baby.birth_id).number[:4] for baby in found]
    assert numbers == ["0001", "0002"]
    pages = [page_texts(letters.pdf(any_clinic.doctor, baby.birth_id))[0] for baby in found]
    assert all("kembar" in page for page in pages)


def test_a_letter_that_would_be_incomplete_is_not_numbered(any_clinic: Clinic) -> None:
    (baby,) = babies_of(any_clinic, replace(BABY, hour=None, length_cm=None, vitamin_k_hour=None))
    with pytest.raises(UserError, match="jam lahir, panjang lahir"):
        any_clinic.house.birth_letters.issue(any_clinic.doctor, baby.birth_id)


def test_a_stillborn_baby_has_no_birth_letter(any_clinic: Clinic) -> None:
    (baby,) = babies_of(any_clinic, DEAD)
    with pytest.raises(UserError, match="lahir mati"):
        any_clinic.house.birth_letters.issue(any_clinic.doctor, baby.birth_id)
