"""Nothing stands outside the layers: a new package or top module must be given its place in pyproject.toml."""

from pathlib import Path

from tests.house import tree


def _placed() -> set[str]:
    """Return every name written in a layers contract."""
    placed: set[str] = set()
    for contract in tree.contracts():
        if contract["type"] != "layers":
            continue
        rows = (row.replace("|", ":").split(":") for row in contract["layers"])
        tails = [tail.strip(" ()") for row in rows for tail in row]
        placed.update(tails)
        placed.update(f"{container}.{tail}" for container in contract.get("containers", ()) for tail in tails)
    return placed


def _members(root: Path) -> set[str]:
    """Return the parts of the program: what stands in ilp_desktop, and the packages in ui and db."""
    inner = {file.stem for file in (root / "ilp_desktop").glob("*.py")} - {"__init__"}
    members = {f"ilp_desktop.{name}" for name in inner} | {"ui", "db"}
    for package in tree.PACKAGES:
        members.update(f"{package}.{file.parent.name}" for file in (root / package).glob("*/__init__.py"))
    return members


def test_every_part_of_the_program_stands_in_a_layer() -> None:
    assert _members(tree.ROOT) - _placed() == set()


def test_new_package_is_noticed(tmp_path: Path) -> None:
    for package in ("ilp_desktop/pharmacy", "ui/pharmacy", "db/pharmacy"):
        (tmp_path / package).mkdir(parents=True)
        (tmp_path / package / "__init__.py").touch()
    assert _members(tmp_path) - _placed() == {"ilp_desktop.pharmacy", "ui.pharmacy", "db.pharmacy"}


def test_everything_under_the_screens_is_kept_from_qt() -> None:
    by_id = {contract["id"]: contract for contract in tree.contracts()}
    rows = by_id["layers"]["layers"]
    below = rows[rows.index("ui") + 1 :]
    names = {name.strip(" ()") for row in below for name in row.replace("|", ":").split(":")}
    assert names == set(by_id["qt"]["source_modules"])
