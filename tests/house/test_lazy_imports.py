"""The program starts without its heavy libraries."""

import json

from tests.house import tree


def _loaded_by(*modules: str) -> set[str]:
    """Return what a new process has loaded once it has imported the modules."""
    result = tree.run("-c", f"import json, sys, {', '.join(modules)}; print(json.dumps(list(sys.modules)))")
    assert result.returncode == 0, result.stdout
    return set(json.loads(result.stdout))


def test_sign_in_page_needs_no_database_library() -> None:
    loaded = _loaded_by("ilp_desktop.app")
    assert "ui.sign_in" in loaded
    assert loaded & {"sqlalchemy", "sqlcipher3"} == set()


def test_joining_the_whole_program_loads_no_lazy_library() -> None:
    loaded = _loaded_by("ilp_desktop.app", "ilp_desktop.inside")
    assert {"ui.workspace", "sqlalchemy"} <= loaded
    assert loaded & set(tree.settings()["tool"]["ilp"]["lazy"]) == set()
