"""What a KPSP form says of the aspects in which something was not reached."""

from dataclasses import replace

from ilp_desktop.domain.assessment import Assessment, Urgency
from ilp_desktop.domain.care.development import AspectFound, aspects, form_months
from ilp_desktop.forms.facts import Facts
from ilp_desktop.forms.schema import Answers, Form

NOT_REACHED = "Belum tercapai: {}."


def missed_aspects(form: Form, answers: Answers, facts: Facts) -> tuple[AspectFound, ...]:
    """Return the aspects of a KPSP form with items that were not reached; none of any other form."""
    months = form_months(form.code)
    if months is None:
        return ()
    labels = {question.code: question.label for question in form.questions}
    return aspects(months, labels, answers, facts.day)


def with_aspects(found: Assessment | None, form: Form, answers: Answers, facts: Facts) -> Assessment | None:
    """Return a conclusion of KPSP that names the aspects where it asks for something; any other one as it is."""
    if found is None or found.urgency is Urgency.NONE:
        return found
    missed = missed_aspects(form, answers, facts)
    if not missed:
        return found
    return replace(found, advice=f"{found.advice} {NOT_REACHED.format(aspect_words(missed))}".lstrip())


def aspect_words(missed: tuple[AspectFound, ...]) -> str:
    """Return aspects with how many items each lacks, in one line."""
    return ", ".join(f"{one.aspect.label.lower()} ({len(one.missed)} dari {one.asked} butir)" for one in missed)
