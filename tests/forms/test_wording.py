"""Answers and conditions in the words people read."""

import pytest

from ilp_desktop.forms.schema import Answer
from ilp_desktop.forms.wording import answer_text, condition_text
from tests.forms import samples
from tests.forms.samples import changed
from tests.forms.shipped import form

SAID: tuple[tuple[str, str, Answer, str], ...] = (
    ("vital_signs", "sistolik", 120, "120 mmHg"),
    ("vital_signs", "berat", 62.35, "62,35 kg"),
    ("vital_signs", "berat", 3.0, "3 kg"),
    ("vital_signs", "edema", True, "Ya"),
    ("vital_signs", "edema", False, "Tidak"),
    ("vital_signs", "kesadaran", "compos_mentis", "Compos mentis"),
    ("vital_signs", "kesadaran", "delirium", "delirium"),
    ("anc_visit", "protein_urin", "positif_1", "+1"),
    ("anc_visit", "tanda_bahaya", ["demam", "kejang"], "Demam lebih dari 2 hari, Kejang"),
    ("anc_visit", "tanggal_kontrol", "2026-04-01", "01-04-2026"),
    ("anc_visit", "keluhan", "kejang", "kejang"),
)
CONDITIONS = (
    ("merokok = ya", "Merokok: Ya"),
    ("merokok != ya", "Merokok: bukan Ya"),
    ("not merokok = ya", "Merokok: bukan Ya atau belum diketahui"),
    ("umur_tahun >= 40", "Umur (tahun) paling sedikit 40"),
    ("umur_tahun < 2.5", "Umur (tahun) kurang dari 2,5"),
    ("not umur_tahun < 10", "Umur (tahun) paling sedikit 10 atau belum diketahui"),
    ("umur_bulan > umur_tahun", "Umur (bulan) lebih dari Umur (tahun)"),
    ("jenis_kelamin in (L, P)", "Jenis kelamin: Laki-laki atau Perempuan"),
    ("merokok = ya and umur_tahun > 3 or hamil = ya", "(Merokok: Ya dan Umur (tahun) lebih dari 3) atau Hamil: Ya"),
    ("not (merokok = ya and hamil = ya)", "tidak benar bahwa Merokok: Ya dan Hamil: Ya"),
)


@pytest.mark.parametrize(("code", "question", "answer", "text"), SAID)
def test_answer_is_read_with_its_unit_and_words(code: str, question: str, answer: Answer, text: str) -> None:
    assert answer_text(form(code).question(question), answer) == text


@pytest.mark.parametrize(("condition", "text"), CONDITIONS)
def test_condition_is_a_clause(condition: str, text: str) -> None:
    sample = samples.form_of(changed(("merokok = ya and umur_tahun >= 10", condition)))
    shown_when = sample.question("batang").shown_when
    assert shown_when is not None
    assert condition_text(shown_when, sample) == text
