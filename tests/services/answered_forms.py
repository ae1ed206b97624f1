"""Made-up forms, one of them restricted, and people who answer them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from db.models import Encounter, Person
from ilp_desktop.domain.permissions import Act, Role
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.services.answers.form_statistics import FormStatistics
from ilp_desktop.services.answers.screening import FilledForm, Screening
from ilp_desktop.services.core.signed_in import SignedIn
from tests.forms.rich_sample import RICH
from tests.house_fixtures import Clinic

HEADER = """\
code = "{code}"
title = "{title}"
version = "1"
source = "Disusun untuk uji"
valid_from = 2026-01-01
verified = true
rights = "Disusun sendiri."
group = "umum"
sensitivity = "{sensitivity}"
"""
BODY = """
[[question]]
section = "Uji"
code = "batuk"
label = "Batuk"
kind = "boolean"

[[question]]
section = "Uji"
code = "warna"
label = "Warna"
kind = "choice"
choices = [["merah", "Merah", 2], ["hijau", "Hijau", 0]]

[[question]]
section = "Uji"
code = "keluhan"
label = "Keluhan"
kind = "many"
choices = [["pusing", "Pusing"], ["mual", "Mual"], ["lelah", "Lelah"]]

[[question]]
section = "Uji"
code = "berat"
label = "Berat"
kind = "decimal"
decimals = 1
unit = "kg"
hard = [1, 200]
"""
SECRET = """
[[question]]
section = "Uji"
code = "rahasia"
label = "Hal terbatas"
kind = "boolean"
sensitivity = "terbatas"
"""
SCORING = """
[scoring]
method = "sum"
questions = ["warna"]

[[scoring.band]]
below = 1
code = "aman"
conclusion = "Tidak berisiko"
urgency = "none"

[[scoring.band]]
at_least = 1
code = "risiko"
conclusion = "Berisiko"
urgency = "watch"
"""
OPEN_FORM, CLOSED_FORM = "uji_umum", "uji_terbatas"
SAMPLES = {
    OPEN_FORM: HEADER.format(code=OPEN_FORM, title="Formulir umum", sensitivity="umum") + BODY + SECRET + SCORING,
    CLOSED_FORM: HEADER.format(code=CLOSED_FORM, title="Formulir terbatas", sensitivity="terbatas") + BODY + SCORING,
}


class Answering:
    """A Puskesmas with these forms, in which people answer one after another."""

    def __init__(self, clinic: Clinic, folder: Path) -> None:
        for code, text in {**SAMPLES, "kaya": RICH}.items():
            (folder / f"{code}.toml").write_text(text, encoding="utf-8")
        self.clinic = clinic
        self.catalogue = Catalogue(folder)
        self.screening = Screening(clinic.house.uow, self.catalogue, {})
        self.statistics = FormStatistics(clinic.house.uow, self.catalogue)
        self._count = 0

    def answer(self, typed: Mapping[str, str], form_code: str = OPEN_FORM, times: int = 1, **person: object) -> None:
        """Let somebody new answer a form, or several people the same."""
        for _ in range(times):
            self._count += 1
            self.clinic.clock.forward(timedelta(minutes=1))
            person_id = self.clinic.register(f"Orang Uji {self._count}", **person).person_id
            self.fill(self.clinic.visit(person_id).encounter_id, typed, form_code)

    def fill(self, encounter_id: object, typed: Mapping[str, str], form_code: str = OPEN_FORM) -> None:
        """Store answers at a visit, in place of those before."""
        self.clinic.clock.forward(timedelta(minutes=1))
        with self.clinic.house.uow.writing(self.clinic.doctor, Act.WRITE_RECORD) as work:
            encounter = work.session.get_one(Encounter, encounter_id)
            person = work.session.get_one(Person, encounter.person_id)
            self.screening.store(work, encounter, person, (FilledForm(form_code, typed),))
            work.touch("encounter", encounter.id)


def in_role(clinic: Clinic, role: Role) -> SignedIn:
    """Return somebody of the Puskesmas with one role alone."""
    return replace(clinic.doctor, roles=frozenset({role}))
