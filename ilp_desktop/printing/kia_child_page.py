"""The birth and the child's page of the KIA summary as blocks."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, plain_table, prose, side_by_side
from ilp_desktop.printing.contents.charts import GrowthChart
from ilp_desktop.printing.contents.kia_child import ChildIdentity, ChildPage, Delivery, GrowthResult, LastGrowth
from ilp_desktop.printing.growth_chart import growth_drawing
from ilp_desktop.printing.kia_blocks import bounded, cell, due_list, facts, heading, ruled, visit_marks, warning_list
from ilp_desktop.printing.kia_immunisation import immunisation_table
from ilp_desktop.printing.styles import SMALL_ABSENT
from ilp_desktop.printing.wording import date_and_time, figure, long_date, short_date, signed

CHART_HEIGHT = 190.0
MOST_RESULTS = 6
YES_NO = {True: "ya", False: "tidak", None: ""}


def delivery_blocks(delivery: Delivery, width: float) -> list[Flowable]:
    """Return the birth and the visits after it."""
    course = [
        ("Waktu", _born(delivery)),
        ("Tempat", delivery.place),
        ("Cara", delivery.mode),
        ("Penolong", delivery.helper),
    ]
    baby = [
        ("Jenis kelamin", "" if delivery.sex is None else delivery.sex.word),
        ("Berat lahir", figure(delivery.weight_g, "g")),
        ("Panjang lahir", figure(delivery.length_cm, "cm")),
    ]
    start = [
        ("Lingkar kepala", figure(delivery.head_cm, "cm")),
        ("IMD", YES_NO[delivery.early_breastfeeding]),
        ("APGAR", delivery.apgar),
    ]
    return [
        heading("Persalinan dan nifas", width),
        facts(((42, course), (60, baby), (64, start)), width),
        gap(4),
        visit_marks(delivery.postnatal_visits, width, "Kunjungan nifas (KF): belum dicatat"),
    ]


def _born(delivery: Delivery) -> str:
    if delivery.hour_known:
        return date_and_time(delivery.born_at)
    return f"{long_date(delivery.born_at)}, jam tidak diketahui"


def child_blocks(page: ChildPage, width: float) -> list[Flowable]:
    """Return the child's part of the page."""
    return [
        heading("Bayi dan anak", width),
        _identity(page.identity, width),
        gap(4),
        visit_marks(page.neonatal_visits, width, "Kunjungan neonatal (KN) dan skrining bayi: belum dicatat"),
        heading("Imunisasi", width),
        *immunisation_table(page.immunisations, width),
        heading("Pertumbuhan dan perkembangan", width),
        *_charts(page.growth_charts, width),
        _foot(page, width),
    ]


def _identity(child: ChildIdentity, width: float) -> Flowable:
    order = "" if child.birth_order is None else str(child.birth_order)
    who = [("Nama", child.name), ("NIK", child.nik), ("No. RM", child.record_number), ("Buku KIA", child.kia_book)]
    born = [("Lahir", long_date(child.birth_date)), ("Umur", child.age), ("Jenis kelamin", child.sex.word)]
    family = [
        ("Ibu", child.mother_name),
        ("Anak ke", order),
        ("Alamat", child.address),
    ]
    return facts(((38, who), (60, born), (58, family)), width)


def _charts(charts: tuple[GrowthChart, ...], width: float) -> list[Flowable]:
    """Return one chart across the page or two beside each other."""
    if not charts:
        return [prose("Grafik pertumbuhan: belum ada data.", SMALL_ABSENT), gap(3)]
    between = 12.0
    each = width if len(charts) == 1 else (width - between) / 2
    drawings = [growth_drawing(chart, each, CHART_HEIGHT) for chart in charts[:2]]
    if len(drawings) == 1:
        return [drawings[0], gap(4)]
    return [side_by_side(drawings[0], drawings[1], (each, each), between), gap(4)]


def _foot(page: ChildPage, width: float) -> Flowable:
    left, right = width * 0.5, width * 0.5 - 14
    growth = [*_last_growth(page.last_growth, left), gap(4), _services(page, left)]
    lists = [*warning_list(page.warnings, right), gap(4), *due_list(page.due, right)]
    return side_by_side(growth, lists, (left, right))


def _last_growth(growth: LastGrowth | None, width: float) -> list[Flowable]:
    title = heading("Pengukuran terakhir", width)
    if growth is None:
        return [title, prose("Pengukuran: belum dicatat", SMALL_ABSENT)]
    measured = [
        ("Tanggal", short_date(growth.day)),
        ("Berat", figure(growth.weight_kg, "kg")),
        ("Panjang/tinggi", figure(growth.length_cm, "cm")),
    ]
    more = [("Lingkar kepala", figure(growth.head_cm, "cm")), ("N/T", growth.weight_gained)]
    blocks = [title, facts(((64, measured), (64, more)), width), gap(3)]
    return [*blocks, *_results(growth.results, width)]


def _results(results: tuple[GrowthResult, ...], width: float) -> list[Flowable]:
    if not results:
        return [prose("Status gizi: belum dinilai", SMALL_ABSENT)]
    kept, left_out = bounded(results, MOST_RESULTS)
    rows = [[cell(each.index), cell(signed(each.z)), cell(each.label, strong=True)] for each in kept]
    table = ruled(("Indeks", "z-score", "Status"), rows, [width * 0.22, width * 0.18, width * 0.6])
    return [table, prose(f"dan {left_out} indeks lain", SMALL_ABSENT)] if left_out else [table]


def _services(page: ChildPage, width: float) -> Flowable:
    given = [("KPSP", page.development), ("Vitamin A", page.vitamin_a), ("Obat cacing", page.deworming)]
    return plain_table([[facts(((64, given),), width)]], [width])
