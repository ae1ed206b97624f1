"""Columns of registers that a data folder arranges itself: they stand in for those that ship, or are told wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from ilp_desktop import checking
from ilp_desktop.domain import permissions
from ilp_desktop.domain.permissions import ROOM, Act, Role
from ilp_desktop.resources import resource_path
from ilp_desktop.services.house import build_house
from ilp_desktop.services.house_parts import OwnFiles
from ilp_desktop.services.register.own_columns import FOLDER
from ilp_desktop.services.register.register_columns import register_names
from ilp_desktop.services.register.register_rows import RegisterFilter, RegisterHead
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import examine, family
from tests.services.register_story import rows_of

TODDLER, MEASURED = "register_toddler", "register_sigizi_measured"
MINE = """
[[column]]
label = "Nama lengkap anak"
fact = "name"

[[column]]
label = "No"
fact = "number"
letters = 5

[[column]]
label = "Kedatangan {month}"
fact = "weight"
each = "month"

[[column]]
label = "Vitamin A terakhir"
fact = "given:vitamin_a"
"""


def with_columns(clinic: Clinic, folder: Path, code: str, text: str) -> Clinic:
    """Return the same Puskesmas opened with a file of columns in its data folder."""
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / FOLDER / f"{code}.toml").write_text(text, encoding="utf-8")
    uow, files = clinic.house.uow, OwnFiles(data_folder=folder)
    return replace(clinic, house=build_house(clinic.database, None, uow.clock, uow.identities, files=files))


def head_of(clinic: Clinic, code: str) -> RegisterHead:
    return clinic.house.registers.head(clinic.doctor, RegisterFilter(code, TODAY.year, TODAY.month))


def headings(clinic: Clinic, code: str) -> list[str]:
    return [one.heading for one in head_of(clinic, code).columns]


def test_headings_and_order_are_those_of_the_data_folder(any_clinic: Clinic, tmp_path: Path) -> None:
    _, daughter = family(any_clinic)
    examine(any_clinic, daughter, "vitamin_a", {"vitamin_a_merah": "ya"})
    mine = with_columns(any_clinic, tmp_path, TODDLER, MINE)
    assert headings(mine, TODDLER) == ["Nama lengkap anak", "No", "Kedatangan Nov", "Vitamin A terakhir"]
    (line,) = rows_of(mine, TODDLER, month=TODAY.month)
    assert (line["Nama lengkap anak"], line["No"], line["Vitamin A terakhir"]) == ("Anak Contoh", 1, TODAY)
    told = head_of(mine, TODDLER)
    assert (told.own_file, told.own_fault) == ("register/register_toddler.toml", "")
    assert headings(mine, "register_mother") == headings(any_clinic, "register_mother")


@pytest.mark.parametrize("code", register_names())
def test_a_copy_of_the_file_that_ships_is_taken_as_it_is(clinic: Clinic, tmp_path: Path, code: str) -> None:
    newest = sorted(resource_path("reference", code).glob("*.toml"))[-1]
    mine = with_columns(clinic, tmp_path, code, newest.read_text(encoding="utf-8"))
    assert headings(mine, code) == headings(clinic, code)
    assert head_of(mine, code).own_fault == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "daftar column tidak ada"),
        ("column = []", "daftar column tidak ada"),
        ('column = ["Nama"]', "daftar column tidak ada"),
        ("[[column]\n", "susunan TOML salah"),
        ('[[column]]\nlabel = "Nama"\n', "kolom 1: fact kosong"),
        ('[[column]]\nlabel = " "\nfact = "name"\n', "kolom 1: label kosong"),
        ('[[column]]\nlabel = 3\nfact = "name"\n', "kolom 1: label kosong"),
        (f'[[column]]\nlabel = "{"N" * 81}"\nfact = "name"\n', "kolom 1: label paling panjang 80 huruf"),
        ('[[column]]\nlabel = "Nama"\nfact = "nama"\n', 'kolom 1: isi "nama" tidak ada pada register ini'),
        ('[[column]]\nlabel = "HPL"\nfact = "due_on"\n', 'kolom 1: isi "due_on" tidak ada pada register ini'),
        ('[[column]]\nlabel = "Metode"\nfact = "method"\n', 'kolom 1: isi "method" tidak ada pada register ini'),
        ('[[column]]\nlabel = "A"\nfact = "last:growht.berat"\n', 'kolom 1: formulir "growht" tidak ada'),
        ('[[column]]\nlabel = "A"\nfact = "last:growth.brat"\n', 'kolom 1: pertanyaan "brat" tidak ada'),
        ('[[column]]\nlabel = "A"\nfact = "last:growth"\n', 'kolom 1: pertanyaan "" tidak ada'),
        ('[[column]]\nlabel = "A"\nfact = "name"\nletters = 0\n', "kolom 1: letters harus 1 sampai 80"),
        ('[[column]]\nlabel = "A"\nfact = "name"\nletters = true\n', "kolom 1: letters harus 1 sampai 80"),
        ('[[column]]\nlabel = "A"\nfact = "name"\nin_month = 13\n', "kolom 1: in_month harus 1 sampai 12"),
        ('[[column]]\nlabel = "A"\nfact = "name"\neach = "year"\n', 'kolom 1: each hanya boleh "month"'),
        ('[[column]]\nlabel = "A"\nfact = "name"\ntally = "ya"\n', "kolom 1: tally dan restricted"),
        ('[[column]]\nlabel = "A"\nfact = "name"\nlebar = 4\n', 'kolom 1: "lebar" tidak dikenal'),
        ('[[column]]\nlabel = "A"\nfact = "name"\n' * 201, "lebih dari 200 kolom"),
    ],
)
def test_what_is_wrong_is_told_and_the_columns_that_ship_stand(
    clinic: Clinic, tmp_path: Path, text: str, fault: str
) -> None:
    mine = with_columns(clinic, tmp_path, TODDLER, text)
    assert headings(mine, TODDLER) == headings(clinic, TODDLER)
    assert head_of(mine, TODDLER).own_fault.startswith(fault)


def test_a_file_that_is_no_text_is_told(clinic: Clinic, tmp_path: Path) -> None:
    mine = with_columns(clinic, tmp_path, TODDLER, "")
    (tmp_path / FOLDER / f"{TODDLER}.toml").write_bytes(b"\xff\xfe\x00column")
    assert head_of(mine, TODDLER).own_fault == "berkasnya tidak dapat dibaca; simpan sebagai teks UTF-8"


def test_a_file_saved_by_notepad_with_its_mark_is_read(clinic: Clinic, tmp_path: Path) -> None:
    mine = with_columns(clinic, tmp_path, TODDLER, "\ufeff" + MINE)
    assert headings(mine, TODDLER)[0] == "Nama lengkap anak"


def test_headings_and_rows_never_part_while_the_program_runs(clinic: Clinic, tmp_path: Path) -> None:
    family(clinic)
    mine = with_columns(clinic, tmp_path, TODDLER, MINE)
    before = headings(mine, TODDLER)
    (tmp_path / FOLDER / f"{TODDLER}.toml").write_text('[[column]]\nlabel = "No"\nfact = "number"\n', encoding="utf-8")
    (line,) = rows_of(mine, TODDLER, month=TODAY.month)
    assert list(line.cells) == before


def test_a_restricted_answer_stays_absent_without_leave_however_it_is_headed(
    clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[[column]]\nlabel = "Nama"\nfact = "name"\n[[column]]\nlabel = "Catatan"\nfact = "last:anc_visit.hiv"\n'
    mine = with_columns(clinic, tmp_path, "register_mother", text)
    assert headings(mine, "register_mother") == ["Nama", "Catatan"]
    monkeypatch.setitem(permissions.ACTS_OF, Role.DOCTOR, ROOM - {Act.SEE_RESTRICTED})
    assert headings(mine, "register_mother") == ["Nama"]


def test_the_check_of_a_data_folder_names_faults_and_files_of_no_register(clinic: Clinic, tmp_path: Path) -> None:
    with_columns(clinic, tmp_path, TODDLER, "column = []")
    with_columns(clinic, tmp_path, "kohort_ibu", MINE)
    with_columns(clinic, tmp_path, MEASURED, '[[column]]\nlabel = "No"\nfact = "number"\n')
    assert checking.own_faults(tmp_path) == [
        "register/kohort_ibu.toml: tidak ada register bernama ini",
        "register/register_toddler.toml: daftar column tidak ada",
    ]
    assert checking.own_faults(tmp_path / "lain") == []
