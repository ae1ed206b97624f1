"""The registers of klaster 2 and 3 as somebody at the keyboard knows them."""

from collections.abc import Sequence
from functools import partial

from ilp_desktop.tour.room import Room
from ilp_desktop.tour.stage import Stage
from ui.klaster2_mother_child.page import MotherChildPage
from ui.klaster3_adult_elderly.ncd_tab import NcdTab
from ui.klaster3_adult_elderly.page import NCD, AdultElderlyPage
from ui.registers.register_view import RegisterView
from ui.room_views import QUEUE, REGISTERS, ViewedRoomPage

PICTURES = (("register_mother", "register-kohort-ibu"), ("register_toddler", "register-kohort-balita"))
OF_ADULTS = (("register_hypertension", "register-hipertensi"),)


def show_registers(stage: Stage) -> None:
    """Look at the kohorts of this month, and go back to the queue."""
    _look_through(stage, stage.find(MotherChildPage), PICTURES)


def show_adult_registers(stage: Stage) -> None:
    """Look at the register of hypertension, and go back to the queue."""
    _look_through(stage, stage.find(AdultElderlyPage), OF_ADULTS)


def show_history(stage: Stage, room: Room, other: str) -> None:
    """Look at the visits of the patient who is open, what is another's, whether a disease is controlled, and print."""
    room.go_to("Ringkasan")
    stage.picture("ringkasan-pasien")
    room.look_back(other)
    room.go_to(NCD)
    stage.wait(lambda: stage.find(NcdTab).picture is not None, "the tab PTM")
    stage.picture("ptm")


def _look_through(stage: Stage, page: ViewedRoomPage, pictures: Sequence[tuple[str, str]]) -> None:
    stage.click(page.switches[QUEUE].button(REGISTERS))
    view = page.desks[REGISTERS]
    assert isinstance(view, RegisterView)  # noqa: S101 - the page puts it there
    stage.wait(lambda: view.table is not None and view.table.rows.rowCount() > 0, "the kohort")
    for code, picture in pictures:
        view.kinds.setCurrentIndex(view.kinds.findData(code))
        stage.wait(partial(_shows, view, code), code)
        if view.table is not None:
            view.table.select_first()
        stage.picture(picture)
    stage.click(page.switches[REGISTERS].button(QUEUE))


def _shows(view: RegisterView, code: str) -> bool:
    return view.table is not None and view.table.wanted.code == code and view.table.rows.rowCount() > 0
