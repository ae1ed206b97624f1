#!/bin/sh
# Brings requirements.lock in line with pyproject.toml: hashes for every platform, and no address of any index.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv) || {
    .venv/bin/python -m venv build/uv
    build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
    uv=build/uv/bin/uv
}
"$uv" pip compile pyproject.toml --group dev --universal --python-version 3.10 --generate-hashes \
    --no-header --no-emit-index-url --no-emit-find-links --quiet -o requirements.lock
