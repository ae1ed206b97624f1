"""The birth and the child's page of the KIA summary, filled from the record."""

from db.models import Birth, Person
from ilp_desktop.clock import local_time
from ilp_desktop.domain.age import age_on
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.birth.postnatal import BABY_FORM, MOTHER_FORM
from ilp_desktop.domain.growth.growth_tables import Indicator
from ilp_desktop.domain.immunisation.immunisation import DoseState, DoseStatus
from ilp_desktop.domain.pregnancy.kia_book import book_text
from ilp_desktop.printing.contents import kia_child as paper
from ilp_desktop.printing.contents.charts import GrowthChart
from ilp_desktop.printing.contents.kia_mother import DueService
from ilp_desktop.printing.wording import short_date, signed
from ilp_desktop.services.growth.growth_files import GrowthFile, GrowthPoint, growth_file
from ilp_desktop.services.growth.growth_series import SCHOOL, SHOWN, months_of_age, range_for
from ilp_desktop.services.growth.growth_sheets import chart_of
from ilp_desktop.services.immunisation.dose_reading import doses_of
from ilp_desktop.services.kia.kia_referrals import open_referrals
from ilp_desktop.services.kia.kia_services import (
    concluded,
    given,
    heel_prick,
    services_next,
    visits_after_birth,
)
from ilp_desktop.services.kia_sheet import Sheet, address_of
from ilp_desktop.services.person.person_reads import RECORD_NUMBER, nik_words, numbers_of
from ilp_desktop.services.pregnancy.kia_books import books_of_children

CHARTS = (Indicator.WEIGHT_FOR_AGE, Indicator.LENGTH_FOR_AGE)
SCHOOL_CHARTS = (Indicator.BMI_FOR_AGE,)
OVERDUE = (DoseState.LATE, DoseState.CATCH_UP)
DEVELOPMENT = "kpsp_"
DUE = (*OVERDUE, DoseState.DUE)


def delivery_of(sheet: Sheet, child: Person, birth: Birth | None) -> paper.Delivery:
    """Return the birth of a child; all of it unknown when nobody recorded it."""
    if birth is None:
        return paper.Delivery(born_at=None, sex=child.sex)
    return paper.Delivery(
        born_at=local_time(birth.born_at, sheet.time_zone),
        place=", ".join(part for part in (birth.place, birth.place_name) if part),
        mode=birth.mode,
        helper=birth.helper,
        early_breastfeeding=birth.early_breastfeeding,
        weight_g=birth.weight_g,
        length_cm=birth.length_cm,
        head_cm=birth.head_cm,
        sex=child.sex,
        hour_known=birth.hour_known,
        apgar=_apgar(birth),
        postnatal_visits=visits_after_birth(sheet, birth.mother_id, MOTHER_FORM, child.birth_date),
    )


def _apgar(birth: Birth) -> str:
    """Return the scores of 1, 5 and 10 minutes, empty when none is on record."""
    scores = (birth.apgar_1, birth.apgar_5, birth.apgar_10)
    if all(score is None for score in scores):
        return ""
    return "/".join("-" if score is None else str(score) for score in scores)


def child_page(sheet: Sheet, child: Person, mother: Person | None) -> paper.ChildPage:
    """Return the child's page."""
    file = growth_file(sheet.session, child)
    doses = doses_of(sheet.session, child, sheet.today)
    last = file.points[-1] if file.points else None
    return paper.ChildPage(
        identity=_identity(sheet, child, mother),
        neonatal_visits=(
            *visits_after_birth(sheet, child.id, BABY_FORM, child.birth_date),
            *heel_prick(sheet, child.id),
        ),
        immunisations=tuple(_line(dose) for dose in doses),
        last_growth=None if last is None else _last_growth(last),
        growth_charts=() if last is None else _charts(file, last),
        development=concluded(sheet, child.id, _development_forms(sheet), child.birth_date, sheet.today),
        vitamin_a=given(sheet, child.id, "vitamin_a"),
        deworming=given(sheet, child.id, "deworming"),
        warnings=(
            *open_referrals(sheet, child),
            *(() if last is None else _growth_warnings(last)),
            *_dose_warnings(doses),
        ),
        due=(*_due(doses), *services_next(sheet, child, doses=False)),
    )


def _development_forms(sheet: Sheet) -> tuple[str, ...]:
    listed = sheet.screening.catalogue.listed(sheet.today)
    return tuple(header.code for header in listed if header.code.startswith(DEVELOPMENT))


def _identity(sheet: Sheet, child: Person, mother: Person | None) -> paper.ChildIdentity:
    numbers = numbers_of(sheet.session, child.id)
    return paper.ChildIdentity(
        name=child.name,
        nik=nik_words(sheet.session, child, numbers),
        record_number=numbers[RECORD_NUMBER].value if RECORD_NUMBER in numbers else "",
        birth_date=child.birth_date,
        age=age_on(child.birth_date, sheet.today).text,
        sex=child.sex,
        mother_name=mother.name if mother else child.mother_name,
        birth_order=child.birth_order,
        address=address_of(sheet.session, child),
        kia_book=book_text(books_of_children(sheet.session, [child.id]).get(child.id, ())),
    )


def _line(dose: DoseStatus) -> paper.ImmunisationLine:
    if dose.given_on is not None:
        return paper.ImmunisationLine(dose.label, dose.given_on)
    if dose.state is DoseState.CLOSED:
        return paper.ImmunisationLine(dose.label, note=dose.state.value)
    said = [dose.state.value] if dose.state in OVERDUE else []
    said += ["diulang"] if dose.uncounted else []
    return paper.ImmunisationLine(dose.label, due_on=dose.due_from, note=", ".join(said))


def _last_growth(point: GrowthPoint) -> paper.LastGrowth:
    results = []
    for indicator in SHOWN:
        score, status = point.result.score(indicator), point.statuses.get(indicator)
        if score.z is not None or status is not None:
            label = status.conclusion if status else "tidak ada kategori"
            results.append(paper.GrowthResult(score.table.index, score.z, label))
    return paper.LastGrowth(
        day=point.day,
        weight_kg=point.measurement.weight_kg,
        length_cm=point.measurement.length_cm,
        head_cm=point.measurement.head_cm,
        weight_gained=point.gain.assessment.conclusion if point.gain else "",
        results=tuple(results),
    )


def _charts(file: GrowthFile, last: GrowthPoint) -> tuple[GrowthChart, ...]:
    span = range_for(months_of_age(last))
    return tuple(
        chart_of(file, indicator, span, last.day) for indicator in (SCHOOL_CHARTS if span is SCHOOL else CHARTS)
    )


def _growth_warnings(point: GrowthPoint) -> tuple[str, ...]:
    found = []
    for indicator, status in point.statuses.items():
        if status.urgency is not Urgency.NONE:
            score = point.result.score(indicator)
            found.append(f"{score.table.index} {signed(score.z)}: {status.conclusion}")
    if point.gain is not None and point.gain.assessment.urgency is Urgency.REFER:
        found.append(f"Penimbangan {short_date(point.day)}: {point.gain.assessment.conclusion}")
    return (*found, *point.result.remarks)


def _dose_warnings(doses: tuple[DoseStatus, ...]) -> tuple[str, ...]:
    said = [
        f"Dosis {short_date(each.given.on)} tidak dihitung. {each.reasons[-1]}"
        for dose in doses
        for each in dose.uncounted
        if dose.given_on is None
    ]
    late = sum(1 for dose in doses if dose.state in OVERDUE)
    return (*said, *((f"{late} dosis imunisasi terlambat atau perlu dikejar",) if late else ()))


def _due(doses: tuple[DoseStatus, ...]) -> tuple[DueService, ...]:
    """Return the doses that may be given now, the latest first, and those that come next after them."""
    now = [dose for state in DUE for dose in doses if dose.state is state]
    later = [dose for dose in doses if dose.state is DoseState.NOT_YET]
    soonest = min((dose.due_from for dose in later), default=None)
    following = [dose for dose in later if dose.due_from == soonest]
    return tuple(
        DueService(f"Imunisasi {dose.label}", dose.due_from, dose.state.value if dose.state in DUE else "")
        for dose in (*now, *following)
    )
