"""The mother's page of the KIA summary, filled from the record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import Allergy, Birth, Person, Pregnancy
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.pregnancy.kia_book import book_text
from ilp_desktop.domain.pregnancy.pregnancy_dating import DatingMethod
from ilp_desktop.domain.pregnancy.pregnancy_past import PastOutcome
from ilp_desktop.forms.risk_course import RiskCourse
from ilp_desktop.printing.contents.charts import VisitChart, WeightGainChart
from ilp_desktop.printing.contents.kia_mother import (
    AntenatalVisit,
    CurrentPregnancy,
    DueService,
    MotherIdentity,
    MotherPage,
    ObstetricHistory,
    PastBirth,
)
from ilp_desktop.printing.wording import figure, short_date
from ilp_desktop.services.answers.screening import responses_of
from ilp_desktop.services.antenatal.pregnancy_attention import attention
from ilp_desktop.services.antenatal.pregnancy_care import PregnancyCare, pregnancy_care
from ilp_desktop.services.antenatal.pregnancy_curves import VisitCurve, visit_curves
from ilp_desktop.services.antenatal.pregnancy_next import agreed_visit
from ilp_desktop.services.antenatal.pregnancy_record import KSPR, PregnancyRecord, pregnancy_record
from ilp_desktop.services.antenatal.pregnancy_risks import risk_courses, short_class
from ilp_desktop.services.immunisation.dose_reading import given_doses
from ilp_desktop.services.kia.kia_antenatal import antenatal_line, contact_line
from ilp_desktop.services.kia.kia_history import contraception_of, diseases_of
from ilp_desktop.services.kia.kia_referrals import open_referrals
from ilp_desktop.services.kia.kia_services import services_next
from ilp_desktop.services.kia_sheet import Sheet, address_of
from ilp_desktop.services.person.couples import husbands_among
from ilp_desktop.services.person.person_reads import BPJS, NIK, RECORD_NUMBER, numbers_of
from ilp_desktop.services.pregnancy.earlier_babies import BabyRow, earlier_babies
from ilp_desktop.services.pregnancy.kia_books import books_of_pregnancies
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, AntenatalRow, PregnancyFile, open_pregnancy
from ilp_desktop.services.pregnancy.weight_gain_curve import WeightGainCurve, weight_gain_curve

BLOOD_GROUPS = ("A", "B", "AB", "O")
RHESUS = {"positif": "+", "negatif": "-"}
BMI_PREFIX = "IMT sebelum hamil "
LAST_TRIMESTER = 3


def mother_page(sheet: Sheet, mother: Person, birth: Birth | None) -> MotherPage:
    """Return the mother's page; without an open pregnancy it tells the one that brought the child of ``birth``."""
    pregnancy = _pregnancy_shown(sheet, mother.id, birth)
    history = ObstetricHistory(
        past_births=_past_births(sheet, mother.id, pregnancy),
        diseases=diseases_of(sheet, mother, pregnancy.last_period_on if pregnancy else None),
        allergies=_allergies(sheet, mother.id),
        contraception=contraception_of(sheet, mother),
    )
    referrals = open_referrals(sheet, mother)
    identity = _identity(sheet, mother, pregnancy)
    if pregnancy is None:
        return MotherPage(identity, history, warnings=referrals, due=services_next(sheet, mother, doses=True))
    until = pregnancy.ended_on or sheet.today
    record = pregnancy_record(sheet.session, mother, pregnancy, until, given_doses(sheet.session, mother.id))
    return _with_pregnancy(sheet, mother, MotherPage(identity, history, warnings=referrals), pregnancy, record)


def _with_pregnancy(
    sheet: Sheet, mother: Person, page: MotherPage, pregnancy: Pregnancy, record: PregnancyRecord
) -> MotherPage:
    file = record.file
    gravida, para, abortus = file.counts
    running = pregnancy.ended_on is None
    visits = [row for row in file.visits if running or row.day <= (pregnancy.ended_on or row.day)]
    curve = weight_gain_curve(file)
    care = pregnancy_care(record, sheet.screening.catalogue, restricted=False)
    return MotherPage(
        identity=page.identity,
        history=replace(page.history, gravida=gravida, para=para, abortus=abortus),
        pregnancy=_current(sheet, pregnancy, record),
        visits=_visit_lines(sheet, file, visits, care),
        weight_gain=None if curve is None else _chart(curve),
        charts=tuple(_visit_chart(one) for one in visit_curves(file) if one.points),
        lacking=_lacking(care) if running and visits else "",
        warnings=(*(_warnings(sheet, record) if running else ()), *page.warnings),
        due=(*(_due(file, sheet.today) if running else ()), *services_next(sheet, mother, doses=True)),
    )


def _visit_lines(
    sheet: Sheet, file: PregnancyFile, visits: Sequence[AntenatalRow], care: PregnancyCare
) -> tuple[AntenatalVisit, ...]:
    """Return the antenatal table: visits here, and contacts copied from the Buku KIA, by day."""
    done = {visit.day: f"{visit.done}/{visit.asked}" for visit in care.visits}
    lines = [
        antenatal_line(
            row,
            sheet.screening.catalogue.form(ANC_FORM, row.day),
            file.last_period_on,
            restricted=sheet.restricted,
            package=done.get(row.day, ""),
        )
        for row in visits
    ]
    lines += [contact_line(row, file.last_period_on) for row in file.elsewhere]
    return tuple(sorted(lines, key=lambda line: line.day))


def _pregnancy_shown(sheet: Sheet, mother_id: UUID, birth: Birth | None) -> Pregnancy | None:
    running = open_pregnancy(sheet.session, mother_id)
    if running is not None or birth is None or birth.pregnancy_id is None:
        return running
    return sheet.session.get_one(Pregnancy, birth.pregnancy_id)


def _identity(sheet: Sheet, mother: Person, pregnancy: Pregnancy | None) -> MotherIdentity:
    books = books_of_pregnancies(sheet.session, [pregnancy.id]) if pregnancy else {}
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
        kia_book=book_text(books.get(pregnancy.id, ())) if pregnancy else "",
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
    """Return the births and losses before the pregnancy on the sheet, the first first."""
    rows = earlier_babies(sheet.session, mother_id, shown.id if shown else None)
    return tuple(
        PastBirth(row.baby.year, row.baby.mode, row.helper, row.weight_g, _fate(row))
        for row in rows
        if shown is None or row.baby.on is None or row.baby.on < (shown.ended_on or sheet.today)
    )


def _fate(row: BabyRow) -> str:
    """Return what became of a baby."""
    dead = row.baby.outcome is PastOutcome.LIVE and row.baby.living is False
    return f"{row.baby.outcome.value}, meninggal" if dead else row.baby.outcome.value


def _current(sheet: Sheet, pregnancy: Pregnancy, record: PregnancyRecord) -> CurrentPregnancy:
    file, ended = record.file, ""
    if pregnancy.ended_on is not None:
        ended = f", berakhir {short_date(pregnancy.ended_on)}" + (
            f" ({pregnancy.outcome})" if pregnancy.outcome else ""
        )
    risks = risk_courses(record, sheet.screening.catalogue, restricted=sheet.restricted)
    kspr, preeclampsia, four_too = (_risk(record, course) for course in risks)
    return CurrentPregnancy(
        last_period_on=file.dating.told_period,
        due_on=file.due_on,
        dated_by="" if file.dating.method is DatingMethod.LAST_PERIOD else file.dating.method.label,
        gestation=file.gestation + ended,
        bmi_before=file.bmi_before.score if file.bmi_before else None,
        bmi_class=file.bmi_before.conclusion.removeprefix(BMI_PREFIX) if file.bmi_before else "",
        kspr=kspr,
        preeclampsia_screening=preeclampsia,
        four_too=four_too,
        td_status=record.td_text,
    )


def _risk(record: PregnancyRecord, course: RiskCourse) -> str:
    """Return a score with its class and last change; nothing where all it rests on is still to be asked."""
    now, change = course.now, course.change
    calls = now.meaning.urgency.calls_for_action
    if now.open and not calls and (record.newest(course.form) is None and not now.factors):
        return ""
    least = "sedikitnya " if now.open else ""
    words = f"{least}{figure(now.score)} ({short_class(course)})" if course.form == KSPR else now.meaning.conclusion
    if not calls and now.open and course.form != KSPR:
        words = f"{len(now.open)} butir belum ditanyakan"
    return words if change is None else f"{words} sejak {short_date(change.day)}"


def _chart(curve: WeightGainCurve) -> WeightGainChart:
    return WeightGainChart(curve.bmi_class, curve.lower, curve.upper, curve.points, curve.source)


def _visit_chart(curve: VisitCurve) -> VisitChart:
    return VisitChart(curve.title, curve.measure, curve.lower, curve.upper, curve.points, curve.second, curve.source)


def _lacking(care: PregnancyCare) -> str:
    """Return what of the 12T is open, and what can no longer be done."""
    parts = (("12T belum", care.owed), ("terlewat", care.lost))
    return "; ".join(f"{title}: {', '.join(names)}" for title, names in parts if names)


def _warnings(sheet: Sheet, record: PregnancyRecord) -> tuple[str, ...]:
    """Return what must not be overlooked; the sheet goes home, so nothing restricted is among it."""
    risks = risk_courses(record, sheet.screening.catalogue, restricted=False)
    return tuple(one.text for one in attention(record, sheet.screening, risks, restricted=False))


def _due(file: PregnancyFile, today: date) -> tuple[DueService, ...]:
    """Return the next visit agreed and what is still lacking for K6 in this trimester and later."""
    found = []
    planned = agreed_visit(file.visits[-1]) if file.visits else None
    if planned is not None:
        found.append(DueService("Kontrol antenatal", planned, "terlewat" if planned < today else ""))
    still_possible = tuple(f"Trimester {number}:" for number in range(file.trimester, LAST_TRIMESTER + 1))
    found += [
        DueService("Kontak antenatal", note=sentence)
        for sentence in file.contacts.missing
        if sentence.startswith(still_possible)
    ]
    return tuple(found)
