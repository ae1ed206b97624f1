"""A made-up mother, birth and child for the tests and benchmarks of the KIA summary."""

from datetime import date, datetime, timedelta

from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.contents.kia import KiaSummary
from ilp_desktop.printing.contents.kia_child import (
    ChildIdentity,
    ChildPage,
    Delivery,
    GrowthResult,
    ImmunisationLine,
    LastGrowth,
    VisitMark,
)
from ilp_desktop.printing.contents.kia_mother import (
    AntenatalVisit,
    CurrentPregnancy,
    DueService,
    MotherIdentity,
    MotherPage,
    ObstetricHistory,
    PastBirth,
)
from tests.printing.samples import MORNING, WEIGHT_GAIN, WIB, growth_chart

FIRST_VISIT = date(2026, 1, 5)
SERIES = {"HB0": 0, "BCG": 0, "OPV": 4, "DPT-HB-Hib": 4, "PCV": 3, "RV": 3, "IPV": 2, "MR": 2}
DOSES = [f"{name} {dose}" if dose else name for name, most in SERIES.items() for dose in range(min(1, most), most + 1)]


def visits(count: int) -> tuple[AntenatalVisit, ...]:
    """Return so many antenatal visits, three weeks apart."""
    return tuple(_visit(number) for number in range(count))


def _visit(number: int) -> AntenatalVisit:
    return AntenatalVisit(
        day=FIRST_VISIT + timedelta(weeks=3 * number),
        gestation=f"{8 + 3 * number}+0",
        weight_kg=54.5 + number,
        systolic_mmhg=110 + number,
        diastolic_mmhg=70,
        arm_cm=24.5,
        fundal_height_cm=10 + 3 * number,
        fetal_heart_rate=140,
        presentation="Kepala",
        haemoglobin_g_dl=11.2,
        urine_protein="negatif",
        iron_tablets=30,
        action="Konseling gizi",
        examiner="Bd. Contoh",
        package="9/10",
        next_visit=FIRST_VISIT + timedelta(weeks=3 * number + 3),
    )


MOTHER = MotherPage(
    identity=MotherIdentity(
        name="Siti Aminah binti Contoh",
        nik="3216010101900001",
        record_number="00-12-34",
        age="36 th 10 bl",
        insurance_number="0001234567891",
        blood_group="O",
        husband="Ahmad Contoh",
        address="Kp. Contoh RT 002 RW 003, Desa Contoh",
        phone="0812-0000-0001",
        kia_book="041/2026",
    ),
    history=ObstetricHistory(
        gravida=3,
        para=1,
        abortus=1,
        past_births=(PastBirth(2019, "Spontan", "Bidan", 2900, "Hidup"), PastBirth(2022, "Keguguran")),
        diseases="Hipertensi sejak 2022",
        allergies="Tidak ada",
        contraception="Suntik 3 bulan",
    ),
    pregnancy=CurrentPregnancy(
        last_period_on=date(2026, 4, 2),
        due_on=date(2027, 1, 9),
        gestation="33 minggu 3 hari",
        bmi_before=23.4,
        bmi_class="normal",
        kspr="6 (risiko tinggi)",
        preeclampsia_screening="Negatif",
        four_too="Terlalu tua",
        td_status="T4",
    ),
    visits=visits(10),
    weight_gain=WEIGHT_GAIN,
    warnings=("Usia ibu 35 tahun atau lebih",),
    due=(DueService("Kunjungan antenatal K5", date(2026, 12, 1)), DueService("Kelas ibu hamil")),
)

DELIVERY = Delivery(
    born_at=datetime(2026, 2, 10, 3, 25, tzinfo=WIB),
    place="Puskesmas PONED",
    mode="Spontan",
    helper="Bidan",
    early_breastfeeding=True,
    weight_g=3100,
    length_cm=49,
    head_cm=34,
    sex=Sex.FEMALE,
    apgar="8/9",
    postnatal_visits=(VisitMark("KF1", date(2026, 2, 12)), VisitMark("KF2")),
)

CHILD = ChildPage(
    identity=ChildIdentity(
        name="Bayi Contoh Aminah",
        nik="3216015002260002",
        record_number="00-12-35",
        birth_date=date(2026, 2, 10),
        age="9 bl 12 hr",
        sex=Sex.FEMALE,
        mother_name="Siti Aminah binti Contoh",
        birth_order=2,
        address="Kp. Contoh RT 002 RW 003, Desa Contoh",
        kia_book="017/2026",
    ),
    neonatal_visits=(VisitMark("KN1", date(2026, 2, 11)), VisitMark("KN2"), VisitMark("SHK", date(2026, 2, 12))),
    immunisations=tuple(
        ImmunisationLine(name, date(2026, 3, 1) + timedelta(days=9 * place) if place < 14 else None, date(2026, 12, 10))
        for place, name in enumerate(DOSES)
    ),
    last_growth=LastGrowth(
        day=date(2026, 11, 20),
        weight_kg=7.3,
        length_cm=68.5,
        head_cm=43.1,
        weight_gained="T",
        results=(GrowthResult("BB/U", -1.25, "Berat badan normal"), GrowthResult("PB/U", -2.01, "Pendek")),
    ),
    growth_charts=(growth_chart(),),
    development="Sesuai (9 bulan)",
    vitamin_a="Biru, 3 Agustus 2026",
    warnings=("Panjang badan menurut umur di bawah -2 SD",),
    due=(DueService("IPV 1", date(2026, 11, 10), "terlambat"),),
)

SUMMARY = KiaSummary("Bd. Contoh Lestari", MORNING, MOTHER, DELIVERY, CHILD)
