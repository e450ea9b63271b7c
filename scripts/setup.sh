#!/bin/sh
# Make .venv with exactly the packages of one layer of the lock, and Keukentafel itself.
#
#     scripts/setup.sh runtime|test|dev
#
# Seconds when nothing changed: .venv/installed holds a fingerprint per layer of all that went in.
# Writes fresh keys to var/sleutels (mode 0600) when the environment holds none; production refuses that file.
set -eu
cd "$(dirname "$0")/.."
layer=$1
python=${PYTHON:-python3}

fingerprint() {
    { "$python" -c 'import sys; print(sys.version, sys.prefix)'; pwd; cat pyproject.toml "requirements/$1.txt"; } |
        "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

# A higher layer holds the lower ones.
up_to_date() {
    for candidate in runtime test dev; do
        [ "$candidate" = "$layer" ] && seen=yes
        [ "${seen:-}" = yes ] && [ -f ".venv/installed/$candidate" ] &&
            [ "$(cat ".venv/installed/$candidate")" = "$(fingerprint "$candidate")" ] && return 0
    done
    return 1
}

# Keys, and the directory that whitenoise looks in.
keys() {
    mkdir -p "${KEUKENTAFEL_VAR:-var}/static"
    .venv/bin/python - <<'PY'
import os
from pathlib import Path

from config.sleutels import NAMES, PREFIX, write_new

if not all(os.environ.get(PREFIX + name) for name in NAMES):
    path = Path(os.environ.get("KEUKENTAFEL_VAR", "var")) / "sleutels"
    if write_new(path):
        print(f"Wrote new keys to {path}")
PY
}

# A linked .venv belongs to another checkout (a git worktree): use it, change nothing in it.
if [ -L .venv ] || up_to_date; then
    keys
    exit 0
fi
echo "Installing the Python packages of requirements/$layer.txt in .venv (once)"
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    "$python" -m venv --clear .venv
fi
rm -rf .venv/installed
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
.venv/bin/python -m pip install --quiet --require-hashes --no-deps -r "requirements/$layer.txt" </dev/null
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e . </dev/null
mkdir -p .venv/installed
fingerprint "$layer" > ".venv/installed/$layer"
keys
