"""A finding that points at the note of a question, where the note stands."""

import pytest

from ilp_desktop.forms.scales import Alarm
from ilp_desktop.forms.schema import Form
from tests.forms.shipped import FORMS

POINTS = "petunjuk pada isian"
POINTING = [
    (form, alarm)
    for form in FORMS
    for scoring in form.scorings
    for alarm in scoring.alarms
    if POINTS in alarm.meaning.advice
]


@pytest.mark.parametrize(("form", "alarm"), POINTING, ids=[f"{form.code}-{alarm.question}" for form, alarm in POINTING])
def test_a_finding_that_points_at_a_note_has_one(form: Form, alarm: Alarm) -> None:
    raised_by = {alarm.question, *alarm.when.names} & {question.code for question in form.questions}
    assert raised_by
    assert [code for code in raised_by if not form.question(code).hint] == []


def test_some_findings_point_at_a_note() -> None:
    assert {form.code for form, _ in POINTING} >= {"mtbs", "mtbm", "fit_pregnancy", "anc_visit", "catin"}
