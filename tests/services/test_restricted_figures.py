"""Every restricted form and question, for every role, in everything that shows figures of forms."""

import pytest
from sqlalchemy import insert

from db.models import FormResponse, Observation
from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import Act, Role, may
from ilp_desktop.domain.reporting_period import Period, days_of
from ilp_desktop.domain.small_counts import FEW
from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Sensitivity
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.services.answers.form_statistics import COUNTED, FormFigures, FormStatistics
from ilp_desktop.services.answers.observations import observations_of
from tests.house_fixtures import TODAY, Clinic
from tests.services.answered_forms import SAMPLES, in_role

MONTH = days_of(Period.MONTH, TODAY)
SHIPPED = shipped_forms()


def every_form() -> list[Form]:
    """Return the made-up forms and every form shipped."""
    made_up = [parse_form(text, f"{code}.toml") for code, text in SAMPLES.items()]
    return made_up + [SHIPPED.form(header.code, TODAY) for header in SHIPPED.listed(TODAY)]


FORMS = {form.code: form for form in every_form()}
CLOSED = [code for code, form in FORMS.items() if form.sensitivity is Sensitivity.RESTRICTED]
QUESTIONS = [
    (code, question.code)
    for code, form in FORMS.items()
    if code not in CLOSED
    for question in form.questions
    if question.sensitivity is Sensitivity.RESTRICTED and question.kind in COUNTED
]


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Return the made-up forms; they ask the shipped ones' questions in other ways, so that they lie apart."""
    folder = tmp_path_factory.mktemp("forms")
    for code, text in SAMPLES.items():
        (folder / f"{code}.toml").write_text(text, encoding="utf-8")
    return Catalogue(folder, DOMAIN_RULES)


@pytest.fixture
def statistics(clinic: Clinic, made_up: Catalogue, code: str) -> FormStatistics:
    """Return figures over the forms among which one lies."""
    return FormStatistics(clinic.house.uow, made_up if code in SAMPLES else SHIPPED)


def respond(clinic: Clinic, form: Form) -> None:
    """Store that one person answered every yes-or-no question of a form with yes, and what came of it."""
    person_id = clinic.register("Orang Rahasia").person_id
    answers = {one.code: True for one in form.questions if one.kind.value == "boolean"} or {"x": True}
    with clinic.house.uow.writing(clinic.doctor, Act.WRITE_RECORD) as work:
        response = FormResponse(
            **work.stamp(),
            person_id=person_id,
            form_code=form.code,
            form_version=form.version,
            day=TODAY,
            answers=answers,
            conclusion={"code": "uji", "conclusion": "Berisiko", "urgency": "watch"},
        )
        work.session.add(response)
        work.session.flush()
        if "x" not in answers:
            work.session.execute(insert(Observation), observations_of(response, form))
        work.touch("encounter", None)


def people_told(found: FormFigures) -> set[str]:
    parts = [
        *(part for scale in found.conclusions for part in scale.parts),
        *(part for one in found.questions for part in one.parts),
    ]
    return {part.people for part in parts} | {found.people} | {one.answered for one in found.questions}


@pytest.mark.parametrize("code", CLOSED)
def test_a_restricted_form_is_absent_or_blurred_for_every_role(
    clinic: Clinic, statistics: FormStatistics, code: str
) -> None:
    respond(clinic, FORMS[code])
    for role in Role:
        user = in_role(clinic, role)
        if not may({role}, Act.SEE_FIGURES):
            with pytest.raises(NotAllowed):
                statistics.listed(user, MONTH)
            with pytest.raises(NotAllowed):
                statistics.figures(user, code, MONTH)
            continue
        listed = {form.code: form.people for form in statistics.listed(user, MONTH)}
        if may({role}, Act.SEE_RESTRICTED):
            assert listed[code] == FEW
            assert people_told(statistics.figures(user, code, MONTH)) == {FEW}
            continue
        assert code not in listed
        with pytest.raises(UserError, match="tidak ada"):
            statistics.figures(user, code, MONTH)


@pytest.mark.parametrize(("code", "question"), QUESTIONS)
def test_a_restricted_question_is_absent_or_blurred_for_every_role(
    clinic: Clinic, statistics: FormStatistics, code: str, question: str
) -> None:
    respond(clinic, FORMS[code])
    for role in (role for role in Role if may({role}, Act.SEE_FIGURES)):
        found = statistics.figures(in_role(clinic, role), code, MONTH)
        asked = {one.code: one for one in found.questions}
        assert (question in asked) is may({role}, Act.SEE_RESTRICTED)
        if question in asked:
            assert {asked[question].answered, *(part.people for part in asked[question].parts)} == {FEW}
