"""A code means one thing in all files of a folder; a file that means another by it is out of use."""

from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.code_meanings import Meaning, read_meanings
from ilp_desktop.forms.faults import FormFaults
from tests.forms import samples
from tests.forms.shipped import FOLDER, FORMS

DAY = date(2026, 3, 16)
HEADER = """
title = "Contoh"
version = "1"
source = "Pedoman contoh 2024"
valid_from = 2024-01-01
verified = true
rights = "Disusun sendiri."
group = "dewasa"
sensitivity = "umum"

[[question]]
section = "Ukur"
code = "berat"
label = "Berat badan"
hard = [1, 300]
"""
IN_KG = 'kind = "decimal"\nunit = "kg"\n'
IN_HOURS = 'kind = "integer"\nunit = "jam"\n'


def folder(at: Path, **kinds: str) -> Catalogue:
    for name, kind in kinds.items():
        (at / f"{name}.toml").write_text(f'code = "{name}"{HEADER}{kind}', encoding="utf-8")
    return Catalogue(at, samples.RULES)


@pytest.mark.parametrize(
    "kind", [IN_HOURS, 'kind = "decimal"\nunit = "gram"\n', f'{IN_KG}coding = "LOINC 29463-7"\n'], ids=str.split
)
def test_file_that_means_something_else_by_a_code_is_named_and_out_of_use(tmp_path: Path, kind: str) -> None:
    forms = folder(tmp_path, a_odd=kind, b_one=IN_KG, c_two=IN_KG)
    assert [(fault.file, fault.question) for fault in forms.faults()] == [("a_odd.toml", "berat")]
    assert all("berarti lain dalam b_one" in fault.message for fault in forms.faults())
    with pytest.raises(FormFaults, match="a_odd"):
        forms.form("a_odd", DAY)
    assert forms.form("b_one", DAY)


def test_of_as_many_meanings_the_first_edition_counts(tmp_path: Path) -> None:
    forms = folder(tmp_path, new=IN_HOURS, old=IN_KG)
    (tmp_path / "old.toml").write_text(
        (tmp_path / "old.toml").read_text(encoding="utf-8").replace("2024-01-01", "2023-01-01"), encoding="utf-8"
    )
    assert {fault.file for fault in forms.faults()} == {"new.toml"}


def test_a_glance_at_a_shipped_file_reads_what_its_form_means() -> None:
    for form in FORMS:
        glance = read_meanings((FOLDER / f"{form.code}.toml").read_text(encoding="utf-8"))
        assert set(glance) == {question.code for question in form.questions}
        for question in form.questions:
            coding = f"{question.coding.system} {question.coding.code}" if question.coding else ""
            assert glance[question.code] == Meaning(question.kind.value, question.unit, coding)
