"""Whether what somebody typed names this Puskesmas itself."""

import re

TITLES = frozenset({"puskesmas", "pkm", "upt", "uptd", "blud", "pusat", "kesehatan", "masyarakat"})


def is_own_facility(typed: str, own_name: str, own_code: str) -> bool:
    """Say whether a name, a code or both mean the Puskesmas itself, however its titles are written."""
    code = _letters(own_code)
    if code and _letters(typed) == code:
        return True
    mine, other = _words(own_name), tuple(word for word in _words(typed) if word != code)
    return bool(other) and other == mine


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[a-z0-9]+", text.casefold()) if word not in TITLES)


def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", text.casefold()))
