"""A klaster's own tabs: shown where they apply, and their forms saved with the examination."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from ilp_desktop.domain.sex import Sex
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from ilp_desktop.services.record.encounters import EncounterFile
from tests.house_fixtures import Clinic
from tests.ui.room_desk import RoomDesk
from ui.jobs import Jobs
from ui.widgets.room.own_tab import OwnTab, RoomTab
from ui.widgets.room.room_context import RoomContext

TITLE = "Kehamilan"
ANC = {"tanda_bahaya": "tidak_ada", "berat": "55", "djj_terdengar": "tidak", "tindak_lanjut": "kontrol"}


class PregnancyTab(RoomTab):
    """A form of its own and a note of what it was shown."""

    def __init__(self, room: RoomContext) -> None:
        super().__init__()
        self.room = room
        self.shown: list[EncounterFile] = []
        layout = QVBoxLayout(self)
        layout.addWidget(room.form_view("anc_visit"))

    def show_file(self, file: EncounterFile) -> None:
        self.shown.append(file)


def own_tab(build: Callable[[RoomContext], RoomTab] = PregnancyTab) -> OwnTab:
    """Return a tab for women only."""
    return OwnTab(TITLE, lambda file: file.patient.sex is Sex.FEMALE, build, forms=("anc_visit",))


@pytest.fixture
def desk(qtbot: QtBot, themed: QApplication, jobs: Jobs, clinic: Clinic) -> RoomDesk:
    return RoomDesk(qtbot, jobs, clinic)


def test_own_tab_stands_between_screening_and_referral_for_whom_it_applies(desk: RoomDesk) -> None:
    desk.arrives("Budi Santoso", sex=Sex.MALE)
    room = desk.with_patient("Siti Aminah", own_tabs=(own_tab(),))
    assert room.tabs.titles() == (
        *("Layanan", "Ringkasan", "Pemeriksaan", "Skrining", TITLE, "Penunjang & Resep", "Rujukan", "Dokumen"),
    )
    room.back()
    room.open("Budi Santoso")
    assert TITLE not in room.tabs.titles()


def test_visit_opens_at_the_tab_that_says_so_and_elsewhere_at_the_examination(desk: RoomDesk) -> None:
    tab = OwnTab(TITLE, lambda _: True, PregnancyTab, ("anc_visit",), lambda file: file.patient.name == "Siti Aminah")
    desk.arrives("Rina Wati", sex=Sex.FEMALE)
    room = desk.with_patient("Siti Aminah", own_tabs=(tab,))
    assert room.tabs.title() == TITLE
    assert room.tabs.area().hasFocus()
    room.back()
    room.open("Rina Wati")
    assert room.tabs.title() == "Pemeriksaan"


def test_own_tab_is_not_built_before_it_applies(desk: RoomDesk) -> None:
    built: list[RoomContext] = []

    def build(room: RoomContext) -> RoomTab:
        built.append(room)
        return PregnancyTab(room)

    room = desk.with_patient("Budi Santoso", own_tabs=(own_tab(build),), sex=Sex.MALE)
    assert built == []
    assert room.tabs.own_tab(TITLE) is None


def test_form_of_an_own_tab_is_saved_with_the_examination_and_shown_again(desk: RoomDesk) -> None:
    room = desk.with_patient(own_tabs=(own_tab(),))
    room.go_to(TITLE)
    view = room.workspace.room.form_view("anc_visit")
    room.fill(view, ANC)
    room.write(subjective="Kontrol hamil")
    room.save()
    assert desk.stored(room).answers["anc_visit"]["berat"] == 55
    tab = room.tabs.own_tab(TITLE)
    assert isinstance(tab, PregnancyTab)
    assert tab.shown[-1].answers["anc_visit"]["berat"] == 55
    assert not view.has_typing()


def test_wrong_answer_in_an_own_tab_brings_it_to_the_front(desk: RoomDesk) -> None:
    room = desk.with_patient(own_tabs=(own_tab(),))
    room.go_to(TITLE)
    view = room.workspace.room.form_view("anc_visit")
    room.fill(view, {"berat": "999"})
    room.go_to("Pemeriksaan")
    room.press_save()
    assert room.tabs.title() == TITLE
    assert view.field("berat").error() != ""


def test_reload_reads_the_visit_again_and_keeps_what_is_typed(desk: RoomDesk) -> None:
    room = desk.with_patient(own_tabs=(own_tab(),))
    room.write(subjective="Terlambat haid")
    context = room.workspace.room
    assert context.facts.pregnant is False
    person_id = context.file.patient.person_id
    wanted = NewPregnancy(desk.clinic.new_id(), person_id, date(2026, 8, 28), gravida=1, para=0, abortus=0)
    desk.clinic.house.pregnancies.start(desk.clinic.doctor, wanted)
    context.reload()
    desk.qtbot.waitUntil(lambda: context.facts.pregnant is True, timeout=20_000)
    assert any(text.startswith("Hamil 12 minggu") for text in room.workspace.header.pill_texts())
    assert "ANC trimester 1" in room.workspace.today.names.text()
    assert room.tabs.examination.note().subjective == "Terlambat haid"
