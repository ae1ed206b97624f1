"""The program starts without its heavy libraries."""

import json

from tests.house import tree


def test_joining_the_program_loads_no_lazy_library() -> None:
    report = "import json, sys, ilp_desktop.app; print(json.dumps(sorted(sys.modules)))"
    result = tree.run("-c", report)
    assert result.returncode == 0, result.stdout
    loaded = set(json.loads(result.stdout))
    assert "ilp_desktop.app" in loaded
    assert loaded & set(tree.settings()["tool"]["ilp"]["lazy"]) == set()
