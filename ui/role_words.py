"""Roles as the screen writes them."""

from collections.abc import Iterable

from ilp_desktop.domain.permissions import Role

WORDS = {role: role.value.capitalize() for role in Role}
DOES = {
    Role.REGISTRATION: "Pendaftaran: mendaftar, membuka kunjungan, antrean",
    Role.NURSE: "Perawat: memanggil, memeriksa, rekam medis, rujukan",
    Role.MIDWIFE: "Bidan: seperti perawat, dan memaraf edisi rujukan",
    Role.DOCTOR: "Dokter: memeriksa, rekam medis, memaraf edisi rujukan",
    Role.PHARMACY: "Farmasi: resep, stok vaksin, rujukan internal",
    Role.LABORATORY: "Laboratorium: permintaan periksa, rujukan internal",
    Role.SURVEILLANCE: "Surveilans: dugaan kasus, register, membaca rekam medis",
    Role.FIELD: "Lapangan: sasaran, undangan, kontrol di Posyandu dan rumah",
    Role.HEAD: "Kepala: angka, jejak, izin, data ganda, petugas, cadangan",
    Role.ADMIN: "Admin: petugas, ruang, cadangan; tidak melihat pasien",
}
"""What a role is for, in a line."""


def role_words(roles: Iterable[Role], between: str = ", ") -> str:
    """Return roles in words, in one order whatever order they come in."""
    held = set(roles)
    return between.join(word for role, word in WORDS.items() if role in held)
