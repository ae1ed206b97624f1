"""What a dose on record is called."""

from datetime import date

from ilp_desktop.domain.immunisation.immunisation_rules import rules_on


def dose_name(antigen: str, dose: int, day: date) -> str:
    """Return the label of the schedule of a day, or antigen and number where it has none that fits everybody."""
    rules = rules_on(day)
    rule = rules.series.get(antigen, {}).get(dose)
    return f"{antigen} {dose}" if rule is None or antigen == rules.tetanus.antigen else rule.label
