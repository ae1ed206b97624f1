"""Templates of notes: what of a note may be one, and what becomes of a note that is filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilp_desktop.domain.care.note_template import (
    TEMPLATE_PARTS,
    Filling,
    filled_in,
    measured_lines,
    template_of,
)

TEMPLATE = {"subjective": "Batuk pilek\nTanpa sesak", "plan": "Kontrol bila demam", "education": "Minum cukup"}
LINES = st.text(alphabet="abc \n", max_size=30)
NOTES = st.dictionaries(st.sampled_from((*TEMPLATE_PARTS, "therapy", "assessment")), LINES)


def test_empty_parts_are_filled_and_typed_ones_stay() -> None:
    note = {"subjective": "Demam dua hari", "plan": "  "}
    assert filled_in(TEMPLATE, note, Filling.EMPTY_ONLY) == {"plan": "Kontrol bila demam", "education": "Minum cukup"}


def test_behind_what_is_typed_each_line_once() -> None:
    note = {"subjective": "Demam dua hari\nTanpa sesak", "education": "Minum cukup"}
    assert filled_in(TEMPLATE, note, Filling.BEHIND) == {
        "subjective": "Demam dua hari\nTanpa sesak\nBatuk pilek",
        "plan": "Kontrol bila demam",
    }


def test_a_template_of_a_note_has_no_measurement_no_diagnosis_and_no_medicine() -> None:
    note = {
        "subjective": "Pusing\nTensi 150/90 di rumah",
        "objective": "Konjungtiva tidak anemis\nTD 150/95 mmHg",
        "assessment": "Hipertensi",
        "therapy": "Amlodipin 5 mg 1x1",
        "actions": "Jahit luka",
        "education": "Kurangi garam",
    }
    assert template_of(note) == (
        {"subjective": "Pusing", "objective": "Konjungtiva tidak anemis", "education": "Kurangi garam"},
        ("Tensi 150/90 di rumah", "TD 150/95 mmHg"),
    )


@pytest.mark.parametrize(
    ("line", "measured"),
    [
        ("TD 120/80", True),
        ("BB 61,5 kg", True),
        ("Suhu: 38", True),
        ("SpO2 97", True),
        ("GDS 250 mg/dL", True),
        ("Kontrol 7 hari lagi", False),
        ("Istirahat 3 hari", False),
        ("Bunyi jantung I-II reguler", False),
        ("Kesadaran kompos mentis", False),
    ],
)
def test_measured_lines_are_known(line: str, measured: bool) -> None:
    assert bool(measured_lines(f"Teks biasa\n{line}")) is measured


@given(NOTES, NOTES, st.sampled_from(Filling))
def test_nothing_typed_ever_goes(template: dict[str, str], note: dict[str, str], filling: Filling) -> None:
    changed = filled_in(template, note, filling)
    assert set(changed) <= set(TEMPLATE_PARTS)
    for part, text in changed.items():
        assert text.startswith(note.get(part, "").rstrip() if note.get(part, "").strip() else "")
        if filling is Filling.EMPTY_ONLY:
            assert not note.get(part, "").strip()


@given(NOTES, NOTES)
def test_filling_in_twice_adds_nothing_the_second_time(template: dict[str, str], note: dict[str, str]) -> None:
    once = note | filled_in(template, note, Filling.BEHIND)
    assert filled_in(template, once, Filling.BEHIND) == {}


@given(NOTES)
def test_what_is_a_template_may_be_kept(note: dict[str, str]) -> None:
    parts, _ = template_of(note)
    assert not any(measured_lines(text) for text in parts.values())
    assert set(parts) <= set(TEMPLATE_PARTS)
