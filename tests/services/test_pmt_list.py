"""The children given supplementary food, as one list."""

from datetime import date

from ilp_desktop.services.answers.screening import FilledForm
from tests.house_fixtures import Clinic
from tests.services.kia_story import at
from tests.services.test_growth_files import record


def test_children_given_food_are_listed_together_the_longest_not_seen_first(any_clinic: Clinic) -> None:
    names = ("Anak Pertama", "Anak Kedua", "Anak Selesai", "Anak Pindah")
    born = date(2025, 5, 23)
    children = [any_clinic.register(name, birth_date=born).person_id for name in names]
    food = {"pmt_jenis": "lokal", "pmt_mulai": "03102026", "pmt_hari": "5"}
    for child, day in zip(children, (2, 1, 3, 4), strict=True):
        at(any_clinic, date(2026, 11, day))
        record(any_clinic, child, FilledForm("vital_signs", {"berat": "8,6"}), FilledForm("pmt", food))
    at(any_clinic, date(2026, 11, 9))
    record(any_clinic, children[0], FilledForm("pmt", food | {"pmt_hari": "12"}))
    record(any_clinic, children[2], FilledForm("pmt", food | {"pmt_selesai": "ya"}))
    found = any_clinic.house.pmt_list
    running = found.listed(any_clinic.doctor, running=True, after=None, limit=50)
    assert [(row.name, row.record.day.day, row.record.days) for row in running] == [
        ("Anak Kedua", 1, 5),
        ("Anak Pindah", 4, 5),
        ("Anak Pertama", 9, 12),
    ]
    assert running[0].record.weight_now == 8.6
    first = found.listed(any_clinic.doctor, running=True, after=None, limit=2)
    assert first == running[:2]
    assert found.listed(any_clinic.doctor, running=True, after=first[-1], limit=2) == running[2:]
    assert {row.name for row in found.listed(any_clinic.doctor, running=False, after=None, limit=50)} == {*names}
