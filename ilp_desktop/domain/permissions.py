"""Who may do what: three roles to begin with, and every act a service can be asked for."""

from collections.abc import Iterable
from enum import Enum


class Role(Enum):
    """What a member of staff is to the program."""

    REGISTRATION = "pendaftaran"
    CLINICIAN = "klinisi"
    HEAD = "kepala"


class Act(Enum):
    """Something a person asks the program to do; the audit trail names it by this word."""

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
    PERMIT_CORRECTION = "izinkan perbaikan"
    WRITE_REFERRAL = "tulis rujukan"
    WRITE_SLIP = "tulis rujukan lapangan"
    SEE_REFERRALS = "lihat rujukan"
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


DESK = frozenset(
    {
        Act.FIND_PERSON,
        Act.REGISTER_PERSON,
        Act.CHANGE_PERSON,
        Act.OPEN_VISIT,
        Act.ENTER_LATE,
        Act.SEE_QUEUE,
        Act.MANAGE_QUEUE,
        Act.SEE_DUES,
        Act.WRITE_SLIP,
        Act.SEE_REFERRALS,
        Act.ANSWER_REFERRAL,
        Act.INVITE,
        Act.TAKE_LIST,
        Act.IMPORT_FAMILIES,
        Act.KEEP_SCHOOLS,
        Act.BACK_UP,
        Act.SEND_LATER,
        Act.DECIDE_REPLAY,
    }
)
ROOM = frozenset(
    {
        Act.FIND_PERSON,
        Act.CHANGE_PERSON,
        Act.SEE_QUEUE,
        Act.MANAGE_QUEUE,
        Act.CALL_PATIENT,
        Act.ENTER_LATE,
        Act.SEE_RECORD,
        Act.WRITE_RECORD,
        Act.WRITE_REFERRAL,
        Act.WRITE_SLIP,
        Act.SEE_REFERRALS,
        Act.ANSWER_REFERRAL,
        Act.PRINT_PAPER,
        Act.SEE_DUES,
        Act.ANSWER_SERVICE,
        Act.INVITE,
        Act.TAKE_LIST,
        Act.SEE_FIGURES,
        Act.SEE_RESTRICTED,
        Act.BREAK_SEAL,
        Act.MOVE_VISIT,
        Act.COPY_RECORD,
        Act.SIGN_EDITION,
        Act.WRITE_WORDING,
        Act.KEEP_SCHOOLS,
        Act.BACK_UP,
        Act.SEND_LATER,
    }
)
OFFICE = frozenset(
    {
        Act.PERMIT_CORRECTION,
        Act.FIND_PERSON,
        Act.SEE_QUEUE,
        Act.SEE_DUES,
        Act.INVITE,
        Act.TAKE_LIST,
        Act.SEE_FIGURES,
        Act.WRITE_WORDING,
        Act.IMPORT_FAMILIES,
        Act.KEEP_SCHOOLS,
        Act.MERGE_PEOPLE,
        Act.MOVE_VISIT,
        Act.SEE_SEALS_BROKEN,
        Act.SEE_TRAIL,
        Act.MANAGE_FACILITY,
        Act.MANAGE_STAFF,
        Act.BACK_UP,
        Act.KEEP_BACKUPS,
        Act.KEEP_KEYS,
        Act.SEND_LATER,
        Act.DECIDE_REPLAY,
    }
)
ACTS_OF = {Role.REGISTRATION: DESK, Role.CLINICIAN: ROOM, Role.HEAD: OFFICE}


def may(roles: Iterable[Role], act: Act) -> bool:
    """Say whether any of the roles includes the act."""
    return any(act in ACTS_OF[role] for role in roles)
