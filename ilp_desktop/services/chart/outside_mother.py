"""Pregnancies, deliveries, labours and births of a person, for the copy that goes home; a girl's only on request."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import (
    Birth,
    Delivery,
    KiaBook,
    LabourObservation,
    MotherClass,
    PastBaby,
    Pregnancy,
    PregnancyContact,
)
from ilp_desktop.clock import local_day, local_time
from ilp_desktop.domain.birth.delivery import complications
from ilp_desktop.domain.calendar_dates import indonesian_date, indonesian_moment
from ilp_desktop.domain.pregnancy.kia_book import BookKind
from ilp_desktop.domain.pregnancy.minor_pregnancy import is_kept_private
from ilp_desktop.domain.pregnancy.pregnancy import gpa_text
from ilp_desktop.domain.pregnancy.pregnancy_past import past_choices
from ilp_desktop.domain.record_leave import Access
from ilp_desktop.services.chart.outside import Outside, told_entry
from ilp_desktop.services.chart.rows import RecordKind
from ilp_desktop.services.chart.visit_reading import VisitReader

PREGNANCIES, LABOURS, DELIVERIES = "Kehamilan", "Pemantauan persalinan", "Persalinan"
PAST, OWN_BIRTH, BOOKS = "Riwayat persalinan", "Kelahiran", "Buku KIA"
MEASURES = (
    *(("cervix_cm", "Pembukaan", "cm"), ("descent", "Penurunan kepala", "/5"), ("contractions", "His", "/10 menit")),
    *(("contraction_seconds", "Lama his", "detik"), ("fetal_heart_rate", "DJJ", "/menit"), ("liquor", "Ketuban", "")),
    *(("moulding", "Penyusupan", ""), ("pulse", "Nadi", "/menit"), ("systolic", "Sistolik", "mmHg")),
    *(("diastolic", "Diastolik", "mmHg"), ("temperature_c", "Suhu", "°C"), ("urine_ml", "Urin", "ml")),
    *(("urine_protein", "Protein urin", ""), ("urine_acetone", "Aseton urin", "")),
    *(("oxytocin_units", "Oksitosin", "unit/L"), ("oxytocin_drops", "Tetes", "/menit"), ("drugs", "Obat", "")),
)


@dataclass
class _Mother:
    """What is on record of a mother, by pregnancy, as far as the reader may know it."""

    pregnancies: list[Pregnancy] = field(default_factory=list)
    births: list[Birth] = field(default_factory=list)
    deliveries: list[Delivery] = field(default_factory=list)
    kept_back: bool = False


def motherhood(reader: VisitReader) -> Iterator[Outside]:
    """Give pregnancies, labours, deliveries with their babies, and what the woman told of earlier ones."""
    found = _mother(reader)
    yield from _pregnancies(reader, found)
    yield from _labours(reader, [one.id for one in found.pregnancies])
    yield from _deliveries(reader, found)
    wanted = select(PastBaby).where(PastBaby.person_id == reader.person.id, PastBaby.removed_at.is_(None))
    for row in reader.session.scalars(wanted.order_by(PastBaby.year, PastBaby.recorded_at)):
        if _seen(reader, row, row.ended_on or date(row.year, 1, 1)):
            yield Outside(PAST, row.ended_on or date(row.year, 1, 1), _past_baby(reader, row))


def own_birth(reader: VisitReader) -> Iterator[Outside]:
    """Give what is on record of the person's own birth, and the Buku KIA of a child."""
    for row in reader.session.scalars(select(Birth).where(Birth.child_id == reader.person.id)):
        day = local_day(row.born_at, reader.user.time_zone)
        lines = (("Keadaan", _baby_words(row)), ("Kelainan", row.anomalies), ("Surat kelahiran", row.letter_number))
        title = f"Lahir {_moment(reader, row)}"
        yield Outside(OWN_BIRTH, day, told_entry(reader, row, RecordKind.PERSON, title, lines))
    books = select(KiaBook).where(
        KiaBook.person_id == reader.person.id, KiaBook.pregnancy_id.is_(None), KiaBook.removed_at.is_(None)
    )
    for book in reader.session.scalars(books.order_by(KiaBook.recorded_at)):
        yield Outside(BOOKS, None, told_entry(reader, book, RecordKind.PERSON, _book_words(book), ()))


def _mother(reader: VisitReader) -> _Mother:
    """Return what the reader may know; what follows from a pregnancy is as private as that."""
    session, person_id, found = reader.session, reader.person.id, _Mother()
    private = set[UUID]()
    begun = select(Pregnancy).where(Pregnancy.person_id == person_id).order_by(Pregnancy.last_period_on)
    for one in session.scalars(begun):
        if _seen(reader, one, one.last_period_on):
            found.pregnancies.append(one)
        else:
            private.add(one.id)
    deliveries = session.scalars(select(Delivery).where(Delivery.mother_id == person_id)).all()
    births = session.scalars(
        select(Birth).where(Birth.mother_id == person_id).order_by(Birth.born_at, Birth.birth_order)
    ).all()
    closed = set[UUID]()
    for birth in births:
        day = local_day(birth.born_at, reader.user.time_zone)
        if birth.pregnancy_id in private or not _seen(reader, birth, day):
            closed |= {birth.delivery_id} if birth.delivery_id else set()
            found.kept_back = True
        else:
            found.births.append(birth)
    found.deliveries = [one for one in deliveries if one.pregnancy_id not in private and one.id not in closed]
    found.kept_back = found.kept_back or bool(private)
    return found


def _seen(reader: VisitReader, row: Any, day: date) -> bool:
    """Say whether a row of motherhood may be told: of a day on which she was a child only to those with leave."""
    if not is_kept_private(reader.person.birth_date, day):
        return True
    return reader.leave.of(row.recorded_by, None) is Access.OPEN


def _pregnancies(reader: VisitReader, found: _Mother) -> Iterator[Outside]:
    known = [one.id for one in found.pregnancies]
    contacts, classes = (_standing(reader, model, known) for model in (PregnancyContact, MotherClass))
    books = _standing(reader, KiaBook, known)
    for row in found.pregnancies:
        ended = f"{indonesian_date(row.ended_on)} {row.outcome}".strip() if row.ended_on else ""
        elsewhere = [" ".join(p for p in (indonesian_date(one.day), one.place) if p) for one in contacts[row.id]]
        counts = "" if found.kept_back else gpa_text(row.gravida, row.para, row.abortus)
        lines = (
            ("HPL", indonesian_date(row.due_on)),
            ("GPA", counts),
            ("Dihitung menurut", row.dating_method),
            ("HPHT menurut ibu", indonesian_date(row.told_period_on) if row.told_period_on else ""),
            ("Tinggi badan", _with_unit(row.height_cm, "cm")),
            ("Berat sebelum hamil", _with_unit(row.weight_before_kg, "kg")),
            ("Janin", _with_unit(row.babies_expected, "")),
            ("Berakhir", ended),
            ("Keterangan", row.end_note),
            ("Kontak di tempat lain", ", ".join(elsewhere)),
            ("Kelas ibu", ", ".join(indonesian_date(one.day) for one in classes[row.id])),
            ("Buku KIA", ", ".join(_book_words(one) for one in books[row.id])),
        )
        title = f"Usia kehamilan dihitung sejak {indonesian_date(row.last_period_on)}"
        entry = told_entry(reader, row, RecordKind.PERSON, title, lines)
        yield Outside(PREGNANCIES, row.ended_on or row.last_period_on, entry)


def _standing(reader: VisitReader, model: Any, pregnancies: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Return the rows of pregnancies that were not removed, by pregnancy."""
    found: dict[UUID, list[Any]] = defaultdict(list)
    wanted = select(model).where(model.pregnancy_id.in_(pregnancies), model.removed_at.is_(None))
    for row in reader.session.scalars(wanted.order_by(model.recorded_at, model.id)):
        found[row.pregnancy_id].append(row)
    return found


def _labours(reader: VisitReader, pregnancies: Sequence[UUID]) -> Iterator[Outside]:
    wanted = select(LabourObservation).where(
        LabourObservation.pregnancy_id.in_(pregnancies), LabourObservation.voided_at.is_(None)
    )
    for row in reader.session.scalars(wanted.order_by(LabourObservation.at)):
        at = local_time(row.at, reader.user.time_zone)
        lines = [(label, _with_unit(getattr(row, name), unit)) for name, label, unit in MEASURES]
        entry = told_entry(reader, row, RecordKind.PERSON, indonesian_moment(at), lines)
        yield Outside(LABOURS, at.date(), entry)


def _deliveries(reader: VisitReader, found: _Mother) -> Iterator[Outside]:
    babies: dict[UUID | None, list[Birth]] = defaultdict(list)
    for birth in found.births:
        babies[birth.delivery_id].append(birth)
    for row in found.deliveries:
        mine = babies.pop(row.id, [])
        day = local_day(mine[0].born_at if mine else row.recorded_at, reader.user.time_zone)
        words = dict(complications(local_day(row.recorded_at, reader.user.time_zone)))
        said = [*(words.get(one, one) for one in row.complications), row.complication_note]
        lines = [
            ("Penyulit", ", ".join(one for one in said if one)),
            ("Perdarahan", _with_unit(row.blood_loss_ml, "ml")),
            *(("Perineum", row.perineum), ("Plasenta", row.placenta), ("Keadaan ibu", row.mother_state)),
            ("Pendamping", row.companion),
            *((f"Bayi {_moment(reader, one)}", _baby_words(one)) for one in mine),
        ]
        title = f"Bersalin {indonesian_date(day)}"
        yield Outside(DELIVERIES, day, told_entry(reader, row, RecordKind.PERSON, title, lines))
    for birth in (one for rest in babies.values() for one in rest):
        day = local_day(birth.born_at, reader.user.time_zone)
        lines = [("Bayi", _baby_words(birth))]
        title = f"Melahirkan {_moment(reader, birth)}"
        yield Outside(DELIVERIES, day, told_entry(reader, birth, RecordKind.PERSON, title, lines))


def _past_baby(reader: VisitReader, row: PastBaby) -> Any:
    living = "" if row.living is None else "masih hidup" if row.living else "sudah meninggal"
    words = dict(past_choices("complications", local_day(row.recorded_at, reader.user.time_zone)))
    lines = (
        ("Usia kehamilan", _with_unit(row.weeks, "minggu")),
        *(("Cara", row.mode), ("Penolong", row.helper), ("Tempat", row.place)),
        ("Berat lahir", _with_unit(row.weight_g, "gram")),
        ("Jenis kelamin", row.sex.word if row.sex else ""),
        ("Anak", living),
        ("Penyulit", ", ".join(words.get(one, one) for one in row.complications)),
        ("Keterangan", row.note),
    )
    when = indonesian_date(row.ended_on) if row.ended_on else str(row.year)
    return told_entry(reader, row, RecordKind.PERSON, f"{when} {row.outcome}", lines)


def _baby_words(row: Birth) -> str:
    """Return a baby in one line; whose name it bears stands in its own record."""
    scores = [str(one) for one in (row.apgar_1, row.apgar_5, row.apgar_10) if one is not None]
    told = (
        row.outcome,
        row.sex.word if row.sex else "",
        row.mode,
        _with_unit(row.weight_g, "gram"),
        _with_unit(row.length_cm, "cm"),
        f"lingkar kepala {_with_unit(row.head_cm, 'cm')}" if row.head_cm is not None else "",
        f"APGAR {'/'.join(scores)}" if scores else "",
        f"resusitasi: {row.resuscitation}" if row.resuscitation else "",
        " ".join(part for part in (row.place, row.place_name) if part),
        " ".join(part for part in (row.helper, row.helper_name) if part),
        "IMD" if row.early_breastfeeding else "",
        "vitamin K" if row.vitamin_k else "",
        "salep mata" if row.eye_ointment else "",
    )
    return ", ".join(part for part in told if part)


def _moment(reader: VisitReader, row: Birth) -> str:
    at = local_time(row.born_at, reader.user.time_zone)
    return indonesian_moment(at) if row.hour_known else indonesian_date(at.date())


def _book_words(row: KiaBook) -> str:
    return " ".join(part for part in (BookKind(row.kind).label, row.number) if part)


def _with_unit(value: float | str | None, unit: str) -> str:
    if value is None or value == "":
        return ""
    number = value if isinstance(value, str) else f"{value:g}".replace(".", ",")
    return f"{number}{unit}" if unit.startswith("/") else f"{number} {unit}".strip()
