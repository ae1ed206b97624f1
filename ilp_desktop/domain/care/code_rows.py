"""Reads the long lists beside an edition: a line a code, its columns divided by tabs."""

from ilp_desktop.resources import resource_path

BETWEEN = "; "


def rows_of(name: str, file_name: str) -> list[list[str]]:
    """Return the lines of a list but for its heading."""
    text = resource_path("reference", name, file_name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def parts_of(column: str) -> tuple[str, ...]:
    """Return what a column lists."""
    return tuple(column.split(BETWEEN)) if column else ()
