"""A made-up mother at 30 weeks, told to the services visit by visit, with much that is wrong and due."""

from datetime import date, datetime
from uuid import UUID

from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.services.kia_story import WIB, at, birth, examine

LAST_PERIOD = date(2026, 4, 27)
FIRST_BORN = date(2024, 10, 10)
VISITS = (date(2026, 7, 6), date(2026, 8, 24), date(2026, 10, 5), date(2026, 11, 2))
FIRST = {
    "tanda_bahaya": "tidak_ada",
    "berat": "46,5",
    "tinggi": "144",
    "sistolik": "110",
    "diastolik": "70",
    "lila": "22,5",
    "makanan_tambahan": "diberikan",
    "status_t": "T2",
    "jenis_tablet": "TTD",
    "jumlah_tablet": "30",
    "hb_status": "ada_hasil",
    "hb": "11,4",
    "protein_urin": "negatif",
    "tes_kehamilan": "positif",
    "golongan_darah": "O",
    "hiv": "nonreaktif",
    "sifilis": "menunggu",
    "hbsag": "menunggu",
    "kondisi_jiwa": "tidak",
    "usg": "ya",
    "usg_dokter": "ya",
    "hasil_usg": "janin tunggal hidup",
    "konseling": "gizi, tablet",
    "tindak_lanjut": "kontrol",
}
SECOND = {
    "tanda_bahaya": "tidak_ada",
    "berat": "48,4",
    "sistolik": "112",
    "diastolik": "74",
    "jumlah_janin": "tunggal",
    "djj_terdengar": "ya",
    "djj": "150",
    "jenis_tablet": "TTD",
    "jumlah_tablet": "30",
    "hb_status": "ada_hasil",
    "hb": "9,8",
    "sifilis": "reaktif",
    "konseling": "tanda_bahaya",
    "tindak_lanjut": "dokter",
}
THIRD = {
    "tanda_bahaya": "tidak_ada",
    "berat": "50,1",
    "sistolik": "120",
    "diastolik": "78",
    "tfu": "22",
    "djj_terdengar": "ya",
    "djj": "148",
    "presentasi": "belum_jelas",
    "kelas_ibu_hamil": "ya",
    "konseling": "tidak_ada",
    "tindak_lanjut": "kontrol",
}
FOURTH = {
    "tanda_bahaya": "sakit_kepala, bengkak",
    "gerak_janin_cukup": "ya",
    "berat": "50,3",
    "sistolik": "150",
    "diastolik": "95",
    "tfu": "23",
    "djj_terdengar": "ya",
    "djj": "142",
    "presentasi": "sungsang",
    "protein_urin": "positif_2",
    "tindak_lanjut": "dokter",
    "tanggal_kontrol": "09112026",
}


def mother_at_thirty_weeks(clinic: Clinic, *, today: date = TODAY) -> UUID:
    """Tell the story until today; returns the mother."""
    mother = clinic.register("Ibu Tiga Puluh", birth_date=date(1990, 5, 17)).person_id
    at(clinic, FIRST_BORN)
    child = clinic.register("Anak Pertama", birth_date=FIRST_BORN, mother_id=mother).person_id
    born_at = datetime(FIRST_BORN.year, FIRST_BORN.month, FIRST_BORN.day, 3, 0, tzinfo=WIB)
    clinic.house.children.record_birth(
        clinic.doctor, child, birth(clinic, FIRST_BORN, born_at=born_at, mode="Sectio caesarea")
    )
    at(clinic, VISITS[0])
    clinic.house.pregnancies.start(
        clinic.doctor, NewPregnancy(clinic.new_id(), mother, LAST_PERIOD, 2, 1, 0, 144.0, 45.0)
    )
    for day, typed in zip(VISITS, (FIRST, SECOND, THIRD, FOURTH), strict=True):
        at(clinic, day)
        examine(clinic, mother, "anc_visit", typed)
    at(clinic, today)
    return mother
