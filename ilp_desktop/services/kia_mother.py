"""The mother's page of the KIA summary, filled from the record."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import Allergy, Birth, Destination, Person, Pregnancy, Referral
from ilp_desktop.clock import local_day
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.immunisation_record import DoseRecord, dose_record
from ilp_desktop.domain.immunisation_tetanus import tetanus_status
from ilp_desktop.printing.contents.charts import WeightGainChart
from ilp_desktop.printing.contents.kia_mother import (
    CurrentPregnancy,
    DueService,
    MotherIdentity,
    MotherPage,
    ObstetricHistory,
    PastBirth,
)
from ilp_desktop.printing.wording import figure, short_date
from ilp_desktop.services.births import LIVE_BIRTH
from ilp_desktop.services.children import given_doses
from ilp_desktop.services.couples import husbands_among
from ilp_desktop.services.kia_antenatal import antenatal_line, antenatal_warnings, next_visit
from ilp_desktop.services.kia_services import concluded, services_next
from ilp_desktop.services.kia_sheet import Sheet, address_of
from ilp_desktop.services.person_reads import BPJS, NIK, RECORD_NUMBER, numbers_of
from ilp_desktop.services.pregnancies import ANC_FORM, AntenatalRow, PregnancyFile, open_pregnancy, pregnancy_file
from ilp_desktop.services.screening import responses_of
from ilp_desktop.services.weight_gain_curve import WeightGainCurve, weight_gain_curve

BLOOD_GROUPS = ("A", "B", "AB", "O")
RHESUS = {"positif": "+", "negatif": "-"}
BMI_PREFIX = "IMT sebelum hamil "
LAST_TRIMESTER = 3


def mother_page(sheet: Sheet, mother: Person, birth: Birth | None) -> MotherPage:
    """Return the mother's page; without an open pregnancy it tells the one that brought the child of ``birth``."""
    pregnancy = _pregnancy_shown(sheet, mother.id, birth)
    history = ObstetricHistory(
        past_births=_past_births(sheet, mother.id, pregnancy),
        allergies=_allergies(sheet, mother.id),
    )
    identity = _identity(sheet, mother)
    if pregnancy is None:
        return MotherPage(identity, history, due=services_next(sheet, mother, doses=True))
    file = pregnancy_file(sheet.session, pregnancy, pregnancy.ended_on or sheet.today)
    return _with_pregnancy(sheet, mother, MotherPage(identity, history), pregnancy, file)


def _with_pregnancy(
    sheet: Sheet, mother: Person, page: MotherPage, pregnancy: Pregnancy, file: PregnancyFile
) -> MotherPage:
    gravida, para, abortus = file.counts
    running = pregnancy.ended_on is None
    visits = [row for row in file.visits if running or row.day <= (pregnancy.ended_on or row.day)]
    curve = weight_gain_curve(file)
    return MotherPage(
        identity=page.identity,
        history=ObstetricHistory(gravida, para, abortus, page.history.past_births, allergies=page.history.allergies),
        pregnancy=_current(sheet, mother, pregnancy, file),
        visits=tuple(
            antenatal_line(
                row,
                sheet.screening.catalogue.form(ANC_FORM, row.day),
                file.last_period_on,
                restricted=sheet.restricted,
            )
            for row in visits
        ),
        weight_gain=None if curve is None else _chart(curve),
        warnings=_warnings(sheet, mother, file, curve) if running else (),
        due=(*(_due(file, sheet.today) if running else ()), *services_next(sheet, mother, doses=True)),
    )


def _pregnancy_shown(sheet: Sheet, mother_id: UUID, birth: Birth | None) -> Pregnancy | None:
    running = open_pregnancy(sheet.session, mother_id)
    if running is not None or birth is None or birth.pregnancy_id is None:
        return running
    return sheet.session.get_one(Pregnancy, birth.pregnancy_id)


def _identity(sheet: Sheet, mother: Person) -> MotherIdentity:
    numbers = {kind: row.value for kind, row in numbers_of(sheet.session, mother.id).items()}
    return MotherIdentity(
        name=mother.name,
        nik=numbers.get(NIK, ""),
        record_number=numbers.get(RECORD_NUMBER, ""),
        age=age_on(mother.birth_date, sheet.today).text,
        insurance_number=numbers.get(BPJS, ""),
        blood_group=mother.blood_type or _tested_blood_group(sheet, mother.id),
        husband=husbands_among(sheet.session, [mother]).get(mother.id, ""),
        address=address_of(sheet.session, mother),
        phone=mother.phone,
    )


def _tested_blood_group(sheet: Sheet, mother_id: UUID) -> str:
    """Return the blood group of the latest antenatal visit that has a result."""
    for response in responses_of(sheet.session, mother_id, ANC_FORM):
        group = response.answers.get("golongan_darah")
        if group in BLOOD_GROUPS:
            return f"{group}{RHESUS.get(str(response.answers.get('rhesus')), '')}"
    return ""


def _allergies(sheet: Sheet, person_id: UUID) -> str:
    rows = sheet.session.execute(
        select(Allergy.substance, Allergy.reaction).where(Allergy.person_id == person_id).order_by(Allergy.recorded_at)
    )
    return ", ".join(f"{row.substance} ({row.reaction})" if row.reaction else row.substance for row in rows)


def _past_births(sheet: Sheet, mother_id: UUID, shown: Pregnancy | None) -> tuple[PastBirth, ...]:
    """Return the births before the pregnancy on the sheet, the first first."""
    rows = sheet.session.scalars(select(Birth).where(Birth.mother_id == mother_id).order_by(Birth.born_at))
    return tuple(
        PastBirth(
            local_day(row.born_at, sheet.time_zone).year,
            row.mode,
            row.helper,
            row.weight_g,
            LIVE_BIRTH if row.child_id is not None else "",
        )
        for row in rows
        if shown is None or row.pregnancy_id != shown.id
    )


def _current(sheet: Sheet, mother: Person, pregnancy: Pregnancy, file: PregnancyFile) -> CurrentPregnancy:
    ended = ""
    if pregnancy.ended_on is not None:
        ended = f", berakhir {short_date(pregnancy.ended_on)}" + (
            f" ({pregnancy.outcome})" if pregnancy.outcome else ""
        )
    given = given_doses(sheet.session, mother.id)
    return CurrentPregnancy(
        last_period_on=file.last_period_on,
        due_on=file.due_on,
        gestation=file.gestation + ended,
        bmi_before=file.bmi_before.score if file.bmi_before else None,
        bmi_class=file.bmi_before.conclusion.removeprefix(BMI_PREFIX) if file.bmi_before else "",
        kspr=_concluded(sheet, pregnancy, "kspr"),
        preeclampsia_screening=_concluded(sheet, pregnancy, "preeclampsia_screen"),
        four_too=_concluded(sheet, pregnancy, "four_too"),
        td_status=td_status(file.visits, dose_record(mother.birth_date, given), sheet.today),
    )


def td_status(visits: Sequence[AntenatalRow], record: DoseRecord, day: date) -> str:
    """Return the tetanus status: what was last asked, or what the doses on record lead to when that is more."""
    asked = next((str(row.answers["status_t"]) for row in reversed(visits) if "status_t" in row.answers), "")
    reached = tetanus_status(record.tetanus, day)
    return max(asked, reached.text) if reached.number else asked


def _concluded(sheet: Sheet, pregnancy: Pregnancy, form: str) -> str:
    until = pregnancy.ended_on or sheet.today
    return concluded(sheet, pregnancy.person_id, (form,), pregnancy.last_period_on, until)


def _chart(curve: WeightGainCurve) -> WeightGainChart:
    return WeightGainChart(curve.bmi_class, curve.lower, curve.upper, curve.points, curve.source)


def _warnings(sheet: Sheet, mother: Person, file: PregnancyFile, curve: WeightGainCurve | None) -> tuple[str, ...]:
    found = list(antenatal_warnings(sheet.screening, file, mother.birth_date))
    if curve is not None and curve.verdict is not None and curve.verdict.urgency is not Urgency.NONE:
        gain = curve.points[-1][1]
        found.append(f"Sejak sebelum hamil {figure(gain, 'kg')}: {curve.verdict.conclusion}")
    return (*found, *_referred(sheet, mother.id, file.last_period_on))


def _referred(sheet: Sheet, person_id: UUID, since: date) -> tuple[str, ...]:
    """Return the latest referral of this pregnancy in one sentence."""
    row = sheet.session.execute(
        select(Referral.day, Referral.clinic, Destination.name)
        .join(Destination, Destination.id == Referral.destination_id)
        .where(Referral.person_id == person_id, Referral.day >= since)
        .order_by(Referral.day.desc())
        .limit(1)
    ).first()
    return () if row is None else (f"Dirujuk {short_date(row.day)} ke {row.name}, {row.clinic}",)


def _due(file: PregnancyFile, today: date) -> tuple[DueService, ...]:
    """Return the next visit agreed and what is still lacking for K6 in this trimester and later."""
    found = []
    planned = next_visit(file.visits[-1]) if file.visits else None
    if planned is not None:
        found.append(DueService("Kontrol antenatal", planned, "terlewat" if planned < today else ""))
    still_possible = tuple(f"Trimester {number}:" for number in range(file.trimester, LAST_TRIMESTER + 1))
    found += [
        DueService("Kontak antenatal", note=sentence)
        for sentence in file.contacts.missing
        if sentence.startswith(still_possible)
    ]
    return tuple(found)
