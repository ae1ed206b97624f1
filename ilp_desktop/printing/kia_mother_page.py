"""The mother's page of the KIA summary as blocks."""

from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import gap, plain_table, prose, side_by_side
from ilp_desktop.printing.contents.kia_mother import (
    CurrentPregnancy,
    MotherIdentity,
    MotherPage,
    ObstetricHistory,
    PastBirth,
)
from ilp_desktop.printing.kia_antenatal import antenatal_table
from ilp_desktop.printing.kia_blocks import bounded, cell, due_list, facts, heading, ruled, warning_list
from ilp_desktop.printing.styles import SMALL, SMALL_ABSENT
from ilp_desktop.printing.weight_gain_chart import visit_drawing, weight_gain_drawing
from ilp_desktop.printing.wording import Number, figure, long_date, one_line

NOT_ASSESSED = "belum dinilai"
MOST_BIRTHS = 5
MOST_WARNINGS = 9
CHART_HEIGHT = 140.0
WIDE, NARROW = 1.5, 1.0
LACKING_LIMIT = 260
NO_WEIGHT_GAIN = "Grafik kenaikan berat badan: belum ada data."


def mother_blocks(page: MotherPage, width: float, most_visits: int) -> list[Flowable]:
    """Return the page's parts with at most so many antenatal visits."""
    return [
        heading("Identitas ibu", width),
        _identity(page.identity, width),
        heading("Riwayat", width),
        _history(page.history, width),
        heading("Kehamilan ini", width),
        _pregnancy(page.pregnancy, width),
        heading("Pemeriksaan antenatal", width),
        *antenatal_table(page.visits, most_visits, width),
        *([prose(one_line(page.lacking, LACKING_LIMIT), SMALL)] if page.lacking else []),
        gap(6),
        _charts(page, width),
        gap(4),
        _lists(page, width),
    ]


def _identity(mother: MotherIdentity, width: float) -> Flowable:
    who = [("Nama", mother.name), ("NIK", mother.nik), ("No. RM", mother.record_number), ("Umur", mother.age)]
    more = [
        ("Suami", mother.husband),
        ("Gol. darah", mother.blood_group),
        ("No. BPJS", mother.insurance_number),
        ("Telepon", mother.phone),
    ]
    home = [("Alamat", mother.address), ("Buku KIA", mother.kia_book)]
    return facts(((38, who), (47, more), (56, home)), width)


def _history(history: ObstetricHistory, width: float) -> Flowable:
    left, right = width * 0.42, width * 0.58 - 14
    known = [("GPA", _gpa(history)), ("Alergi", history.allergies)]
    known += [(label, said) for label, said in (("Penyakit", history.diseases), ("KB", history.contraception)) if said]
    return side_by_side(facts(((42, known),), left), _past_births(history, right), (left, right))


def _gpa(history: ObstetricHistory) -> str:
    counts = (("G", history.gravida), ("P", history.para), ("A", history.abortus))
    if all(count is None for _, count in counts):
        return ""
    return " ".join(f"{letter}{'?' if count is None else count}" for letter, count in counts)


def _past_births(history: ObstetricHistory, width: float) -> Flowable:
    if not history.past_births:
        return prose(f"Persalinan lalu: {'tidak ada' if history.para == 0 else 'belum dicatat'}", SMALL_ABSENT)
    latest = sorted(history.past_births, key=lambda birth: birth.year or 0, reverse=True)
    kept, left_out = bounded(latest, MOST_BIRTHS)
    rows = [_birth_row(birth) for birth in reversed(kept)]
    table = ruled(
        ("Persalinan lalu", "Cara", "Penolong", "BB lahir", "Keadaan"),
        rows,
        [width * share for share in (0.2, 0.22, 0.2, 0.16, 0.22)],
    )
    if not left_out:
        return table
    words = f"{left_out} persalinan lebih dahulu tidak dimuat di lembar ini."
    return plain_table([[table], [prose(words, SMALL_ABSENT)]], [width])


def _birth_row(birth: PastBirth) -> list[Flowable]:
    year = "" if birth.year is None else str(birth.year)
    weight = figure(birth.weight_g, "g", "")
    return [cell(text) for text in (year, birth.mode, birth.helper, weight, birth.outcome)]


def _pregnancy(pregnancy: CurrentPregnancy | None, width: float) -> Flowable:
    if pregnancy is None:
        return prose("Tidak ada kehamilan berjalan yang tercatat.", SMALL_ABSENT)
    dates = [
        ("HPHT", long_date(pregnancy.last_period_on)),
        ("HPL", " ".join(filter(None, (long_date(pregnancy.due_on), _dated_by(pregnancy))))),
        ("Umur hamil", pregnancy.gestation),
    ]
    state = [
        ("IMT pra-hamil", _bmi(pregnancy.bmi_before, pregnancy.bmi_class)),
        ("Status Td", pregnancy.td_status or NOT_ASSESSED),
        ("4 terlalu", pregnancy.four_too or NOT_ASSESSED),
    ]
    risk = [
        ("KSPR", pregnancy.kspr or NOT_ASSESSED),
        ("Preeklampsia", pregnancy.preeclampsia_screening or NOT_ASSESSED),
    ]
    return facts(((50, dates), (58, state), (58, risk)), width)


def _dated_by(pregnancy: CurrentPregnancy) -> str:
    return f"({pregnancy.dated_by})" if pregnancy.dated_by else ""


def _bmi(value: Number | None, words: str) -> str:
    if value is None:
        return ""
    return f"{figure(value)} ({words})" if words else figure(value)


def _charts(page: MotherPage, width: float) -> Flowable:
    """Return the charts in a row, the weight gain wider than the others."""
    if page.weight_gain is None and not page.charts:
        return prose(NO_WEIGHT_GAIN, SMALL_ABSENT)
    shares = [WIDE, *(NARROW for _ in page.charts)]
    widths = [width * share / sum(shares) for share in shares]
    first: Flowable = (
        prose(NO_WEIGHT_GAIN, SMALL_ABSENT)
        if page.weight_gain is None
        else weight_gain_drawing(page.weight_gain, widths[0], CHART_HEIGHT)
    )
    others = [visit_drawing(chart, room, CHART_HEIGHT) for chart, room in zip(page.charts, widths[1:], strict=True)]
    return plain_table([[first, *others]], widths)


def _lists(page: MotherPage, width: float) -> Flowable:
    left, right = width * 0.52, width * 0.48 - 14
    warnings = plain_table([[part] for part in warning_list(page.warnings, left, MOST_WARNINGS)], [left])
    return side_by_side(warnings, due_list(page.due, right), (left, right))
