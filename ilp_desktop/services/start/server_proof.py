"""Whether a server proves to be the one meant, looked at before any password is sent, so that each fault has a name.

The database driver checks the same on every connection, but says of most faults only that something is wrong.
"""

import socket
import ssl
import struct

from db.engine import CONNECT_TIMEOUT_S
from ilp_desktop.domain.errors import WrongAnswers
from ilp_desktop.domain.server_address import CERTIFICATE_MISSING, ServerAddress

ASK_FOR_TLS = struct.pack("!ii", 8, 80_877_103)  # SSLRequest of PostgreSQL's protocol 3.0
YES = b"S"
WITHOUT_TLS = "Server ini belum memakai TLS; sambungan tidak dibuat. Minta pengelola mengulang pemasangan server."
EXPIRED = (
    "Sertifikat server sudah kedaluwarsa. Periksa tanggal komputer ini; bila benar, minta pengelola server "
    "memperbaruinya."
)
NOT_YET = "Sertifikat server belum berlaku. Periksa tanggal komputer ini dan komputer server."
WRONG_HOST = "Sertifikat server bukan untuk alamat ini. Periksa alamatnya; jangan lanjutkan bila ragu."
OTHER_AUTHORITY = (
    "Server ini tidak dikenal oleh sertifikat yang dipilih. Pilih berkas dari pemasangan server ini; jangan lanjutkan "
    "bila ragu."
)
UNREADABLE = "Berkas sertifikat tidak dapat dibaca. Pilih lagi berkas sertifikat-server.crt."
NO_CERTIFICATE = "Berkas ini bukan sertifikat. Pilih berkas sertifikat-server.crt."
CUT_OFF = "Sambungan aman ke server gagal di tengah jalan. Coba lagi."
# Numbers of OpenSSL's verification results (x509_vfy.h).
FAULTS = {
    9: ("certificate", NOT_YET),
    10: ("certificate", EXPIRED),
    62: ("host", WRONG_HOST),
    64: ("host", WRONG_HOST),
}


def require_proof(address: ServerAddress) -> None:
    """Raise ``WrongAnswers`` unless the server speaks TLS with a certificate for this address that can be trusted."""
    context = _trusting(address.certificate)
    try:
        with socket.create_connection((address.host, address.port), CONNECT_TIMEOUT_S) as plain:
            plain.sendall(ASK_FOR_TLS)
            if plain.recv(1) != YES:
                raise WrongAnswers({"host": WITHOUT_TLS})
            context.wrap_socket(plain, server_hostname=address.host).close()
    except ssl.SSLCertVerificationError as error:
        field, words = FAULTS.get(error.verify_code, ("certificate", OTHER_AUTHORITY))
        raise WrongAnswers({field: words}) from error
    except OSError as error:
        raise WrongAnswers({"host": CUT_OFF}) from error


def _trusting(certificate: str) -> ssl.SSLContext:
    """Return what trusts this root certificate and no other."""
    if not certificate:
        raise WrongAnswers({"certificate": CERTIFICATE_MISSING})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_verify_locations(certificate)
    except ssl.SSLError as error:
        raise WrongAnswers({"certificate": NO_CERTIFICATE}) from error
    except OSError as error:
        raise WrongAnswers({"certificate": UNREADABLE}) from error
    return context
