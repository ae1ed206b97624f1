"""Actions are signed, corrected and traced as diagnoses are: nobody alters what another signed."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from db.models import WithdrawnAction
from ilp_desktop.domain.care.record_closing import Writing
from ilp_desktop.domain.errors import UserError, WrongAnswers
from ilp_desktop.services.order.action_writing import GivenAction
from tests.house_fixtures import Clinic
from tests.services.test_record_writing import WHY, finish, seen, write

STITCHED = GivenAction("86.59", "5 jahitan", "kanan")


def test_a_signed_action_of_a_colleague_is_neither_taken_out_nor_changed(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic), actions=(STITCHED,))
    any_clinic.house.signing.sign(any_clinic.doctor, file.encounter_id)
    (stands,), head = file.actions, any_clinic.head
    for wanted in ((), (replace(stands, side="kiri"),), (replace(stands, done_by=head.staff_id),)):
        with pytest.raises(UserError, match=r"Tindakan 86\.59 sudah ditandatangani dr\. Ratna Contoh"):
            write(any_clinic, file, by=head, actions=wanted)
    after = write(any_clinic, file, by=head, actions=(GivenAction("93.57"), stands))
    assert [(one.code, by.name) for one, by in zip(after.actions, after.written.action_by, strict=True)] == [
        ("93.57", "Kepala Contoh"),
        ("86.59", "dr. Ratna Contoh"),
    ]
    with any_clinic.database.reading() as session:
        assert session.scalars(select(WithdrawnAction)).all() == []


def test_an_action_that_goes_or_changes_leaves_a_trace_that_the_history_and_the_record_show(
    any_clinic: Clinic,
) -> None:
    both = (STITCHED, GivenAction("93.57", count=2, at=time(7, 10)))
    file = write(any_clinic, seen(any_clinic), actions=both)
    write(any_clinic, file, by=any_clinic.head, actions=(replace(file.actions[0], side="kiri"),))
    with any_clinic.database.reading() as session:
        rows = session.scalars(select(WithdrawnAction).order_by(WithdrawnAction.code)).all()
        told = [(one.code, one.became, one.side, one.given_by, one.recorded_by) for one in rows]
    doctor, head = any_clinic.doctor.staff_id, any_clinic.head.staff_id
    assert told == [("86.59", "diubah", "kanan", doctor, head), ("93.57", "dihapus", "", doctor, head)]
    steps = [
        one
        for one in any_clinic.house.past_notes.history(any_clinic.doctor, file.encounter_id)
        if one.what.startswith("Tindakan ")
    ]
    assert {(one.by, one.what, one.before[:5]) for one in steps} == {
        ("Kepala Contoh", "Tindakan diubah", "86.59"),
        ("Kepala Contoh", "Tindakan dihapus", "93.57"),
    }
    said = {one.what: one.before for one in steps}
    assert said["Tindakan diubah"].endswith("kanan (5 jahitan), oleh dr. Ratna Contoh")
    assert said["Tindakan dihapus"].endswith("2 kali, oleh dr. Ratna Contoh pukul 07.10")
    read = any_clinic.house.records.visit(any_clinic.doctor, file.encounter_id, file.encounter_id)
    gone = {one.title[:5]: (one.author, one.lines) for one in read.entries if one.superseded}
    assert gone["93.57"][0] == "dr. Ratna Contoh"
    assert ("dihapus oleh Kepala Contoh", "") in gone["93.57"][1]


def test_whoever_wrote_an_action_alone_signs_it(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    mine = write(any_clinic, file, by=any_clinic.head, actions=(STITCHED,))
    signing, head = any_clinic.house.signing, any_clinic.head
    assert mine.unsigned
    assert [row.encounter_id for row in signing.unsigned(head)] == [file.encounter_id]
    assert signing.unsigned_count(head) == 1
    signing.sign(head, file.encounter_id)
    assert (signing.unsigned(head), signing.unsigned_count(head)) == ((), 0)
    after = any_clinic.house.encounters.open(head, file.encounter_id)
    assert (after.unsigned, [one.name for one in after.signatures]) == (False, ["Kepala Contoh"])


def test_an_action_of_a_finished_visit_is_corrected_by_its_writer_with_a_reason(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    file = write(any_clinic, file, by=any_clinic.head, actions=(STITCHED,))
    finish(any_clinic, file, sign=True)
    (stands,) = file.actions
    wanted = (replace(stands, side="kiri"), GivenAction("93.57", done_by=any_clinic.head.staff_id))
    with pytest.raises(WrongAnswers) as refused:
        write(any_clinic, file, by=any_clinic.head, actions=wanted)
    assert "reason" in refused.value.fields
    after = write(any_clinic, file, by=any_clinic.head, actions=wanted, reason="Keliru sisi")
    assert (after.actions, after.writing) == (wanted, Writing.CORRECTION)
    step = any_clinic.house.past_notes.history(any_clinic.head, file.encounter_id)[0]
    assert (step.what, step.reason) == ("Tindakan diubah", "Keliru sisi")
    any_clinic.clock.forward(timedelta(hours=48))
    with pytest.raises(UserError, match="sampai 48 jam"):
        write(any_clinic, file, by=any_clinic.head, actions=(stands,), reason="Keliru sisi")


def test_nobody_adds_an_action_to_a_finished_visit_she_wrote_nothing_of(any_clinic: Clinic) -> None:
    file = write(any_clinic, seen(any_clinic))
    finish(any_clinic, file)
    with pytest.raises(UserError, match="Kunjungan ini sudah selesai"):
        write(any_clinic, file, by=any_clinic.head, actions=(STITCHED,), reason=WHY)
