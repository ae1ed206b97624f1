"""Numbers of made-up people: right in form, of a region that does not exist."""

from collections import Counter
from datetime import date
from random import Random

from ilp_desktop.demo.lists import FEMALE
from ilp_desktop.domain.identity.nik import FEMALE_DAY_OFFSET


class NumberPress:
    """Gives out numbers that are never the same twice."""

    def __init__(self, random: Random, region: str) -> None:
        self._random = random
        self._region = region
        self._serials: Counter[str] = Counter()
        self._cards = 0
        self._phones = 0

    def nik(self, sex: str, birth_date: date) -> str:
        """Return a NIK that agrees with sex and birth date."""
        day = birth_date.day + (FEMALE_DAY_OFFSET if sex == FEMALE else 0)
        stem = f"{self._region}{day:02}{birth_date:%m%y}"
        self._serials[stem] += 1
        return f"{stem}{self._serials[stem]:04}"

    def card(self, issued: date) -> str:
        """Return a No. KK."""
        stem = f"{self._region}{issued:%d%m%y}"
        self._serials[f"kk{stem}"] += 1
        return f"{stem}{self._serials[f'kk{stem}']:04}"

    def bpjs(self) -> str:
        """Return a BPJS card number."""
        self._cards += 1
        return f"000{self._cards * 7919 % 10_000_000_000:010}"

    def phone(self) -> str:
        """Return a telephone number of a prefix nobody is given."""
        self._phones += 1
        return f"0800{self._phones:07}"
