"""The lock: every library asked for is in it, at a version that fits, and nothing without a hash."""

import re

from packaging.requirements import Requirement

from tests.house import tree

ENTRY = re.compile(r"^([\w.-]+)==(\S+)((?:.*\\\n)*.*)", re.MULTILINE)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _entries() -> list[tuple[str, str, str]]:
    text = (tree.ROOT / "requirements.lock").read_text(encoding="utf-8")
    return [(_normal(name), version, rest) for name, version, rest in ENTRY.findall(text)]


def test_every_entry_has_a_hash() -> None:
    assert [name for name, _, rest in _entries() if "--hash=sha256:" not in rest] == []


def test_every_direct_dependency_is_locked_within_its_range() -> None:
    settings = tree.settings()
    wanted = [Requirement(line) for line in settings["project"]["dependencies"] + settings["dependency-groups"]["dev"]]
    locked = [(name, version) for name, version, _ in _entries()]
    for requirement in wanted:
        versions = [version for name, version in locked if name == _normal(requirement.name)]
        assert versions, f"{requirement.name} is not in requirements.lock: run `make lock`"
        assert all(requirement.specifier.contains(version) for version in versions), str(requirement)
