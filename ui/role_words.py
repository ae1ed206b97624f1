"""Roles as the screen writes them."""

from collections.abc import Iterable

from ilp_desktop.domain.permissions import Role

WORDS = {Role.REGISTRATION: "Pendaftaran", Role.CLINICIAN: "Klinisi", Role.HEAD: "Kepala/admin"}


def role_words(roles: Iterable[Role], between: str = ", ") -> str:
    """Return roles in words, in one order whatever order they come in."""
    held = set(roles)
    return between.join(word for role, word in WORDS.items() if role in held)
