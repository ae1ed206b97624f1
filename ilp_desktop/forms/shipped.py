"""The forms that ship with the program, read once however often its services are joined anew."""

from functools import cache

from ilp_desktop.forms.catalogue import Catalogue
from ilp_desktop.forms.rules import DOMAIN_RULES
from ilp_desktop.resources import resource_path


@cache
def shipped_forms() -> Catalogue:
    """Return the catalogue of the forms that ship."""
    return Catalogue(resource_path("forms"), DOMAIN_RULES)
