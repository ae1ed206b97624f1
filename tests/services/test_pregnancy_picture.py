"""The picture of a pregnancy: what is wrong, what is due and what was done, from visits told to the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import event
from sqlalchemy.engine import Engine

from db.models import Person, Pregnancy
from ilp_desktop.domain.assessment import Urgency
from ilp_desktop.domain.pregnancy.antenatal_package import Standing
from ilp_desktop.services.antenatal.pregnancy_attention import attention
from ilp_desktop.services.antenatal.pregnancy_care import pregnancy_care
from ilp_desktop.services.antenatal.pregnancy_picture import PregnancyPicture
from ilp_desktop.services.antenatal.pregnancy_record import PregnancyRecord, pregnancy_record
from ilp_desktop.services.antenatal.pregnancy_risks import risk_courses
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.pregnancy.pregnancies import NewPregnancy, open_pregnancy
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts, squeezed
from tests.services.antenatal_story import mother_at_thirty_weeks
from tests.services.kia_story import ANC, at, examine, family

MOST_STATEMENTS = 16


def picture_of(clinic: Clinic) -> PregnancyPicture:
    """Return the picture of the mother at 30 weeks."""
    found = clinic.house.pictures.current(clinic.doctor, mother_at_thirty_weeks(clinic))
    assert found is not None
    return found


def record_of(clinic: Clinic) -> PregnancyRecord:
    """Return the record that the picture of the mother at 30 weeks is made from."""
    mother = mother_at_thirty_weeks(clinic)
    with clinic.database.reading() as session:
        person = session.get_one(Person, mother)
        pregnancy: Pregnancy | None = open_pregnancy(session, mother)
        assert pregnancy is not None
        found = pregnancy_record(session, person, pregnancy, TODAY, ())
        session.expunge_all()
    return found


@contextmanager
def counted() -> Iterator[list[str]]:
    """Give the statements sent to the database meanwhile, but for the one that begins a transaction."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "SET TRANSACTION")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def test_what_is_wrong_stands_worst_first_with_value_and_day(any_clinic: Clinic) -> None:
    found = picture_of(any_clinic).attention
    ranks = [one.urgency.rank for one in found]
    assert ranks == sorted(ranks, reverse=True)
    assert [one.text for one in found if one.urgency is Urgency.REFER] == [
        "Tanda bahaya (02-11-2026): Sakit kepala berat atau pandangan kabur, Bengkak pada muka atau tangan",
        "TD 150/95: kisaran hipertensi dalam kehamilan; naik dari 120/78 (05-10-2026)",
        "Terduga preeklampsia",
        "LiLA 22,5 (06-07-2026): risiko kurang energi kronis (KEK); PMT sejak 06-07-2026 (140 hari, sedikitnya 90)",
        "Sifilis reaktif (24-08-2026)",
        "KSPR 30 → 42 (KRST) sejak 02-11-2026: bengkak, TD 150/95; TD 150/95, protein urin positif",
    ]
    assert [one.text for one in found if one.urgency is not Urgency.REFER] == [
        "TFU 23 pada 27 minggu (seharusnya 25-29): lebih kecil dari umur kehamilan",
        "Hb 9,8 (24-08-2026): kisaran anemia sedang",
        "4T: Terlalu tua, di atas 35 tahun; Terlalu dekat, jarak kurang dari 2 tahun",
        "Kenaikan berat 5,3 kg (anjuran 6,2-9,3), di bawah kisaran; 0,05 kg/minggu sejak 05-10-2026",
        "TTD habis sejak 23-09-2026: 60 dari 90 tablet",
        "Menunggu hasil: HBsAg (06-07-2026)",
    ]
    assert all(one.source for one in found if one.urgency is Urgency.REFER)


def test_what_comes_next_is_told_by_the_services_due(any_clinic: Clinic) -> None:
    due = picture_of(any_clinic).due
    assert (due[0].label, due[0].when, due[0].state) == (
        "Kontak K5",
        "disepakati 09-11-2026; 30-11-2026 s.d. 21-02-2027",
        ServiceState.LATE,
    )
    states = [one.state for one in due[1:] if one.state is not None]
    assert states == sorted(states, key=(ServiceState.LATE, ServiceState.DUE, ServiceState.COMING).index)
    told = {one.label: (one.when, one.state) for one in due}
    assert told["Pemeriksaan gigi ibu hamil"] == ("sejak 27-07-2026", ServiceState.LATE)
    assert told["USG dokter trimester 3"] == ("", ServiceState.DUE)
    assert told["Rencana persalinan (P4K)"][1] is ServiceState.DUE
    assert told["Laboratorium: Hb trimester 3"][1] is ServiceState.DUE
    assert told["Imunisasi Td (T1)"] == ("dinyatakan T2, dosisnya belum dicatat", ServiceState.DUE)
    assert told["Skrining 4 terlalu"][0].endswith("semua butir terbaca dari catatan")
    assert told["TTD"] == ("60 dari 90 tablet", None)
    assert told["Kelas ibu hamil"] == ("1 dari 4, belum ditemani", None)


def test_twelve_t_of_each_visit_and_the_laboratory_stand_as_recorded(any_clinic: Clinic) -> None:
    care = picture_of(any_clinic).care
    assert [(visit.done, visit.asked) for visit in care.visits] == [(9, 10), (9, 10), (8, 11), (7, 12)]
    assert care.visits[2].missing == ("tablet tambah darah", "Glukosa urin", "Gula darah", "Talasemia", "konseling")
    assert not care.today_recorded
    assert "USG dokter trimester 3" in care.owed
    assert care.lost == ("Gula darah",)
    tests = {test.label: (test.standing, test.text) for test in care.tests}
    assert tests["Hb awal"] == (Standing.DONE, "9,8 g/dL (24-08-2026)")
    assert tests["HBsAg"] == (Standing.WAITING, "menunggu sejak 06-07-2026")
    assert tests["Hb trimester 3"][0] is Standing.MISSING
    assert tests["Gula darah"][0] is Standing.LOST
    assert "Malaria" not in tests


def test_a_visit_of_today_answers_what_was_open(any_clinic: Clinic) -> None:
    mother = mother_at_thirty_weeks(any_clinic)
    today = {
        **ANC,
        "tfu": "30",
        "presentasi": "kepala",
        "djj_terdengar": "ya",
        "djj": "140",
        "jenis_tablet": "MMS",
        "jumlah_tablet": "30",
        "hb_status": "ada_hasil",
        "hb": "11,2",
        "konseling": "persalinan",
    }
    examine(any_clinic, mother, "anc_visit", today)
    picture = any_clinic.house.pictures.current(any_clinic.doctor, mother)
    assert picture is not None
    assert picture.care.today_recorded
    assert "TFU" not in picture.care.today.missing
    texts = " | ".join(one.text for one in picture.attention)
    assert "Hb 9,8" not in texts
    assert "LiLA" not in texts
    assert "KSPR 42 → 38 (KRST) sejak 23-11-2026: tidak lagi Kurang darah atau malaria" in texts
    assert (picture.tablets.kind, picture.tablets.target) == ("MMS", 180)


def test_gestational_age_of_every_part_follows_the_dating(any_clinic: Clinic) -> None:
    mother = mother_at_thirty_weeks(any_clinic)
    at(any_clinic, TODAY + timedelta(weeks=7))
    picture = any_clinic.house.pictures.current(any_clinic.doctor, mother)
    assert picture is not None
    assert picture.file.gestation == "37 mg 0 hr"
    kspr = picture.risks[0]
    assert (kspr.points[-2].score, kspr.now.score) == (42, 50)
    assert [one.text for one in (kspr.change.new if kspr.change else ())] == ["letak sungsang"]


def test_without_leave_nothing_restricted_is_told(any_clinic: Clinic) -> None:
    record, screening = record_of(any_clinic), any_clinic.house.screening
    open_risks = risk_courses(record, screening.catalogue, restricted=False)
    hidden = attention(record, screening, open_risks, restricted=False)
    care = pregnancy_care(record, screening.catalogue, restricted=False)
    told = " ".join((*(one.text for one in hidden), *(test.label for test in care.tests), *care.owed))
    assert "Sifilis" not in told
    assert "HIV" not in told
    assert open_risks[0].now.score == 38
    shown = attention(record, screening, risk_courses(record, screening.catalogue, restricted=True), restricted=True)
    assert "Sifilis reaktif (24-08-2026)" in [one.text for one in shown]


def test_a_mother_whose_visits_are_fine_is_quiet(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu Baik", birth_date=date(1998, 5, 17)).person_id
    at(any_clinic, date(2026, 8, 3))
    any_clinic.house.pregnancies.start(
        any_clinic.doctor, NewPregnancy(any_clinic.new_id(), mother, date(2026, 6, 1), 1, 0, 0, 155.0, 52.0)
    )
    fine = {**ANC, "jenis_tablet": "TTD", "jumlah_tablet": "90", "hb_status": "ada_hasil", "hb": "11,8"}
    examine(any_clinic, mother, "anc_visit", fine)
    at(any_clinic, date(2026, 8, 10))
    picture = any_clinic.house.pictures.current(any_clinic.doctor, mother)
    assert picture is not None
    assert picture.attention == ()
    assert picture.risks[0].now.score == 2


def test_birth_plan_begun_tells_what_it_lacks(any_clinic: Clinic) -> None:
    mother = mother_at_thirty_weeks(any_clinic)
    plan = {
        "p4k_penolong": "bidan",
        "p4k_tempat": "puskesmas",
        "p4k_pendamping": "suami",
        "p4k_kendaraan": "belum",
        "p4k_dana": "jkn",
        "p4k_pendonor_siap": "belum",
    }
    examine(any_clinic, mother, "birth_preparedness", plan)
    picture = any_clinic.house.pictures.current(any_clinic.doctor, mother)
    assert picture is not None
    assert "P4K belum lengkap: kendaraan, calon pendonor darah" in [one.text for one in picture.attention]
    assert "Rencana persalinan (P4K)" not in [one.label for one in picture.due]


def test_woman_who_is_not_pregnant_has_no_picture(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    assert any_clinic.house.pictures.current(any_clinic.doctor, mother) is None


def test_opening_takes_few_statements_however_many_visits_there_were(any_clinic: Clinic) -> None:
    mother = mother_at_thirty_weeks(any_clinic)
    any_clinic.house.pictures.current(any_clinic.doctor, mother)
    with counted() as few:
        any_clinic.house.pictures.current(any_clinic.doctor, mother)
    for days in range(1, 5):
        at(any_clinic, TODAY + timedelta(days=days))
        examine(any_clinic, mother, "anc_visit", ANC)
    with counted() as many:
        any_clinic.house.pictures.current(any_clinic.doctor, mother)
    assert len(many) == len(few) <= MOST_STATEMENTS


def test_paper_tells_the_same_and_nothing_restricted_among_its_warnings(any_clinic: Clinic) -> None:
    mother = mother_at_thirty_weeks(any_clinic)
    pages = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))
    assert len(pages) <= 2
    page = squeezed(pages[0])
    for said in (
        "TD150/95:kisaranhipertensidalamkehamilan;naikdari120/78(05-10-2026)",
        "Hb9,8(24-08-2026):kisarananemiasedang",
        "12Tbelum:Hbtrimester3,Glukosaurin,Talasemia",
        "terlewat:Guladarah",
        "sedikitnya42(KRST)sejak02-11-2026",
        "Tinggifundusuteri",
        "Denyutjantungjanin",
        "7/12",
    ):
        assert said in page, said
    assert "Sifilisreaktif" not in page
