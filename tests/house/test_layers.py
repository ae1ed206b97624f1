"""The import contracts hold, and each of them is shown to fail when one line breaks it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house import tree

OFFENCES = {
    "layers": {"ilp_desktop/domain/offence.py": "import ilp_desktop.services"},
    "rooms": {"ui/front_desk/offence.py": "import ui.community"},
    "data": {"db/models/offence.py": "import db.queries"},
    "qt": {"ilp_desktop/services/offence.py": "import PySide6.QtCore"},
    "pure": {"ilp_desktop/forms/offence.py": "import sqlalchemy"},
    "paper": {"ilp_desktop/services/offence.py": "import reportlab"},
    "services": {"ui/front_desk/offence.py": "import db"},
    "cycles": {
        "ilp_desktop/domain/offence.py": "import ilp_desktop.domain.accomplice",
        "ilp_desktop/domain/accomplice.py": "import ilp_desktop.domain.offence",
    },
}


def _lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    call = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return tree.run("-c", call, "--no-logo", "--no-cache", cwd=folder)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copy(tree.ROOT / "pyproject.toml", tmp_path)
    for package in tree.PACKAGES:
        shutil.copytree(tree.ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_every_contract_is_kept(copy: Path) -> None:
    result = _lint_imports(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", tree.contracts(), ids=lambda contract: contract["id"])
def test_contract_is_broken_by_one_offending_import(contract: dict[str, str], copy: Path) -> None:
    for file, line in OFFENCES[contract["id"]].items():
        (copy / file).write_text(f"{line}\n", encoding="utf-8")
    result = _lint_imports(copy)
    assert result.returncode == 1
    assert f"{contract['name']} BROKEN" in result.stdout
