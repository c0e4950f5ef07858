#!/bin/sh
# Build .venv from requirements/run.txt or requirements/dev.txt, unless it already is what the list says.
# dev holds all of run, in the same versions (tests/test_architecture.py sees to that).
set -eu

list=$1
cd "$(dirname "$0")/.."

say() { echo "sekoci: $*" >&2; }

find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    say "Python 3.11 or newer is needed, and none is found: install it, then run this again."
    exit 1
}

fingerprint() {
    "$python" -c 'import hashlib, sys; print(*(hashlib.sha256(open(f, "rb").read()).hexdigest() for f in sys.argv[1:]))' \
        "requirements/$1.txt" pyproject.toml
}

works() { .venv/bin/python -c 'import pip' 2>/dev/null && [ -x .venv/bin/sekoci ]; }

python=$(find_python)
if works && [ "$(cat ".venv/installed-$list" 2>/dev/null)" = "$(fingerprint "$list")" ]; then
    exit 0
fi
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Python's venv is missing: run \`apt install python3-venv\` as root, then this again."
        exit 1
    fi
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
say "installing the packages of requirements/$list.txt (once; a minute or two)"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
.venv/bin/python -m pip install -q --require-hashes -r "requirements/$list.txt" ||
    { say "the packages could not be installed: is there a network?"; exit 1; }
.venv/bin/python -m pip install -q --no-deps --no-build-isolation --no-index -e .
[ "$list" = dev ] && fingerprint run > .venv/installed-run
fingerprint "$list" > ".venv/installed-$list"
