"""What is asked about how much is handed out: more or less than what is taken lasts for, or more than anybody takes."""

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil
from typing import Any

from ilp_desktop.domain.orders.formulary import REFERENCE
from ilp_desktop.domain.orders.signa import number_in_words
from ilp_desktop.domain.orders.written_line import PIECES, QUANTITY, TABLETS, Doubt, Written
from ilp_desktop.reference import edition_on

ONCE = "dosis tunggal"
TOO_MUCH = "Jumlah {count} {unit} cukup untuk {lasts} hari; ditulis {days} hari."
TOO_LITTLE = "Jumlah {count} {unit} hanya cukup untuk {lasts} hari; ditulis {days} hari."
FOR_LONG = "Jumlah {count} {unit} cukup untuk {lasts} hari. Periksa lagi jumlahnya."
FOR_ONE = "Jumlah {count} {unit}, padahal dosis tunggal {once}. Periksa lagi jumlahnya."
TOO_MANY = "Jumlah {count} {unit}. Periksa lagi jumlahnya."


def package_of(written: Written, day: date) -> str:
    """Return in what is counted what is handed out: tablets, bottles, tubes; nothing where that is not known."""
    if written.unit in PIECES:
        return written.unit
    medicine = written.medicine
    if medicine is None:
        return ""
    return medicine.unit or edition_on(REFERENCE, day).body["packages"].get(medicine.form, "")


def quantity_doubts(written: Written, day: date) -> Iterator[Doubt]:
    """Ask about a quantity that does not fit how, and for how long, a medicine is taken."""
    limits = edition_on(REFERENCE, day).body
    if written.quantity is None:
        return
    daily, unit = _pieces_a_day(written), package_of(written, day)
    words = {"count": number_in_words(written.quantity), "unit": unit}
    if daily is not None and ONCE in written.signa.others:
        if written.quantity > _with_slack(daily, limits):
            yield Doubt(QUANTITY, FOR_ONE.format(**words, once=number_in_words(daily)).replace("  ", " "))
    elif daily:
        yield from _by_days(written, daily, words, limits)
    elif written.quantity > limits["most_packages"].get(unit, limits["most_pieces"]):
        yield Doubt(QUANTITY, TOO_MANY.format(**words).replace(" .", "."))


def _by_days(written: Written, daily: float, words: dict[str, str], limits: Mapping[str, Any]) -> Iterator[Doubt]:
    quantity, days = written.quantity or 0, written.lasting
    lasts = int(quantity / daily + 1e-6)
    if days is None:
        if daily >= 1 and lasts > limits["most_days"]:
            yield Doubt(QUANTITY, FOR_LONG.format(**words, lasts=lasts))
        elif quantity > limits["most_pieces_a_line"]:
            yield Doubt(QUANTITY, TOO_MANY.format(**words))
        return
    expected = ceil(round(daily * days, 6))
    if quantity > _with_slack(expected, limits):
        yield Doubt(QUANTITY, TOO_MUCH.format(**words, lasts=lasts, days=days))
    elif quantity * limits["times_too_little"] < expected and not (written.signa.by_need or written.signa.is_range):
        yield Doubt(QUANTITY, TOO_LITTLE.format(**words, lasts=lasts, days=days))


def _pieces_a_day(written: Written) -> float | None:
    """Return how many pieces a day are taken, or None where what is handed out is not counted in pieces."""
    signa, unit = written.signa, written.unit
    if signa.unknown:
        return None
    daily = signa.amount if ONCE in signa.others else signa.daily
    if unit in PIECES:
        return daily
    counted = written.medicine is not None and written.medicine.unit in TABLETS
    return written.amount_in(TABLETS[0], daily) if counted else None


def _with_slack(expected: float, limits: Mapping[str, Any]) -> float:
    """Return how much may be handed out before it is asked about: strips and bottles are not cut to a day."""
    return max(expected * float(limits["times_too_much"]), expected + float(limits["pieces_too_many"]))
