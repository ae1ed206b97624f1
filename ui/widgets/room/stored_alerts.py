"""What stored answers say that somebody has to act on, of forms that nobody has looked at yet."""

from dataclasses import replace

from ilp_desktop.domain.assessment import Assessment
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers, Form
from ilp_desktop.services.answers.screening import FilledForm, Screening
from ui.widgets.form_view_state import alerts_of
from ui.widgets.form_view_typed import Typed


def stored_alerts(form: Form, answers: Answers, facts: Facts, screening: Screening) -> tuple[Assessment, ...]:
    """Return what a form filled in with stored answers would show; what was unlikely was confirmed at its saving."""
    filled = FilledForm(form.code, Typed.stored(form, answers, facts.day).texts)
    doubts = screening.check(form, filled, facts).doubts.values()
    sure = replace(filled, confirmations=frozenset(doubt.key for doubt in doubts))
    checked = screening.check(form, sure, facts)
    return alerts_of(screening.said(form, checked, facts), screening.conclusion(form, checked, facts))
