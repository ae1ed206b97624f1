"""Ordinary texts of therapy ask nothing; one zero too many asks, whichever of several medicines has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.medicine_dose import NO_WEIGHT, DosedChild
from ilp_desktop.domain.orders.written_therapy import doubts_since, therapy_doubts, typed_lines
from tests.domain.test_ordinary_prescriptions import ADULT, CASES, DAY, medicine, name, person
from tests.every_row import every_row


def says(text: str, of: DosedChild = ADULT) -> list[str]:
    return [doubt.says for doubt in therapy_doubts(text, of)]


@every_row("case", CASES, ids=name)
def test_an_ordinary_line_asks_nothing_with_its_form_or_without(case: dict[str, str]) -> None:
    one = medicine(case["medicine"])
    for label in (one.label, f"{one.name} {one.strength}"):
        text = f"Kompres hangat, {label} {case['signa']}, minum yang cukup, kontrol 3 hari"
        assert {line.written.medicine.drug for line in typed_lines(text, DAY) if line.written.medicine} == {one.drug}
        assert says(text, person(case)) == []


@every_row("case", CASES, ids=name)
def test_ten_times_the_amount_always_asks_and_names_the_medicine(case: dict[str, str]) -> None:
    one, of = medicine(case["medicine"]), person(case)
    told = says(f"Istirahat\n{one.label} {case['tenfold']}", of)
    assert told
    assert all(one.name in words for words in told)


@pytest.mark.parametrize(
    "text",
    [
        "Amlodipin 5 mg 1x1, glibenklamid 5 mg, istirahat, kontrol 3 hari",
        "amlodipin 1x10",
        "amlodipin 10 1x1",
        "Amlodipin 10mg no. 30 1x1",
        "Amlodipin 10mg No. XXX S 1-0-0",
        "R/ Paracetamol 500 mg tab No XV 3 dd 1 pc prn",
        "PCT 3x500",
        "Metformin 3 x 500 mg",
        "Metformin 500 3x1 tab",
        "captopril 25 mg bila TD > 180",
        "Simvastatin 1x40",
        "PCT syr 3x1 cth",
        "Paracetamol 500 mg 3x1 + CTM 4 mg 3x1",
        "Captopril 25 mg 3x½ tab, HCT 25 mg 1-0-0",
        "ISDN 5 mg sublingual bila nyeri dada",
        "Infus RL 20 tpm, ranitidin 50 mg iv",
        "Amoksisilin 50 mg/kgBB/hari",
        "OAT KDT 1x3 tab",
        "Lantus 0-0-10, novorapid 3x6",
        "Digoxin 0.25 mg 1x1",
        "Amlodipin 5 mg 1x1 selama 30 hari",
        "Vit B complex 3x1, Fe 1x1, kalk 1x1",
        "Oralit 200 ml tiap BAB, zinc 20 mg 1x1 10 hari",
        "Dexamethasone 0,5 mg tab 3 x 1",
        "Ibuprofen 400mg 3x1 (10)",
        "Diet rendah garam 5 g, olahraga 30 menit, air 2000 ml",
        "Lanjutkan obat: amlodipin 10mg 1x1 malam, metformin 500mg 3x1 dc",
        "Obat tetes telinga 3x2",
        "",
    ],
)
def test_what_doctors_write_asks_nothing(text: str) -> None:
    assert says(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Amlodipin 100 mg 1x1, glibenklamid 50 mg",
            [
                "Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg.",
                "Glibenklamid tablet 50 mg: Sekali pakai 50 mg; paling banyak 10 mg.",
            ],
        ),
        ("Amlodipin 1x1 100 mg", ["Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg."]),
        ("Amlodipin, 100 mg, 1x1", ["Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg."]),
        ("amlodipin 100 1x1", ["Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg."]),
        ("amlodipin100mg", ["Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg."]),
        ("beri amlodipin 100 mg sehari sekali", ["Amlodipin tablet 100 mg: Sekali pakai 100 mg; paling banyak 10 mg."]),
        ("Digoxin 2.5 mg 1x1", ["Digoksin tablet 2,5 mg: Sekali pakai 2,5 mg; paling banyak 0,5 mg."]),
        ("PCT 3x10", ["Parasetamol tablet: 10 tablet sekali pakai. Periksa lagi banyaknya."]),
    ],
)
def test_what_is_told_of_a_slip(text: str, told: list[str]) -> None:
    assert says(text) == told


def test_an_unweighed_child_is_to_be_weighed_and_allergies_are_left_to_their_own_warning() -> None:
    case = next(case for case in CASES if case["kg"] and "sirup" in case["medicine"])
    of = person(case)
    text = f"{medicine(case['medicine']).label} {case['signa']}"
    assert any(NO_WEIGHT in told for told in says(text, DosedChild(of.age)))
    assert says("Amlodipin 5 mg 1x1", DosedChild(ADULT.age, allergies=("amlodipin",))) == []


def test_only_what_is_new_is_asked() -> None:
    stood = "Amlodipin 100 mg 1x1"
    assert doubts_since(f"{stood}, istirahat", stood, ADULT) == ()
    (doubt,) = doubts_since(f"{stood}, glibenklamid 50 mg", stood, ADULT)
    assert doubt.line == "glibenklamid 50 mg"


@given(st.text(max_size=80))
def test_any_text_may_be_typed(text: str) -> None:
    therapy_doubts(text, ADULT)


@given(st.sampled_from(CASES), st.sampled_from(CASES), st.sampled_from(("\n", "; ", ", ", " + ")))
def test_a_slip_is_found_behind_another_medicine(first: dict[str, str], second: dict[str, str], between: str) -> None:
    """Whatever stands before it, ten times too much asks."""
    slipped = medicine(second["medicine"])
    text = f"{medicine(first['medicine']).label} {first['signa']}{between}{slipped.label} {second['tenfold']}"
    assert any(slipped.name in told for told in says(text, person(second)))
