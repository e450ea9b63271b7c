#!/bin/sh
# Bring the filled database of each release to now, killed in every migration on the way and run again (security.md
# D10): every row and every month as before, the log sound. Status 1 when not.
#
#     scripts/uitgaven.sh [RELEASE] [--hoogstens 5]      a release of tests/uitgaven; break off at most so often
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 143' INT TERM
export KEUKENTAFEL_VAR="$scratch" DATABASE_URL="sqlite:///$scratch/leeg.sqlite3" DJANGO_SETTINGS_MODULE=config.settings
TMPDIR=$scratch .venv/bin/python -m tests.uitgaven "$@"
