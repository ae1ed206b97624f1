"""The server is lost while a doctor works: the next of the queue is seen, and all of it is stored on the return."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.models import Note, Referral
from db.stand_in import numbers_left
from ilp_desktop.clock import SteppingClock
from ilp_desktop.domain.permissions import Role
from ilp_desktop.domain.queue.visit_words import NextPlace, Payer
from ilp_desktop.services.core.stand_in import letter_block
from ilp_desktop.services.person.allergies import NewAllergy
from ilp_desktop.services.queue.visits import NewVisit, VisitFacts
from ilp_desktop.services.start.access import NewStaff
from tests.house_fixtures import PASSWORD, TODAY
from tests.journeys.pages.room import Room
from tests.plain_text import found_in_clear
from tests.server_fixtures import Served
from tests.ui.darurat_places import Place, place_of, register
from tests.ui.driven import PaperTray, driven
from ui.klaster3_adult_elderly.page import AdultElderlyPage
from ui.tabs import TABS
from ui.workspace import Workspace

DOCTOR = NewStaff("dr. Ratna Contoh", "Dokter", "SIP/002", "dokter", PASSWORD, frozenset({Role.DOCTOR}))
KLASTER_3 = next(place for place, tab in enumerate(TABS) if tab.title.startswith("3"))
WAITS = "Siti Aminah"
LETTER: dict[str, object] = {
    "destination_id": "RSUD",
    "clinic": "Penyakit Dalam",
    "reason_code": "Tanpa TACC",
    "reason_note": "Ekokardiografi tidak tersedia",
    "external_missing": True,
}
pytestmark = pytest.mark.timeout(300)  # losing and finding a server takes its time on a busy machine


@pytest.fixture
def place(settled: Served, tmp_path: Path) -> Iterator[Place]:
    """Return a Puskesmas where somebody with an allergy waits, and the computer of the doctor's room."""
    with place_of(settled, tmp_path, DOCTOR) as there:
        house, head = there.head.house, there.head.user
        person = register(there.head, WAITS).person_id
        desk = replace(head, roles=frozenset({Role.REGISTRATION, Role.DOCTOR}))
        house.allergies.add(desk, NewAllergy(house.uow.identities.new(), person, "amoksisilin"))
        facts = VisitFacts("0", sick=True)
        house.visits.open(desk, NewVisit(house.uow.identities.new(), person, facts, Payer.SELF, "pusing"))
        yield there


def _ready(workspace: Workspace) -> bool:
    stand_in = workspace.context.house.uow.stand_in
    assert stand_in is not None
    copied = stand_in.copy.known("copied")
    with stand_in.copy.database.reading() as session:
        left = numbers_left(session, letter_block("rujukan", str(TODAY.year)))
    return bool(copied and copied.get("records") and left)


def test_a_further_patient_is_seen_and_referred_without_the_server_and_stored_on_its_return(
    qtbot: QtBot, place: Place
) -> None:
    with driven(qtbot, place.folder, PaperTray()) as here:
        workspace = here.sign_in("dokter")
        page = workspace.tabs.open(KLASTER_3)
        assert isinstance(page, AdultElderlyPage)
        qtbot.waitUntil(lambda: _ready(workspace))
        place.network.be("cut")
        strip, watch = workspace.strip, workspace.watch
        assert watch is not None
        qtbot.waitUntil(lambda: strip.isVisible() and strip.headline.text().startswith("Mode darurat sejak"))
        room = Room(qtbot, page)
        room.wait_for(WAITS)
        room.open(WAITS)
        assert room.workspace.away.isVisible()
        assert "amoksisilin" in " ".join(room.workspace.header.pill_texts())
        room.measure({"sistolik": "120", "diastolik": "80"})
        room.write(subjective="pusing dua hari", therapy="parasetamol 3x1")
        room.diagnose("R51")
        room.refer(LETTER)
        room.save()
        assert [one.remedy for one in here.program.window.messages.stack.banners() if one.remedy] == []
        (letter,) = room.workspace.room.file.referrals
        assert letter.number.startswith("0001/RJK/")
        assert strip.told.text().startswith("Siap 4 jam 0 menit lagi.")
        clock = workspace.context.house.uow.clock
        assert isinstance(clock, SteppingClock)
        clock.forward(timedelta(hours=4, minutes=1))
        strip.look_at_clock()
        assert strip.told.text().startswith("Lewat 4 jam. Semua isian tetap tersimpan")
        room.finish(NextPlace.REFERRED)  # and goes on all the same
        with place.read() as session:
            assert session.scalars(select(Note)).all() == []
        kept = place.folder / "darurat.db"
        assert kept.exists()
        assert found_in_clear([place.folder], (WAITS, "amoksisilin", "pusing dua hari", "Ekokardiografi")) == {}
        place.network.be("pass")
        qtbot.waitUntil(lambda: watch.state.since is None and not watch.state.lost and not watch.state.waiting)
        with place.read() as session:
            (note,) = session.scalars(select(Note)).all()
            (stored,) = session.scalars(select(Referral)).all()
        assert (note.subjective, stored.number, stored.id) == ("pusing dua hari", letter.number, letter.id)
        assert watch.state.conflicts == 0
