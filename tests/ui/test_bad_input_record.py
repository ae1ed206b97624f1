"""Entries that cannot be, in the real room: codes of other people, somebody else's record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.queue.visit_words import NextPlace
from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from tests.house_fixtures import Clinic
from tests.journeys.pages.room import Room
from tests.ui.hands import press, type_text
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.diagnosis_list import DiagnosisList


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def look_up(desk: RoomDesk, room: Room, text: str) -> DiagnosisList:
    """Type a code into the search of diagnoses and take the first one."""
    diagnoses = room.tabs.examination.diagnoses
    diagnoses.box.setFocus()
    with desk.qtbot.waitSignal(diagnoses.box.searched, timeout=20_000):
        type_text(text, diagnoses.box)
    press(Qt.Key.Key_Return, diagnoses.box)
    return diagnoses


@pytest.mark.parametrize(
    ("code", "sex", "told"),
    [
        ("O21.0", Sex.MALE, "O21.0 ialah kode kehamilan, persalinan, atau nifas; pasien ini laki-laki."),
        (
            "P07.3",
            Sex.FEMALE,
            "P07.3 ialah kode kondisi yang berasal dari masa perinatal (sampai umur 17 tahun); umur pasien 36 th.",
        ),
        (
            "Z00.1",
            Sex.FEMALE,
            "Z00.1 ialah kode pemeriksaan rutin anak (sampai umur 17 tahun); umur pasien 36 th.",
        ),
    ],
)
def test_a_code_of_other_people_is_refused_beside_its_field_and_the_rest_is_stored(
    desk: RoomDesk, code: str, sex: Sex, told: str
) -> None:
    room = desk.with_patient("Budi Uji", sex=sex)
    room.write(subjective="Kontrol")
    room.diagnose("i10")
    diagnoses = look_up(desk, room, code)
    assert diagnoses.error() == told
    assert [one.code for one in diagnoses.value()] == ["I10"]
    room.save()
    stored = desk.stored(room)
    assert (stored.note.subjective, stored.diagnoses) == ("Kontrol", (GivenDiagnosis("I10"),))


def test_a_code_of_babies_in_somebody_old_is_asked_not_refused(desk: RoomDesk) -> None:
    room = desk.with_patient("Mbah Uji")
    diagnoses = look_up(desk, room, "L22")
    assert [one.code for one in diagnoses.value()] == ["L22"]
    assert diagnoses.error().startswith("L22 ialah kode ruam popok bayi (sampai umur 6 tahun); umur pasien 36 th.")
    assert "Tekan Benar bila memang demikian." in diagnoses.error()


def test_whoever_ends_a_visit_of_a_colleague_signs_nothing_of_hers(desk: RoomDesk) -> None:
    room = desk.with_patient()
    room.write(subjective="Pusing")
    room.save()
    encounter = room.workspace.room.file.encounter_id
    other = desk.show(user=desk.clinic.head)
    other.open("Siti Aminah")
    assert other.workspace.foot.sign_box.isChecked()
    other.finish(NextPlace.HOME)
    signing, encounters = desk.clinic.house.signing, desk.clinic.house.encounters
    stored = encounters.open(desk.clinic.doctor, encounter)
    assert (stored.finished, stored.signatures, stored.unsigned) == (True, (), True)
    assert stored.note == SoapNote(subjective="Pusing")
    assert [row.name for row in signing.unsigned(desk.clinic.doctor)] == ["Siti Aminah"]
    assert signing.unsigned(desk.clinic.head) == ()
