"""A questionnaire is added by dropping in one file: due, asked, scored, stored, followed up, with no code."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.resources import resource_path
from ilp_desktop.services.answers.screening import FilledForm
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.house import House, build_house
from ilp_desktop.services.house_parts import OwnFiles
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import SoapNote
from tests.house_fixtures import TODAY, Clinic

NEW_FORM = """
code = "sleep"
title = "Skrining tidur"
version = "1"
group = "dewasa"
source = "Formulir Puskesmas Uji Sejahtera, 2026"
valid_from = 2026-01-01
verified = false
rights = "Disusun sendiri."
sensitivity = "umum"
audience = "umur_tahun >= 18"
due = { why = "Tidur ditanyakan setiap 6 bulan mulai 18 tahun.", opens = { years = 18 }, every = { months = 6 } }

[[question]]
section = "Tidur"
code = "tidur_jam"
label = "Lama tidur semalam"
kind = "integer"
unit = "jam"
required = true
hard = [0, 24]

[[question]]
section = "Tidur"
code = "tidur_mendengkur"
label = "Mendengkur keras"
kind = "boolean"
required = true

[scoring]
method = "sum"
questions = ["tidur_mendengkur"]

[[scoring.point]]
label = "Tidur kurang dari 6 jam"
when = "tidur_jam < 6"
score = 1

[[scoring.band]]
below = 1
code = "fine"
conclusion = "Tidur cukup"
urgency = "none"

[[scoring.band]]
at_least = 1
code = "poor"
conclusion = "Tidur kurang baik"
urgency = "watch"
advice = "Lanjutkan dengan SRQ-20."
follow_up = "srq20"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped forms with one file more."""
    made = tmp_path / "forms"
    shutil.copytree(resource_path("forms"), made)
    (made / "sleep.toml").write_text(NEW_FORM, encoding="utf-8")
    return made


@pytest.fixture
def house(any_clinic: Clinic, folder: Path) -> House:
    """Return the services of the small Puskesmas, with the forms of that folder."""
    uow = any_clinic.house.uow
    return build_house(any_clinic.database, None, uow.clock, uow.identities, files=OwnFiles(forms=folder))


def test_dropped_in_file_has_no_fault(folder: Path) -> None:
    assert Catalogue(folder, DOMAIN_RULES).faults() == ()


def test_it_is_due_asked_scored_stored_and_followed_up(any_clinic: Clinic, house: House) -> None:
    doctor = any_clinic.doctor
    person = any_clinic.register(birth_date=date(1980, 1, 1)).person_id
    house.dues.refresh_some(doctor, 10)
    visit = any_clinic.visit(person, sick=False).encounter_id
    asked = next(one for one in house.dues.of_person(doctor, person, visit).items if one.service == "sleep")
    assert (asked.label, asked.form, asked.state) == ("Skrining tidur", "sleep", ServiceState.DUE)

    def record(**typed: str) -> None:
        version = house.encounters.open(doctor, visit).version
        forms = (FilledForm("sleep", typed),)
        house.encounters.record(
            doctor, Examination(any_clinic.new_id(), visit, version, SoapNote("Sulit tidur"), (), forms)
        )

    with pytest.raises(WrongAnswers):
        record(tidur_jam="25", tidur_mendengkur="ya")
    record(tidur_jam="5", tidur_mendengkur="tidak")
    (stored,) = house.screening.history(doctor, person, "sleep")
    assert (stored.day, stored.conclusion) == (TODAY, "Tidur kurang baik")
    states = {one.service: one.state for one in house.dues.of_person(doctor, person, visit).items}
    assert states["sleep"] is ServiceState.DONE
    assert states["follow_up:srq20"] is ServiceState.DUE


def test_faulty_time_of_being_due_is_named_with_its_file(folder: Path) -> None:
    faulty = NEW_FORM.replace("opens = { years = 18 }", "opens = { decades = 2 }")
    (folder / "sleep.toml").write_text(faulty, encoding="utf-8")
    (fault,) = Catalogue(folder, DOMAIN_RULES).faults()
    assert "sleep.toml" in str(fault)
    assert "opens" in str(fault)
