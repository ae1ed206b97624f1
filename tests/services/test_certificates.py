"""Certificates: what they say and do not say, their numbers, what is refused and asked; on both databases."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import update

from db.models import Staff
from ilp_desktop.domain.errors import StaleRecord, UserError, WrongAnswers
from ilp_desktop.domain.klaster import Klaster
from ilp_desktop.domain.queue.visit_words import Payer
from ilp_desktop.services.certificate.certificate_rows import CertificateState
from ilp_desktop.services.certificate.certificates import NewCertificate
from ilp_desktop.services.chart.visit_moves import NewVisitMove
from ilp_desktop.services.record.late_writing import LateVisit, Unlikely
from ilp_desktop.services.register.register_rows import RegisterFilter
from tests.house_fixtures import TODAY, Clinic
from tests.services.certified import VITALS, draft, examine, issue, page, refused


def test_a_healthy_certificate_says_what_was_measured_at_this_visit(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id)
    row = issue(any_clinic, visit, draft(any_clinic, "sehat"))
    assert (row.number, row.day, row.state) == ("0001/SKS/P9999/XI/2026", TODAY, CertificateState.VALID)
    said = page(any_clinic, row.id)
    for words in (
        "SURAT KETERANGAN SEHAT",
        "Siti Aminah",
        "158 cm",
        "54,5 kg",
        "118/76 mmHg",
        "80 kali/menit",
        "Penglihatan warna : Normal",
        "Melamar kerja",
        "dinyatakan: SEHAT.",
        "Berlaku sampai 23 Desember 2026",
        "dr. Ratna Contoh",
        "SIP SIP/002",
    ):
        assert words in said


def test_what_was_not_measured_is_named_or_printed_as_not_examined_by_choice(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, vitals={"sistolik": "118", "diastolik": "76"})
    told = refused(any_clinic, visit, draft(any_clinic, "sehat", colour=""))
    assert told.keys() == {"left_out", "colour"}
    assert "tinggi badan, berat badan, nadi. " in told["left_out"]
    left = frozenset({"tinggi", "berat", "nadi", "warna"})
    said = page(any_clinic, issue(any_clinic, visit, draft(any_clinic, "sehat", colour="", left_out=left)).id)
    assert said.count("Tidak diperiksa") == 4
    assert "118/76 mmHg" in said


def test_measures_of_another_day_are_not_taken(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    examine(any_clinic, person)
    any_clinic.clock.forward(timedelta(days=1))
    visit = examine(any_clinic, person, vitals={})
    assert "tinggi badan" in refused(any_clinic, visit, draft(any_clinic, "sehat"))["left_out"]


def test_somebody_ill_today_is_asked_about_before_being_called_healthy(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, "I10")
    with pytest.raises(Unlikely) as asked:
        issue(any_clinic, visit, draft(any_clinic, "sehat"))
    assert asked.value.fields["conclusion"].startswith("Hari ini tercatat I10 ")
    said = page(any_clinic, issue(any_clinic, visit, draft(any_clinic, "sehat"), sure=True).id)
    assert "I10" not in said
    issue(any_clinic, visit, draft(any_clinic, "sehat", conclusion="tidak_sehat"))


def test_a_visit_for_the_certificate_alone_is_no_illness(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, "Z02.7")
    assert issue(any_clinic, visit, draft(any_clinic, "sehat")).short == "Sehat"


def test_a_sick_certificate_spells_its_days_and_names_no_diagnosis(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, "J06.9")
    row = issue(any_clinic, visit, draft(any_clinic, "sakit", last_day=TODAY + timedelta(days=2)))
    said = page(any_clinic, row.id)
    assert "selama 3 (tiga) hari, mulai tanggal 23 November 2026 sampai dengan 25 November 2026" in said
    assert "J06" not in said
    assert "NIK" not in said


def test_a_diagnosis_is_named_only_if_the_patient_agrees(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, "J06.9")
    assert refused(any_clinic, visit, draft(any_clinic, "sakit", diagnosis="J06.9")).keys() == {"agreed"}
    row = issue(any_clinic, visit, draft(any_clinic, "sakit", diagnosis="J06.9", agreed=True))
    assert "J06.9" in page(any_clinic, row.id)


@pytest.mark.parametrize("code", ["B24", "F20.0", "A53.9"])
def test_no_certificate_names_a_restricted_diagnosis(any_clinic: Clinic, code: str) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, code)
    assert any_clinic.house.certificates.offer(any_clinic.doctor, visit).diagnoses == ()
    told = refused(any_clinic, visit, draft(any_clinic, "sakit", diagnosis=code, agreed=True))
    assert told == {"diagnosis": "Diagnosis ini tidak dapat ditulis pada surat."}


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("sakit", {"first_day": TODAY - timedelta(days=1)}, "first_day"),
        ("sakit", {"first_day": TODAY + timedelta(days=2), "last_day": TODAY + timedelta(days=1)}, "last_day"),
        ("sakit", {"first_day": None}, "first_day"),
        ("sakit", {"agreed": True}, "diagnosis"),
        ("sakit", {"doctor_id": None}, "doctor_id"),
        ("sakit", {"note": "x" * 20_000}, "note"),
        ("sehat", {"purpose": " "}, "purpose"),
        ("sehat", {"conclusion": ""}, "conclusion"),
        ("sehat", {"conclusion": "sehat_catatan"}, "note"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    clinic: Clinic, kind: str, changes: dict[str, object], field: str
) -> None:
    visit = examine(clinic, clinic.register().person_id, "J06.9")
    assert refused(clinic, visit, draft(clinic, kind, **changes)).keys() == {field}


def test_a_long_rest_is_asked_about_once(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id, "A09.9")
    wanted = draft(any_clinic, "sakit", last_day=TODAY + timedelta(days=13))
    with pytest.raises(Unlikely) as asked:
        issue(any_clinic, visit, wanted)
    assert asked.value.fields == {"last_day": "Istirahat 14 hari, lebih dari 3 hari. Sudah benar?"}
    assert "14 (empat belas) hari" in page(any_clinic, issue(any_clinic, visit, wanted, sure=True).id)


def test_a_doctor_without_licence_signs_nothing(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id)
    with any_clinic.database.writing() as session, session.begin():
        session.execute(update(Staff).where(Staff.id == any_clinic.doctor.staff_id).values(sip=""))
    told = refused(any_clinic, visit, draft(any_clinic, "sakit"))
    assert told == {"doctor_id": "SIP dokter ini belum dicatat; isi di Manajemen."}
    assert any_clinic.doctor.staff_id not in dict(any_clinic.house.certificates.offer(any_clinic.doctor, visit).doctors)


def test_a_certificate_is_not_dated_back(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id)
    any_clinic.clock.forward(timedelta(days=1))
    with pytest.raises(UserError, match=r"kunjungan ini tanggal 23-11-2026: surat tidak diterbitkan mundur"):
        issue(any_clinic, visit, draft(any_clinic, "sakit"))


def test_a_visit_written_down_later_bears_its_own_day_and_says_so(any_clinic: Clinic) -> None:
    person, day = any_clinic.register().person_id, TODAY - timedelta(days=2)
    late = LateVisit(
        any_clinic.new_id(),
        person,
        day,
        time(9, 0),
        any_clinic.doctor.staff_id,
        Klaster.ADULT_ELDERLY,
        Payer.SELF,
        sick=True,
    )
    any_clinic.house.late_entries.add(any_clinic.doctor, replace(late, sure=True))
    (written,) = any_clinic.house.late_entries.listed(any_clinic.doctor, day)
    visit = written.encounter_id
    row = issue(any_clinic, visit, draft(any_clinic, "sakit", first_day=day, last_day=day))
    assert (row.day, row.number) == (day, "0001/SKI/P9999/XI/2026")
    assert "dicatat susulan; surat diterbitkan tanggal 23 November 2026" in page(any_clinic, row.id)


def test_numbers_run_by_kind_and_a_double_click_takes_one(any_clinic: Clinic) -> None:
    visit = examine(any_clinic, any_clinic.register().person_id)
    wanted = NewCertificate(any_clinic.new_id(), visit, draft(any_clinic, "sakit"))
    first, again = (any_clinic.house.certificates.issue(any_clinic.doctor, wanted) for _ in range(2))
    assert first == again
    assert issue(any_clinic, visit, draft(any_clinic, "sakit")).number.startswith("0002/SKI/")
    assert issue(any_clinic, visit, draft(any_clinic, "sehat")).number.startswith("0001/SKS/")


def test_a_reprint_is_a_copy_and_a_void_one_says_so_across(any_clinic: Clinic) -> None:
    certificates, person = any_clinic.house.certificates, any_clinic.register().person_id
    row = issue(any_clinic, examine(any_clinic, person), draft(any_clinic, "sehat"))
    assert "SALINAN" not in page(any_clinic, row.id)
    certificates.note_printed(any_clinic.doctor, row.id)
    assert "SALINAN ke-1" in page(any_clinic, row.id)
    with pytest.raises(WrongAnswers):
        certificates.void(any_clinic.doctor, row.id, row.version, " ")
    certificates.void(any_clinic.doctor, row.id, row.version, "Salah keperluan")
    said = page(any_clinic, row.id)
    assert "BATAL" in said.replace("DIBATALKAN", "")
    assert "DIBATALKAN" in said
    (listed,) = certificates.of_person(any_clinic.doctor, person)
    assert (listed.state, listed.reason) == (CertificateState.VOID, "Salah keperluan")
    assert listed.voided.startswith("dr. Ratna Contoh")
    with pytest.raises(StaleRecord):
        certificates.void(any_clinic.doctor, row.id, row.version, "Sekali lagi")


def test_a_reprint_says_what_was_said_then(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    row = issue(any_clinic, examine(any_clinic, person), draft(any_clinic, "sehat"))
    first = page(any_clinic, row.id)
    any_clinic.clock.forward(timedelta(days=40))
    examine(any_clinic, person, vitals={**VITALS, "berat": "60"})
    assert page(any_clinic, row.id) == first
    assert any_clinic.house.certificates.of_person(any_clinic.doctor, person)[0].state is CertificateState.EXPIRED


def test_the_number_or_its_code_finds_the_person_again(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    row = issue(any_clinic, examine(any_clinic, person), draft(any_clinic, "sehat"))
    for typed in (row.number, f"{row.number} 23-11-2026", row.number.lower(), f"]Q3{row.number} 23-11-2026"):
        (found,) = any_clinic.house.registration.search(any_clinic.desk, typed)
        assert (found.id, found.letter) == (person, row.number)
    assert any_clinic.house.registration.search(any_clinic.desk, "0009/SKS/P9999/XI/2026") == ()


def test_the_register_has_every_certificate_of_its_month(any_clinic: Clinic) -> None:
    person = any_clinic.register().person_id
    visit = examine(any_clinic, person, "J06.9")
    row = issue(any_clinic, visit, draft(any_clinic, "sakit"))
    any_clinic.house.certificates.void(any_clinic.doctor, row.id, row.version, "Salah tanggal")
    issue(any_clinic, visit, draft(any_clinic, "sehat", conclusion="tidak_sehat"))
    wanted = RegisterFilter("register_certificate", TODAY.year, TODAY.month)
    head = any_clinic.house.registers.head(any_clinic.doctor, wanted)
    rows = any_clinic.house.registers.listed(any_clinic.doctor, wanted, None, 50)
    lines = [dict(zip((one.heading for one in head.columns), one.cells, strict=True)) for one in rows]
    assert {(line["Jenis"], line["Status"], line["Alasan batal"]) for line in lines} == {
        ("Sakit", "batal", "Salah tanggal"),
        ("Sehat", "berlaku", None),
    }
    assert any_clinic.house.registers.listed(any_clinic.doctor, replace(wanted, month=10), None, 50) == ()
    scanned = replace(wanted, search=f"{row.number} 23-11-2026")
    (found,) = any_clinic.house.registers.listed(any_clinic.doctor, scanned, None, 50)
    assert row.number in found.cells
    assert any_clinic.house.registers.head(any_clinic.doctor, scanned).rows == 1


def test_a_visit_moves_to_the_right_person_only_after_its_certificate_is_void(any_clinic: Clinic) -> None:
    wrong, right = any_clinic.register("Siti Keliru").person_id, any_clinic.register("Siti Benar").person_id
    visit = examine(any_clinic, wrong)
    row = issue(any_clinic, visit, draft(any_clinic, "sakit"))
    moves = any_clinic.house.visit_moves
    ((why, _way_out),) = moves.plan(any_clinic.doctor, visit, right).refusals
    assert why.startswith(f"Surat keterangan {row.number}")
    any_clinic.house.certificates.void(any_clinic.doctor, row.id, row.version, "Salah pasien")
    plan = moves.plan(any_clinic.doctor, visit, right)
    wanted = (plan.version, plan.new_version, plan.seal, "salah ambil map")
    moves.move(any_clinic.doctor, NewVisitMove(any_clinic.new_id(), visit, right, *wanted))
    assert any_clinic.house.certificates.of_person(any_clinic.doctor, wrong) == ()
    (moved,) = any_clinic.house.certificates.of_person(any_clinic.doctor, right)
    assert (moved.number, moved.state) == (row.number, CertificateState.VOID)
