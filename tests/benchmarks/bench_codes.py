"""Finding a code by everyday words: recall on the list of phrases, and the time of one search beside a plain scan."""

import csv
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from ilp_desktop.domain.care.diagnosis_codes import DiagnosisCodes, diagnosis_codes
from tests.benchmarks.figures import show

DAY = date(2026, 7, 1)
CASES = Path(__file__).resolve().parent.parent / "reference_cases"
TEN = 10
TIMES = 5


def phrases(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return phrases with the beginnings of the codes they stand for."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return [(row["phrase"], tuple(row["codes"].split())) for row in csv.DictReader(lines)]


def plain_scan(titles: list[str], text: str) -> list[str]:
    """Return the titles that hold every word: the simplest search there is."""
    words = text.lower().split()
    return [title for title in titles if all(word in title for word in words)]


def recall(codes: DiagnosisCodes, rows: list[tuple[str, tuple[str, ...]]]) -> float:
    """Return for how many phrases the first ten hold a code that was meant, in percent."""
    found = [any(entry.code.startswith(meant) for entry in codes.choices(text, limit=TEN)) for text, meant in rows]
    return 100 * sum(found) / len(found)


def main() -> None:
    """Measure."""
    codes, words, sentences = diagnosis_codes(DAY), phrases("icd10_phrases"), phrases("icd10_sentences")
    titles = [" ".join((entry.title, *entry.synonyms, entry.title_en)).lower() for entry in codes]
    started = perf_counter()
    codes.choices("tensi", limit=TEN)
    show("the first search, with the index made", 1000 * (perf_counter() - started), "ms")
    searched, scanned = [], []
    for text, _ in (words + sentences) * TIMES:
        started = perf_counter()
        codes.choices(text, limit=TEN)
        searched.append(1000 * (perf_counter() - started))
        started = perf_counter()
        plain_scan(titles, text)
        scanned.append(1000 * (perf_counter() - started))
    show(f"recall at {TEN} on {len(words)} everyday phrases", recall(codes, words), "%")
    show(f"recall at {TEN} on {len(sentences)} sentences that stand nowhere in the list", recall(codes, sentences), "%")
    show("search of ICD-10, p95", quantiles(searched, n=20)[-1], "ms", quantiles(scanned, n=20)[-1], "plain scan")


if __name__ == "__main__":
    main()
