"""A whole program in its window that works until it is killed: desk, room, letter, sheet, export, backup and drafts."""

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtWidgets import QApplication
from pytestqt.qt_compat import qt_api

from ilp_desktop.log import start_log
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from ilp_desktop.services.referral.referral_lists import ReferralFilter
from tests.house_fixtures import PASSWORD
from tests.journeys.pages.front_desk import FrontDesk
from tests.patience import PatientQtBot
from tests.services.backed_up import silent
from tests.ui.driven import Driven, PaperTray, driven
from ui.front_desk.page import FrontDeskPage
from ui.paper import Paper
from ui.tabs import FRONT_DESK

BUSY_NAMES = ("Lestari Purbaningrum", "Sekarwangi Puspitasari")
DRAFTED, NIK = "Wulandari Kusumastuti", "3201015705900001"
COMPLAINT, REASON = "gatal menahun di siku", "curiga morfea menyeluruh"
TYPED = (*BUSY_NAMES, DRAFTED, NIK, COMPLAINT, REASON, "Lestari", "Sekarwangi", "Wulandari")
PERSON = {"birth_date": "17051990", "sex": "p", "relation": "1", "village": "1", "payer": "u"}


def say(word: str) -> None:
    """Tell whoever started this process."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def refer(house: House, doctor: SignedIn) -> bytes:
    """Examine and refer whoever came last, and return the letter."""
    row = house.queueing.board(doctor)[-1]
    assert row.encounter_id is not None
    version = house.encounters.open(doctor, row.encounter_id).version
    place = house.facilities.destinations(doctor)[0].id
    draft = ReferralDraft(place, "Penyakit Dalam", doctor.staff_id, "3", REASON, external_missing=True)
    wanted = Examination(
        house.uow.identities.new(), row.encounter_id, version, SoapNote(COMPLAINT), (GivenDiagnosis("I10"),)
    )
    house.encounters.record(doctor, replace(wanted, referral=draft))
    letter = house.encounters.open(doctor, row.encounter_id).referrals[-1]
    return house.referrals.pdf(doctor, letter.id)


def work(here: Driven, outside: Path) -> None:
    """Do a bit of everything, again and again; each line says what was done."""
    workspace = here.sign_in("loket")
    workspace.context.settings.set_printer("tiket", "Pencetak Loket")
    page, house = workspace.tabs.open(FRONT_DESK), workspace.context.house
    assert isinstance(page, FrontDeskPage)
    desk, head = FrontDesk(page, here.qtbot), house.access.sign_in("kepala", PASSWORD)
    doctor = house.access.sign_in("dokter", PASSWORD)
    for number, name in enumerate(BUSY_NAMES):
        desk.register({"name": name, **PERSON, **({"nik": NIK} if number == 0 else {})})
        desk.open_visit("0", complaint=COMPLAINT)
        letter = refer(house, doctor)
        say("seen")
    desk.fill(desk.start_registration(), {"name": DRAFTED})
    keeper = page.stack.registration.keeper
    while True:
        keeper.touched()
        keeper.keep_now()
        workspace.show_paper(Paper("Surat rujukan", "surat.pdf", letter))
        here.qtbot.wait(100)
        workspace.leave_paper()
        here.qtbot.waitUntil(workspace.context.jobs.is_idle)
        say("round")
        house.referral_lists.export(head, ReferralFilter(), outside / "rujukan.xlsx", silent)
        house.backups.make(head, silent)


def main(folder: str, outside: str) -> None:
    """Work until killed."""
    qt_api.set_qt_api("pyside6")
    app = QApplication([])
    qtbot = PatientQtBot(SimpleNamespace(node=SimpleNamespace()))  # type: ignore[arg-type]
    start_log(Path(folder) / "log")
    with driven(qtbot, Path(folder), PaperTray("Pencetak Loket")) as here:
        work(here, Path(outside))
    del app


if __name__ == "__main__":
    main(*sys.argv[1:])
