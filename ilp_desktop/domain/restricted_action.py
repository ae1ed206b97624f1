"""Which actions tell what only few may read: KB, jiwa and substances, and the pregnancy of a child."""

from datetime import date

from ilp_desktop.domain.care.action_codes import action_codes
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private


def is_restricted_action(code: str, birth_date: date, day: date) -> bool:
    """Say whether an action done on a day is read by few."""
    return action_codes(day).is_restricted(code, child=is_kept_private(birth_date, day))


def names_restricted_action(text: str, birth_date: date, day: date) -> bool:
    """Say whether an act that was written freely on a day names one that is read by few."""
    return action_codes(day).names_restricted(text, child=is_kept_private(birth_date, day))
