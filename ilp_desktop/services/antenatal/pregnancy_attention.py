"""What in a pregnancy somebody has to act upon, the worst first, each in one short sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.growth.body_measures import body_mass_index
from ilp_desktop.domain.pregnancy.antenatal_package import Standing, stands
from ilp_desktop.domain.pregnancy.antenatal_picture import supplement_days, weekly_gain
from ilp_desktop.domain.pregnancy.fetal_measures import expected_fundal_height
from ilp_desktop.domain.pregnancy.pregnancy_weight import expected_gain, weight_gain_band
from ilp_desktop.forms.answered import number
from ilp_desktop.forms.filling import Checked
from ilp_desktop.forms.parsing import decimal_text
from ilp_desktop.forms.risk_course import RiskCourse
from ilp_desktop.forms.schema import Answer, Answers, Form, Sensitivity
from ilp_desktop.forms.scoring import CLOSED, alarms
from ilp_desktop.forms.wording import answer_text
from ilp_desktop.services.answers.screening import Screening
from ilp_desktop.services.antenatal.antenatal_words import short_label
from ilp_desktop.services.antenatal.pregnancy_record import BIRTH_PLAN, PregnancyRecord
from ilp_desktop.services.antenatal.pregnancy_risks import risk_text
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, AntenatalRow
from ilp_desktop.services.pregnancy.weight_gain_curve import weight_gain_curve

DANGER_SIGNS, PRESSURE, ARM, SUPPLEMENT = "tanda_bahaya", "diastolik", "lila", "makanan_tambahan"
FUNDAL_HEIGHT = "tfu"
GIVEN, REACTIVE = "diberikan", "reaktif"
NO_RESULTS = ("belum", "menunggu")
GAIN_PREFIX = "kenaikan berat badan "


@dataclass(frozen=True)
class Attention:
    """One thing that is wrong or open.

    Attributes:
        text: what it is, with its value and, where it is not of the last visit, its day.
        advice: what to do.
        source: regulation.
    """

    urgency: Urgency
    text: str
    advice: str = ""
    source: str = ""


def attention(
    record: PregnancyRecord, screening: Screening, risks: Sequence[RiskCourse], *, restricted: bool
) -> tuple[Attention, ...]:
    """Return all that calls for somebody to act, the most urgent first; ``restricted`` is leave for all of it."""
    found = [
        *_danger_signs(record, screening),
        *_from_visits(record, screening, restricted=restricted),
        *_reactive(record, screening, restricted=restricted),
        *_from_risks(risks),
        *_weight(record),
        *_tablets(record),
        *_birth_plan(record, screening, restricted=restricted),
        *_awaited(record, screening, restricted=restricted),
    ]
    return tuple(sorted(found, key=lambda one: -one.urgency.rank))


def _danger_signs(record: PregnancyRecord, screening: Screening) -> Iterator[Attention]:
    """Give the danger signs told at the last visit as one."""
    if not record.file.visits:
        return
    row = record.file.visits[-1]
    form = screening.catalogue.form(ANC_FORM, row.day)
    question = form.question(DANGER_SIGNS)
    told = row.answers.get(DANGER_SIGNS)
    signs: list[str] = [str(one) for one in told if one != question.exclusive] if isinstance(told, list) else []
    if signs:
        checked = Checked(answers=row.answers)
        raised = alarms(form, checked, record.facts_at(row.day)).get(DANGER_SIGNS, ())
        bands = [
            band.meaning for scoring in form.scorings for band in scoring.bands if DANGER_SIGNS in scoring.questions
        ]
        urgency = max([*(one.urgency for one in raised), *(one.urgency for one in bands)], key=lambda one: one.rank)
        advices = [*(one.advice for one in raised), *(one.advice for one in bands)]
        advice = " ".join(dict.fromkeys(filter(None, advices)))
        text = f"Tanda bahaya ({indonesian_date(row.day)}): {answer_text(question, signs)}"
        yield Attention(urgency, text, advice, form.source)


def _from_visits(record: PregnancyRecord, screening: Screening, *, restricted: bool) -> Iterator[Attention]:
    """Give what rules and alarms of the form say of the newest answer to each question."""
    told: set[str] = {DANGER_SIGNS}
    package = record.package
    visits = record.file.visits
    for at, row in reversed([*enumerate(visits)]):
        form = screening.catalogue.form(ANC_FORM, row.day)
        said = screening.readings(form, Checked(answers=row.answers), record.facts_at(row.day))
        raised = alarms(form, Checked(answers=row.answers), record.facts_at(row.day))
        hidden = form.restricted_codes()
        closed = hidden & {test.question for test in package.tests}
        for code in [*dict.fromkeys((*said, *raised))]:
            if code in told or code in closed:
                continue
            for one in _worst_of(said.get(code, ()), raised.get(code, ())):
                if restricted or (CLOSED not in one.flags and code not in hidden):
                    text = _sentence(record, form, at, code, one)
                    yield Attention(one.urgency, text, one.advice, one.source)
        told |= {code for code, answer in row.answers.items() if answer not in NO_RESULTS}


def _worst_of(said: Sequence[Assessment], raised: Sequence[Assessment]) -> list[Assessment]:
    """Return what calls for action: what was read from a value, and alarms that say more than that."""
    read = [one for one in said if one.urgency.calls_for_action]
    most = max((one.urgency.rank for one in read), default=0)
    return [*read, *(one for one in raised if one.urgency.calls_for_action and one.urgency.rank > most)]


def _sentence(record: PregnancyRecord, form: Form, at: int, code: str, one: Assessment) -> str:
    """Return what was found with its value, and the day where it is not of the last visit."""
    row = record.file.visits[at]
    words = one.conclusion
    when = "" if row is record.file.visits[-1] else f" ({indonesian_date(row.day)})"
    if code == PRESSURE:
        return f"TD {_pressure(row.answers)}{when}: {words}{_risen(record, at)}"
    if code == ARM:
        return f"LiLA {_value(row, code)}{when}: {words}; {_supplement(record)}"
    question = form.question(code)
    if not question.kind.is_number:
        return f"{words}{when}"
    short, value = short_label(question), _value(row, code)
    words = words.removeprefix(f"{short} {value}: ").removeprefix(f"{short} ")
    return f"{short} {value}{when}{_expected(record, row, code)}: {words}"


def _expected(record: PregnancyRecord, row: AntenatalRow, code: str) -> str:
    """Return the fundal height expected at the week of a visit."""
    if code != FUNDAL_HEIGHT:
        return ""
    age = record.age_at(row.day)
    limits = expected_fundal_height(age, row.day)
    return "" if limits is None else f" pada {age.weeks} minggu (seharusnya {limits[0]}-{limits[1]})"


def _risen(record: PregnancyRecord, at: int) -> str:
    """Return that the blood pressure was lower at the last measurement before."""
    earlier = next((row for row in reversed(record.file.visits[:at]) if PRESSURE in row.answers), None)
    if earlier is None:
        return ""
    risen = any(
        (number(record.file.visits[at].answers, code) or 0) > (number(earlier.answers, code) or 0)
        for code in ("sistolik", PRESSURE)
    )
    if not risen:
        return ""
    return f"; naik dari {_pressure(earlier.answers)} ({indonesian_date(earlier.day)})"


def _supplement(record: PregnancyRecord) -> str:
    """Return since when additional food was given, or that it was not."""
    given = [row.day for row in record.file.visits if row.answers.get(SUPPLEMENT) == GIVEN]
    if not given:
        return "PMT belum diberikan"
    days = (record.today - given[0]).days
    return f"PMT sejak {indonesian_date(given[0])} ({days} hari, sedikitnya {supplement_days(record.today)})"


def _reactive(record: PregnancyRecord, screening: Screening, *, restricted: bool) -> Iterator[Attention]:
    """Give restricted tests that are reactive, to those with leave."""
    if not restricted:
        return
    for row in record.file.visits:
        form = screening.catalogue.form(ANC_FORM, row.day)
        for question in form.questions:
            if question.sensitivity is Sensitivity.RESTRICTED and row.answers.get(question.code) == REACTIVE:
                text = f"{question.label} reaktif ({indonesian_date(row.day)})"
                yield Attention(Urgency.REFER, text, question.hint, form.source)


def _from_risks(risks: Sequence[RiskCourse]) -> Iterator[Attention]:
    for course in risks:
        meaning = course.now.meaning
        if meaning.urgency.calls_for_action:
            yield Attention(meaning.urgency, risk_text(course), meaning.advice, course.source)


def _weight(record: PregnancyRecord) -> Iterator[Attention]:
    """Give the body mass index before, the total gain against its band, and the gain a week against what is advised."""
    file = record.file
    before = file.bmi_before
    if before is not None and before.urgency.calls_for_action:
        text = f"{before.conclusion}{'' if before.score is None else f' ({decimal_text(before.score)})'}"
        yield Attention(before.urgency, text, before.advice, before.source)
    curve = weight_gain_curve(file)
    if curve is None or curve.verdict is None or file.height_cm is None or file.weight_before_kg is None:
        return
    band = weight_gain_band(body_mass_index(file.weight_before_kg, file.height_cm), file.last_period_on)
    weighed = [
        (row.day, record.age_at(row.day).total_days, kilograms)
        for row in file.visits
        if (kilograms := number(row.answers, "berat")) is not None
    ]
    weekly = weekly_gain(weighed, band, record.today)
    told = "" if weekly is None else f"{decimal_text(weekly.kg)} kg/minggu sejak {indonesian_date(weekly.since)}"
    advised = "" if weekly is None else f" (anjuran {decimal_text(weekly.advised)})"
    if curve.verdict.urgency is not Urgency.NONE:
        week, gain = curve.points[-1]
        low, high = (decimal_text(round(limit, 1)) for limit in expected_gain(band, week))
        words = curve.verdict.conclusion.removeprefix(GAIN_PREFIX)
        text = f"Kenaikan berat {decimal_text(gain)} kg (anjuran {low}-{high}), {words}"
        yield Attention(curve.verdict.urgency, f"{text}; {told}" if told else text, curve.verdict.advice, curve.source)
    elif weekly is not None and weekly.verdict is not None:
        text = f"Berat {told}{advised}: {weekly.verdict.conclusion}"
        yield Attention(weekly.verdict.urgency, text, weekly.verdict.advice, weekly.verdict.source)


def _tablets(record: PregnancyRecord) -> Iterator[Attention]:
    """Give tablets that have run out before the target was reached."""
    count = record.tablets
    if count.last_until is not None and count.last_until <= record.today and count.given < count.target:
        text = f"{count.kind} habis sejak {indonesian_date(count.last_until)}: {count.given} dari {count.target} tablet"
        yield Attention(Urgency.WATCH, text, "Beri tablet dan tanyakan apakah diminum setiap hari.")


def _birth_plan(record: PregnancyRecord, screening: Screening, *, restricted: bool) -> Iterator[Attention]:
    """Give what a birth plan that was begun still lacks; one never begun is due, not wrong."""
    plan = record.newest(BIRTH_PLAN)
    if plan is None:
        return
    lacking = birth_plan_lacking(screening.catalogue.form(BIRTH_PLAN, plan.day), plan.answers, restricted=restricted)
    if lacking:
        yield Attention(Urgency.WATCH, f"P4K belum lengkap: {', '.join(lacking).lower()}", "Lengkapi bersama keluarga.")


def birth_plan_lacking(form: Form, answers: Mapping[str, Answer], *, restricted: bool) -> tuple[str, ...]:
    """Return the labels of what nobody has planned yet."""
    hidden = frozenset() if restricted else form.restricted_codes()
    scored = [form.question(code) for scoring in form.scorings for code in scoring.questions if code not in hidden]
    chosen = [(question, question.choice(str(answers.get(question.code)))) for question in scored]
    return tuple(question.label for question, choice in chosen if choice is None or choice.score)


def _awaited(record: PregnancyRecord, screening: Screening, *, restricted: bool) -> Iterator[Attention]:
    """Give all results still to come as one."""
    package = record.package
    hidden = frozenset() if restricted else screening.catalogue.form(ANC_FORM, record.today).restricted_codes()
    stand = partial(stands, package, visits=record.package_visits, weeks=record.age_at(record.today).weeks)
    found = [stand(test, known=record.known) for test in package.tests if test.question not in hidden]
    waiting = [one for one in found if one.standing is Standing.WAITING]
    if waiting:
        names = ", ".join(f"{one.ask.label} ({_day(one.on)})" for one in waiting)
        yield Attention(Urgency.AWAITED, f"Menunggu hasil: {names}", "Tanyakan hasilnya.", package.source)


def _day(day: date | None) -> str:
    return "" if day is None else indonesian_date(day)


def _pressure(answers: Answers) -> str:
    return f"{_plain(number(answers, 'sistolik'))}/{_plain(number(answers, PRESSURE))}"


def _plain(value: float | None) -> str:
    return "?" if value is None else decimal_text(value)


def _value(row: AntenatalRow, code: str) -> str:
    return _plain(number(row.answers, code))
