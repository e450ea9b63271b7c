#!/bin/sh
# Bring the filled database of each release to now, killed in every migration on the way and run again (security.md
# D10): every row and every month as before, the log sound. Status 1 when not.
#
#     scripts/uitgaven.sh [RELEASE] [--hoogstens 5]      a release of tests/uitgaven; break off at most so often
set -eu
cd "$(dirname "$0")/.."
. scripts/begin.sh
prepare test
aside
export DATABASE_URL="sqlite:///$scratch/leeg.sqlite3"
TMPDIR=$scratch .venv/bin/python -m tests.uitgaven "$@"
