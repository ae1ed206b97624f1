"""Everything on record that the picture of a pregnancy is made from, read in a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Diagnosis, Person, Pregnancy
from ilp_desktop.domain.immunisation.immunisation_checks import GivenDose
from ilp_desktop.domain.immunisation.immunisation_record import dose_record
from ilp_desktop.domain.immunisation.immunisation_tetanus import TetanusStatus, tetanus_status
from ilp_desktop.domain.pregnancy.antenatal_package import Package, PackageVisit, antenatal_package
from ilp_desktop.domain.pregnancy.antenatal_picture import TabletCount, count_tablets
from ilp_desktop.domain.pregnancy.pregnancy import GestationalAge, gestational_age
from ilp_desktop.domain.pregnancy.pregnancy_past import EarlierBaby, ObstetricPast, obstetric_past
from ilp_desktop.forms.facts import Facts
from ilp_desktop.services.answers.screening import StoredResponse, responses_of
from ilp_desktop.services.facility.endemic_area import endemic_at
from ilp_desktop.services.pregnancy.pregnancies import AntenatalRow, PregnancyFile, pregnancy_file

KSPR, PREECLAMPSIA, FOUR_TOO, BIRTH_PLAN = "kspr", "preeclampsia_screen", "four_too", "birth_preparedness"
RISK_FORMS = (KSPR, PREECLAMPSIA, FOUR_TOO)
TABLETS, TABLET_KIND = "jumlah_tablet", "jenis_tablet"
TETANUS_ASKED = "status_t"


@dataclass(frozen=True)
class PregnancyRecord:
    """One pregnancy with what else is known of the woman until a day.

    Attributes:
        responses: risk forms and birth plan filled in during this pregnancy, the newest first.
        past: what earlier births and losses amount to.
        past_told: every one of them is told, with its mode and whether the child lives.
        diagnoses: ICD-10 codes by day.
        known: questions of the antenatal form that are answered elsewhere in the record.
        endemic: diseases that expectant mothers are tested for here.
    """

    file: PregnancyFile
    person: Person
    today: date
    responses: tuple[StoredResponse, ...]
    past: ObstetricPast
    past_told: bool
    diagnoses: tuple[tuple[date, str], ...]
    tetanus: TetanusStatus
    known: frozenset[str]
    endemic: frozenset[str] = frozenset()

    @property
    def package(self) -> Package:
        """Return what is asked for in this pregnancy today."""
        return antenatal_package(self.today, self.endemic)

    def age_at(self, day: date) -> GestationalAge:
        """Return the gestational age on a day."""
        return gestational_age(self.file.last_period_on, day)

    def facts_at(self, day: date) -> Facts:
        """Return what forms knew of the woman on a day of this pregnancy."""
        return Facts(
            day=day,
            birth_date=self.person.birth_date,
            sex=self.person.sex,
            pregnant=True,
            gestation_days=self.age_at(day).total_days,
        )

    def newest(self, form: str) -> StoredResponse | None:
        """Return the newest response to a form of this pregnancy."""
        return next((one for one in self.responses if one.form_code == form), None)

    @property
    def package_visits(self) -> tuple[PackageVisit, ...]:
        """Return the visits as the 12T look at them."""
        return tuple(self.package_visit(row) for row in self.file.visits)

    def package_visit(self, row: AntenatalRow) -> PackageVisit:
        """Return one visit as the 12T look at it."""
        return PackageVisit(row.day, self.age_at(row.day).weeks, row.answers)

    @property
    def tablets(self) -> TabletCount:
        """Return the tablets handed out so far."""
        given = [
            (row.day, str(row.answers.get(TABLET_KIND)), number)
            for row in self.file.visits
            if isinstance(number := row.answers.get(TABLETS), int)
        ]
        return count_tablets(given, self.today)

    @property
    def td_text(self) -> str:
        """Return the tetanus status: what was last asked, or what the doses on record lead to when that is more."""
        return td_text(self.file.visits, self.tetanus)


def pregnancy_record(
    session: Session, person: Person, pregnancy: Pregnancy, today: date, given: Sequence[GivenDose]
) -> PregnancyRecord:
    """Return the record of a pregnancy as it stood on a day; ``given`` are the doses of the woman."""
    file = pregnancy_file(session, pregnancy, today)
    responses = responses_of(session, person.id, *RISK_FORMS, BIRTH_PLAN)
    doses = dose_record(person.birth_date, given)
    past = obstetric_past(file.earlier, today)
    return PregnancyRecord(
        file=file,
        person=person,
        today=today,
        responses=tuple(one for one in responses if file.last_period_on <= one.day <= today),
        past=past,
        past_told=is_told(file.counts, past, file.earlier),
        diagnoses=_diagnoses(session, person, today),
        tetanus=tetanus_status(doses.tetanus, today),
        known=_known(person, file, has_doses=bool(doses.tetanus)),
        endemic=endemic_at(session, pregnancy.facility_id),
    )


def td_text(visits: Sequence[AntenatalRow], reached: TetanusStatus) -> str:
    """Return the tetanus status: what visits asked last, or what the doses on record lead to when that is more."""
    answers = (row.answers for row in reversed(visits))
    asked = next((str(said[TETANUS_ASKED]) for said in answers if TETANUS_ASKED in said), "")
    return max(asked, reached.text) if reached.number else asked


def is_told(counts: tuple[int, int, int], past: ObstetricPast, babies: Sequence[EarlierBaby]) -> bool:
    """Say whether the history tells every birth and loss of the GPA, with the mode of each birth."""
    births = [baby for baby in babies if baby.outcome.is_birth]
    return counts[1:] == (past.births, past.losses) and all(baby.mode for baby in births)


def _diagnoses(session: Session, person: Person, today: date) -> tuple[tuple[date, str], ...]:
    rows: Sequence[tuple[date, str]] = [
        (row.day, row.code)
        for row in session.execute(
            select(Diagnosis.day, Diagnosis.code).where(Diagnosis.person_id == person.id, Diagnosis.day <= today)
        )
    ]
    return tuple(rows)


def _known(person: Person, file: PregnancyFile, *, has_doses: bool) -> frozenset[str]:
    found = {"tinggi": file.height_cm is not None, "golongan_darah": bool(person.blood_type), TETANUS_ASKED: has_doses}
    return frozenset(code for code, is_known in found.items() if is_known)
