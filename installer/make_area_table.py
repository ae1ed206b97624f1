"""Makes the table of areas from the four CSV files of idn-area-data (ODbL 1.0): their folder is the argument."""

import csv
import gzip
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "reference" / "areas" / "codes_2025.tsv.gz"
FILES = ("provinces", "regencies", "districts", "villages")


def areas(folder: Path) -> list[tuple[str, str]]:
    """Return every area as code without dots and name, by code."""
    found = []
    for name in FILES:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += [(row["code"].replace(".", ""), " ".join(row["name"].split())) for row in csv.DictReader(file)]
    return sorted(found)


def main() -> None:
    """Write the table; the same source gives the same bytes."""
    lines = "".join(f"{code}\t{name}\n" for code, name in areas(Path(sys.argv[1])))
    with TARGET.open("wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(lines.encode("utf-8"))


if __name__ == "__main__":
    main()
