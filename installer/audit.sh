#!/bin/sh
# Asks the public lists of known weaknesses about every locked dependency; fails when one is listed, or none was asked.
set -eu
cd "$(dirname "$0")/.."

tools=build/audit
[ -x "$tools/bin/pip-audit" ] || {
    .venv/bin/python -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check 'pip-audit==2.10.1'
}
report=build/audit.json
"$tools/bin/pip-audit" --requirement requirements.lock --require-hashes --disable-pip --progress-spinner off \
    --format json --output "$report" || { cat "$report"; exit 1; }
.venv/bin/python - "$report" <<'PY'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    found = json.load(file)["dependencies"]
asked = [one for one in found if "skip_reason" not in one]
if not asked:
    sys.exit("audit: this index knows nothing of weaknesses; ask where there is one that does")
print(f"audit: {len(asked)} of {len(found)} dependencies asked about, none is listed as weak")
PY
