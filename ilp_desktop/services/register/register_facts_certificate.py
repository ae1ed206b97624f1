"""The facts that columns of the register of certificates name."""

from collections.abc import Callable, Mapping

from db.models import Certificate
from ilp_desktop.domain.care.certificate import certificate_rules_on
from ilp_desktop.exchange.spreadsheets import Cell
from ilp_desktop.services.certificate.certificate_content import valid_until
from ilp_desktop.services.certificate.certificate_rows import state_of
from ilp_desktop.services.register.register_entry import Entry
from ilp_desktop.services.register.register_facts import Asked, Fact
from ilp_desktop.services.register.register_sources import Sources


def _told(read: Callable[[Certificate, Sources], Cell]) -> Fact:
    """Return a fact of the certificate of a row; a row of another kind has none."""

    def found(entry: Entry, sources: Sources, _asked: Asked) -> Cell:
        return read(entry.certificate, sources) if entry.certificate is not None else None

    return Fact(found)


def _until(one: Certificate, _sources: Sources) -> Cell:
    return valid_until(certificate_rules_on(one.day).kinds[one.kind], one.day)


CERTIFICATES: Mapping[str, Fact] = {
    "certificate_day": _told(lambda one, _sources: one.day),
    "certificate_number": _told(lambda one, _sources: one.number),
    "certificate_kind": _told(lambda one, _sources: certificate_rules_on(one.day).kinds[one.kind].label),
    "certificate_short": _told(lambda one, _sources: str(one.content["short"])),
    "certificate_doctor": _told(lambda one, _sources: str(one.content["doctor"][0])),
    "certificate_until": _told(_until),
    "certificate_state": _told(lambda one, sources: state_of(one, sources.world.day).value),
    "certificate_void": _told(lambda one, _sources: one.void_reason or None),
}
"""Facts of the certificate a row is about."""
