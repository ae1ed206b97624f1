"""Why somebody did what is asked a reason for."""

from ilp_desktop.domain.errors import WrongAnswers

LONGEST_REASON = 200


def checked_reason(reason: str, missing: str) -> str:
    """Return a reason; raises ``WrongAnswers`` for none and for one that is too long."""
    wanted = " ".join(reason.split())
    if not wanted:
        raise WrongAnswers({"reason": missing})
    if len(wanted) > LONGEST_REASON:
        raise WrongAnswers({"reason": f"Alasan paling panjang {LONGEST_REASON} huruf."})
    return wanted
