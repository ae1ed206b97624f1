"""Every method about certificates, with real arguments, and who may."""

from collections.abc import Callable

from ilp_desktop.domain.care.certificate import CertificateDraft
from ilp_desktop.services.certificate.certificates import NewCertificate
from ilp_desktop.services.core.signed_in import SignedIn
from ilp_desktop.services.house import House
from tests.house_fixtures import TODAY
from tests.services.calling import ROOM, Call, Known

ROOM_ALONE = frozenset({ROOM})


def _new(known: Known) -> NewCertificate:
    doctor = known.clinic.doctor.staff_id
    draft = CertificateDraft("sakit", doctor_id=doctor, first_day=TODAY, last_day=TODAY)
    return NewCertificate(known.new_id(), known.encounter, draft)


def _void(house: House, user: SignedIn, known: Known) -> None:
    house.certificates.void(user, known.written.certificate, 1, "Salah tanggal")


_CALLS: dict[str, Callable[[House, SignedIn, Known], object]] = {
    "certificates.offer": lambda house, user, known: house.certificates.offer(user, known.encounter),
    "certificates.read_resume": lambda house, user, known: house.certificates.read_resume(user, _new(known)),
    "certificates.issue": lambda house, user, known: house.certificates.issue(user, _new(known)),
    "certificates.of_person": lambda house, user, known: house.certificates.of_person(user, known.mother),
    "certificates.void": _void,
    "certificates.pdf": lambda house, user, known: house.certificates.pdf(user, known.written.certificate),
    "certificates.note_printed": lambda house, user, known: house.certificates.note_printed(
        user, known.written.certificate
    ),
}
CERTIFICATE_CALLS = {name: Call(ROOM_ALONE, run) for name, run in _CALLS.items()}
