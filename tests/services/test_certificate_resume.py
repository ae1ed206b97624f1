"""Resume medis as a certificate: numbered, of a period, void with a reason, silent of restricted things."""

from datetime import timedelta
from uuid import UUID

import pytest

from ilp_desktop.services.certificate.certificate_rows import CertificateState
from ilp_desktop.services.certificate.certificates import NewCertificate
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import text_of
from tests.services.certified import draft, examine, issue, refused
from tests.services.charted import Written, next_day, write
from tests.services.test_record_papers import past

VISITS = 3


def said(clinic: Clinic, certificate_id: UUID) -> str:
    """Return what the paper says, without its line ends."""
    return " ".join(text_of(clinic.house.certificates.pdf(clinic.doctor, certificate_id)).split())


def test_a_resume_has_a_number_of_its_own_and_tells_this_visit_alone(any_clinic: Clinic) -> None:
    _, made, beside = past(any_clinic, VISITS)
    row = issue(any_clinic, made[1], draft(any_clinic, "resume"))
    assert (row.number, row.day) == ("0001/RSM/P9999/XI/2026", TODAY + timedelta(days=VISITS))
    assert row.short == "1 kunjungan, 24-11-2026"
    told = said(any_clinic, row.id)
    for words in ("RESUME MEDIS", row.number, "Siti Aminah", "Klaim asuransi", "Keluhan ke-1", "Amlodipin", "SIP/002"):
        assert words in told
    assert "Keluhan ke-0" not in told
    assert "Isian terbatas tidak disertakan" in told
    assert issue(any_clinic, beside, draft(any_clinic, "resume")).number.startswith("0002/RSM/")


def test_a_period_tells_its_visits_the_oldest_first(any_clinic: Clinic) -> None:
    _, _, beside = past(any_clinic, VISITS)
    row = issue(any_clinic, beside, draft(any_clinic, "resume", since=TODAY, until=TODAY + timedelta(days=1)))
    told = said(any_clinic, row.id)
    assert told.index("Keluhan ke-0") < told.index("Keluhan ke-1")
    assert "Keluhan ke-2" not in told
    assert row.short == "2 kunjungan, 23-11-2026 s.d. 24-11-2026"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": TODAY, "until": TODAY - timedelta(days=1)}, "until"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"until": TODAY - timedelta(days=9)}, "since"),
        ({"purpose": " "}, "purpose"),
    ],
)
def test_a_period_that_cannot_be_is_refused_beside_its_field(
    clinic: Clinic, changes: dict[str, object], field: str
) -> None:
    visit = examine(clinic, clinic.register().person_id, "J06.9")
    assert refused(clinic, visit, draft(clinic, "resume", **changes)).keys() == {field}


@pytest.mark.parametrize("code", ["B24", "A53.9"])
def test_no_resume_tells_of_a_restricted_diagnosis(any_clinic: Clinic, code: str) -> None:
    person = any_clinic.register().person_id
    note = SoapNote(subjective="Kontrol rutin", therapy="Obat rutin khusus")
    visit = write(any_clinic, person, any_clinic.doctor, Written(note=note, codes=(code,)))
    told = said(any_clinic, issue(any_clinic, visit, draft(any_clinic, "resume")).id)
    assert code not in told
    assert "Obat rutin khusus" not in told


def test_a_resume_stays_as_it_was_said_and_a_second_press_is_the_same(any_clinic: Clinic) -> None:
    person, _, beside = past(any_clinic, 1)
    wanted = NewCertificate(any_clinic.new_id(), beside, draft(any_clinic, "resume", since=TODAY))
    first, again = (any_clinic.house.certificates.issue(any_clinic.doctor, wanted) for _ in range(2))
    assert first.id == again.id
    told = said(any_clinic, first.id)
    next_day(any_clinic)
    write(any_clinic, person, any_clinic.doctor, Written(note=SoapNote(subjective="Keluhan baru")))
    assert said(any_clinic, first.id) == told


def test_a_visit_that_a_resume_tells_of_moves_only_after_it_is_void(any_clinic: Clinic) -> None:
    person, made, beside = past(any_clinic, 1)
    right = any_clinic.register("Siti Benar").person_id
    row = issue(any_clinic, beside, draft(any_clinic, "resume", since=TODAY))
    ((why, _),) = any_clinic.house.visit_moves.plan(any_clinic.doctor, made[0], right).refusals
    assert row.number in why
    any_clinic.house.certificates.void(any_clinic.doctor, row.id, row.version, "Salah pasien")
    assert any_clinic.house.visit_moves.plan(any_clinic.doctor, made[0], right).refusals == ()
    (listed,) = any_clinic.house.certificates.of_person(any_clinic.doctor, person)
    assert listed.state is CertificateState.VOID
    assert "DIBATALKAN" in said(any_clinic, row.id)


class Stopped(Exception):
    """Stands for Batal."""


def test_a_resume_stopped_while_it_is_read_uses_no_number(any_clinic: Clinic) -> None:
    _, _, beside = past(any_clinic, VISITS)
    wanted = NewCertificate(any_clinic.new_id(), beside, draft(any_clinic, "resume", since=TODAY))
    told: list[tuple[float, str]] = []

    def stop(share: float, words: str) -> None:
        told.append((share, words))
        raise Stopped

    with pytest.raises(Stopped):
        any_clinic.house.certificates.read_resume(any_clinic.doctor, wanted, stop)
    assert told == [(0.0, f"Membaca 0 dari {VISITS + 1} kunjungan")]
    read = any_clinic.house.certificates.read_resume(any_clinic.doctor, wanted)
    assert any_clinic.house.certificates.issue(any_clinic.doctor, wanted, read).number.startswith("0001/RSM/")


def test_visits_read_for_another_period_are_read_anew(any_clinic: Clinic) -> None:
    _, _, beside = past(any_clinic, VISITS)
    whole = NewCertificate(any_clinic.new_id(), beside, draft(any_clinic, "resume", since=TODAY))
    first = NewCertificate(any_clinic.new_id(), beside, draft(any_clinic, "resume", until=TODAY))
    read = any_clinic.house.certificates.read_resume(any_clinic.doctor, whole)
    row = any_clinic.house.certificates.issue(any_clinic.doctor, first, read)
    assert row.short == "1 kunjungan, 23-11-2026"


def test_the_paper_of_a_resume_tells_its_pages(clinic: Clinic) -> None:
    _, _, beside = past(clinic, VISITS)
    row = issue(clinic, beside, draft(clinic, "resume", since=TODAY))
    told: list[str] = []
    clinic.house.certificates.pdf(clinic.doctor, row.id, lambda _share, words: told.append(words))
    assert told[0] == "Menyusun halaman 1"
