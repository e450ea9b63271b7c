#!/bin/sh
# Measure the whole of Inzicht beside the bare engine, on synthetic cities in Parquet; see scripts/bench/inzicht.py.
#
#     scripts/bench_inzicht.sh [--cases 100000 1000000] [--runs 3] [--keep DIR]
#
# The million takes about 1 GB of disk and 3 GB of memory. No database is loaded: an empty one gives the code lists.
set -eu
cd "$(dirname "$0")/.."
scripts/system.sh run
scripts/setup.sh runtime
scratch=$(mktemp -d "${TMPDIR:-/tmp}/keukentafel.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
export KEUKENTAFEL_VAR="$scratch/var" KEUKENTAFEL_DEMO=ja DJANGO_SETTINGS_MODULE=config.settings
unset DATABASE_URL
scripts/setup.sh runtime # keys of its own
.venv/bin/python -m keukentafel migrate --no-input --verbosity 0
.venv/bin/python -m scripts.bench.inzicht "$@"
