"""The KIA summary says what the record says, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from ilp_desktop.domain.errors import NotAllowed, UserError
from ilp_desktop.domain.permissions import Role
from ilp_desktop.services.due.offered_services import ServiceState
from ilp_desktop.services.immunisation.dose_giving import NewDose
from ilp_desktop.services.kia.kia_antenatal import antenatal_line
from ilp_desktop.services.pregnancy.pregnancies import ANC_FORM, NewPregnancy
from ilp_desktop.services.record.encounters import Examination
from ilp_desktop.services.record.visit_writing import GivenDiagnosis, SoapNote
from ilp_desktop.services.referral.referral_drafts import ReferralDraft
from tests.house_fixtures import TODAY, Clinic
from tests.printing.reading import page_texts, squeezed
from tests.services.kia_story import (
    ANC,
    DAUGHTER_BORN,
    at,
    birth,
    examine,
    family,
    start_pregnancy,
    whole_story,
)


def test_summary_carries_the_figures_of_mother_and_child(any_clinic: Clinic) -> None:
    mother, _ = whole_story(any_clinic)
    first, second = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))
    for said in (
        "Ibu Contoh",
        "3216015705900001",
        "0001234567891",
        "Bapak Contoh",
        "O+",
        "Jl. Melati 3",
        "Amoksisilin (gatal)",
        "G2 P1 A0",
        "1 Juni 2026",
        "8 Maret 2027",
        "25 mg 0 hr",
        "20,8 (normal)",
        "T4",
        "3150 g",
        "lahir hidup",
    ):
        assert said in first, said
    for said in (
        "23 November 2025 pukul 03.25",
        "Puskesmas PONED",
        "Anak Contoh",
        "1 th 0 bl 0 hr",
        "20-12-2025",
        "BB/U -2,05 Berat badan kurang",
        "Tidak naik (T)",
        "44 cm",
    ):
        assert said in second, said
    assert "Dicetak oleh dr. Ratna Contoh, 23 November 2026 pukul 09.00" in second


def test_antenatal_table_and_what_it_warns_of(any_clinic: Clinic) -> None:
    mother, _ = whole_story(any_clinic)
    page = squeezed(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))[0])
    for said in (
        "03-08-20269+052,5110/7024",
        "23-11-202625+058,2150/952224140Kepala10,2+2",
        "HIVNR,SifNR,HBsAgR",
        "30-11-2026",
        "Tandabahaya(23-11-2026):Sakitkepalaberatataupandangankabur,Kejang",
        "TD150/95:kisaranhipertensidalamkehamilan",
        "LiLA22:risikokurangenergikronis",
        "Hb10,2:kisarananemiaringan",
        "Kenaikanberatbadan,IMTsebelumhamilnormal",
        "Trimester3:kurang2kontak.",
    ):
        assert said in page, said
    assert "Trimester1:" not in page


def test_low_haemoglobin_is_told_until_it_is_measured_again(any_clinic: Clinic) -> None:
    mother, _ = whole_story(any_clinic)
    at(any_clinic, date(2026, 12, 14))
    examine(any_clinic, mother, ANC_FORM, ANC)
    page = squeezed(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))[0])
    assert "Hb10,2(23-11-2026):kisarananemiaringan" in page


def test_what_nobody_recorded_is_said_plainly(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    first, second = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, daughter))
    assert "Tidak ada kehamilan berjalan yang tercatat." in first
    assert "Belum ada kunjungan antenatal yang tercatat." in first
    assert "Grafik kenaikan berat badan: belum ada data." in first
    assert "lahir hidup" in first
    assert "Gol. darah : belum dicatat" in first
    assert "Waktu : belum dicatat" in second
    assert "Grafik pertumbuhan: belum ada data." in second
    assert "Pengukuran: belum dicatat" in second
    assert "terlambat atau perlu dikejar" in second


def test_who_is_not_named_is_looked_up(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    by_child = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, daughter))
    assert "Ringkasan KIA: Ibu Ibu Contoh" in by_child[0]
    assert "Ringkasan KIA: Bayi dan anak Anak Contoh" in by_child[1]
    alone = any_clinic.register("Bayi Tanpa Ibu", birth_date=date(2026, 10, 1)).person_id
    pages = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, alone))
    assert len(pages) == 1
    assert "Bayi Tanpa Ibu" in pages[0]
    with pytest.raises(UserError, match="belum dipilih"):
        any_clinic.house.kia.pdf(any_clinic.doctor, None, None)


def test_pregnancy_that_brought_the_child_is_told_after_the_birth(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    at(any_clinic, date(2025, 8, 1))
    start_pregnancy(any_clinic, mother, date(2025, 2, 16))
    examine(any_clinic, mother, "anc_visit", {"tanda_bahaya": "kejang", "berat": "55", "tindak_lanjut": "rujuk"})
    at(any_clinic, TODAY)
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN))
    page = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, daughter))[0]
    assert "40 mg 0 hr, berakhir 23-11-2025 (lahir hidup)" in page
    assert "01-08-2025" in page
    assert "Persalinan lalu: belum dicatat" in page
    assert "Tidak ada peringatan yang tercatat." in page
    assert "Kontak antenatal" not in page


def test_daughter_of_the_house_is_not_married_to_her_father(any_clinic: Clinic) -> None:
    _, daughter = family(any_clinic)
    page = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, daughter, None))[0]
    assert "Suami : belum dicatat" in page
    assert "Bapak Contoh" not in page


def test_dose_given_in_vain_is_to_be_repeated_and_told_why(any_clinic: Clinic) -> None:
    child = any_clinic.register("Bayi Contoh", birth_date=date(2026, 1, 23)).person_id
    wanted = NewDose(any_clinic.new_id(), child, "MR", 1, date(2026, 10, 22), told=True, confirmed=True)
    any_clinic.house.children.give(any_clinic.doctor, wanted)
    page = squeezed(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, child))[0])
    assert "MR1belum23-10-2026masihboleh,diulang" in page
    assert "Dosis22-10-2026tidakdihitung.MR1terlaludini:mulaiumur9bulan,23-10-2026." in page
    again = replace(wanted, client_id=any_clinic.new_id(), given_on=TODAY)
    any_clinic.house.children.give(any_clinic.doctor, again)
    page = squeezed(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, child))[0])
    assert "MR123-11-2026" in page
    assert "tidakdihitung" not in page


def test_tetanus_status_follows_the_doses_on_record(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    start_pregnancy(any_clinic, mother, date(2026, 6, 1))
    for number, day in enumerate((date(2026, 9, 1), date(2026, 10, 6)), start=1):
        given = NewDose(any_clinic.new_id(), mother, "Td", number, day, told=True, confirmed=True)
        any_clinic.house.children.give(any_clinic.doctor, given)
    assert "StatusTd:T2" in squeezed(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))[0])


def test_only_a_clinician_prints(any_clinic: Clinic) -> None:
    mother, _ = family(any_clinic)
    office = replace(any_clinic.head, roles=frozenset({Role.HEAD}))
    for user in (any_clinic.desk, office):
        with pytest.raises(NotAllowed):
            any_clinic.house.kia.pdf(user, mother, None)


def test_restricted_results_stay_off_the_line_of_others(any_clinic: Clinic) -> None:
    mother, _ = whole_story(any_clinic)
    file = any_clinic.house.pregnancies.current(any_clinic.doctor, mother)
    assert file is not None
    form = any_clinic.house.screening.catalogue.form(ANC_FORM, TODAY)
    shown = antenatal_line(file.visits[-1], form, file.last_period_on, restricted=True)
    hidden = antenatal_line(file.visits[-1], form, file.last_period_on, restricted=False)
    assert shown.triple_elimination == "HIV NR, Sif NR, HBsAg R"
    assert hidden.triple_elimination == "HBsAg R"
    assert replace(hidden, triple_elimination="") == replace(shown, triple_elimination="")


def test_missed_control_is_not_overlooked(any_clinic: Clinic) -> None:
    mother, _ = whole_story(any_clinic)
    at(any_clinic, date(2026, 12, 14))
    page = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))[0]
    assert "Kontrol antenatal 30-11-2026 terlewat" in page


def test_what_the_risk_scores_ask_for_stands_among_the_warnings(any_clinic: Clinic) -> None:
    mother = any_clinic.register("Ibu Berumur", birth_date=date(1986, 3, 2)).person_id
    wanted = NewPregnancy(any_clinic.new_id(), mother, date(2026, 6, 1), 1, 0, 0)
    any_clinic.house.pregnancies.start(any_clinic.doctor, wanted)
    page = squeezed(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))[0])
    assert squeezed("4T: Terlalu tua") in page
    assert squeezed("Skrining preeklampsia berisiko:") in page
    assert squeezed("Tidak ada peringatan") not in page


def test_referral_of_this_pregnancy_stands_among_the_warnings(any_clinic: Clinic) -> None:
    mother, _ = whole_story(any_clinic)
    at(any_clinic, date(2026, 11, 24))
    hospital = any_clinic.house.facilities.destinations(any_clinic.doctor)[0]
    signer = any_clinic.house.referrals.doctors(any_clinic.doctor)[0][0]
    letter = ReferralDraft(hospital.id, "Kebidanan", signer, "-1", "perlu spesialis", external_missing=True)
    wanted = Examination(
        any_clinic.new_id(),
        any_clinic.visit(mother).encounter_id,
        1,
        SoapNote(subjective="nyeri kepala"),
        diagnoses=(GivenDiagnosis("O14.9"),),
        referral=letter,
    )
    any_clinic.house.encounters.record(any_clinic.doctor, wanted)
    page = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, None))[0]
    assert "Dirujuk 24-11-2026 ke RSUD Contoh, Kebidanan" in page


def test_school_child_gets_the_chart_of_its_age(any_clinic: Clinic) -> None:
    child = any_clinic.register("Anak Sekolah", birth_date=date(2018, 5, 1)).person_id
    examine(any_clinic, child, "vital_signs", {"berat": "25", "tinggi": "126"})
    page = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, None, child))[0]
    assert "IMT/U, perempuan, 5-18 tahun" in page
    assert "BB/U, perempuan" not in page


def test_screenings_visits_and_what_was_given_stand_where_the_sheet_asks_for_them(any_clinic: Clinic) -> None:
    mother, daughter = family(any_clinic)
    at(any_clinic, date(2025, 11, 24))
    any_clinic.house.children.record_birth(any_clinic.doctor, daughter, birth(any_clinic, DAUGHTER_BORN, born_at=None))
    examine(any_clinic, daughter, "neonatal_visit", {"bbl_tanda_bahaya": "tidak_ada"})
    at(any_clinic, date(2025, 12, 5))
    examine(any_clinic, mother, "postnatal_visit", {"nifas_tanda_bahaya": "tidak_ada"})
    at(any_clinic, date(2026, 8, 15))
    start_pregnancy(any_clinic, mother)
    before = {"hamil_pertama": "tidak", "belum_pernah_melahirkan": "tidak"}
    examine(any_clinic, mother, "four_too", {**before, "jarak_kehamilan": "1", "jumlah_anak": "1"})
    examine(any_clinic, daughter, "kpsp_09", {f"kpsp09_{number:02}": "ya" for number in range(1, 11)})
    at(any_clinic, date(2026, 8, 16))
    examine(any_clinic, daughter, "vitamin_a", {"vitamin_a_biru": "ya"})
    first, second = page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, daughter))
    assert "4 terlalu : " in first
    assert "4 terlalu : belum dinilai" not in first
    assert "KF1 belum KF2 belum KF3 05-12-2025 KF4 belum" in second
    assert "KN1 24-11-2025 KN2 belum KN3 belum" in second
    assert "23 November 2025, jam tidak diketahui" in second
    assert "(15-08-2026)" in second
    assert "Vitamin A : Kapsul biru 100.000 IU (16-08-2026)" in second


def test_what_is_due_in_the_room_stands_on_the_sheet_too_but_nothing_restricted(any_clinic: Clinic) -> None:
    mother, daughter = whole_story(any_clinic)
    sheet = " ".join(page_texts(any_clinic.house.kia.pdf(any_clinic.doctor, mother, daughter)))
    items = [
        item
        for person in (mother, daughter)
        for item in any_clinic.house.dues.of_person(any_clinic.desk, person).items
        if item.state in (ServiceState.LATE, ServiceState.DUE)
    ]
    assert items
    assert items[0].label in sheet
    assert "HIV ibu hamil" not in sheet
