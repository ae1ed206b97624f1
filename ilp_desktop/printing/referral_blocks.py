"""The sections of a referral letter."""

from reportlab.platypus import Flowable, Table

from ilp_desktop.printing.blocks import (
    Field,
    boxed,
    choice,
    gap,
    labelled,
    plain_table,
    prose,
    room_for,
    section,
    side_by_side,
)
from ilp_desktop.printing.contents.referral import (
    Findings,
    ReferralKind,
    ReferralLetter,
    ReferralReason,
    ReferredPatient,
    Vitals,
)
from ilp_desktop.printing.fonts import BOLD, text_width
from ilp_desktop.printing.styles import (
    BODY,
    BODY_BOLD,
    HAIRLINE,
    INK,
    LABEL,
    NOTE,
    SMALL,
    SMALL_BOLD,
    TITLE,
    TITLE_NOTE,
)
from ilp_desktop.printing.wording import figure, long_date, recorded

NO_NATIONAL_NUMBER = "Belum ada nomor P-Care/SATUSEHAT"
NOT_MEASURED = "tidak diukur"
NARROW = 400.0  # points; below this, label columns stand under each other
ENTRY_LABEL = 112.0
FEW_LINES = 46.0  # points; an entry that would show less than this at the foot of a page starts on the next
VITALS_HEIGHT = 78.0
REASON_HEIGHT = 96.0
STAMP_PADDING = 8.0
ENTRY_LINES = (
    ("LINEBELOW", (0, -1), (-1, -1), 0.4, HAIRLINE),
    ("TOPPADDING", (0, 0), (-1, 0), 2.5),
    ("BOTTOMPADDING", (0, -1), (-1, -1), 3.5),
)


def title(letter: ReferralLetter) -> list[Flowable]:
    """Return the name of the document and its numbers."""
    national = f"No. rujukan P-Care/SATUSEHAT: {letter.national_number.strip()}"
    told = national if letter.national_number.strip() else NO_NATIONAL_NUMBER
    return [
        gap(8),
        *stamped(letter.mark),
        prose(letter.word.upper(), TITLE),
        prose(f"Nomor: {letter.number}", TITLE_NOTE),
        *([prose(told, TITLE_NOTE)] if letter.reason is not None else []),
        gap(8),
    ]


def stamped(mark: str) -> list[Flowable]:
    """Return what is stamped above the name of a document, in a box at the right; nothing where nothing is."""
    if not mark:
        return []
    width = text_width(mark, BOLD, BODY_BOLD.fontSize) + 2 * STAMP_PADDING
    stamp = plain_table(
        [[prose(mark, BODY_BOLD)]],
        [width],
        ("BOX", (0, 0), (-1, -1), 1.0, INK),
        ("LEFTPADDING", (0, 0), (-1, -1), STAMP_PADDING),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    )
    stamp.hAlign = "RIGHT"
    return [stamp]


def addressee(letter: ReferralLetter, width: float) -> Flowable:
    """Return to whom the letter goes, beside its date and kind."""
    left_width = width * 0.5 - 7
    to = letter.destination
    left = [
        prose("Kepada Yth.", LABEL),
        prose(recorded(to.facility), BODY_BOLD),
        prose(recorded(to.clinic), BODY),
        prose(f"Rencana kunjungan: {long_date(to.planned_on, 'belum ditentukan')}", BODY),
    ]
    facts: list[Field] = [("Tanggal surat", long_date(letter.day))]
    if letter.valid_until is not None:
        facts.append(("Berlaku sampai", long_date(letter.valid_until)))
    if letter.kind is ReferralKind.EMERGENCY or letter.escort:
        facts.append(("Pengantar", recorded(letter.escort)))
    if letter.kind is ReferralKind.EMERGENCY:
        facts.append(("Kendaraan", recorded(letter.vehicle)))
    right_width = width - left_width - 14
    kinds = [choice(kind.value, right_width / 2, ticked=kind is letter.kind) for kind in ReferralKind]
    kind_row = plain_table([kinds], [right_width / 2] * 2)
    right = [kind_row, gap(2), labelled(facts, right_width, 78)]
    return side_by_side(left, right, (left_width, right_width))


def identity(patient: ReferredPatient, width: float) -> list[Flowable]:
    """Return who the patient is and how they are insured."""
    born = f"{long_date(patient.birth_date)} ({recorded(patient.age, 'umur belum dicatat')})"
    person: list[Field] = [
        ("Nama", recorded(patient.name)),
        ("NIK", recorded(patient.nik)),
        ("No. RM", recorded(patient.record_number)),
        ("Lahir (umur)", born),
        ("Jenis kelamin", patient.sex.word),
        ("Pekerjaan", recorded(patient.occupation)),
    ]
    insurance = patient.insurance
    contact: list[Field] = [
        ("Alamat", recorded(patient.address)),
        ("Telepon", recorded(patient.phone)),
        ("Penjamin", recorded(insurance.kind)),
        ("No. kartu", recorded(insurance.card_number)),
        ("FKTP terdaftar", recorded(insurance.registered_at)),
    ]
    heading = section("Identitas pasien", width)
    if width < NARROW:
        return [heading, labelled([*person, *contact], width, 78)]
    half = (width - 14) / 2
    return [heading, side_by_side(labelled(person, half, 72), labelled(contact, half, 78), (half, half))]


def findings(found: Findings, width: float) -> list[Flowable]:
    """Return history, vital signs, examination and tests."""
    return [
        room_for(24 + FEW_LINES),
        section("Keadaan klinis", width),
        entry("Anamnesis", prose(recorded(found.history)), width),
        room_for(VITALS_HEIGHT),
        entry("Tanda vital", _vitals(found.vitals, width - ENTRY_LABEL), width),
        room_for(FEW_LINES),
        entry("Pemeriksaan fisik", prose(recorded(found.physical_exam)), width),
        room_for(FEW_LINES),
        entry("Penunjang", prose(recorded(found.supporting_tests)), width),
    ]


def diagnoses(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return every diagnosis with its code, the primary one first and bold."""
    rows: list[list[Flowable]] = []
    for place, diagnosis in enumerate(letter.diagnoses):
        style = BODY if place else BODY_BOLD
        kind = f"Sekunder {place}" if place else "Utama"
        rows.append([gap(0), prose(kind, LABEL), prose(diagnosis.code, style), prose(diagnosis.title, style)])
    if not rows:
        return [entry("Diagnosis (ICD-10)", prose(recorded("")), width)]
    rows[0][0] = prose("Diagnosis (ICD-10)", BODY_BOLD)
    return [room_for(FEW_LINES), plain_table(rows, [ENTRY_LABEL, 64, 44, width - ENTRY_LABEL - 108], *ENTRY_LINES)]


def care(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return what was already done, and allergies."""
    return [
        room_for(FEW_LINES),
        entry("Terapi dan tindakan", prose(recorded(letter.treatment)), width),
        room_for(FEW_LINES),
        entry("Alergi", prose(recorded(letter.allergies)), width),
        *_on_leaving(letter, width),
    ]


def _on_leaving(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return how the patient is on leaving, in an emergency."""
    if letter.kind is not ReferralKind.EMERGENCY:
        return []
    return [room_for(FEW_LINES), entry("Keadaan berangkat", prose(recorded(letter.leaving)), width)]


def dangers(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return the danger signs of a mother or a newborn, those that are there ticked and bold."""
    listed = letter.dangers
    if listed is None:
        return []
    across = 3 if width >= NARROW else 2
    cell = width / across
    boxes: list[Flowable] = [
        choice(label, cell - 6, ticked=ticked, styles=(SMALL, SMALL_BOLD)) for label, ticked in listed.signs
    ]
    boxes += [gap(0)] * (-len(boxes) % across)
    rows = [boxes[start : start + across] for start in range(0, len(boxes), across)]
    return [
        room_for(24 + FEW_LINES),
        section(f"Tanda bahaya {listed.title}", width),
        plain_table(rows, [cell] * across),
    ]


def handover(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return the SBAR of a mother, a newborn or an emergency, as it is told to who receives the patient."""
    said = letter.sbar
    if said is None:
        return []
    entries = (
        ("S  Situasi", said.situation),
        ("B  Latar belakang", said.background),
        ("A  Penilaian", said.assessment),
        ("R  Rekomendasi", said.recommendation),
    )
    parts: list[Flowable] = [room_for(24 + FEW_LINES), section("Komunikasi SBAR", width)]
    for name, text in entries:
        parts += [room_for(FEW_LINES), entry(name, prose(recorded(text)), width)]
    return parts


def reason(letter: ReferralLetter, width: float) -> list[Flowable]:
    """Return the five possible reasons with the chosen one ticked, and the explanation."""
    if letter.reason is None:
        return [room_for(FEW_LINES), entry("Alasan rujukan", prose(recorded(letter.reason_note)), width)]
    across = 2 if width >= NARROW else 1
    cell = (width - ENTRY_LABEL) / across
    boxes: list[Flowable] = [choice(each.label, cell, ticked=each is letter.reason) for each in ReferralReason]
    boxes += [gap(0)] * (-len(boxes) % across)
    rows = [boxes[start : start + across] for start in range(0, len(boxes), across)]
    note = prose(f"Penjelasan: {recorded(letter.reason_note)}")
    table = plain_table(
        [[prose("Alasan rujukan (TACC)", BODY_BOLD), plain_table(rows, [cell] * across)], [gap(0), note]],
        [ENTRY_LABEL, width - ENTRY_LABEL],
        ("TOPPADDING", (0, 1), (-1, 1), 2),
        *ENTRY_LINES,
    )
    return [room_for(REASON_HEIGHT), table]


def entry(label: str, content: Flowable, width: float) -> Table:
    """Return the name of an entry at the left and its text at the right, free to flow over pages."""
    row = [prose(label, BODY_BOLD), content]
    return plain_table([row], [ENTRY_LABEL, width - ENTRY_LABEL], *ENTRY_LINES)


def _vitals(vitals: Vitals, width: float) -> Flowable:
    values = (
        ("TD (mmHg)", _blood_pressure(vitals)),
        ("Nadi (x/mnt)", figure(vitals.pulse_per_minute, absent=NOT_MEASURED)),
        ("RR (x/mnt)", figure(vitals.breaths_per_minute, absent=NOT_MEASURED)),
        ("Suhu (°C)", figure(vitals.temperature_c, absent=NOT_MEASURED)),
        ("SpO2 (%)", figure(vitals.oxygen_percent, absent=NOT_MEASURED)),
        ("BB (kg)", figure(vitals.weight_kg, absent=NOT_MEASURED)),
        ("TB (cm)", figure(vitals.height_cm, absent=NOT_MEASURED)),
        ("Kesadaran", recorded(vitals.consciousness)),
    )
    cells = [[prose(label, NOTE), prose(value, NOTE if value == NOT_MEASURED else BODY)] for label, value in values]
    return boxed([cells[:4], cells[4:]], [width / 4] * 4)


def _blood_pressure(vitals: Vitals) -> str:
    if vitals.systolic_mmhg is None and vitals.diastolic_mmhg is None:
        return NOT_MEASURED
    upper, lower = (figure(each, absent="?") for each in (vitals.systolic_mmhg, vitals.diastolic_mmhg))
    return f"{upper}/{lower}"
