"""Authorities and certificates of the tests' own."""

import ipaddress
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.postgres import SYSTEM_USER, unprivileged

BEGUN = datetime(2020, 1, 1, tzinfo=timezone.utc)
ENDED = datetime(2020, 2, 1, tzinfo=timezone.utc)
FAR = datetime(2090, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Authority:
    """A certificate authority and the file that workstations trust."""

    root: Path
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @classmethod
    def make(cls, folder: Path, name: str = "Puskesmas Uji") -> "Authority":
        """Make a new authority whose certificate lies in a folder."""
        key, subject = ec.generate_private_key(ec.SECP256R1()), _name(name)
        signs = x509.BasicConstraints(ca=True, path_length=0)
        made = _certificate(subject, subject, key.public_key(), FAR).add_extension(signs, critical=True)
        certificate = made.sign(key, hashes.SHA256())
        root = folder / "sertifikat-server.crt"
        root.write_bytes(certificate.public_bytes(Encoding.PEM))
        return cls(root, certificate, key)

    def issue(self, place: Path, *names: str, ended: bool = False) -> None:
        """Lay a server's certificate and key for these names or addresses where a server looks for them."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _certificate(_name("server"), self.certificate.subject, key.public_key(), ENDED if ended else FAR)
        whose = x509.SubjectAlternativeName([_general(name) for name in names])
        signed = made.add_extension(whose, critical=False).sign(self.key, hashes.SHA256())
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        for file, content in (("server.key", private), ("server.crt", signed.public_bytes(Encoding.PEM))):
            (place / file).write_bytes(content)
            (place / file).chmod(0o600)
            if len(unprivileged()) > 1:
                shutil.chown(place / file, SYSTEM_USER)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number())
    return made.not_valid_before(BEGUN).not_valid_after(until - timedelta(days=1))


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
