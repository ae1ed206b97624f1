"""The sheet of recovery words, A4: printed once, filled in by hand and locked away."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from ilp_desktop.printing.blocks import boxed, gap, plain_table, prose
from ilp_desktop.printing.contents.recovery_sheet import RecoverySheet
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import BOLD, register_fonts
from ilp_desktop.printing.kia_blocks import heading, page_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import BODY, HAIRLINE, INK, LABEL, SMALL_BOLD, SMALL_LABEL
from ilp_desktop.printing.wording import date_and_time

MARGINS = Margins(side=18, top=14, bottom=15)
WIDTH = text_width_of(A4_PAGE, MARGINS)
TITLE = "Lembar kata pemulihan"
SUBTITLE = "RAHASIA. Simpan di lemari besi atau amplop tersegel, jangan difoto."
COLUMNS = 3
WORD = ParagraphStyle("recovery-word", fontName=BOLD, fontSize=15, leading=19, textColor=INK)
WRITING_PT = 24
TESTS = 6
WHAT = (
    "Dengan kata-kata ini, berurutan, data Puskesmas dapat dibuka bila kata sandi hilang, komputer rusak, atau data "
    "pindah ke komputer baru bersama cadangannya. Siapa pun yang membacanya dapat membuka data itu."
)
HOW = (
    "Pakai: di halaman masuk tekan «Lupa kata sandi», atau di komputer baru pilih «Pulihkan dari cadangan».",
    "Bila lembar ini hilang atau terbaca orang lain, buat kata baru di 1 Manajemen > Kunci.",
    "Lembar lama lalu tidak membuka data lagi, tetapi masih membuka cadangan yang dibuat sebelumnya.",
    "Uji setiap {months} bulan: program menanyakan beberapa kata, lalu catat di bawah.",
)
STRENGTH = "{count} kata: {bits} bit acak dan kata penguji. Sesudah ini program tidak menampilkannya lagi."
FILED = (
    ("Disimpan di", "Nomor amplop atau segel"),
    ("Tanggal disegel", "Disegel oleh (nama, tanda tangan)"),
    ("Saksi (nama, tanda tangan)", "Siapa yang boleh membuka"),
)
HEADINGS = ("Tanggal uji", "Nama", "Paraf")


def print_recovery_sheet(sheet: RecoverySheet) -> bytes:
    """Return the sheet as PDF bytes."""
    register_fonts()
    letterhead = Letterhead(name=sheet.facility, code="", address=sheet.address)
    story: list[Flowable] = [
        page_head(TITLE, SUBTITLE, letterhead, WIDTH),
        gap(8),
        prose(WHAT, BODY),
        gap(10),
        _words(sheet),
        gap(4),
        prose(STRENGTH.format(count=len(sheet.words), bits=sheet.random_bits), SMALL_LABEL),
        gap(6),
        *(prose(text.format(months=sheet.again_after_months), BODY) for text in HOW),
        gap(8),
        heading("Disimpan (diisi dengan tangan)", WIDTH),
        *(_blanks(pair) for pair in FILED),
        gap(8),
        heading("Diuji", WIDTH),
        gap(3),
        _tests(),
    ]
    footer = f"Dibuat {date_and_time(sheet.printed_at)}. Lembar lama dimusnahkan."
    return build_pdf(story, A4_PAGE, MARGINS, Furniture(TITLE, footer))


def _words(sheet: RecoverySheet) -> Flowable:
    """Return the words with their numbers, to be read row by row."""
    cells = [
        plain_table([[prose(f"{number}.", LABEL), prose(word, WORD)]], [24, WIDTH / COLUMNS - 40])
        for number, word in enumerate(sheet.words, start=1)
    ]
    rows = [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]
    return boxed(
        rows,
        [WIDTH / COLUMNS] * COLUMNS,
        ("TOPPADDING", (0, 0), (-1, -1), 7),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("BOX", (0, 0), (-1, -1), 1.2, INK),
    )


def _blanks(pair: tuple[str, str]) -> Flowable:
    """Return two labels, each above a line to write on."""
    half = WIDTH / 2 - 10
    return plain_table(
        [[prose(pair[0], SMALL_LABEL), "", prose(pair[1], SMALL_LABEL)], ["", "", ""]],
        [half, 20, half],
        ("LINEBELOW", (0, 1), (0, 1), 0.6, INK),
        ("LINEBELOW", (2, 1), (2, 1), 0.6, INK),
        ("BOTTOMPADDING", (0, 1), (-1, 1), WRITING_PT - 8),
        ("TOPPADDING", (0, 0), (-1, 0), 4),
    )


def _tests() -> Flowable:
    head = [prose(text, SMALL_BOLD) for text in HEADINGS]
    return boxed(
        [head, *([""] * len(HEADINGS) for _ in range(TESTS))],
        [WIDTH * 0.25, WIDTH * 0.5, WIDTH * 0.25],
        ("BOTTOMPADDING", (0, 1), (-1, -1), 14),
        ("GRID", (0, 0), (-1, -1), 0.5, HAIRLINE),
    )
