"""The table of antenatal visits in the KIA summary."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import prose
from ilp_desktop.printing.contents.kia_mother import AntenatalVisit
from ilp_desktop.printing.kia_blocks import cell, ruled
from ilp_desktop.printing.styles import SMALL_ABSENT
from ilp_desktop.printing.wording import Number, figure, short_date

# Heading and share of the width; the shares need not add up to anything.
COLUMNS = (
    ("Tanggal", 15.8),
    ("UK", 10.0),
    ("BB kg", 9.5),
    ("TD", 13.0),
    ("LiLA cm", 8.5),
    ("TFU cm", 8.5),
    ("DJJ", 7.5),
    ("Letak", 15.5),
    ("Hb", 8.0),
    ("Protein", 11.5),
    ("GDS", 8.0),
    ("Tripel", 13.0),
    ("TTD", 8.0),
    ("12T", 8.5),
    ("Tindakan", 21.0),
    ("Pemeriksa", 17.0),
    ("Kembali", 15.8),
)


def antenatal_table(visits: Sequence[AntenatalVisit], most: int, width: float) -> list[Flowable]:
    """Return the latest visits, oldest first, and how many earlier ones are left out."""
    if not visits:
        return [prose("Belum ada kunjungan antenatal yang tercatat.", SMALL_ABSENT)]
    in_order = sorted(visits, key=lambda visit: visit.day)
    kept = in_order[max(0, len(in_order) - most) :]
    unit = width / sum(share for _, share in COLUMNS)
    widths = [share * unit for _, share in COLUMNS]
    blocks: list[Flowable] = [ruled([name for name, _ in COLUMNS], [_row(visit) for visit in kept], widths)]
    left_out = len(in_order) - len(kept)
    if left_out:
        blocks.append(prose(f"{left_out} kunjungan sebelumnya tidak dimuat di lembar ini.", SMALL_ABSENT))
    return blocks


def _row(visit: AntenatalVisit) -> list[Flowable]:
    texts = (
        short_date(visit.day),
        visit.gestation,
        _figure(visit.weight_kg),
        _blood_pressure(visit),
        _figure(visit.arm_cm),
        _figure(visit.fundal_height_cm),
        _figure(visit.fetal_heart_rate),
        visit.presentation,
        _figure(visit.haemoglobin_g_dl),
        visit.urine_protein,
        _figure(visit.glucose_mg_dl),
        visit.triple_elimination,
        _figure(visit.iron_tablets),
        visit.package,
        visit.action,
        visit.examiner,
        short_date(visit.next_visit),
    )
    return [cell(text) for text in texts]


def _figure(value: Number | None) -> str:
    return figure(value, absent="")


def _blood_pressure(visit: AntenatalVisit) -> str:
    if visit.systolic_mmhg is None and visit.diastolic_mmhg is None:
        return ""
    return "/".join(figure(each, absent="?") for each in (visit.systolic_mmhg, visit.diastolic_mmhg))
