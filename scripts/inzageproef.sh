#!/bin/sh
# What the copy for a resident costs, made by the product's own command from a fresh SQLite database with so many notes.
#
#     scripts/inzageproef.sh [NOTES …]     1000 unless named; status 1 above 10 processor seconds per thousand, or 256 MB
set -eu
cd "$(dirname "$0")/.."
unset DATABASE_URL PYTHONDONTWRITEBYTECODE # as in production: what was compiled once is kept
for notes in "${@:-1000}"; do
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
    trap 'rm -rf "$scratch"' EXIT
    export KEUKENTAFEL_VAR="$scratch" KEUKENTAFEL_DEMO=ja
    scripts/setup.sh runtime
    .venv/bin/python -m keukentafel migrate --no-input --verbosity 0
    .venv/bin/python -m scripts.inzageproef "$notes"
    rm -rf "$scratch"
done
