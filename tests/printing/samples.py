"""Made-up people and letters that the paper tests and benchmarks print."""

import math
from datetime import date, datetime, timedelta, timezone

from ilp_desktop.domain.sex import Sex
from ilp_desktop.printing.contents.charts import (
    MONTHS_0_TO_24,
    Axis,
    GrowthChart,
    WeightGainChart,
    ZCurve,
)
from ilp_desktop.printing.contents.referral import (
    Diagnosis,
    Doctor,
    Findings,
    Insurance,
    ReferralDestination,
    ReferralKind,
    ReferralLetter,
    ReferralReason,
    ReferredPatient,
    Vitals,
)
from ilp_desktop.printing.contents.ticket import QueueTicket
from ilp_desktop.printing.paper import Letterhead

WIB = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 22, 8, 5, tzinfo=WIB)

LETTERHEAD = Letterhead(
    name="UPTD Puskesmas Contoh",
    code="0012345",
    address="Jl. Contoh Raya No. 1, Kecamatan Contoh",
    phone="(021) 5550101",
    head_lines=("Pemerintah Kabupaten Contoh", "Dinas Kesehatan"),
    place="Contoh",
)

TICKET = QueueTicket(
    number="A-014",
    room="Klaster 2 · Ruang Ibu dan Anak",
    issued_at=MORNING,
    record_number="00-12-34",
    facility="UPTD Puskesmas Contoh",
    preparation="Siapkan KTP, kartu BPJS dan Buku KIA.",
)

PATIENT = ReferredPatient(
    name="Siti Aminah binti Contoh",
    nik="3216010101900001",
    record_number="00-12-34",
    birth_date=date(1990, 1, 1),
    age="36 th 10 bl",
    sex=Sex.FEMALE,
    address="Kp. Contoh RT 002 RW 003, Desa Contoh",
    occupation="Mengurus rumah tangga",
    phone="0812-0000-0001",
    insurance=Insurance("BPJS PBI", "0001234567891", "UPTD Puskesmas Lain"),
)

LETTER = ReferralLetter(
    number="440/0123/PKM-CTH/XI/2026",
    day=date(2026, 11, 22),
    kind=ReferralKind.OUTPATIENT,
    destination=ReferralDestination("RSUD Contoh", "Poli Penyakit Dalam, subspesialis ginjal", date(2026, 11, 25)),
    patient=PATIENT,
    findings=Findings(
        history="Nyeri kepala berulang sejak dua minggu.",
        physical_exam="Keadaan umum tampak sakit sedang. Edema tungkai +/+.",
        vitals=Vitals(182, 114, 96, 22, 36.7, 64.5, 154, 97, "Compos mentis"),
        supporting_tests="Kreatinin 2,9 mg/dL; protein urine +2.",
    ),
    diagnoses=(
        Diagnosis("I12.0", "Penyakit ginjal hipertensif dengan gagal ginjal"),
        Diagnosis("D64.9", "Anemia, tidak spesifik"),
    ),
    treatment="Amlodipin 10 mg 1x1 sejak 8 November 2026.",
    allergies="Tidak ada alergi obat yang diketahui",
    reason=ReferralReason.COMPLICATION,
    reason_note="Gangguan fungsi ginjal pada hipertensi.",
    doctor=Doctor("dr. Contoh Rahmawati", "503/123/SIP/2024"),
)

WEIGHT_GAIN = WeightGainChart(
    bmi_class="IMT 18,5-24,9",
    lower=((0, 0), (12, 0.5), (40, 11.5)),
    upper=((0, 0), (12, 2), (40, 16)),
    points=((8, -0.5), (12, 1), (16, 2.3), (20, 4), (24.4, 6.1)),
    source="pedoman contoh",
)


def growth_chart(x_axis: Axis = MONTHS_0_TO_24) -> GrowthChart:
    """Return a chart with curves of about the right shape."""
    months = [x_axis.start + month for month in range(int(x_axis.stop - x_axis.start) + 1)]
    curves = tuple(ZCurve(z, tuple((month, _weight(month, z)) for month in months)) for z in (-3, -2, 0, 2, 3))
    points = ((0, 3.1), (1, 4.0), (3.1, 5.6), (6, 6.8), (9.2, 7.3))
    return GrowthChart("BB/U, perempuan", x_axis, "Berat badan (kg)", curves, points, "kurva contoh")


def _weight(month: float, z: int) -> float:
    return 3.3 + 1.9 * math.sqrt(month) + z * (0.45 + 0.045 * month)
