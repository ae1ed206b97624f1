"""A dose that is too high and an allergy on record are asked about, an ordinary prescription is not."""

from datetime import date

import pytest

from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.care.medicine_dose import DosedChild, medicine_codes
from ilp_desktop.domain.orders.dose_doubt import doubts_of
from ilp_desktop.domain.orders.dose_limits import MostRow, most_rows
from ilp_desktop.domain.orders.formulary import formulary
from ilp_desktop.domain.orders.signa import read_signa
from ilp_desktop.domain.orders.strength import read_strength
from ilp_desktop.domain.orders.written_line import Written
from ilp_desktop.reference import edition_on
from tests.every_row import every_row

DAY = date(2026, 11, 23)
SHELF = formulary(DAY)
ADULT = DosedChild(age_on(date(1980, 1, 1), DAY))
CHILD = DosedChild(age_on(date(2024, 11, 1), DAY), 11.0)
UNWEIGHED = DosedChild(age_on(date(2024, 11, 1), DAY))


def asked(key: str, signa: str, person: DosedChild, days: int | None = None) -> set[str]:
    medicine = SHELF.get(key)
    assert medicine is not None
    return {doubt.key for doubt in doubts_of(Written(medicine.name, read_signa(signa), medicine, days), person)}


@pytest.mark.parametrize(
    ("key", "signa", "person", "keys"),
    [
        ("paracetamol/tablet 500 mg", "3x1 pc", ADULT, set()),
        ("paracetamol/tablet 500 mg", "4x2", ADULT, set()),
        ("paracetamol/tablet 500 mg", "5x2", ADULT, {"daily"}),
        ("paracetamol/tablet 500 mg", "1x3", ADULT, {"single"}),
        ("paracetamol/tablet 500 mg", "3x10", ADULT, {"single", "daily"}),
        ("paracetamol/tablet 500 mg", "3x5000 mg", ADULT, {"single", "daily"}),
        ("amlodipine/tablet 5 mg", "1x1", ADULT, set()),
        ("amlodipine/tablet 5 mg", "1x2", ADULT, set()),
        ("amlodipine/tablet 5 mg", "1x10", ADULT, {"single"}),
        ("metformin/tablet 500 mg", "3x1 pc", ADULT, set()),
        ("metformin/tablet 500 mg", "3x10 pc", ADULT, {"single", "daily"}),
        ("captopril/tablet 25 mg", "2x1", ADULT, set()),
        ("chlorphenamine/tablet 4 mg", "3x10", ADULT, {"single", "daily"}),
        ("chlorphenamine/tablet 4 mg", "30x1", ADULT, {"daily", "often"}),
        ("amoxicillin/sirup 250 mg/5 ml", "2x10 ml", CHILD, set()),
        ("amoxicillin/sirup 250 mg/5 ml", "2x100 ml", CHILD, {"child", "single", "daily"}),
        ("amoxicillin/tablet 500 mg", "2x10", CHILD, {"child", "single", "daily"}),
        ("paracetamol/sirup 120 mg/5 ml", "3x5 ml", CHILD, set()),
        ("paracetamol/sirup 120 mg/5 ml", "3x1 sendok makan", CHILD, {"child"}),
        ("paracetamol/sirup 120 mg/5 ml", "3x50 ml", CHILD, {"child", "single"}),
        ("paracetamol/sirup 120 mg/5 ml", "3x5 ml", UNWEIGHED, {"child"}),
        ("amoxicillin/tablet 500 mg", "3x1", ADULT, set()),
        ("cotrimoxazole/tablet 400 mg + 80 mg", "2x2", ADULT, set()),
    ],
)
def test_what_is_too_much_is_asked(key: str, signa: str, person: DosedChild, keys: set[str]) -> None:
    assert asked(key, signa, person) == keys


def test_a_prescription_for_years_is_asked_about() -> None:
    assert asked("metformin/tablet 500 mg", "3x1", ADULT, 90) == set()
    assert asked("metformin/tablet 500 mg", "3x1", ADULT, 900) == {"long"}
    assert asked("metformin/tablet 500 mg", "3x1 900 hari", ADULT) == {"long"}


@pytest.mark.parametrize(
    ("name", "allergies", "asked_about"),
    [
        ("Amoksisilin", ("Penisilin (berat)",), True),
        ("Sefiksim", ("Penisilin",), True),
        ("Kotrimoksazol", ("udang", "obat sulfa"), True),
        ("Sanmol tablet", ("sanmol",), True),
        ("Parasetamol", ("Penisilin", "udang"), False),
        ("Parasetamol", (), False),
    ],
)
def test_an_allergy_on_record_is_asked_about(name: str, allergies: tuple[str, ...], asked_about: bool) -> None:
    doubts = doubts_of(Written(name, read_signa("3x1")), DosedChild(ADULT.age, None, allergies))
    assert [doubt.key for doubt in doubts] == (["allergy"] if asked_about else [])


def test_the_list_has_enough_medicines_and_every_line_is_whole() -> None:
    assert len({medicine.drug for medicine in SHELF}) >= 150
    for medicine in SHELF:
        assert medicine.name
        assert medicine.form
        assert medicine.common in (1, 2, 3)
        assert not medicine.child or medicine.child in medicine_codes(DAY), medicine.drug
        assert len(medicine.name) <= 120
        assert len(medicine.form) <= 40
        assert len(medicine.strength) <= 60


@every_row("row", most_rows(DAY), ids=lambda row: f"{row.drug} {row.unit}")
def test_a_most_names_a_medicine_of_the_list_and_who_says_so(row: MostRow) -> None:
    some = [medicine for medicine in SHELF if medicine.drug == row.drug]
    body = edition_on("formulary", DAY).body
    forms = {form for each in row.forms for form in body["routes"].get(each, [each])}
    assert some
    assert not forms or forms & {medicine.form for medicine in some}
    assert body["sources"][row.source]["text"]
    assert row.at_a_time or row.per_kg_time
    assert row.at_a_time is None or row.a_day is None or row.at_a_time <= row.a_day
    assert row.per_kg_time is None or row.per_kg_day is None or row.per_kg_time <= row.per_kg_day


def test_every_medicine_that_is_swallowed_or_injected_has_a_most_or_stands_here() -> None:
    told = {row.drug for row in most_rows(DAY)}
    given = {medicine.drug for medicine in SHELF if medicine.unit or medicine.is_liquid or medicine.form == "injeksi"}
    assert given - told == {"antihemorrhoid"}


@pytest.mark.parametrize(
    ("strength", "amount", "unit", "of"),
    [
        ("500 mg", 500, "mg", ""),
        ("120 mg/5 ml", 24, "mg", "ml"),
        ("7,5 mg", 7.5, "mg", ""),
        ("50 mcg", 50, "mcg", ""),
        ("3.335 mg/5 ml", 667, "mg", "ml"),
        ("400 mg + 80 mg", 400, "mg", ""),
        ("100 IU/ml", 100, "IU", "ml"),
        ("2,4 juta IU/vial", 2_400_000, "IU", ""),
        ("100 mcg/semprot", 100, "mcg", "semprot"),
        ("2,5 mg/2,5 ml", 1, "mg", "ml"),
        ("40%", 400, "mg", "ml"),
        ("2% + 1:80.000", 20, "mg", "ml"),
        ("500 ml", 500, "ml", ""),
        ("MB dewasa", None, "", ""),
        ("", None, "", ""),
    ],
)
def test_how_much_a_piece_holds_is_read_off_its_strength(
    strength: str, amount: float | None, unit: str, of: str
) -> None:
    found = read_strength(strength)
    if amount is None:
        assert found is None
    else:
        assert found is not None
        assert found.amount == pytest.approx(amount)
        assert (found.unit, found.of) == (unit, of)


@pytest.mark.parametrize(
    ("key", "signa", "wanted", "amount"),
    [
        ("paracetamol/tablet 500 mg", "3x2", "mg", 1000),
        ("paracetamol/tablet 500 mg", "3x1 g", "mg", 1000),
        ("paracetamol/tablet 500 mg", "3x1000 mg", "tablet", 2),
        ("paracetamol/sirup 120 mg/5 ml", "3x1 cth", "mg", 120),
        ("paracetamol/drop 100 mg/ml", "3x12 tetes", "mg", 60),
        ("levothyroxine/tablet 50 mcg", "1x2", "mg", 0.1),
        ("levothyroxine/tablet 50 mcg", "1x0,1 mg", "mcg", 100),
        ("insulin_rapid/injeksi 100 IU/ml", "3x10 unit", "IU", 10),
        ("insulin_rapid/injeksi 100 IU/ml", "3x1 ml", "IU", 100),
        ("cotrimoxazole/tablet 400 mg + 80 mg", "2x960 mg", "mg", 800),
        ("cotrimoxazole/tablet 400 mg + 80 mg", "2x960 mg", "tablet", 2),
        ("salbutamol/inhaler 100 mcg/semprot", "4x2 puff", "mcg", 200),
        ("ringer_lactate/infus 500 ml", "1x2 kolf", "ml", 1000),
        ("insulin_rapid/injeksi 100 IU/ml", "1x1 ampul", "IU", None),
        ("ketoconazole/krim 2%", "2x1 oles", "mg", None),
    ],
)
def test_an_amount_is_turned_into_the_measure_of_the_limit(
    key: str, signa: str, wanted: str, amount: float | None
) -> None:
    medicine, read = SHELF.get(key), read_signa(signa)
    assert medicine is not None
    assert Written("", read, medicine).amount_in(wanted, read.amount) == (
        None if amount is None else pytest.approx(amount)
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("amox 500", "amoxicillin/tablet 500 mg"),
        ("pct", "paracetamol/tablet 500 mg"),
        ("pct sirup", "paracetamol/sirup 120 mg/5 ml"),
        ("ctm", "chlorphenamine/tablet 4 mg"),
        ("amlo 10", "amlodipine/tablet 10 mg"),
        ("metformin 500", "metformin/tablet 500 mg"),
        ("obat cacing", "albendazole/tablet 400 mg"),
        ("tambah darah", "ferrous_folic/tablet 60 mg + 0,4 mg"),
        ("amoksilin", "amoxicillin/tablet 250 mg"),
        ("parasetamool", "paracetamol/tablet 500 mg"),
    ],
)
def test_a_medicine_is_found_by_what_people_type(typed: str, key: str) -> None:
    assert key in [medicine.key for medicine in SHELF.choices(typed)][:3]


def test_restricted_medicines_are_absent_for_those_without_leave() -> None:
    assert SHELF.choices("tld")
    assert not SHELF.choices("tld", restricted=False)
