"""Checks of the numbers people carry besides the NIK: No. KK, No. BPJS, telephone."""

import re
from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import latest_past_date
from ilp_desktop.reference import edition_on

KK_DIGITS = 16
BPJS_DIGITS = 13
SHORTEST_PHONE, LONGEST_PHONE = 9, 14
LONGEST_PHONE_TYPED = 20
_SEPARATORS = re.compile(r"[\s.\-]+")


@dataclass(frozen=True)
class CheckedNumber:
    """A number as it is to be stored, and what is wrong with it.

    Attributes:
        value: the cleaned number; what was typed, trimmed, when it is refused.
        refusals: why it cannot be stored, in Indonesian.
        warnings: what looks odd although it may be stored.
    """

    value: str
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Return whether the number may be stored."""
        return not self.refusals


def cleaned(text: str) -> str:
    """Return a typed number without the spaces, dots and hyphens people group digits with."""
    return _SEPARATORS.sub("", text.strip())


def digit_refusals(label: str, value: str, digits: int) -> tuple[str, ...]:
    """Return why a number is refused: characters other than digits, its length, or one digit throughout."""
    if not (value.isascii() and value.isdigit()):
        return (f"{label} hanya berisi angka.",)
    if len(value) != digits:
        return (f"{label} harus {digits} angka; yang diketik {len(value)} angka.",)
    if len(set(value)) == 1:
        return (f"{label} tidak mungkin berisi angka yang sama semua.",)
    return ()


def province_name(code: str, today: date) -> str:
    """Return the name of a province by its two digits, empty when the code is unknown."""
    return str(edition_on("province", today).body["names"].get(code, ""))


def check_kk(text: str, today: date) -> CheckedNumber:
    """Check a No. KK: region, date of issue and serial are read as in the NIK, without the 40 for women."""
    value = cleaned(text)
    refusals = digit_refusals("No. KK", value, KK_DIGITS)
    if not refusals and value.endswith("0000"):
        refusals = ("Empat angka terakhir No. KK tidak boleh 0000.",)
    if refusals:
        return CheckedNumber(value, refusals)
    warnings = []
    if not province_name(value[:2], today):
        warnings.append(f"Kode provinsi {value[:2]} pada No. KK tidak dikenal.")
    if latest_past_date(int(value[6:8]), int(value[8:10]), int(value[10:12]), today) is None:
        warnings.append("Tanggal terbit di dalam No. KK tidak ada dalam kalender.")
    return CheckedNumber(value, warnings=tuple(warnings))


def check_bpjs(text: str) -> CheckedNumber:
    """Check a No. BPJS: 13 digits kept as text, with its leading zeros."""
    value = cleaned(text)
    refusals = digit_refusals("No. BPJS", value, BPJS_DIGITS)
    if refusals:
        return CheckedNumber(value, refusals)
    odd = () if value.startswith("000") else ("No. BPJS biasanya diawali 000; periksa lagi kartunya.",)
    return CheckedNumber(value, warnings=odd)


def check_phone(text: str) -> CheckedNumber:
    """Check a telephone number and write it the domestic way, beginning with 0."""
    value = re.sub(r"[()]", "", cleaned(text))
    for prefix in ("+62", "0062", "62"):
        if value.startswith(prefix):
            value = "0" + value[len(prefix) :].lstrip("0")
            break
    if not (value.isascii() and value.isdigit()):
        return CheckedNumber(value[:LONGEST_PHONE_TYPED], ("Nomor telepon hanya berisi angka.",))
    if not value.startswith("0"):
        return CheckedNumber(value[:LONGEST_PHONE_TYPED], ("Nomor telepon diawali 0 atau +62.",))
    if not SHORTEST_PHONE <= len(value) <= LONGEST_PHONE:
        length = f"Nomor telepon {SHORTEST_PHONE} sampai {LONGEST_PHONE} angka; yang diketik {len(value)} angka."
        return CheckedNumber(value[:LONGEST_PHONE_TYPED], (length,))
    if len(set(value[2:])) == 1:
        return CheckedNumber(value, warnings=("Nomor telepon berisi angka yang sama; periksa lagi.",))
    return CheckedNumber(value)
