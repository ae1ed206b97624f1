"""Pregnancies as the record tells them, written in a line each, for tests of what is derived from them."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from db.models import Person
from ilp_desktop.domain.calendar_dates import months_shifted
from ilp_desktop.domain.immunisation.immunisation_tetanus import tetanus_status
from ilp_desktop.domain.pregnancy.antenatal_contacts import AntenatalContact, count_contacts
from ilp_desktop.domain.pregnancy.mother_class import count_classes
from ilp_desktop.domain.pregnancy.pregnancy import due_date, gestational_age, gpa_text, trimester
from ilp_desktop.domain.pregnancy.pregnancy_dating import dated
from ilp_desktop.domain.pregnancy.pregnancy_past import EarlierBaby, PastOutcome, obstetric_past
from ilp_desktop.domain.sex import Sex
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.filling import check
from ilp_desktop.forms.schema import Answers
from ilp_desktop.services.answers.screening import StoredResponse
from ilp_desktop.services.antenatal.pregnancy_record import PregnancyRecord, is_told
from ilp_desktop.services.pregnancy.pregnancies import AntenatalRow, PregnancyFile
from tests.forms.shipped import FORMS
from tests.house_fixtures import TODAY

NOBODY = UUID(int=1)
COMPLICATIONS = ("uri_dirogoh", "infus_transfusi", "preeklampsia")
FORM = {form.code: form for form in FORMS}


def recorded(row: Mapping[str, str]) -> PregnancyRecord:
    """Return the record of a row: now, age, gpa, births, babies, height, weight, diagnoses, visits, asked."""
    now = int(row["now"])
    last_period = TODAY - timedelta(weeks=now)
    gravida, para, abortus = (int(part) for part in row["gpa"].split("/"))
    height = float(row["height"]) if row["height"] else None
    earlier = tuple(_baby(last_period, text) for text in filter(None, row["births"].split("|")))
    past = obstetric_past(earlier, TODAY)
    visits = [(int(week), answers) for week, _, answers in _parts(row["visits"])]
    file = PregnancyFile(
        id=NOBODY,
        version=1,
        person_id=NOBODY,
        last_period_on=last_period,
        due_on=due_date(last_period),
        dating_method="HPHT",
        gestation=gestational_age(last_period, TODAY).text,
        gestation_days=now * 7,
        trimester=trimester(gestational_age(last_period, TODAY), TODAY),
        gpa=gpa_text(gravida, para, abortus),
        counts=(gravida, para, abortus),
        height_cm=height,
        weight_before_kg=float(row["weight"]) if row["weight"] else None,
        bmi_before=None,
        contacts=count_contacts(last_period, [AntenatalContact(_on(last_period, week)) for week, _ in visits], TODAY),
        visits=tuple(_visit(last_period, week, answers) for week, answers in visits),
        dating=dated(last_period, None),
        classes=count_classes({}, TODAY),
        babies_expected=int(row["babies"]) if row.get("babies") else None,
        earlier=earlier,
    )
    asked = [_response(last_period, int(week), form, answers) for week, form, answers in _parts(row["asked"])]
    return PregnancyRecord(
        file=file,
        person=Person(birth_date=months_shifted(TODAY, -12 * int(row["age"])), sex=Sex.FEMALE, blood_type=""),
        today=TODAY,
        responses=tuple(reversed(asked)),
        past=past,
        past_told=is_told((gravida, para, abortus), past, earlier),
        diagnoses=tuple((_on(last_period, int(week)), code) for week, _, code in _cells(row["diagnoses"])),
        tetanus=tetanus_status((), TODAY),
        known=frozenset(),
    )


def _on(last_period: date, week: int) -> date:
    return last_period + timedelta(weeks=week)


def _cells(text: str) -> list[tuple[str, str, str]]:
    return [part.strip().partition(":") for part in text.split("|") if part.strip()]


def _parts(text: str) -> list[tuple[str, str, str]]:
    """Return week, form (of what was asked, else empty) and answers of each part."""
    found = []
    for week, _, rest in _cells(text):
        form, colon, answers = rest.partition(":")
        found.append((week, form.strip(), answers) if colon else (week, "", rest))
    return found


def _answers(form: str, week: int, text: str) -> Answers:
    """Return what the answers typed in a case come to, as the form stores them."""
    typed = {code.strip(): value.strip() for code, _, value in (pair.partition("=") for pair in text.split(";"))}
    facts = Facts(TODAY, months_shifted(TODAY, -360), Sex.FEMALE, pregnant=True, gestation_days=week * 7)
    first = check(FORM[form], typed, facts)
    checked = check(FORM[form], typed, facts, {doubt.key for doubt in first.doubts.values()})
    assert typed.keys() <= checked.answers.keys(), f"not stored: {typed.keys() - checked.answers.keys()}"
    return checked.answers


def _visit(last_period: date, week: int, text: str) -> AntenatalRow:
    day = _on(last_period, week)
    answers = _answers("anc_visit", week, text)
    return AntenatalRow(NOBODY, day, gestational_age(last_period, day).text, answers, "Bd. Contoh", by_doctor=False)


def _response(last_period: date, week: int, form: str, text: str) -> StoredResponse:
    return StoredResponse(NOBODY, form, FORM[form].version, _on(last_period, week), _answers(form, week, text))


def _baby(last_period: date, text: str) -> EarlierBaby:
    """Return a baby written as months before the last period, mode, and after strokes what became of it."""
    months, _, rest = text.strip().partition(":")
    mode, *more = (part.strip() for part in rest.split("/"))
    on = months_shifted(last_period, -int(months))
    outcome = next((one for one in PastOutcome if one.value in more), PastOutcome.LIVE)
    living = {"hidup": True, "meninggal": False}
    return EarlierBaby(
        year=on.year,
        outcome=outcome,
        on=None if "tahun" in more else on,
        mode=mode,
        living=next((living[word] for word in more if word in living), None),
        complications=tuple(word for word in more if word in COMPLICATIONS),
    )
