"""The facts of pregnancies and births that columns of a register name."""

from collections.abc import Callable, Mapping
from datetime import date

from db.models import Delivery
from ilp_desktop.clock import local_day, local_time
from ilp_desktop.domain.birth.delivery import complications
from ilp_desktop.domain.birth.postnatal import BABY_FORM, MOTHER_FORM
from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.immunisation.immunisation_tetanus import tetanus_status
from ilp_desktop.domain.pregnancy.antenatal_contacts import LAST_NUMBERED
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, gpa_text
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.antenatal.pregnancy_record import td_text
from ilp_desktop.services.kia.kia_services import visit_marks
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, AntenatalRow, PregnancyFile
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import NO, SEPARATOR, YES, Asked, Fact, days_of
from ilp_desktop.services.register.register_sources import Sources

PURE, ACCESS = "murni", "akses"
Reader = Callable[[Entry, Sources, Asked], Cell]


def _husband(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    return sources.husbands.get(entry.person.id)


def _of_pregnancy(attribute: str) -> Reader:
    return lambda entry, _sources, _asked: getattr(entry.pregnancy, attribute) if entry.pregnancy else None


def _of_file(read: Callable[[PregnancyFile], Cell]) -> Reader:
    """Return what a pregnancy says as its visits tell it."""

    def found(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        file = sources.files.get(entry.pregnancy.id) if entry.pregnancy else None
        return read(file) if file else None

    return found


def _gpa(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    one = entry.pregnancy
    return gpa_text(one.gravida, one.para, one.abortus) if one else None


def _ended(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    return entry.pregnancy.ended_on if entry.pregnancy else None


def _outcome(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    return entry.pregnancy.outcome or None if entry.pregnancy else None


def _gestation_at_birth(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    one = entry.pregnancy
    born_on = _delivered(entry, sources) or (one.ended_on if one else None)
    if one is None or born_on is None or born_on < one.last_period_on:
        return None
    age = gestational_age(one.last_period_on, born_on)
    return f"{age.weeks}+{age.days}"


def _first_contact(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Return whether the first contact was in the first trimester."""
    file = sources.files.get(entry.pregnancy.id) if entry.pregnancy else None
    if file is None or not file.contacts.k1_access:
        return None
    return PURE if file.contacts.k1_pure else ACCESS


def _contact(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    file = sources.files.get(entry.pregnancy.id) if entry.pregnancy else None
    found = file.contacts.contacts if file else ()
    return next((one.on for one in found if one.label == asked.argument), None)


def _six_contacts(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    file = sources.files.get(entry.pregnancy.id) if entry.pregnancy else None
    if file is None or len(file.contacts.contacts) < LAST_NUMBERED:
        return None
    return YES if file.contacts.k6_complete else NO


def _visit(entry: Entry, sources: Sources, asked: Asked) -> AntenatalRow | None:
    """Return the last antenatal visit of a month."""
    first, last = days_of(entry, asked)
    visits = sources.antenatal.get(entry.pregnancy.id, ()) if entry.pregnancy else ()
    return next((row for row in reversed(visits) if first <= row.day <= last), None)


def _visit_answer(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    visit = _visit(entry, sources, asked)
    found = visit.answers.get(asked.argument) if visit else None
    return found if isinstance(found, str | int | float) and not isinstance(found, bool) else None


def _visit_gestation(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    visit = _visit(entry, sources, asked)
    if visit is None or entry.pregnancy is None:
        return None
    age = gestational_age(entry.pregnancy.last_period_on, visit.day)
    return f"{age.weeks}+{age.days}"


def _visit_pressure(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    visit = _visit(entry, sources, asked)
    upper, lower = (visit.answers.get(code) if visit else None for code in ("sistolik", "diastolik"))
    return None if upper is None or lower is None else f"{upper}/{lower}"


def _tetanus(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    visits = sources.antenatal.get(entry.pregnancy.id, ()) if entry.pregnancy else ()
    reached = tetanus_status(sources.record(entry.person).tetanus, sources.world.day)
    return td_text(visits, reached) or None


def _referral(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Return the last referral within the days of a row."""
    for row in sources.referrals.get(entry.person.id, ()):
        if entry.first <= row.day <= entry.last:
            return f"{indonesian_date(row.day)} {row.name}, {row.clinic}"
    return None


def _born_at(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    """Return the day and hour of a birth; the day alone where nobody knows the hour."""
    if not entry.births:
        return None
    birth = entry.births[0]
    at = local_time(birth.born_at, sources.world.time_zone)
    return indonesian_moment(at) if birth.hour_known else indonesian_date(at)


def _born_on(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    born = [local_time(one.born_at, sources.world.time_zone).date() for one in entry.births]
    return born[0] if born else None


def _of_births(attribute: str) -> Reader:
    """Return what is known of each birth, of twins one after the other; what is the same of all stands once."""

    def read(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
        found = [getattr(one, attribute) for one in entry.births]
        if all(one in (None, "") for one in found):
            return None
        if len(set(found)) == 1:
            return _worded(found[0])
        return SEPARATOR.join("-" if one in (None, "") else str(_worded(one)) for one in found)

    return read


def _worded(value: Cell) -> Cell:
    if isinstance(value, bool):
        return YES if value else NO
    return value


def _of_children(attribute: str) -> Reader:
    def read(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
        return SEPARATOR.join(str(getattr(one, attribute)) for one in entry.children) or None

    return read


def _babies_sex(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    """Return the sex of each baby, those born dead among them."""
    children = {one.id: one.sex for one in entry.children}
    found = [children.get(one.child_id, one.sex) if one.child_id else one.sex for one in entry.births]
    return SEPARATOR.join(sex.value if sex else "-" for sex in found) or None


def _apgar(entry: Entry, _sources: Sources, _asked: Asked) -> Cell:
    """Return the scores after one, five and ten minutes of each baby."""
    scores = [(one.apgar_1, one.apgar_5, one.apgar_10) for one in entry.births]
    told = ["/".join(str(score) for score in some if score is not None) for some in scores]
    return SEPARATOR.join(one or "-" for one in told) if any(told) else None


def _of_delivery(attribute: str) -> Reader:
    """Return what is known of the delivery that brought the babies of a row."""

    def read(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        found = _delivery(entry, sources)
        value: Cell = getattr(found, attribute) if found else None
        return None if value == "" else value

    return read


def _complications(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
    found, day = _delivery(entry, sources), _delivered(entry, sources)
    if found is None or day is None:
        return None
    words = dict(complications(day))
    told = [*(words.get(one, one) for one in found.complications), found.complication_note]
    return ", ".join(one for one in told if one) or None


def _delivery(entry: Entry, sources: Sources) -> Delivery | None:
    wanted = next((one.delivery_id for one in entry.births if one.delivery_id is not None), None)
    return sources.deliveries.get(wanted) if wanted else None


def _postnatal_visit(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    born_on = _delivered(entry, sources)
    if born_on is None:
        return None
    done = [one.day for one in reversed(sources.responses[entry.person.id]) if one.form_code == MOTHER_FORM]
    marks = visit_marks(done, MOTHER_FORM, born_on, sources.world.day)
    return next((one.done_on for one in marks if one.code == asked.argument), None)


def _neonatal_visits(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    found = []
    for child in entry.children:
        done = [one.day for one in reversed(sources.responses[child.id]) if one.form_code == BABY_FORM]
        marks = visit_marks(done, BABY_FORM, child.birth_date, sources.world.day)
        found.append(next((one.done_on for one in marks if one.code == asked.argument), None))
    return _dates(found)


def _children_dose(entry: Entry, sources: Sources, asked: Asked) -> Cell:
    antigen, _, number = asked.argument.rpartition(":")
    records = (sources.record(child).filled(sources.world.day) for child in entry.children)
    return _dates([record.get(antigen, {}).get(int(number)) for record in records])


def _dates(found: list[date | None]) -> Cell:
    if not any(found):
        return None
    if len(found) == 1:
        return found[0]
    return SEPARATOR.join(indonesian_date(one) if one else "-" for one in found)


def _delivered(entry: Entry, sources: Sources) -> date | None:
    """Return the day from which the visits after a birth are counted."""
    born = (local_day(one.born_at, sources.world.time_zone) for one in entry.births)
    return next((child.birth_date for child in entry.children), next(born, None))


MOTHER: Mapping[str, Fact] = {
    "husband": Fact(_husband),
    "gpa": Fact(_gpa),
    "last_period_on": Fact(_of_file(lambda file: file.dating.told_period)),
    "dated_by": Fact(_of_file(lambda file: file.dating.method.label)),
    "contacts_elsewhere": Fact(_of_file(lambda file: len(file.elsewhere) or None)),
    "mother_classes": Fact(_of_file(lambda file: len(file.classes.days) or None)),
    "babies_expected": Fact(_of_pregnancy("babies_expected")),
    "due_on": Fact(_of_pregnancy("due_on")),
    "height_cm": Fact(_of_pregnancy("height_cm")),
    "weight_before_kg": Fact(_of_pregnancy("weight_before_kg")),
    "bmi_before": Fact(_of_file(lambda file: file.bmi_before.score if file.bmi_before else None)),
    "ended_on": Fact(_ended),
    "outcome": Fact(_outcome),
    "gestation_at_birth": Fact(_gestation_at_birth),
    "first_contact": Fact(_first_contact),
    "contact": Fact(_contact),
    "six_contacts": Fact(_six_contacts),
    "visit": Fact(_visit_answer, asks=ANC_FORM),
    "visit_gestation": Fact(_visit_gestation),
    "visit_pressure": Fact(_visit_pressure),
    "tetanus_status": Fact(_tetanus),
    "referral": Fact(_referral),
    "born_at": Fact(_born_at),
    "born_on": Fact(_born_on),
    "delivery_place": Fact(_of_births("place")),
    "delivery_mode": Fact(_of_births("mode")),
    "delivery_helper": Fact(_of_births("helper")),
    "delivery_breastfeeding": Fact(_of_births("early_breastfeeding")),
    "baby_weight_g": Fact(_of_births("weight_g")),
    "baby_length_cm": Fact(_of_births("length_cm")),
    "baby_head_cm": Fact(_of_births("head_cm")),
    "baby_name": Fact(_of_children("name")),
    "baby_sex": Fact(_babies_sex),
    "baby_outcome": Fact(_of_births("outcome")),
    "baby_apgar": Fact(_apgar),
    "baby_resuscitation": Fact(_of_births("resuscitation")),
    "baby_anomalies": Fact(_of_births("anomalies")),
    "baby_vitamin_k": Fact(_of_births("vitamin_k")),
    "baby_eye_ointment": Fact(_of_births("eye_ointment")),
    "delivery_place_name": Fact(_of_births("place_name")),
    "delivery_helper_name": Fact(_of_births("helper_name")),
    "delivery_complications": Fact(_complications),
    "delivery_blood_loss_ml": Fact(_of_delivery("blood_loss_ml")),
    "delivery_placenta": Fact(_of_delivery("placenta")),
    "delivery_perineum": Fact(_of_delivery("perineum")),
    "delivery_mother_state": Fact(_of_delivery("mother_state")),
    "postnatal_visit": Fact(_postnatal_visit, (MOTHER_FORM,)),
    "neonatal_visits": Fact(_neonatal_visits, (BABY_FORM,)),
    "baby_dose": Fact(_children_dose),
}
"""Facts of a woman, her pregnancy and a birth."""
