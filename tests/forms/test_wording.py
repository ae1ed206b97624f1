"""Answers in the words people read."""

import pytest

from ilp_desktop.forms.schema import Answer
from ilp_desktop.forms.wording import answer_text
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


@pytest.mark.parametrize(("code", "question", "answer", "text"), SAID)
def test_answer_is_read_with_its_unit_and_words(code: str, question: str, answer: Answer, text: str) -> None:
    assert answer_text(form(code).question(question), answer) == text
