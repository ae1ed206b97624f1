"""The forms that ship with the program, as the tests see them."""

from ilp_desktop.forms.loading import parse_form
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.forms.schema import Form, Question
from ilp_desktop.forms.shipped import shipped_forms
from ilp_desktop.resources import resource_path

FOLDER = resource_path("forms")
CATALOGUE = shipped_forms()
FORMS: tuple[Form, ...] = tuple(
    parse_form(file.read_text(encoding="utf-8"), file.name, DOMAIN_RULES) for file in sorted(FOLDER.glob("*.toml"))
)
FORM_IDS = [f"{form.code}-{form.version}" for form in FORMS]
QUESTIONS: tuple[tuple[Form, Question], ...] = tuple((form, question) for form in FORMS for question in form.questions)
QUESTION_IDS = [f"{form.code}-{question.code}" for form, question in QUESTIONS]
MEASURED = tuple((form, question) for form, question in QUESTIONS if question.hard)
MEASURED_IDS = [f"{form.code}-{question.code}" for form, question in MEASURED]


def form(code: str) -> Form:
    """Return a shipped form by its code."""
    return next(each for each in FORMS if each.code == code)
