"""The notification of the death of a mother or a child to the health office, on one page."""

from reportlab.platypus import Flowable

from ilp_desktop.domain.birth.death_kind import DeathKind
from ilp_desktop.printing.blocks import gap, labelled, plain_table, prose, section
from ilp_desktop.printing.contents.death_notice import DeathNotice
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead
from ilp_desktop.printing.styles import BODY, BODY_BOLD, LABEL, TITLE, TITLE_NOTE
from ilp_desktop.printing.wording import long_date, recorded

MARGINS = Margins()
LABELS = 130.0
SIGNING_SPACE = 44.0


def print_death_notice(notice: DeathNotice, letterhead: Letterhead) -> bytes:
    """Return the sheet as PDF bytes."""
    register_fonts()
    width = text_width_of(A4_PAGE, MARGINS)
    hour = f" pukul {notice.hour}" if notice.hour else ", jam belum dicatat"
    story: list[Flowable] = [
        letter_head(letterhead, A4_PAGE, MARGINS, width),
        gap(10),
        prose("PEMBERITAHUAN KEMATIAN", TITLE),
        prose("Lahir mati" if notice.kind is DeathKind.STILLBORN else f"Kematian {notice.kind.value}", TITLE_NOTE),
        gap(8),
        prose("Kepada Yth. Kepala Dinas Kesehatan. Bersama ini kami beritahukan kematian berikut."),
        section("Identitas", width),
        labelled(
            [
                ("Nama", notice.name),
                ("NIK", recorded(notice.nik)),
                ("No. RM", recorded(notice.record_number)),
                ("Jenis kelamin", notice.sex.word if notice.sex else recorded("")),
                ("Tanggal lahir", long_date(notice.birth_date)),
                ("Umur saat meninggal", notice.age),
                ("Alamat", recorded(notice.address)),
            ],
            width,
            LABELS,
        ),
        section("Kematian", width),
        labelled(
            [
                ("Tanggal, jam", f"{long_date(notice.died_on)}{hour}"),
                ("Tempat", recorded(notice.place)),
                ("Penyebab langsung", recorded(notice.cause)),
                ("Keterangan", recorded(notice.cause_note)),
                ("Pelapor", recorded(notice.reporter)),
            ],
            width,
            LABELS,
        ),
        section("Kehamilan, persalinan dan kelahiran", width),
        labelled([(label, recorded(words)) for label, words in notice.history], width, LABELS)
        if notice.history
        else prose(recorded("")),
        gap(14),
        prose("Pelacakan sebab dan audit menyusul menurut ketentuan Dinas Kesehatan.", BODY),
        gap(18),
        _signing(notice, letterhead, width),
    ]
    return build_pdf(story, A4_PAGE, MARGINS, Furniture("Pemberitahuan kematian", letterhead.name))


def _signing(notice: DeathNotice, letterhead: Letterhead, width: float) -> Flowable:
    half = width * 0.45
    place = f"{letterhead.place}, " if letterhead.place else ""
    head = [
        prose("Mengetahui,", LABEL),
        prose("Kepala Puskesmas,", LABEL),
        gap(SIGNING_SPACE),
        prose("nama, NIP, tanda tangan, cap", LABEL),
    ]
    writer = [
        prose(f"{place}{long_date(notice.written_at)}", BODY),
        prose("Yang memberitahukan,", LABEL),
        gap(SIGNING_SPACE),
        prose(notice.written_by, BODY_BOLD),
    ]
    return plain_table([[head, writer]], [width - half, half])
