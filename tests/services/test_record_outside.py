"""A copy of all of a record tells what lies outside of visits too, and no table of a record is forgotten in it."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.base import Base
from db.models import Birth, Person
from ilp_desktop.domain.care.allergy import AllergyKind, Severity
from ilp_desktop.domain.errors import UserError
from ilp_desktop.domain.pregnancy.pregnancy_past import PastOutcome
from ilp_desktop.services.chart.outside_parts import COPIED, LEFT_OUT
from ilp_desktop.services.chart.record_papers import CopyKind, CopyWanted
from ilp_desktop.services.chart.rows import OfPerson, RecordKind
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.pregnancy.obstetric_history import NewPastBaby
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.services.delivery_story import delivery, mother_at_term, observation
from tests.services.test_field_slips import write as write_slip
from tests.services.test_record_papers import in_one_line

ROOTS = frozenset({"person", "encounter", "pregnancy", "delivery", "referral", "ticket", "person_merge"})
"""Tables whose rows are of one person: whatever hangs on one of them is of that person too."""
MATERNAL = ("Kehamilan", "Persalinan", "Pembukaan", "HPL", "G1P0A0", "Buku KIA", "Bersalin")
REASON = "diminta pasien secara tertulis"


def whole(clinic: Clinic, person: UUID, tmp_path: Path, **changes: object) -> tuple[str, list[tuple[object, ...]]]:
    """Return what the paper of everything says, and the rows of the spreadsheet."""
    wanted = replace(CopyWanted(OfPerson(person), CopyKind.WHOLE), **changes)  # type: ignore[arg-type]
    papers, file = clinic.house.record_papers, tmp_path / "salinan.xlsx"
    told = in_one_line(papers.pdf(clinic.doctor, wanted))
    papers.save_table(clinic.doctor, wanted, file, lambda _share, _words: None)
    return told, list(load_workbook(file).worksheets[0].iter_rows(values_only=True))[1:]


def test_every_table_of_a_record_is_copied_or_said_to_be_left_out() -> None:
    of_record = ROOTS | {
        table.name
        for table in Base.metadata.sorted_tables
        if {foreign.column.table.name for foreign in table.foreign_keys} & ROOTS
    }
    copied = [name for names in COPIED.values() for name in names]
    assert sorted([*copied, *LEFT_OUT]) == sorted(of_record)
    assert all(LEFT_OUT.values())


def test_allergies_problems_doses_and_slips_are_told_in_full(any_clinic: Clinic, tmp_path: Path) -> None:
    house, doctor, person = any_clinic.house, any_clinic.doctor, any_clinic.register().person_id
    allergy = NewAllergy(
        *(any_clinic.new_id(), person, "Penisilin", AllergyKind.DRUG, "sesak napas", Severity.SEVERE, "2019")
    )
    house.allergies.add(doctor, allergy)
    house.allergies.add(doctor, NewAllergy(any_clinic.new_id(), person, "Udang"))
    shrimp = house.allergies.of_person(doctor, person).known[1]
    house.allergies.withdraw(doctor, shrimp.id, "ternyata keracunan")
    house.problems.add(doctor, person, "J45.9", date(2020, 1, 5))
    house.problems.add(doctor, person, "", date(2021, 1, 5), words="tinggal sendiri")
    over = house.problems.of_person(doctor, person)[1]
    house.problems.resolve(doctor, over.id, date(2022, 2, 3), "anaknya pulang")
    slip = write_slip(any_clinic, person)
    any_clinic.visit(person)
    told, rows = whole(any_clinic, person, tmp_path)
    table = " ".join(str(cell) for row in rows for cell in row)
    for words in (
        *("Penisilin", "sesak napas", "2019", "berat", "Udang (dibatalkan)", "ternyata keracunan"),
        *("J45.9", "05-01-2020", "tinggal sendiri", "03-02-2022", "anaknya pulang"),
        *(slip.number, "Posyandu Melati", "Tekanan darah tinggi", "Mohon pemeriksaan", "Kader Ani"),
    ):
        assert words in told, words
        assert words in table, words
    assert told.index("Di luar kunjungan") < told.index("pukul")
    (first,) = {row[2] for row in rows if row[3] == "Penisilin"}
    assert first == "Alergi"


def test_doses_of_a_card_are_copied_with_their_period_and_their_tick(any_clinic: Clinic, tmp_path: Path) -> None:
    child = any_clinic.register("Anak Uji", birth_date=date(2025, 11, 23)).person_id
    for antigen, day in (("HB0", date(2025, 11, 23)), ("BCG", date(2025, 12, 20))):
        dose = NewDose(any_clinic.new_id(), child, antigen, 1, day, told=True)
        any_clinic.house.children.give(any_clinic.doctor, dose)
    told, rows = whole(any_clinic, child, tmp_path)
    assert "BCG" in told
    assert "menurut keterangan atau kartu" in told
    assert [row[0].date() for row in rows if row[2] == "Imunisasi"] == [date(2025, 11, 23), date(2025, 12, 20)]  # type: ignore[attr-defined]
    told, _ = whole(any_clinic, child, tmp_path, since=date(2025, 12, 1), until=date(2025, 12, 31))
    assert "20-12-2025" in told
    assert "23-11-2025: " not in told
    kinds = frozenset(RecordKind)
    any_clinic.visit(child)
    for ticked in (kinds - {RecordKind.PERSON}, kinds - {RecordKind.DOSE}):
        assert "BCG" not in whole(any_clinic, child, tmp_path, parts=ticked)[0]
    resume = any_clinic.house.record_papers.pdf(any_clinic.doctor, CopyWanted(OfPerson(child)))
    assert "BCG" not in in_one_line(resume)


def test_pregnancy_labour_and_birth_stand_in_the_copies_of_mother_and_child(clinic: Clinic, tmp_path: Path) -> None:
    mother, pregnancy = mother_at_term(clinic)
    house, doctor = clinic.house, clinic.doctor
    house.obstetrics.add(
        doctor,
        NewPastBaby(
            *(clinic.new_id(), mother, PastOutcome.LIVE, 2019),
            mode="Spontan",
            weight_g=2900,
            complications=("preeklampsia",),
            note="di Bidan Sri",
        ),
    )
    house.labours.observe(doctor, observation(clinic, pregnancy, time(1, 0), cervix_cm=4, fetal_heart_rate=140))
    recorded = house.deliveries.record(doctor, delivery(clinic, pregnancy, complications=("ketuban_dini",)))
    told, rows = whole(clinic, mother, tmp_path)
    table = " ".join(str(cell) for row in rows for cell in row)
    for words in (
        *("HPL: 27-11-2026", "G2P1A0", "Pembukaan: 4 cm", "DJJ: 140/menit", "Bersalin 23-11-2026"),
        *("Perdarahan: 250 ml", "3150 gram", "49,5 cm", "APGAR 8/9", "2019 lahir hidup", "di Bidan Sri"),
        *("Preeklampsia atau kejang", "Ketuban pecah dini"),
    ):
        assert words in told, words
        assert words in table, words
    with clinic.database.reading() as session:
        (child,) = session.scalars(select(Birth.child_id).where(Birth.delivery_id == recorded))
        assert child is not None
        name = session.get_one(Person, child).name
    assert name not in told
    told, _ = whole(clinic, child, tmp_path)
    assert "Lahir 23-11-2026 03.25: Keadaan: hidup, Spontan, 3150 gram" in told
    assert "Ketuban" not in told


def girl_in_labour(clinic: Clinic) -> UUID:
    """Return a girl of sixteen with a pregnancy and what belongs to one."""
    girl = clinic.register("Nona Contoh", birth_date=date(2010, 5, 17)).person_id
    wanted = NewPregnancy(clinic.new_id(), girl, TODAY - timedelta(weeks=38), 1, 0, 0, 155.0, 50.0)
    pregnancy = clinic.house.pregnancies.start(clinic.doctor, wanted)
    clinic.house.labours.observe(clinic.doctor, observation(clinic, pregnancy, time(1, 0), cervix_cm=4))
    clinic.house.deliveries.record(clinic.doctor, delivery(clinic, pregnancy))
    write_slip(clinic, girl)
    return girl


def test_nothing_of_a_girls_pregnancy_goes_home_unless_asked_with_a_reason(clinic: Clinic, tmp_path: Path) -> None:
    girl = girl_in_labour(clinic)
    beside = clinic.visit(girl, complaint="batuk").encounter_id
    told, rows = whole(clinic, girl, tmp_path)
    told += " ".join(str(cell) for row in rows for cell in row)
    assert [words for words in (*MATERNAL, "RJP") if words in told] == []
    told, _ = whole(clinic, girl, tmp_path, beside=beside, restricted=True, reason=REASON)
    assert [words for words in MATERNAL if words in told] == [words for words in MATERNAL if words != "Buku KIA"]


def test_a_problem_that_is_restricted_stays_out_unless_asked(clinic: Clinic, tmp_path: Path) -> None:
    person = clinic.register().person_id
    beside = clinic.visit(person).encounter_id
    clinic.house.problems.add(clinic.doctor, person, "B20", date(2020, 1, 5))
    clinic.house.problems.add(clinic.doctor, person, "E11.9", date(2020, 1, 5))
    told, rows = whole(clinic, person, tmp_path)
    assert "E11.9" in told
    assert "B20" not in told + str(rows)
    assert "B20" in whole(clinic, person, tmp_path, beside=beside, restricted=True, reason=REASON)[0]


def test_a_period_without_visit_or_event_is_told_to_be_empty(clinic: Clinic) -> None:
    person = clinic.register().person_id
    clinic.house.allergies.add(clinic.doctor, NewAllergy(clinic.new_id(), person, "Penisilin"))
    wanted = CopyWanted(OfPerson(person), CopyKind.WHOLE)
    assert "Penisilin" in in_one_line(clinic.house.record_papers.pdf(clinic.doctor, wanted))
    with pytest.raises(UserError, match="Tidak ada kunjungan"):
        clinic.house.record_papers.pdf(clinic.doctor, replace(wanted, since=date(2020, 1, 1)))
