"""The ticket handed over at the desk, on both databases."""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from ilp_desktop.domain.queue.visit_words import TicketStatus
from tests.house.tree import ROOT
from tests.house_fixtures import Clinic, Opener, Users, opened
from tests.printing.reading import text_of


def test_ticket_says_number_room_local_time_and_record_number_and_no_name(any_clinic: Clinic) -> None:
    person = any_clinic.register("Siti Rahasia")
    any_clinic.clock.forward(timedelta(minutes=12))
    ticket = any_clinic.visit(person.person_id, "4", complaint="mual hebat")
    sheet = any_clinic.house.visits.ticket_sheet(any_clinic.desk, ticket.ticket_id, 58)
    for words in (text_of(sheet.pdf), sheet.roll().decode("ascii", "replace")):
        for said in ("A-001", "Ruang KIA", "07.42", person.record_number, "Puskesmas Uji Sejahtera"):
            assert said in words
        assert "Rahasia" not in words
        assert "mual" not in words


def test_number_of_a_program_killed_before_printing_is_valid_and_can_be_printed(
    open_copy: Opener, sqlite_template: tuple[Path, Users], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.services.killed_before_print", str(tmp_path / "ilp.db")]
    killed = subprocess.run(command, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE)
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "B-001\n")
    clinic = opened(open_copy(), sqlite_template[1])
    (row,) = clinic.house.queueing.board(clinic.desk)
    assert (row.number, row.status) == ("B-001", TicketStatus.WAITING)
    assert b"B-001" in clinic.house.visits.ticket_sheet(clinic.desk, row.ticket_id).roll()
    assert clinic.visit(clinic.register("Orang Kedua").person_id).number == "B-002"
