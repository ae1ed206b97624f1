"""Diagnoses leave traces and fit the patient; signatures close a record; corrections have their time."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, update

from db.models import Diagnosis, FormResponse, RecordSignature, WithdrawnDiagnosis
from ilp_desktop.domain.care.record_closing import Writing
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.domain.sex import Sex
from ilp_desktop.reference import Edition, edition_on
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.order.action_writing import GivenAction
from ilp_desktop.services.record.encounters import EncounterFile, Examination
from ilp_desktop.services.record.visit_writing import Certainty, GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic, as_owner
from tests.services.test_orders import Blind

NOTE = SoapNote(subjective="Pusing tiga hari", plan="Kontrol satu minggu")
WHY = "Salah menulis lama keluhan"


def seen(clinic: Clinic, **changes: object) -> EncounterFile:
    """Open a fresh visit of somebody."""
    ticket = clinic.visit(clinic.register(**changes).person_id)  # type: ignore[arg-type]
    return clinic.house.encounters.open(clinic.doctor, ticket.encounter_id)


def write(
    clinic: Clinic,
    file: EncounterFile,
    note: SoapNote = NOTE,
    *diagnoses: GivenDiagnosis,
    by: SignedIn | None = None,
    reason: str = "",
    forms: tuple[FilledForm, ...] = (),
    actions: tuple[GivenAction, ...] = (),
) -> EncounterFile:
    """Save a visit a minute later and open it again as whoever wrote."""
    clinic.clock.forward(timedelta(minutes=1))
    user = by or clinic.doctor
    version = clinic.house.encounters.open(user, file.encounter_id).version
    wanted = Examination(
        clinic.new_id(), file.encounter_id, version, note, diagnoses, forms, reason=reason, actions=actions
    )
    clinic.house.encounters.record(user, wanted)
    return clinic.house.encounters.open(user, file.encounter_id)


def finish(clinic: Clinic, file: EncounterFile, *, sign: bool = False) -> None:
    """End a visit a minute later."""
    clinic.clock.forward(timedelta(minutes=1))
    clinic.house.encounters.finish(clinic.doctor, file.encounter_id, file.version, NextPlace.HOME, sign=sign)


def test_what_stays_keeps_author_and_time_and_what_goes_or_changes_leaves_a_trace(any_clinic: Clinic) -> None:
    file = write(
        any_clinic, seen(any_clinic), NOTE, GivenDiagnosis("I10"), GivenDiagnosis("R51"), GivenDiagnosis("J00")
    )
    wanted = (GivenDiagnosis("I10"), GivenDiagnosis("R51", certainty=Certainty.DEFINITE), GivenDiagnosis("E11.9"))
    after = write(any_clinic, file, NOTE, *wanted, by=any_clinic.head)
    assert after.diagnoses == wanted
    names = {code: entry.name for code, entry in after.written.diagnosis_by.items()}
    assert names == {"I10": "dr. Ratna Contoh", "R51": "Kepala Contoh", "E11.9": "Kepala Contoh"}
    assert after.written.diagnosis_by["I10"].at < after.written.diagnosis_by["E11.9"].at
    with any_clinic.database.reading() as session:
        traces = session.scalars(select(WithdrawnDiagnosis).order_by(WithdrawnDiagnosis.code)).all()
        told = [(one.code, one.became, one.certainty, one.given_by, one.recorded_by) for one in traces]
    doctor, head = any_clinic.doctor.staff_id, any_clinic.head.staff_id
    assert told == [("J00", "dihapus", "kerja", doctor, head), ("R51", "diubah", "kerja", doctor, head)]


def test_another_order_is_a_trace_only_when_the_primary_diagnosis_changes(any_clinic: Clinic) -> None:
    three = [GivenDiagnosis(code) for code in ("I10", "R51", "J00")]
    file = write(any_clinic, seen(any_clinic), NOTE, *three)
    file = write(any_clinic, file, NOTE, three[0], three[2], three[1])
    with any_clinic.database.reading() as session:
        assert session.scalars(select(WithdrawnDiagnosis)).all() == []
    file = write(any_clinic, file, NOTE, three[1], three[0], three[2])
    assert [one.code for one in file.diagnoses] == ["R51", "I10", "J00"]
    with any_clinic.database.reading() as session:
        assert {row.code for row in session.scalars(select(WithdrawnDiagnosis))} == {"I10", "R51"}


@pytest.mark.parametrize(
    ("code", "person", "said"),
    [
        ("O14.9", {"sex": Sex.MALE}, "O14.9 ialah kode kehamilan, persalinan, atau nifas; pasien ini laki-laki."),
        ("N70.9", {"sex": Sex.MALE}, "khusus perempuan; pasien ini laki-laki"),
        ("N40", {}, "khusus laki-laki; pasien ini perempuan"),
        ("R95.9", {}, "kematian mendadak bayi (sampai umur 365 hari); umur pasien 36 th"),
        ("P07.3", {}, "masa perinatal (sampai umur 17 tahun)"),
    ],
)
def test_a_code_that_cannot_be_is_refused_even_when_confirmed(
    any_clinic: Clinic, code: str, person: dict[str, object], said: str
) -> None:
    file = seen(any_clinic, **person)
    for sure in (False, True):
        with pytest.raises(WrongAnswers) as refused:
            write(any_clinic, file, NOTE, GivenDiagnosis(code, sure=sure))
        assert said in refused.value.fields["diagnoses"]
    assert any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id).note == SoapNote()


def test_a_code_that_hardly_fits_is_asked_once_and_what_was_asked_is_kept(any_clinic: Clinic) -> None:
    file = seen(any_clinic, birth_date=date(2023, 5, 1))
    with pytest.raises(WrongAnswers) as asked:
        write(any_clinic, file, NOTE, GivenDiagnosis("P07.3"))
    assert "Benar" in asked.value.fields["diagnoses"]
    file = write(any_clinic, file, NOTE, GivenDiagnosis("P07.3", sure=True))
    assert file.diagnoses == (GivenDiagnosis("P07.3", sure=True),)
    with any_clinic.database.reading() as session:
        assert session.scalars(select(Diagnosis.doubt)).one().startswith("P07.3 ialah kode kondisi")


def test_long_text_is_refused_with_its_length(any_clinic: Clinic) -> None:
    with pytest.raises(WrongAnswers) as refused:
        write(any_clinic, seen(any_clinic), SoapNote(education="x" * 20_001))
    assert refused.value.fields["education"] == (
        "Edukasi yang diberikan paling panjang 20000 huruf. Isian ini 20.001 huruf."
    )


def test_each_signs_her_own_entries_only(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    assert file.unsigned
    with pytest.raises(UserError, match="Tidak ada isian Anda") as refused:
        any_clinic.house.signing.sign(any_clinic.head, file.encounter_id)
    assert refused.value.remedy == "Hanya penulisnya yang dapat menandatangani: dr. Ratna Contoh."
    any_clinic.house.signing.sign(any_clinic.doctor, file.encounter_id)
    any_clinic.house.signing.sign(any_clinic.doctor, file.encounter_id)
    signed = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id)
    assert ([one.name for one in signed.signatures], signed.unsigned) == (["dr. Ratna Contoh"], False)
    with any_clinic.database.reading() as session:
        assert len(session.scalars(select(RecordSignature)).all()) == 1


def test_unsigned_visits_are_listed_until_signed_and_each_sees_her_own(any_clinic: Clinic) -> None:
    first = write(any_clinic, seen(any_clinic, name="Siti Aminah"))
    second = write(any_clinic, seen(any_clinic, name="Budi Uji"), SoapNote(), GivenDiagnosis("I10"))
    signing = any_clinic.house.signing
    assert {row.name for row in signing.unsigned(any_clinic.doctor)} == {"Siti Aminah", "Budi Uji"}
    assert signing.unsigned(any_clinic.head) == ()
    rows = signing.unsigned(any_clinic.doctor)
    assert [row.name for row in signing.unsigned(any_clinic.doctor, rows[0])] == [rows[1].name]
    signing.sign(any_clinic.doctor, first.encounter_id)
    finish(any_clinic, second, sign=True)
    assert signing.unsigned(any_clinic.doctor) == ()


def test_after_finishing_the_writer_corrects_with_a_reason_for_48_hours(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    finish(any_clinic, file, sign=True)
    changed = replace(NOTE, subjective="Pusing lima hari")
    with pytest.raises(WrongAnswers) as refused:
        write(any_clinic, file, changed)
    assert "reason" in refused.value.fields
    after = write(any_clinic, file, changed, reason=WHY)
    assert (after.note, after.written.note_reason, after.writing) == (changed, WHY, Writing.CORRECTION)
    assert after.unsigned
    steps = any_clinic.house.past_notes.history(any_clinic.doctor, file.encounter_id)
    assert (steps[0].what, steps[0].before, steps[0].after, steps[0].reason) == (
        "Subjektif",
        "Pusing tiga hari",
        "Pusing lima hari",
        WHY,
    )
    any_clinic.clock.forward(timedelta(hours=48))
    with pytest.raises(UserError, match="sampai 48 jam"):
        write(any_clinic, file, NOTE, reason=WHY)


def test_nobody_but_the_writers_touches_a_finished_record(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    finish(any_clinic, file)
    with pytest.raises(UserError, match="Kunjungan ini sudah selesai") as refused:
        write(any_clinic, file, replace(NOTE, plan="lain"), by=any_clinic.head, reason=WHY)
    assert "dr. Ratna Contoh" in refused.value.remedy
    assert any_clinic.house.encounters.open(any_clinic.head, file.encounter_id).writing is Writing.NOT_HERS


def test_after_the_time_the_head_grants_leave_which_ends_again(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    finish(any_clinic, file)
    any_clinic.clock.forward(timedelta(hours=49))
    signing, doctor = any_clinic.house.signing, any_clinic.doctor

    def open_again() -> Writing:
        return any_clinic.house.encounters.open(doctor, file.encounter_id).writing

    assert open_again() is Writing.ASK
    signing.ask(doctor, file.encounter_id, WHY)
    signing.ask(doctor, file.encounter_id, WHY)
    assert open_again() is Writing.WAITING
    (asked,) = signing.asked(any_clinic.head)
    assert (asked.asked_by, asked.name, asked.reason) == ("dr. Ratna Contoh", "Siti Aminah", WHY)
    signing.decide(any_clinic.head, asked.id, granted=True)
    assert signing.asked(any_clinic.head) == ()
    with pytest.raises(UserError, match="sudah diputuskan"):
        signing.decide(any_clinic.head, asked.id, granted=False)
    changed = replace(NOTE, plan="Kontrol dua minggu")
    assert write(any_clinic, file, changed, reason=WHY).note == changed
    any_clinic.clock.forward(timedelta(hours=49))
    assert open_again() is Writing.ASK


def test_leave_refused_leaves_the_record_closed(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    finish(any_clinic, file)
    with pytest.raises(UserError, match="tidak memerlukan izin"):
        any_clinic.house.signing.ask(any_clinic.doctor, file.encounter_id, WHY)
    any_clinic.clock.forward(timedelta(hours=49))
    any_clinic.house.signing.ask(any_clinic.doctor, file.encounter_id, WHY)
    any_clinic.house.signing.decide(
        any_clinic.head, any_clinic.house.signing.asked(any_clinic.head)[0].id, granted=False
    )
    with pytest.raises(UserError, match="sampai 48 jam"):
        write(any_clinic, file, SoapNote("lain"), reason=WHY)


def test_signed_words_of_a_colleague_may_be_added_to_but_not_altered(any_clinic: Clinic) -> None:
    vitals = FilledForm("vital_signs", {"nadi": "80"})
    file = write(any_clinic, seen(any_clinic), NOTE, GivenDiagnosis("I10"), forms=(vitals,))
    any_clinic.house.signing.sign(any_clinic.doctor, file.encounter_id)
    given, head = GivenDiagnosis("I10"), any_clinic.head
    with pytest.raises(UserError, match="Subjektif sudah ditandatangani"):
        write(any_clinic, file, replace(NOTE, subjective="Tidak pusing"), given, by=head)
    with pytest.raises(UserError, match="Diagnosis I10 sudah ditandatangani"):
        write(any_clinic, file, NOTE, by=head)
    with pytest.raises(UserError, match="Isian ini sudah ditandatangani"):
        write(any_clinic, file, NOTE, given, by=head, forms=(FilledForm("vital_signs", {"nadi": "90"}),))
    added = replace(NOTE, plan=f"{NOTE.plan}\nDiet rendah garam", therapy="Amlodipin 5 mg")
    after = write(any_clinic, file, added, given, GivenDiagnosis("R51"), by=head)
    assert (after.note, len(after.diagnoses)) == (added, 2)


def test_the_signer_herself_gives_a_reason_while_the_visit_still_goes_on(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    any_clinic.house.signing.sign(any_clinic.doctor, file.encounter_id)
    with pytest.raises(WrongAnswers):
        write(any_clinic, file, SoapNote("lain"))
    assert write(any_clinic, file, SoapNote("lain"), reason=WHY).note == SoapNote("lain")


def test_answers_are_corrected_with_the_same_reason_and_both_are_shown(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic), forms=(FilledForm("vital_signs", {"nadi": "80"}),))
    finish(any_clinic, file)
    write(any_clinic, file, NOTE, reason=WHY, forms=(FilledForm("vital_signs", {"nadi": "88"}),))
    step = any_clinic.house.past_notes.history(any_clinic.doctor, file.encounter_id)[0]
    assert (step.what, step.before, step.after, step.reason) == (
        "Tanda vital dan antropometri: Nadi",
        "80 kali/menit",
        "88 kali/menit",
        WHY,
    )


def test_what_was_answered_to_a_form_that_is_out_of_use_is_shown_as_it_is_stored(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic), forms=(FilledForm("vital_signs", {"nadi": "80"}),))
    finish(any_clinic, file)
    write(any_clinic, file, NOTE, reason=WHY, forms=(FilledForm("vital_signs", {"nadi": "88"}),))
    with as_owner(any_clinic.database) as session:
        session.execute(update(FormResponse).values(form_code="kartu_lama", form_version="0"))
    step = any_clinic.house.past_notes.history(any_clinic.doctor, file.encounter_id)[0]
    assert (step.what, step.before, step.after) == ("Formulir kartu_lama (tidak dipakai lagi): nadi", "80", "88")
    steps = any_clinic.house.past_notes.history(Blind(**vars(any_clinic.doctor)), file.encounter_id)
    assert not [one for one in steps if "kartu_lama" in one.what]


def test_rules_are_those_of_the_day_at_the_puskesmas_and_not_in_greenwich(
    any_clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(any_clinic, seen(any_clinic))
    finish(any_clinic, file)
    asked: list[date] = []

    def read(name: str, day: date) -> Edition:
        asked.append(day)
        return edition_on(name, day)

    any_clinic.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=timezone.utc))  # 05.30 WIB, a day later
    monkeypatch.setattr("ilp_desktop.domain.care.record_closing.edition_on", read)
    opened = any_clinic.house.encounters.open(any_clinic.doctor, file.encounter_id)
    assert opened.writing is Writing.CORRECTION
    assert set(asked) == {date(2026, 11, 24)}
