"""The next tetanus dose of a woman of childbearing age, of one who is pregnant, or about to marry."""

from datetime import date

from ilp_desktop.domain.calendar_dates import indonesian_date
from ilp_desktop.domain.immunisation.immunisation_facts import Case, OpenDose, Opening
from ilp_desktop.domain.immunisation.immunisation_tetanus import TetanusStatus, tetanus_status
from ilp_desktop.domain.immunisation.immunisation_tetanus_rules import TetanusRules, tetanus_rules_on


def open_for_tetanus(case: Case) -> Opening:
    """Return the next dose by status, and the days on which that may change; nothing after the highest status."""
    rules, facts = tetanus_rules_on(case.today), case.facts
    status = tetanus_status(case.record.tetanus, case.today)
    if facts.sex is not rules.sex or status.number == rules.highest:
        return [], []
    starts, ends = rules.from_age.after(facts.birth_date), rules.until_age.after(facts.birth_date)
    asked = facts.pregnant or facts.catin
    if case.today < starts and not asked:
        return [], [starts]
    closes_on = None if asked else ends
    eligible = starts if case.today >= starts else rules.youngest.after(facts.birth_date)
    due_from = max(eligible, status.next_from or eligible, case.waiting.in_vain.get(rules.antigen, eligible))
    if closes_on is not None and max(due_from, case.today) >= closes_on:
        return [], []
    days = [day for day in (starts, closes_on) if day is not None and day > case.today]
    return [_opened(rules, status, case, due_from, closes_on)], days


def _opened(rules: TetanusRules, status: TetanusStatus, case: Case, due_from: date, closes_on: date | None) -> OpenDose:
    return OpenDose(
        antigen=rules.antigen,
        dose=1 + max(case.filled.get(rules.antigen, {}), default=0),
        label=f"{rules.antigen} (T{status.number + 1})",
        due_from=due_from,
        late_from=None,
        closes_on=closes_on,
        why=_why(rules, status, case),
        source=rules.source,
    )


def _why(rules: TetanusRules, status: TetanusStatus, case: Case) -> str:
    following, vain = f"{rules.antigen} berikutnya menjadi T{status.number + 1}", case.in_vain(rules.antigen)
    if status.last_on is None:
        return f"Belum ada dosis tetanus yang tercatat; {following}{vain}."
    interval = rules.steps[status.number].interval.text
    last = indonesian_date(status.last_on)
    return f"Status {status.text}; {following}, paling cepat {interval} setelah dosis {last}{vain}."
