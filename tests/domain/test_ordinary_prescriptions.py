"""Hundreds of ordinary prescriptions ask nothing; the same with one zero too many all ask, as does a slipped quantity.

``ordinary_prescriptions.csv`` was written by hand from what primary care prescribes: a medicine of the list, how it is
taken, for whom, for how long and how much; ``tenfold`` is the same dose with its amount multiplied by ten.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.medicine_dose import DosedChild
from ilp_desktop.domain.orders.dose_doubt import doubts_of
from ilp_desktop.domain.orders.formulary import Medicine, formulary
from ilp_desktop.domain.orders.quantity_doubt import package_of
from ilp_desktop.domain.orders.signa import read_signa
from ilp_desktop.domain.orders.typed_medicine import medicine_behind
from ilp_desktop.domain.orders.written_line import QUANTITY, Written
from tests.domain.cases import cases
from tests.every_row import every_row

DAY = date(2026, 11, 23)
SHELF = formulary(DAY)
ADULT = DosedChild(age_on(date(1981, 9, 1), DAY))
CASES = cases("ordinary_prescriptions")
TOPICAL = ("krim", "salep", "salep mata", "salep kulit", "gel", "losion", "larutan", "semprot")


def medicine(key: str) -> Medicine:
    found = SHELF.get(key)
    assert found is not None, key
    return found


def person(case: dict[str, str]) -> DosedChild:
    """Return for whom a case is: so many completed years, or months, on the day."""
    months = int(case["months"]) if case["months"] else int(case["years"]) * 12 + 3
    born = DAY.year * 12 + DAY.month - 1 - months
    kilograms = float(case["kg"]) if case["kg"] else None
    return DosedChild(age_on(date(born // 12, born % 12 + 1, 1), DAY), kilograms)


def line(case: dict[str, str]) -> Written:
    days = int(case["days"]) if case["days"] else None
    quantity = float(case["quantity"]) if case["quantity"] else None
    chosen = medicine(case["medicine"])
    return Written(chosen.name, read_signa(case["signa"]), chosen, days, quantity)


def name(case: dict[str, str]) -> str:
    return f"{case['medicine']} {case['signa']} {case['days']} {case['kg']}"


@every_row("case", CASES, ids=name)
def test_an_ordinary_prescription_asks_nothing(case: dict[str, str]) -> None:
    written = line(case)
    assert read_signa(case["signa"]).problem(written.medicine.unit if written.medicine else "") == ""
    assert [doubt.says for doubt in doubts_of(written, person(case))] == []


@every_row("case", CASES, ids=name)
def test_ten_times_the_amount_is_always_asked(case: dict[str, str]) -> None:
    once, slipped = read_signa(case["signa"]).amount, read_signa(case["tenfold"])
    assert once is not None
    assert slipped.amount == pytest.approx(once * 10)
    assert doubts_of(replace(line(case), signa=slipped, days=None, quantity=None), person(case))


@every_row("case", [case for case in CASES if case["days"] and case["quantity"]], ids=name)
def test_ten_times_the_quantity_is_always_asked(case: dict[str, str]) -> None:
    written = line(case)
    assert written.quantity is not None
    keys = [one.key for one in doubts_of(replace(written, quantity=written.quantity * 10), person(case))]
    assert keys == [QUANTITY]


@every_row("case", [case for case in CASES if case["days"] and int(case["days"]) >= 10], ids=name)
def test_ten_times_as_long_is_asked_whatever_the_quantity(case: dict[str, str]) -> None:
    assert doubts_of(replace(line(case), days=int(case["days"]) * 10, quantity=None), person(case))


def test_there_are_hundreds_of_them_and_every_medicine_that_has_a_dose_is_among_them() -> None:
    assert len(CASES) > 700
    tried = {medicine(case["medicine"]).drug for case in CASES}
    untried = {one.drug for one in SHELF if one.form not in TOPICAL} - tried
    assert untried == {"mdt_mb", "mdt_pb", "salicyl_powder"}


@pytest.mark.parametrize(
    ("typed", "signa", "says"),
    [
        ("insulin_glargine/injeksi 100 IU/ml", "1x100 unit sc malam", "Sekali pakai 100 IU; paling banyak 50 IU."),
        ("insulin_rapid/injeksi 100 IU/ml", "3x1 ml sc", "Sekali pakai 100 IU; paling banyak 30 IU."),
        ("digoxin/tablet 0,25 mg", "1x2,5 mg", "Sekali pakai 2,5 mg; paling banyak 0,5 mg."),
        ("digoxin/tablet 0,25 mg", "1x10", "Sekali pakai 2,5 mg; paling banyak 0,5 mg."),
        ("Digoxin 2.5 mg", "1x1 tab", "Sekali pakai 2,5 mg; paling banyak 0,5 mg."),
        ("simvastatin/tablet 20 mg", "1x200 mg malam", "Sekali pakai 200 mg; paling banyak 40 mg."),
        ("Simvastatin 200 mg", "1x1 tablet", "Sekali pakai 200 mg; paling banyak 40 mg."),
        ("simva 200", "1x1 tablet", "Sekali pakai 200 mg; paling banyak 40 mg."),
        ("glibenclamide/tablet 5 mg", "1x10", "Sekali pakai 50 mg; paling banyak 10 mg."),
        ("Glibenclamide tab 50 mg", "1x1 tab", "Sekali pakai 50 mg; paling banyak 10 mg."),
        ("diazepam/tablet 5 mg", "1x10", "Sekali pakai 50 mg; paling banyak 10 mg."),
        ("diazepam/tablet 2 mg", "2x20 mg", "Sekali pakai 20 mg; paling banyak 10 mg."),
        ("bisoprolol/tablet 5 mg", "1x50 mg", "Sekali pakai 50 mg; paling banyak 10 mg."),
        ("Bisoprolol 25mg", "1x1 tablet", "Sekali pakai 25 mg; paling banyak 10 mg."),
        ("levothyroxine/tablet 100 mcg", "1x1000 mcg", "Sekali pakai 1.000 mcg; paling banyak 200 mcg."),
        ("paracetamol syr 120 mg/5 ml", "3x50 ml", "Sekali pakai 1.200 mg; paling banyak 1.000 mg."),
        ("amlodipine/tablet 5 mg", "3x1 g", "Sekali pakai 1.000 mg; paling banyak 10 mg."),
    ],
)
def test_what_is_told_of_a_slip(typed: str, signa: str, says: str) -> None:
    found = SHELF.get(typed) or medicine_behind(typed, DAY)
    assert says in [doubt.says for doubt in doubts_of(Written(typed, read_signa(signa), found), ADULT)]


def test_a_limit_by_weight_names_the_weight_and_an_unweighed_child_is_to_be_weighed() -> None:
    syrup = medicine("ibuprofen/sirup 100 mg/5 ml")
    child = age_on(date(2024, 11, 1), DAY)
    written = Written(syrup.name, read_signa("3x10 ml"), syrup)
    (once, daily) = doubts_of(written, DosedChild(child, 11.0))
    assert once.says == "Sekali pakai 200 mg; paling banyak 110 mg untuk 11 kg."
    assert daily.says == "Sehari 600 mg; paling banyak 440 mg untuk 11 kg."
    assert "Informatorium" in once.source
    assert [one.key for one in doubts_of(written, DosedChild(child))] == ["child"]


@pytest.mark.parametrize(
    ("key", "signa", "days", "quantity", "says"),
    [
        ("amlodipine/tablet 5 mg", "1x1", 30, 300, "Jumlah 300 tablet cukup untuk 300 hari; ditulis 30 hari."),
        ("amlodipine/tablet 5 mg", "1x1", 30, 30, ""),
        ("amlodipine/tablet 5 mg", "1x1", 30, 3, "Jumlah 3 tablet hanya cukup untuk 3 hari; ditulis 30 hari."),
        ("amlodipine/tablet 5 mg", "1x1", None, 300, "Jumlah 300 tablet cukup untuk 300 hari. Periksa lagi jumlahnya."),
        ("amlodipine/tablet 5 mg", "1x1", None, 30, ""),
        ("paracetamol/tablet 500 mg", "3x1", 3, 10, ""),
        ("paracetamol/tablet 500 mg", "3x1 prn", 5, 6, ""),
        ("paracetamol/tablet 500 mg", "3-4x1-2", 5, 15, ""),
        ("paracetamol/tablet 500 mg", "3x500 mg", 3, 90, "Jumlah 90 tablet cukup untuk 30 hari; ditulis 3 hari."),
        ("ferrous_folic/tablet 60 mg + 0,4 mg", "1x seminggu 1", None, 52, ""),
        ("albendazole/tablet 400 mg", "1x1 dosis tunggal", None, 10, "padahal dosis tunggal 1"),
        ("paracetamol/sirup 120 mg/5 ml", "3x5 ml", 3, 1, ""),
        ("paracetamol/sirup 120 mg/5 ml", "3x5 ml", 3, 60, "Jumlah 60 botol. Periksa lagi jumlahnya."),
        ("ketoconazole/krim 2%", "2x oles tipis", 14, 10, "Jumlah 10 tube. Periksa lagi jumlahnya."),
        ("ceftriaxone/injeksi 1.000 mg/vial", "2x1 vial iv", 5, 10, ""),
    ],
)
def test_a_quantity_that_does_not_fit_is_asked(
    key: str, signa: str, days: int | None, quantity: float, says: str
) -> None:
    doubts = doubts_of(Written("", read_signa(signa), medicine(key), days, quantity), ADULT)
    told = [doubt.says for doubt in doubts if doubt.key == QUANTITY]
    assert (says in told[0] if told else False) if says else told == []


def test_what_is_handed_out_is_counted_in_the_words_of_its_form() -> None:
    counted = {
        "amlodipine/tablet 5 mg": "tablet",
        "zinc/tablet dispersibel 20 mg": "tablet",
        "ambroxol/sirup 15 mg/5 ml": "botol",
        "ketoconazole/krim 2%": "tube",
    }
    assert {key: package_of(Written("", read_signa(""), medicine(key)), DAY) for key in counted} == counted


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Simvastatin 200 mg", ("simvastatin", "tablet", "200 mg")),
        ("digoxin tab 0.25 mg", ("digoxin", "tablet", "0,25 mg")),
        ("lantus", ("insulin_glargine", "injeksi", "")),
        ("insulin aspart 100 IU/ml", ("insulin_rapid", "injeksi", "100 IU/ml")),
        ("amoxicillin 250 mg/5 ml", ("amoxicillin", "sirup", "250 mg/5 ml")),
        ("Madu asli", None),
        ("paracetamol 500 mg + kodein 10 mg", None),
        ("obat cacing", None),
        ("", None),
    ],
)
def test_a_name_typed_freely_is_known_again(typed: str, told: tuple[str, str, str] | None) -> None:
    found = medicine_behind(typed, DAY)
    assert (None if found is None else (found.drug, found.form, found.strength)) == told


@given(st.text(max_size=40))
def test_any_text_may_be_typed_as_a_name(text: str) -> None:
    medicine_behind(text, DAY)


@given(case=st.sampled_from(CASES), more=st.integers(1, 50))
def test_more_of_it_never_asks_less(case: dict[str, str], more: int) -> None:
    """A dose that asks goes on asking when it grows."""
    amount = read_signa(case["tenfold"]).amount
    assert amount is not None
    greater = replace(read_signa(case["tenfold"]), amount=amount * more, a_day=None)
    assert doubts_of(replace(line(case), signa=greater, days=None, quantity=None), person(case))
