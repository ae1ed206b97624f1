"""A certificate (surat keterangan) of any kind on one page."""

from reportlab.platypus import Flowable

from ilp_desktop.domain.care.letter_number import letter_code
from ilp_desktop.printing.blocks import gap, kept, labelled, prose, section
from ilp_desktop.printing.contents.certificate import Certificate
from ilp_desktop.printing.document import Furniture, Margins, build_pdf, text_width_of
from ilp_desktop.printing.fonts import register_fonts
from ilp_desktop.printing.letter_head import letter_head
from ilp_desktop.printing.paper import A4_PAGE, Letterhead, PageSetup
from ilp_desktop.printing.record_sheet import Begun, visit_texts
from ilp_desktop.printing.referral_blocks import stamped
from ilp_desktop.printing.signing import Signing, signing
from ilp_desktop.printing.styles import BODY, BODY_BOLD, LABEL, NOTE, TITLE, TITLE_NOTE
from ilp_desktop.printing.wording import recorded

MARGINS = Margins()
LABELS = 130.0


def print_certificate(
    paper: Certificate, letterhead: Letterhead, setup: PageSetup = A4_PAGE, *, begun: Begun = lambda _page: None
) -> bytes:
    """Return the certificate as PDF bytes; ``begun`` is told each page as it begins."""
    register_fonts()
    width = text_width_of(setup, MARGINS)
    story: list[Flowable] = [
        letter_head(letterhead, setup, MARGINS, width),
        gap(12),
        *stamped(paper.mark),
        prose(paper.title.upper(), TITLE),
        prose(f"Nomor: {paper.number}", TITLE_NOTE),
        gap(12),
        prose(paper.opening),
        gap(4),
        labelled(paper.subject, width, LABELS, (LABEL, BODY)),
    ]
    for heading, rows in paper.sections:
        story += [section(heading, width) if heading else gap(8), labelled(rows, width, LABELS)]
    story += [gap(6), *visit_texts(paper.visits, width)]
    story += [gap(10), prose(paper.statement, BODY_BOLD)]
    story += [part for remark in paper.remarks for part in (gap(4), prose(remark, NOTE))]
    signed = Signing(
        code=letter_code(paper.number, paper.day),
        told="Kode QR memuat nomor dan tanggal surat ini saja.",
        place=letterhead.place,
        day=paper.day,
        role=f"{recorded(paper.signer_profession)} yang menerangkan,",
        signer=paper.signer,
        sip=paper.signer_sip,
    )
    story.append(kept(gap(16), signing(signed, width)))
    name = f"{paper.title} nomor {paper.number}"
    furniture = Furniture(name, letterhead.name, (f"{name} (lanjutan)", ""), paper.across)
    return build_pdf(story, setup, MARGINS, furniture, begun)
