"""A form that says itself when it is due, so that a questionnaire of one's own needs no package."""

from collections.abc import Mapping

from ilp_desktop.domain.due.service_plan import ServicePlan
from ilp_desktop.domain.due.service_reading import read_plan
from ilp_desktop.domain.expressions.conditions import Name
from ilp_desktop.forms.schema import Header, Sensitivity


def plan_of(form: Header, names: Mapping[str, Name], rank: int = 0) -> ServicePlan:
    """Return when a form is due; raises ``PlanFault``. Code, title and source are the form's own."""
    own = {
        "code": form.code,
        "label": form.title,
        "source": form.source,
        "form": form.code,
        "restricted": form.sensitivity is Sensitivity.RESTRICTED,
    }
    return read_plan({**own, **form.due}, form.source, names, rank)
