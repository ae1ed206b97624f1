"""Reading a NIK: what it refuses, what it only warns of, and what it says about the person.

Source: Permendagri on NIK and PP 37/2007; real cards carry old errors, so only the shape is refused. The region is
where the NIK was first issued, never the domicile.
"""

from dataclasses import dataclass
from datetime import date

from ilp_desktop.domain.calendar_dates import date_or_none, indonesian_date, latest_past_date
from ilp_desktop.domain.identity.identifiers import cleaned, digit_refusals, province_name
from ilp_desktop.domain.sex import Sex

NIK_DIGITS = 16
FEMALE_DAY_OFFSET = 40
NO_SERIAL = "0000"


@dataclass(frozen=True)
class NikReading:
    """What a typed NIK says.

    Attributes:
        nik: the digits as they are to be stored.
        refusals: why it cannot be stored, in Indonesian.
        warnings: what contradicts; it may be stored as not yet verified.
        birth_date: the date inside it, None where there is no such day.
        sex: the sex inside it, None where the day is of neither.
        province_code: two digits, empty when refused.
        regency_code: four digits.
        district_code: six digits.
        province_name: empty when unknown.
    """

    nik: str
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    birth_date: date | None = None
    sex: Sex | None = None
    province_code: str = ""
    regency_code: str = ""
    district_code: str = ""
    province_name: str = ""

    @property
    def accepted(self) -> bool:
        """Return whether the number may be stored."""
        return not self.refusals

    @property
    def verified_hint(self) -> bool:
        """Return whether nothing speaks against the number; otherwise it stays 'belum terverifikasi'."""
        return self.accepted and not self.warnings


def read_nik(text: str, today: date, birth_date: date | None = None, sex: Sex | None = None) -> NikReading:
    """Read a NIK and compare it with the birth date and sex typed beside it, where they are known."""
    nik = cleaned(text)
    refusals = digit_refusals("NIK", nik, NIK_DIGITS)
    if not refusals and nik.endswith(NO_SERIAL):
        refusals = ("Empat angka terakhir NIK tidak boleh 0000.",)
    if refusals:
        return NikReading(nik, refusals=refusals)
    read_sex = _sex(int(nik[6:8]))
    read_date = _birth_date(nik, birth_date, today)
    province = province_name(nik[:2], today)
    warnings = (
        *_region_warnings(nik, province),
        *_date_warnings(nik, read_date, birth_date, today),
        *_sex_warnings(read_sex, sex),
    )
    return NikReading(
        nik,
        warnings=warnings,
        birth_date=read_date,
        sex=read_sex,
        province_code=nik[:2],
        regency_code=nik[:4],
        district_code=nik[:6],
        province_name=province,
    )


def _sex(day: int) -> Sex | None:
    if 1 <= day <= 31:
        return Sex.MALE
    return Sex.FEMALE if 1 <= day - FEMALE_DAY_OFFSET <= 31 else None


def _day_month_year(nik: str) -> tuple[int, int, int]:
    day = int(nik[6:8])
    return (day - FEMALE_DAY_OFFSET if day > FEMALE_DAY_OFFSET else day), int(nik[8:10]), int(nik[10:12])


def _birth_date(nik: str, typed: date | None, today: date) -> date | None:
    day, month, year = _day_month_year(nik)
    if typed is not None and typed <= today and (typed.day, typed.month, typed.year % 100) == (day, month, year):
        return typed
    return latest_past_date(day, month, year, today)


def nik_by_mother(mother_nik: str, order: int | None) -> str:
    """Return what stands for the NIK of a child that has none yet, in words; empty where it cannot be composed."""
    return f"NIK ibu {mother_nik} anak ke-{order}" if mother_nik and order is not None else ""


def _region_warnings(nik: str, province: str) -> tuple[str, ...]:
    if not province:
        return (f"Kode provinsi {nik[:2]} pada NIK tidak dikenal.",)
    if "00" in (nik[2:4], nik[4:6]):
        return (f"Kode wilayah {nik[:6]} pada NIK tidak dikenal.",)
    return ()


def _date_warnings(nik: str, read: date | None, typed: date | None, today: date) -> tuple[str, ...]:
    if read is None:
        return (f"Tanggal lahir di dalam NIK ({nik[6:12]}) tidak ada dalam kalender.",)
    if typed is not None:
        return () if read == typed else (_date_contradiction(read, typed),)
    day, month, year = _day_month_year(nik)
    this_century = date_or_none(today.year - today.year % 100 + year, month, day)
    if this_century is not None and this_century.year == today.year and this_century > today:
        return (f"Tanggal di dalam NIK belum terjadi tahun ini; dibaca {indonesian_date(read)}. Periksa kartunya.",)
    return ()


def _date_contradiction(read: date, typed: date) -> str:
    return f"NIK menunjukkan tanggal lahir {indonesian_date(read)}; yang diketik {indonesian_date(typed)}."


def _sex_warnings(read: Sex | None, typed: Sex | None) -> tuple[str, ...]:
    if read is None or typed is None or typed is read:
        return ()
    return (f"NIK menunjukkan {read.word}; yang diketik {typed.word}.",)
