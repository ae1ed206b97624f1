"""The surat keterangan lahir on one page."""

from datetime import date

from reportlab.platypus import Flowable

from ilp_desktop.domain.calendar_dates import DAY_NAMES
from ilp_desktop.printing.blocks import Field, gap, labelled, prose, section
from ilp_desktop.printing.contents.birth_letter import BirthLetter, Parent
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead, PageSetup
from ilp_desktop.printing.signing import Signing, signing
from ilp_desktop.printing.styles import BODY, LABEL, TITLE, TITLE_NOTE
from ilp_desktop.printing.wording import clock_time, figure, long_date, recorded

MARGINS = Margins()
LABELS = 130.0


def print_birth_letter(letter: BirthLetter, letterhead: Letterhead, setup: PageSetup = A4_PAGE) -> bytes:
    """Return the letter as PDF bytes."""
    register_fonts()
    width = text_width_of(setup, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, setup, MARGINS, width),
        gap(12),
        prose("SURAT KETERANGAN LAHIR", TITLE),
        prose(f"Nomor: {letter.number}", TITLE_NOTE),
        gap(12),
        prose("Yang bertanda tangan di bawah ini menerangkan bahwa telah lahir seorang bayi:"),
        gap(4),
        labelled(_child(letter), width, LABELS, (LABEL, BODY)),
        section("Ibu", width),
        labelled(_parent(letter.mother), width, LABELS),
        section("Ayah", width),
        labelled(_parent(letter.father) if letter.father else [("Nama", recorded(""))], width, LABELS),
        gap(10),
        prose("Surat ini dibuat menurut catatan persalinan, untuk dipergunakan mengurus akta kelahiran."),
        gap(16),
        _signing(letter, letterhead, width),
    ]
    name = f"Surat keterangan lahir nomor {letter.number}"
    return build_pdf(story, setup, MARGINS, Furniture(name, letterhead.name))


def _child(letter: BirthLetter) -> list[Field]:
    born = letter.born_at
    order = "" if letter.order is None else f"ke-{letter.order}"
    multiple = "kembar" if letter.multiple else "tunggal"
    measures = (
        f"berat {figure(letter.weight_g, 'gram')}, panjang {figure(letter.length_cm, 'cm')}, "
        f"lingkar kepala {figure(letter.head_cm, 'cm')}"
    )
    return [
        ("Nama bayi", letter.child_name),
        ("Jenis kelamin", letter.sex.word),
        ("Hari, tanggal lahir", f"{_day_name(born.date())}, {long_date(born)}"),
        ("Pukul", f"{clock_time(born)} {letter.zone}".strip()),
        ("Tempat lahir", recorded(letter.place)),
        ("Anak, kelahiran", ", ".join(part for part in (order, multiple) if part)),
        ("Cara persalinan", recorded(letter.mode)),
        ("Ukuran saat lahir", measures),
        ("Penolong persalinan", recorded(letter.helper)),
    ]


def _parent(parent: Parent) -> list[Field]:
    age = "" if parent.age_years is None else f"{parent.age_years} tahun"
    return [
        ("Nama", parent.name),
        ("NIK", recorded(parent.nik)),
        ("Umur", recorded(age)),
        ("Pekerjaan", recorded(parent.occupation)),
        ("Alamat", recorded(parent.address)),
    ]


def _signing(letter: BirthLetter, letterhead: Letterhead, width: float) -> Flowable:
    signed = Signing(
        code=letter.number,
        told="Kode QR memuat nomor surat ini.",
        place=letterhead.place,
        day=letter.day,
        role=f"{recorded(letter.signer_profession)} yang menerangkan,",
        signer=letter.signer,
        sip=letter.signer_sip,
    )
    return signing(signed, width)


def _day_name(day: date) -> str:
    return DAY_NAMES[day.weekday()]
