#!/bin/sh
# Opens the window; on a machine without a screen takes the tour instead and says where its pictures are.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/python -m ilp_desktop
fi
echo "No screen here: taking the tour through the windows instead."
rm -rf build/tour build/tour-data
QT_QPA_PLATFORM=offscreen .venv/bin/python -m ilp_desktop tour --data build/tour-data --out build/tour
echo "Pictures and PDFs: $(pwd)/build/tour"
