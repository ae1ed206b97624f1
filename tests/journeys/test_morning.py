"""One morning through the real windows, from signing in to the printed letter: the tour, taken as a command."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import Database
from db.models import Encounter, FormResponse, Identifier, Invitation, Note, Person, Referral
from ilp_desktop.demo.lists import settings
from ilp_desktop.services.start.data_folder import DataFolder
from ilp_desktop.services.start.opening import Opening
from tests.house.tree import ROOT
from tests.plain_text import files_in, found_in_clear

WIDTH_PX, HEIGHT_PX = 1366, 768
NIK_DIGITS, LONG, SAMPLED = 13, 20, 40
FATHER = "Danar Wicaksana"
pytestmark = pytest.mark.timeout(400)  # a whole morning, also on a busy machine


@dataclass(frozen=True)
class Tour:
    """What a tour left: its pictures, its sheets as text, the database, and where it lay and left its scraps."""

    pictures: tuple[Path, ...]
    sheets: dict[str, list[str]]
    database: Database
    places: tuple[Path, Path]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """Take the tour once."""
    data, out = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("out")
    scraps = tmp_path_factory.mktemp("scraps")
    command = [sys.executable, "-m", "ilp_desktop", "tour", "--data", str(data), "--out", str(out)]
    around = {**os.environ, "TMPDIR": str(scraps)}
    taken = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=around)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert "Traceback" not in taken.stderr
    sheets = {file.name: [page.extract_text() for page in PdfReader(file).pages] for file in sorted(out.glob("*.pdf"))}
    vault = Opening(DataFolder(data)).unlock("dokter", settings("staff")["password"])
    yield Tour(tuple(sorted(out.glob("*.png"))), sheets, vault.database, (data, scraps))
    vault.database.close()


def sheet(tour: Tour, kind: str) -> list[list[str]]:
    """Return the pages of every sheet of a kind."""
    return [pages for name, pages in tour.sheets.items() if kind in name]


def test_every_step_left_a_picture_of_the_whole_window(tour: Tour) -> None:
    assert len(tour.pictures) >= 47
    for picture in tour.pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (WIDTH_PX, HEIGHT_PX), picture.name


def test_everybody_got_a_ticket_that_names_nobody(tour: Tour) -> None:
    tickets = sheet(tour, "tiket")
    assert len(tickets) == 8  # four of them before registration
    for pages in tickets:
        assert FATHER not in pages[0]
        assert "batuk" not in pages[0].lower()


def test_the_referral_letter_says_what_was_recorded(tour: Tour) -> None:
    pages = sheet(tour, "surat-rujukan")[0]
    letter = " ".join(" ".join(pages).split())
    for wanted in (
        "SURAT RUJUKAN",
        "RSUD Bumi Wening",
        "170/105",
        "I10",
        "I11.0",
        "Amlodipin 10 mg",
        "dr. Bagas Prawira",
    ):
        assert wanted in letter, wanted
    assert "Belum ada nomor P-Care/SATUSEHAT" in letter
    assert "RUJUK BALIK" in pages[-1]


def test_the_kia_summaries_take_at_most_two_pages(tour: Tour) -> None:
    summaries = sheet(tour, "ringkasan-kia")
    assert len(summaries) == 2
    assert all(len(pages) <= 2 for pages in summaries)
    assert "112/72" in summaries[0][0]
    assert "z-score" in summaries[1][-1]


def test_the_kader_gets_the_list_of_one_rw_and_its_people_are_invited(tour: Tour) -> None:
    (kader,) = sheet(tour, "daftar-kader")
    assert "RW 001" in kader[0]
    assert "Tekanan darah tahunan" in kader[0]
    (cards,) = sheet(tour, "undangan")
    with tour.database.reading() as session:
        sent = session.execute(
            select(Person.name, Invitation.came_on)
            .join(Invitation, Invitation.person_id == Person.id)
            .where(Invitation.day == session.scalar(select(func.max(Invitation.day))))
        ).all()
    assert sum(one.came_on is not None for one in sent) == 1
    for one in sent:
        assert one.name in " ".join(kader)
        assert one.name in " ".join(cards)


def test_the_database_holds_what_the_windows_showed(tour: Tour) -> None:
    with tour.database.reading() as session:
        father = session.scalars(select(Person).where(Person.name == FATHER)).one()
        mother = session.scalars(select(Person).where(Person.name == "Ratri Puspaningrum")).one()
        assert (mother.family_id, mother.village_id, mother.address) == (
            father.family_id,
            father.village_id,
            father.address,
        )
        visit = session.scalars(select(Encounter).where(Encounter.person_id == father.id)).one()
        assert visit.precaution
        assert visit.destination == "laboratorium"
        screening = _response(session, visit, "tb_symptoms")
        assert screening.conclusion is not None
        assert screening.conclusion["code"] == "presumptive"
        letter = session.scalars(select(Referral)).one()
        assert letter.external_number == ""


def test_nobody_of_that_morning_stands_in_clear_in_any_file(tour: Tour) -> None:
    with tour.database.reading() as session:
        people = session.scalars(select(Person.name)).all()
        numbers = [value for value in session.scalars(select(Identifier.value)) if len(value) >= NIK_DIGITS]
        notes = [note.subjective for note in session.scalars(select(Note)) if len(note.subjective or "") > LONG]
    assert FATHER in people
    assert len(people) > 600
    assert numbers
    assert notes
    words = [FATHER, *people[::SAMPLED], *numbers[::SAMPLED], *notes[::SAMPLED]]
    assert found_in_clear(tour.places, words) == {}


def test_nobody_else_may_read_what_lies_in_the_data_folder(tour: Tour) -> None:
    data, _ = tour.places
    made = [path for path in data.rglob("*") if path.name not in ("ilp.db-wal", "ilp.db-shm")]
    assert {"ilp.db", "kunci.json", "ilp-desktop.log", "settings.json"} <= {file.name for file, _ in files_in((data,))}
    assert {oct(path.stat().st_mode & 0o777) for path in made if path.is_file()} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (data, *made) if path.is_dir()} == {"0o700"}


def _response(session: Session, visit: Encounter, form_code: str) -> FormResponse:
    wanted = select(FormResponse).where(FormResponse.encounter_id == visit.id, FormResponse.form_code == form_code)
    return session.scalars(wanted).one()
