"""The doses of the childhood schedule that are open to a child, or come next."""

from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_facts import Case, OpenDose, Opening
from ilp_desktop.domain.immunisation.immunisation_schedule import ScheduledDose, schedule_on
from ilp_desktop.domain.immunisation.immunisation_series import interval_before


def open_in_childhood(case: Case) -> Opening:
    """Return the next dose of each antigen, and the days on which that may change."""
    schedule = schedule_on(case.today)
    opened: list[OpenDose] = []
    days: list[date] = []
    if case.today >= schedule.ends.after(case.facts.birth_date):
        return opened, days
    for antigen, doses in schedule.series.items():
        filled = case.filled.get(antigen, {})
        planned = next((dose for dose in doses if dose.dose not in filled), None)
        if planned is None or (planned.endemic_only and not case.facts.je_endemic):
            continue
        found = _opened(planned, case)
        if found is not None:
            opened.append(found)
            days.append(planned.closed_from.after(case.facts.birth_date))
            days += case.live_today(antigen) if planned.live_injectable else []
    return opened, days


def _opened(planned: ScheduledDose, case: Case) -> OpenDose | None:
    birth_date, filled = case.facts.birth_date, case.filled.get(planned.antigen, {})
    closes_on = planned.closed_from.after(birth_date)
    if case.today >= closes_on:
        return None
    due_from = case.waiting.first_day(planned, filled)
    if due_from >= closes_on:
        return None
    return OpenDose(
        antigen=planned.antigen,
        dose=planned.dose,
        label=planned.label,
        due_from=due_from,
        late_from=max(due_from, planned.ideal_until.after(birth_date)),
        closes_on=closes_on,
        why=_why(planned, case, due_from),
        source=planned.source,
    )


def _why(planned: ScheduledDose, case: Case, due_from: date) -> str:
    filled, start = case.filled.get(planned.antigen, {}), planned.start
    parts = [
        f"{planned.label} mulai umur {start.text}" if start.months or start.days else f"{planned.label} sejak lahir"
    ]
    if filled:
        interval = interval_before(planned.dose, filled, case.waiting.rules.series[planned.antigen])
        parts.append(f"paling cepat {interval.text} setelah dosis {indonesian_date(max(filled.values()))}")
    if planned.live_injectable and due_from > case.waiting.own_first_day(planned, filled):
        parts.append(f"berjarak {case.waiting.rules.live_gap.text} dari vaksin hidup suntik lain")
    parts.append(f"sebelum umur {planned.closed_from.text}")
    earlier = "" if max(filled, default=0) < planned.dose else f"; {planned.label} belum tercatat"
    return f"{', '.join(parts)}{earlier}{case.in_vain(planned.antigen)}."
