"""The registers of klaster 2 as somebody at the keyboard knows them."""

from functools import partial

from ilp_desktop.tour.stage import Stage
from ui.klaster2_mother_child.page import MotherChildPage
from ui.registers.register_view import RegisterView
from ui.room_views import QUEUE, REGISTERS

PICTURES = (("register_mother", "register-kohort-ibu"), ("register_toddler", "register-kohort-balita"))


def show_registers(stage: Stage) -> None:
    """Look at the kohorts of this month, and go back to the queue."""
    page = stage.find(MotherChildPage)
    stage.click(page.switches[QUEUE].button(REGISTERS))
    view = page.desks[REGISTERS]
    assert isinstance(view, RegisterView)  # noqa: S101 - the page puts it there
    stage.wait(lambda: view.table is not None and view.table.rows.rowCount() > 0, "the kohort")
    for code, picture in PICTURES:
        view.kinds.setCurrentIndex(view.kinds.findData(code))
        stage.wait(partial(_shows, view, code), code)
        if view.table is not None:
            view.table.select_first()
        stage.picture(picture)
    stage.click(page.switches[REGISTERS].button(QUEUE))


def _shows(view: RegisterView, code: str) -> bool:
    return view.table is not None and view.table.wanted.code == code and view.table.rows.rowCount() > 0
