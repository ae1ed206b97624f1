#!/bin/sh
# Freezes the program into dist/ilp-desktop, then proves what was frozen: it checks its files and takes the tour.
set -eu
cd "$(dirname "$0")/.."

proof=build/package-proof
log=build/package.log
mkdir -p build
echo "package: freezing, about half a minute"
.venv/bin/python -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller \
    installer/ilp-desktop.spec >"$log" 2>&1 || {
    tail -n 20 "$log"
    exit 1
}
echo "package: starting the frozen program"
rm -rf "$proof"
export QT_QPA_PLATFORM=offscreen
dist/ilp-desktop/ilp-desktop --version
dist/ilp-desktop/ilp-desktop check
dist/ilp-desktop/ilp-desktop tour --data "$proof/data" --out "$proof/out"
ls "$proof"/out/*.png >/dev/null
echo "package: $(pwd)/dist/ilp-desktop ($(du -sm dist/ilp-desktop | cut -f1) MB)"
