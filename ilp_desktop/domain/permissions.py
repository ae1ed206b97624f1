"""Who may do what: the roles of a Puskesmas, every act a service can be asked for, and the chart between them."""

from collections.abc import Iterable, Mapping
from enum import Enum


class Role(Enum):
    """What a member of staff is to the program; somebody may be several."""

    REGISTRATION = "pendaftaran"
    NURSE = "perawat"
    MIDWIFE = "bidan"
    DOCTOR = "dokter"
    PHARMACY = "farmasi"
    LABORATORY = "laboratorium"
    SURVEILLANCE = "surveilans"
    FIELD = "lapangan"
    HEAD = "kepala"
    ADMIN = "admin"


class Act(Enum):
    """Something a person asks the program to do; the audit trail names it by this word."""

    SEE_FACILITY = "lihat puskesmas"
    KEEP_ACCOUNT = "atur akun sendiri"
    FIND_PERSON = "cari orang"
    REGISTER_PERSON = "daftar orang"
    CHANGE_PERSON = "ubah orang"
    OPEN_VISIT = "buka kunjungan"
    ENTER_LATE = "entri susulan"
    SEE_QUEUE = "lihat antrean"
    MANAGE_QUEUE = "atur antrean"
    CALL_PATIENT = "panggil pasien"
    SEE_RECORD = "lihat rekam medis"
    WRITE_RECORD = "tulis rekam medis"
    SEE_CASES = "lihat dugaan penyakit menular"
    WRITE_FIELD = "catat di lapangan"
    CARRY_OUT = "kerjakan permintaan"
    KEEP_STOCK = "atur stok vaksin"
    PERMIT_CORRECTION = "izinkan perbaikan"
    WRITE_REFERRAL = "tulis rujukan"
    WRITE_SLIP = "tulis rujukan lapangan"
    SEE_REFERRALS = "lihat rujukan"
    SEE_EVERY_REFERRAL = "lihat semua rujukan"
    ANSWER_REFERRAL = "catat rujuk balik"
    PRINT_PAPER = "cetak"
    SEE_DUES = "lihat layanan"
    ANSWER_SERVICE = "jawab layanan"
    INVITE = "undang orang"
    TAKE_LIST = "ambil daftar"
    SEE_FIGURES = "lihat angka"
    SEE_RESTRICTED = "lihat data terbatas"
    BREAK_SEAL = "buka data terbatas"
    SEE_SEALS_BROKEN = "lihat pembukaan data terbatas"
    SEE_TRAIL = "lihat jejak"
    MOVE_VISIT = "pindah kunjungan"
    NOTE_REQUEST = "catat permintaan pasien"
    DECIDE_REQUEST = "putuskan permintaan pasien"
    COPY_RECORD = "salin rekam medis"
    SIGN_EDITION = "paraf edisi"
    WRITE_WORDING = "tulis kata resmi"
    IMPORT_FAMILIES = "impor keluarga"
    KEEP_SCHOOLS = "atur sekolah"
    MERGE_PEOPLE = "gabung orang"
    MANAGE_FACILITY = "atur puskesmas"
    MANAGE_STAFF = "atur petugas"
    BACK_UP = "buat cadangan"
    KEEP_BACKUPS = "atur cadangan"
    KEEP_KEYS = "atur kunci"
    SEND_LATER = "kirim catatan darurat"
    DECIDE_REPLAY = "putuskan catatan darurat"


COLUMNS: Mapping[str, tuple[Act, ...]] = {
    "find": (Act.FIND_PERSON, Act.SEE_QUEUE),
    "desk": (Act.REGISTER_PERSON, Act.OPEN_VISIT),
    "edit": (Act.CHANGE_PERSON,),
    "line": (Act.MANAGE_QUEUE,),
    "call": (Act.CALL_PATIENT,),
    "late": (Act.ENTER_LATE,),
    "list": (Act.SEE_DUES, Act.INVITE, Act.TAKE_LIST),
    "read": (Act.SEE_RECORD, Act.PRINT_PAPER),
    "treat": (Act.WRITE_RECORD, Act.ANSWER_SERVICE, Act.WRITE_REFERRAL, Act.COPY_RECORD, Act.BREAK_SEAL),
    "move": (Act.MOVE_VISIT,),
    "closed": (Act.SEE_RESTRICTED,),
    "cases": (Act.SEE_CASES,),
    "slip": (Act.WRITE_SLIP, Act.SEE_REFERRALS, Act.SEE_EVERY_REFERRAL, Act.ANSWER_REFERRAL),
    "inside": (Act.SEE_REFERRALS, Act.ANSWER_REFERRAL),
    "field": (Act.WRITE_FIELD,),
    "order": (Act.CARRY_OUT,),
    "stock": (Act.KEEP_STOCK,),
    "class": (Act.KEEP_SCHOOLS,),
    "figure": (Act.SEE_FIGURES,),
    "sign": (Act.SIGN_EDITION,),
    "word": (Act.WRITE_WORDING,),
    "import": (Act.IMPORT_FAMILIES,),
    "ask": (Act.NOTE_REQUEST,),
    "later": (Act.DECIDE_REPLAY,),
    "head": (
        *(Act.PERMIT_CORRECTION, Act.DECIDE_REQUEST, Act.MERGE_PEOPLE),
        *(Act.SEE_SEALS_BROKEN, Act.SEE_TRAIL, Act.KEEP_KEYS),
    ),
    "house": (Act.MANAGE_FACILITY, Act.MANAGE_STAFF, Act.KEEP_BACKUPS),
}
"""What each column of the chart stands for; who has ``inside`` without ``slip`` knows of internal referrals alone."""
FOR_ALL = frozenset({Act.SEE_FACILITY, Act.KEEP_ACCOUNT, Act.BACK_UP, Act.SEND_LATER})
"""What everybody may do who has any role."""

CHART = """
             find desk edit line call late list read treat move closed cases slip field order stock class figure sign
pendaftaran   x    x    x    x    .    x    x    .    .    .     .      .    x     .     .     .     x     .     .
perawat       x    .    x    x    x    x    x    x    x    x     x      x    x     x     x     x     x     x     .
bidan         x    .    x    x    x    x    x    x    x    x     x      x    x     x     x     x     x     x     x
dokter        x    .    x    x    x    x    x    x    x    x     x      x    x     x     x     x     x     x     x
farmasi       x    .    .    x    x    .    .    .    .    .     .      .    .     .     x     x     .     .     .
laboratorium  x    .    .    x    x    .    .    .    .    .     .      .    .     .     x     .     .     .     .
surveilans    x    .    .    .    .    .    x    x    .    .     x      x    x     x     .     .     x     x     .
lapangan      x    .    .    .    .    .    x    .    .    .     .      .    x     x     .     .     x     .     .
kepala        x    .    .    .    .    .    x    .    .    x     .      .    .     .     .     .     x     x     .
admin         .    .    .    .    .    .    .    .    .    .     .      .    .     .     .     .     .     .     .

             inside word import ask later head house
pendaftaran     .    .     x     x    x    .     .
perawat         .    x     .     x    x    .     .
bidan           .    x     .     x    x    .     .
dokter          .    x     .     x    x    .     .
farmasi         x    .     .     .    .    .     .
laboratorium    x    .     .     .    .    .     .
surveilans      .    .     .     .    .    .     .
lapangan        .    .     .     .    .    .     .
kepala          .    x     x     x    x    x     x
admin           .    .     .     .    .    .     x
"""
"""A row a role; the same table by act stands in docs/roles.md."""


def _charted(chart: str) -> Mapping[Role, frozenset[Act]]:
    """Return the acts of each role; a mark too many or too few, or an unknown word, is refused at once."""
    acts = dict.fromkeys(Role, FOR_ALL)
    for part in chart.strip("\n").split("\n\n"):
        heading, *rows = part.splitlines()
        columns = heading.split()
        named = [Role(row.split()[0]) for row in rows]
        if named != list(Role):
            raise ValueError("each part of the chart names every role once, in their order")
        for role, row in zip(named, rows, strict=True):
            for column, mark in zip(columns, row.split()[1:], strict=True):
                if mark not in ("x", "."):
                    raise ValueError(f"neither x nor a point for {role.value}: {mark}")
                acts[role] |= frozenset(COLUMNS[column]) if mark == "x" else frozenset()
    return acts


ACTS_OF = dict(_charted(CHART))
DESK, ROOM, OFFICE = (ACTS_OF[role] for role in (Role.REGISTRATION, Role.DOCTOR, Role.HEAD))
TREATING = frozenset(role for role, acts in ACTS_OF.items() if Act.WRITE_RECORD in acts)
"""The roles of those who examine people."""


def may(roles: Iterable[Role], act: Act) -> bool:
    """Say whether any of the roles includes the act."""
    return any(act in ACTS_OF[role] for role in roles)
