"""What register and picture ask of cancer screens: which there are for whoever asks, and the services behind them."""

from collections.abc import Mapping
from datetime import date

from db.queries.cancer_screens import Screened, ScreensAsked, people_screened
from db.queries.registers import Rows
from ilp_desktop.domain.cancer.cancer_screens import CancerScreen, ScreenState, result_questions, screens_on
from ilp_desktop.domain.care.referral_kind import referral_rules_on
from ilp_desktop.domain.due.service_plan import ServicePlan
from ilp_desktop.reference import edition_on
from ilp_desktop.services.due.due_book import packaged_plans

FORMS = ("cervical", "breast", "colorectal", "lung_cancer")


def screen_plans(day: date) -> Mapping[str, ServicePlan]:
    """Return the service of each screen, by the code of its form."""
    plans = {plan.code: plan for plan in packaged_plans(day)}
    return {one.form: plans[one.service] for one in screens_on(day)}


def screens_seen(day: date, *, restricted: bool) -> tuple[CancerScreen, ...]:
    """Return the screens that somebody may be told of: those whose service is restricted need leave."""
    plans = screen_plans(day)
    return tuple(one for one in screens_on(day) if restricted or not plans[one.form].restricted)


def screens_asked(day: date, *, restricted: bool) -> ScreensAsked:
    """Return what is asked of the screens until a day."""
    plans, body = screen_plans(day), edition_on("due_rules", day).body
    kinds = referral_rules_on(day).kinds.values()
    return ScreensAsked(
        screens=tuple(
            Screened(one.form, one.service, result_questions(plans[one.form]), one.treated)
            for one in screens_seen(day, restricted=restricted)
        ),
        until=day,
        no_results=frozenset({*body["no_results"], *body["still_to_come"]}),
        settling=frozenset(kind.code for kind in kinds if kind.settles),
        restricted=restricted,
    )


def screened_on(day: date, since: date, state: str, *, restricted: bool) -> Rows:
    """Return the rows of the register of cancer screens; all of them, or those in one state."""
    rows = people_screened(screens_asked(day, restricted=restricted), since)
    wanted = next((one for one in ScreenState if one.name.lower() == state), None)
    if wanted is None or rows.rank is None:
        return rows
    return Rows(rows.key, (*rows.clauses, rows.rank == wanted.rank), rows.joins, rows.rank)
