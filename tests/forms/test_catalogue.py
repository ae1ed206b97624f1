"""A folder of forms: editions by date, one bad file among good ones, a new form by one new file."""

from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.errors import UserError
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.faults import FormFaults
from ilp_desktop.forms.filling import check
from tests.forms import samples, ways
from tests.forms.samples import changed

DAY = date(2026, 3, 16)
SECOND = (("valid_from = 2024-01-01", "valid_from = 2025-07-01"), ('version = "1"', 'version = "2"'))


def catalogue(folder: Path, **files: str) -> Catalogue:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Catalogue(folder, samples.RULES)


def other(code: str) -> str:
    return changed(('code = "contoh"', f'code = "{code}"'), ('title = "Contoh"', f'title = "Formulir {code}"'))


def test_new_form_needs_one_file_and_no_code(tmp_path: Path) -> None:
    forms = catalogue(tmp_path, contoh=samples.WHOLE)
    assert [header.title for header in forms.listed(DAY)] == ["Contoh"]
    assert check(forms.form("contoh", DAY), {"merokok": "tidak"}, ways.person(480)).storable


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2023, 1, 1), "1"),
        (date(2024, 1, 1), "1"),
        (date(2025, 6, 30), "1"),
        (date(2025, 7, 1), "2"),
        (DAY, "2"),
    ],
)
def test_edition_is_the_one_in_force_on_the_day(tmp_path: Path, day: date, version: str) -> None:
    forms = catalogue(tmp_path, a_new=changed(*SECOND), b_old=samples.WHOLE)
    assert forms.form("contoh", day).version == version
    assert [header.version for header in forms.listed(day)] == [version]


def test_old_answers_find_the_edition_they_were_given_to(tmp_path: Path) -> None:
    forms = catalogue(tmp_path, new=changed(*SECOND), old=samples.WHOLE)
    assert forms.edition("contoh", "1").valid_from == date(2024, 1, 1)
    with pytest.raises(UserError, match="versi 3 tidak ada"):
        forms.edition("contoh", "3")


def test_bad_file_is_out_of_use_and_the_others_work(tmp_path: Path) -> None:
    forms = catalogue(tmp_path, good=samples.WHOLE, bad=other("rusak").replace('kind = "boolean"', 'kind = "x"'))
    with pytest.raises(FormFaults, match=r"bad\.toml tidak dapat dipakai"):
        forms.form("rusak", DAY)
    with pytest.raises(FormFaults, match=r"bad\.toml tidak dapat dipakai"):
        forms.form("rusak", DAY)
    assert forms.form("contoh", DAY).title == "Contoh"
    assert {(fault.file, fault.section, fault.question) for fault in forms.faults()} == {
        ("bad.toml", "Kebiasaan", "merokok"),
        ("bad.toml", "Kebiasaan", "batang"),
        ("bad.toml", "Gejala", "batuk"),
    }


def test_newer_edition_that_is_broken_never_falls_back_to_the_older(tmp_path: Path) -> None:
    broken = changed(*SECOND, ('kind = "choice"', 'kind = "x"'))
    forms = catalogue(tmp_path, new=broken, old=samples.WHOLE)
    with pytest.raises(FormFaults):
        forms.form("contoh", DAY)
    assert forms.form("contoh", date(2024, 5, 5)).version == "1"


def test_file_with_a_bad_header_is_not_listed_but_its_fault_is(tmp_path: Path) -> None:
    forms = catalogue(tmp_path, bad=other("rusak").replace("verified = true\n", ""), good=samples.WHOLE)
    assert [header.code for header in forms.listed(DAY)] == ["contoh"]
    assert [str(fault) for fault in forms.faults()] == ['bad.toml: "verified" tidak ada']


@pytest.mark.parametrize("change", SECOND, ids=["same version", "same date"])
def test_same_edition_twice_is_a_fault_of_the_second_file(tmp_path: Path, change: tuple[str, str]) -> None:
    forms = catalogue(tmp_path, a=samples.WHOLE, b=changed(change))
    assert [str(fault) for fault in forms.faults()] == ["b.toml: edisi yang sama sudah ada dalam a.toml"]
    assert forms.form("contoh", DAY).valid_from == date(2024, 1, 1)


def test_file_that_is_not_text_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "biner.toml").write_bytes(b"\xff\xfe\x00")
    (fault,) = Catalogue(tmp_path).faults()
    assert fault.file == "biner.toml"
    assert "tidak dapat dibaca" in fault.message


def test_unknown_form_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Formulir contoh tidak ada"):
        Catalogue(tmp_path).form("contoh", DAY)


def test_form_naming_a_rule_nobody_handed_in_is_out_of_use(tmp_path: Path) -> None:
    catalogue(tmp_path, contoh=samples.WHOLE)
    with pytest.raises(FormFaults, match="tidak dapat dipakai"):
        Catalogue(tmp_path).form("contoh", DAY)


def test_note_of_several_lines_may_hold_brackets(tmp_path: Path) -> None:
    note = 'version = "1"\nnote = """\n[lihat] lampiran\n"""'
    forms = catalogue(tmp_path, contoh=changed(('version = "1"', note)))
    assert [header.note for header in forms.listed(DAY)] == ["[lihat] lampiran"]


def test_body_is_read_only_when_the_form_is_opened(tmp_path: Path) -> None:
    forms = catalogue(tmp_path, contoh=samples.WHOLE)
    forms.listed(DAY)
    (tmp_path / "contoh.toml").write_text(changed(('label = "Batuk"', 'label = "Sesak"')), encoding="utf-8")
    assert forms.form("contoh", DAY).question("batuk").label == "Sesak"


def test_follow_up_that_names_no_form_of_the_folder_is_a_fault_of_no_other_consequence(tmp_path: Path) -> None:
    named = changed(('urgency = "watch"', 'urgency = "watch"\nfollow_up = "lanjutan"'))
    forms = catalogue(tmp_path, contoh=named)
    assert [str(fault) for fault in forms.faults()] == [
        'contoh.toml > scoring: follow_up dari "high" menyebut formulir "lanjutan" yang tidak ada'
    ]
    assert forms.form("contoh", DAY).title == "Contoh"
    assert catalogue(tmp_path, contoh=named, lanjutan=other("lanjutan")).faults() == ()
