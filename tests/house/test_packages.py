"""Nothing stands outside the layers: a new package or top module must be given its place in pyproject.toml."""

from pathlib import Path

from tests.house import tree


def _names(layer: str) -> list[str]:
    """Return the names written in one row of a layers contract."""
    return [name.strip(" ()") for name in layer.replace("|", ":").split(":")]


def _placed() -> set[str]:
    """Return every name written in a layers contract."""
    placed: set[str] = set()
    for contract in tree.contracts():
        if contract["type"] != "layers":
            continue
        tails = [name for row in contract["layers"] for name in _names(row)]
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


def test_everything_beside_and_under_the_screens_is_kept_from_qt() -> None:
    by_id = {contract["id"]: contract for contract in tree.contracts()}
    names = [_names(row) for row in by_id["layers"]["layers"]]
    screens = next(number for number, row in enumerate(names) if "ui" in row)
    below = {name for row in names[screens:] for name in row} - {"ui"}
    assert below == set(by_id["qt"]["source_modules"])
