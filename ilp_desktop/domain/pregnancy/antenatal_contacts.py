"""Counting antenatal contacts: K1 murni and akses, K4, K1 to K6 and what is still missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.bands import Row
from ilp_desktop.domain.pregnancy.pregnancy import gestational_age, trimester
from ilp_desktop.reference import edition_on

LAST_NUMBERED = 6


@dataclass(frozen=True)
class AntenatalContact:
    """An antenatal visit and whether a doctor examined; ``told`` when it is copied from the Buku KIA."""

    on: date
    by_doctor: bool = False
    told: bool = False


@dataclass(frozen=True)
class NumberedContact:
    """A contact in its place: ``K1`` … ``K6``, later ones ``Kunjungan ke-7`` and so on.

    Attributes:
        told: it was somewhere else and is known from the Buku KIA alone.
    """

    label: str
    on: date
    trimester: int
    told: bool = False


@dataclass(frozen=True)
class ContactSummary:
    """How complete the antenatal care of a pregnancy is.

    Attributes:
        contacts: each counted contact, oldest first.
        k1_pure: the first contact was in the first trimester (K1 murni).
        k1_access: there was a contact at all (K1 akses).
        k4: the older indicator, 1-1-2 by trimester.
        six_reached: 1-2-3 by trimester.
        doctor_reached: a doctor's contact in the first and in the third trimester.
        missing: what is lacking for a complete K6, in Indonesian.
        source: regulation.
    """

    contacts: tuple[NumberedContact, ...]
    k1_pure: bool
    k1_access: bool
    k4: bool
    six_reached: bool
    doctor_reached: bool
    missing: tuple[str, ...]
    source: str

    @property
    def k6_complete(self) -> bool:
        """Return whether six contacts 1-2-3 were reached with a doctor in the first and third trimester."""
        return self.six_reached and self.doctor_reached


def count_contacts(last_period: date, contacts: Iterable[AntenatalContact], today: date) -> ContactSummary:
    """Number the contacts of a pregnancy up to today and say what is missing.

    Two visits on one day are one contact; visits before the last period or after today do not count.
    """
    edition, contacts = edition_on("antenatal_contacts", today), tuple(contacts)
    doctor_on = _days_with_doctor(contacts, last_period, today)
    seen_here = {contact.on for contact in contacts if not contact.told}
    numbered = tuple(
        NumberedContact(_label(number), on, trimester(gestational_age(last_period, on), on), on not in seen_here)
        for number, on in enumerate(sorted(doctor_on), start=1)
    )
    rows = edition.body["trimester"]
    doctors = [contact.trimester for contact in numbered if doctor_on[contact.on]]
    counts = [sum(1 for contact in numbered if contact.trimester == row["number"]) for row in rows]
    needed = [row["contacts"] for row in rows]
    return ContactSummary(
        contacts=numbered,
        k1_pure=bool(numbered) and numbered[0].trimester == 1,
        k1_access=bool(numbered),
        k4=_reached(counts, edition.body["k4"]["contacts"]),
        six_reached=_reached(counts, needed),
        doctor_reached=all(doctors.count(row["number"]) >= row["doctor"] for row in rows),
        missing=_missing(rows, counts, doctors),
        source=edition.source,
    )


def _days_with_doctor(contacts: Iterable[AntenatalContact], first: date, last: date) -> dict[date, bool]:
    days: dict[date, bool] = {}
    for contact in contacts:
        if first <= contact.on <= last:
            days[contact.on] = days.get(contact.on, False) or contact.by_doctor
    return days


def _label(number: int) -> str:
    return f"K{number}" if number <= LAST_NUMBERED else f"Kunjungan ke-{number}"


def _reached(counts: Sequence[int], needed: Sequence[int]) -> bool:
    return all(count >= least for count, least in zip(counts, needed, strict=True))


def _missing(rows: Sequence[Row], counts: Sequence[int], doctors: Sequence[int]) -> tuple[str, ...]:
    sentences = []
    for row, count in zip(rows, counts, strict=True):
        if count < row["contacts"]:
            sentences.append(f"Trimester {row['number']}: kurang {row['contacts'] - count} kontak.")
        if doctors.count(row["number"]) < row["doctor"]:
            sentences.append(f"Trimester {row['number']}: belum diperiksa dokter.")
    return tuple(sentences)
