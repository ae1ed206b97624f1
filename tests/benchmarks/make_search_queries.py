"""Writes the list of 500 searches beside it: 300 slips, 100 names and 100 numbers; run by hand, the list is kept.

python -m tests.benchmarks.make_search_queries
"""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.benchmarks.search_people import MadeUp, made_up

FILE = Path(__file__).with_name("search_queries.tsv")
AMONG = 100_000
SLIPS, NAMES, NUMBERS = 300, 100, 100
NAMESAKES = 5
SECOND_SLIP_SHARE = 0.3
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
HEARD = (
    ("f", "p"), ("p", "f"), ("f", "v"), ("u", "oe"), ("j", "dj"), ("sy", "s"), ("s", "z"), ("z", "s"), ("kh", "h"),
    ("h", "kh"), ("i", "ie"), ("i", "y"), ("y", "i"), ("o", "u"), ("u", "o"), ("k", "q"), ("f", "ph"), ("t", "th"),
    ("c", "tj"), ("d", "dh"), ("h", ""), ("y", "j"), ("sh", "s"), ("s", "sy"), ("e", "i"), ("w", "v"), ("ai", "ay"),
)  # fmt: skip
SHORT = {
    "muhammad": ("m.", "moh.", "mohamad", "muhamad", "moch", "mohammad", "mhd"),
    "siti": ("st.", "sitti", "st", "sity"),
    "abdul": ("abd.", "abdoel"),
    "ahmad": ("achmad", "akhmad", "ahmed"),
    "nur": ("noer", "nor", "nr"),
}
TITLES = ("hj. {}", "h {}", "ny. {}", "tn {}", "an. {}", "dr. {}", "{}, s.kep", "{} skm", "bpk {}")


def dropped(random: Random, word: str) -> str:
    """Leave a letter out, not the first."""
    place = random.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def doubled(random: Random, word: str) -> str:
    """Write a letter twice."""
    place = random.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def swapped(random: Random, word: str) -> str:
    """Let two letters change places."""
    place = random.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def beside(random: Random, word: str) -> str:
    """Hit the key beside."""
    place = random.randrange(1, len(word))
    row = next(row for row in ROWS if word[place] in row)
    near = [row[one] for one in (row.index(word[place]) - 1, row.index(word[place]) + 1) if 0 <= one < len(row)]
    return word[:place] + random.choice(near) + word[place + 1 :]


def heard(random: Random, word: str) -> str:
    """Write a sound another way."""
    ways = [(one, other) for one, other in HEARD if one in word[1:] or (one == word[:1] and other)]
    one, other = random.choice(ways) if ways else ("", "")
    return word.replace(one, other, 1) if one else doubled(random, word)


TYPOS: tuple[Callable[[Random, str], str], ...] = (dropped, doubled, swapped, beside, heard, heard, heard)


def slip(random: Random, person: MadeUp) -> str:
    """Return a name with one slip or two, each in another word, and now and then more around it."""
    words = person.name.lower().split()
    known = [place for place, word in enumerate(words) if word in SHORT]
    long = [place for place, word in enumerate(words) if len(word) > 3]
    if known and random.random() < 0.7:
        words[known[0]] = random.choice(SHORT[words[known[0]]])
    else:
        for place in random.sample(long, 1 if len(long) == 1 or random.random() > SECOND_SLIP_SHARE else 2):
            words[place] = random.choice(TYPOS)(random, words[place])
    if random.random() < 0.25:
        random.shuffle(words)
    if random.random() < 0.15:
        return f"{' '.join(words)} {person.village.lower()}"
    return random.choice(TITLES).format(" ".join(words)) if random.random() < 0.12 else " ".join(words)


def name(random: Random, person: MadeUp) -> str:
    """Return what is typed of a name that is known: parts in any order, village, mother, birth date."""
    words = person.name.lower().split()
    ways = (
        " ".join(words),
        " ".join(reversed(words)),
        " ".join(word[: random.randint(3, 6)] for word in words),
        f"{words[0]} {person.village.lower()}",
        f"{words[-1]} {person.birth_date:%d-%m-%Y}",
        f"{words[0]} {person.mother_name.lower()}" if person.birth_date.year > 2012 else person.name.upper(),
        words[0][: random.randint(2, 4)],
    )
    return random.choice(ways)


def number(random: Random, person: MadeUp) -> str:
    """Return a number or its beginning, as it is typed or scanned."""
    ways = (
        person.nik, person.nik[: random.randint(8, 15)], person.card, person.card[: random.randint(10, 15)],
        person.bpjs, person.record_number, person.record_number[:6],
        f"{person.birth_date:%d%m%Y}", f"{person.birth_date:%d-%m-%y}",
        *([person.phone, f"+62 {person.phone[1:]}", person.phone[:9]] if person.phone else []),
    )  # fmt: skip
    return random.choice(ways)


def main() -> None:
    """Write the list."""
    random = Random(4)
    borne = Counter(made_up(one).name for one in range(AMONG))
    rows: list[str] = []
    for kind, wanted, typed in (("slip", SLIPS, slip), ("name", NAMES, name), ("number", NUMBERS, number)):
        made = 0
        while made < wanted:
            person = made_up(random.randrange(AMONG))
            if kind == "slip" and (borne[person.name] > NAMESAKES or " " not in person.name):
                continue
            text = typed(random, person)
            if kind == "slip" and text == person.name.lower():
                continue
            rows.append(f"{kind}\t{person.number}\t{text}\t{person.name}\n")
            made += 1
    FILE.write_text("kind\tperson\ttyped\tname\n" + "".join(rows), encoding="utf-8")
    sys.stdout.write(f"{len(rows)} searches\n")


if __name__ == "__main__":
    main()
