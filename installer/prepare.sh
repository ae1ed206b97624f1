#!/bin/sh
# Makes a fresh Debian or Ubuntu machine ready: `prepare.sh run` for the program, `test` for the tests, `package` to freeze it.
# Safe to repeat; does nothing, quickly, when everything is there.
set -eu
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH
cd "$(dirname "$0")/.."

purpose=${1:?"prepare.sh run|test|package"}
environment=.venv
stamp=$environment/prepared
log=build/prepare.log

say() { printf 'prepare: %s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

quietly() {
    "$@" >>"$log" 2>&1 && return
    tail -n 20 "$log" >&2
    stop "failed: $* (all of it in $log)"
}

find_python() {
    for python in "$environment/bin/python" ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10}; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && return
    done
    stop "Python 3.10 or newer is needed and not found here (PYTHON=/its/path names another)"
}

install_packages() {
    command -v apt-get >/dev/null || stop "please install what Debian calls: $*"
    if [ "$(id -u)" -ne 0 ]; then
        say "system packages are missing. Run this line once, then try again:"
        printf 'sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n' "$*" >&2
        exit 1
    fi
    say "installing system packages: $*"
    quietly apt-get update
    quietly env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

check_system() {
    missing=$("$python" installer/system_packages.py "$purpose")
    [ -z "$missing" ] && return
    # shellcheck disable=SC2086  # one word a package
    install_packages $missing
    missing=$("$python" installer/system_packages.py "$purpose")
    [ -z "$missing" ] || stop "still missing after installing: $missing"
}

make_environment() {
    "$environment/bin/python" -c 'import pip' 2>/dev/null && return
    say "making the virtual environment with $("$python" --version)"
    quietly "$python" -m venv --clear "$environment"
}

install_libraries() {
    wanted=$(sha256sum <requirements.lock)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    say "installing the locked libraries, about a minute the first time"
    quietly "$environment/bin/python" -m pip install --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r requirements.lock
    printf '%s\n' "$wanted" >"$stamp"
}

mkdir -p build
: >"$log"
find_python
check_system
make_environment
install_libraries
