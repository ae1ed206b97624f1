"""Codes that fit, allergies against drugs, lines that may be taken over, and until when a record is written."""

from datetime import datetime, timedelta, timezone

import pytest

from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.care.allergy import allergies_against, allergy_matches
from ilp_desktop.domain.care.copied_lines import holds_measurement, lines_of
from ilp_desktop.domain.care.diagnosis_codes import diagnosis_codes
from ilp_desktop.domain.care.diagnosis_fit import Fit, fitting
from ilp_desktop.domain.care.record_closing import RecordState, Writing, alters, writing
from ilp_desktop.domain.orders.formulary import Medicine, formulary
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import edition_on
from tests.domain.cases import TODAY, cases, told
from tests.every_row import every_row

NOON = datetime(2026, 11, 23, 5, tzinfo=timezone.utc)


@pytest.mark.parametrize("row", cases("diagnosis_fit"), ids=told)
def test_a_code_fits_sex_and_age_on_both_sides_of_every_edge(row: dict[str, str]) -> None:
    number = int(row["age"][:-2])
    born = TODAY - timedelta(days=number) if row["age"].endswith("hr") else months_shifted(TODAY, -12 * number)
    found = fitting(row["code"], Sex(row["sex"]), born, TODAY)
    assert found.fit.value == row["fit"]
    assert bool(found.words) is (found.fit is not Fit.FITS)


def test_every_range_of_codes_names_codes_that_exist() -> None:
    codes = {one.code for one in diagnosis_codes(TODAY)}
    body = edition_on("diagnosis_fit", TODAY).body
    ranges = [written for block in (*body["sex"], *body["age"]) for written in block["codes"]]
    ends = {end for written in ranges for end in written.split("-")}
    assert {end for end in ends if not any(code.startswith(end) for code in codes)} == set()


@pytest.mark.parametrize("row", cases("allergy_matches"), ids=told)
def test_an_allergy_speaks_against_a_drug_of_its_name_group_or_kin(row: dict[str, str]) -> None:
    found = allergy_matches(row["substance"], row["drug"], TODAY)
    assert ("" if found is None else "ya" if found.sure else "mungkin") == row["match"]


@every_row("medicine", list({one.drug: one for one in formulary(TODAY)}.values()), ids=lambda one: one.drug)
def test_an_allergy_told_by_any_name_of_a_medicine_speaks_against_it(medicine: Medicine) -> None:
    for name in (medicine.name, *medicine.synonyms):
        assert allergies_against((f"Obat {name}",), medicine.name, TODAY), name
        assert allergies_against((medicine.name,), f"{name} 3x1", TODAY), name


@pytest.mark.parametrize(
    ("substance", "drug"),
    [
        ("sulfa", "Magnesium sulfat"),
        ("sulfa", "Atropin sulfat"),
        ("kotrimoksazol", "sulfas ferosus"),
        ("ibuprofen", "Ibu dianjurkan istirahat"),
        ("udang", "Natrium klorida 0,9%"),
        ("debu", "Deksametason"),
        ("etambutol", "OAT KDT RH"),
        ("rifampisin", "Isoniazid"),
        ("susu sapi", "Kalsium laktat"),
        ("asam jawa", "Asam mefenamat"),
        ("natrium diklofenak", "Natrium klorida 0,9%"),
        ("vitamin C", "Vitamin B1"),
    ],
)
def test_what_only_sounds_alike_is_no_match(substance: str, drug: str) -> None:
    assert allergies_against((substance,), drug, TODAY) == ()


def test_every_drug_of_a_therapy_is_held_against_every_allergy() -> None:
    therapy = "Amoxicillin 500 mg 3x1\nParasetamol 500 mg; asam mefenamat 500 mg dan CTM"
    found = allergies_against(("Penisilin", "Aspirin"), therapy, TODAY)
    assert [(one.substance, one.drug) for one in found] == [
        ("Penisilin", "Amoxicillin 500 mg 3x1"),
        ("Aspirin", "asam mefenamat 500 mg"),
    ]


@pytest.mark.parametrize(
    ("line", "measured"),
    [
        ("TD 150/95", True),
        ("tensi 120/80 mmHg", True),
        ("GDS: 243", True),
        ("BB 61,5 kg", True),
        ("HbA1c 8,2", True),
        ("nadi 88x/menit", True),
        ("suhu 38,5 °C", True),
        ("Luka lecet 3 cm", True),
        ("Amlodipin 5 mg 1x1", False),
        ("Metformin 500 mg 2x1", False),
        ("Kotrimoksazol sirup 2x1 cth", False),
        ("Kontrol 12/10", False),
        ("Kontrol 1 bulan lagi", False),
        ("Pusing 3 hari, tidak mual", False),
        ("Ayah stroke umur 60 tahun", False),
    ],
)
def test_a_measured_value_is_told_from_other_words(line: str, measured: bool) -> None:
    assert holds_measurement(line) is measured


def test_lines_are_offered_in_their_parts_but_what_was_examined_is_not() -> None:
    found = lines_of({"objective": "Ronki", "subjective": "Batuk\n\n Pilek ", "plan": "Kontrol"})
    assert [(one.part, one.text) for one in found] == [
        ("subjective", "Batuk"),
        ("subjective", "Pilek"),
        ("plan", "Kontrol"),
    ]


@pytest.mark.parametrize(
    ("state", "hours", "expected"),
    [
        (RecordState(NOON), 500, Writing.FREE),
        (RecordState(NOON, finished_at=NOON), 1, Writing.NOT_HERS),
        (RecordState(NOON, finished_at=NOON, has_written=True), 48, Writing.CORRECTION),
        (RecordState(NOON, finished_at=NOON, has_written=True), 49, Writing.ASK),
        (RecordState(NOON, signed_at=NOON, has_written=True), 1, Writing.CORRECTION),
        (RecordState(NOON, finished_at=NOON, has_written=True, permit_waits=True), 49, Writing.WAITING),
        (
            RecordState(NOON, finished_at=NOON, has_written=True, permitted_at=NOON + timedelta(hours=60)),
            108,
            Writing.CORRECTION,
        ),
        (
            RecordState(NOON, finished_at=NOON, has_written=True, permitted_at=NOON + timedelta(hours=60)),
            109,
            Writing.ASK,
        ),
        (RecordState(NOON, finished_at=NOON - timedelta(days=30), has_written=True), 48, Writing.CORRECTION),
        (RecordState(NOON, finished_at=NOON - timedelta(days=30), has_written=True), 49, Writing.ASK),
    ],
)
def test_a_record_is_free_until_it_is_closed_and_then_corrected_for_two_days(
    state: RecordState, hours: int, expected: Writing
) -> None:
    assert writing(state, NOON + timedelta(hours=hours), TODAY) is expected


@pytest.mark.parametrize(
    ("old", "new", "altered"),
    [("", "a", False), ("a", "a", False), ("a", "a b", False), ("a", "", True), ("a", "b a", True), ("", "", False)],
)
def test_adding_behind_a_text_is_no_altering(old: str, new: str, altered: bool) -> None:
    assert alters(old, new) is altered
